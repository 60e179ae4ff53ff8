"""Why a binder cannot be changed, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "binder_title": Explanation(_("とじ込みの名前がありません。"), _("名前を書いてください。")),
    "binder_text": Explanation(
        _("文がないか、長すぎます（%(most)s文字まで）。"), _("書き直してください。")
    ),
    "binder_many": Explanation(
        _("とじ込みが多すぎます（%(most)s個まで）。"), _("使わないとじ込みを消してください。")
    ),
    "binder_full": Explanation(
        _("1つのとじ込みに入るのは%(most)s個までです。"), _("とじ込みを分けてください。")
    ),
    "binder_place": Explanation(
        _("とじ込むものが分かりません。"),
        _("文書のページ、選んだ文、主題、検索の結果のどれかのアドレスを入れてください。"),
    ),
    "binder_quote_long": Explanation(
        _("とじ込む文が長すぎます。"), _("短く選び直すか、ページをとじ込んでください。")
    ),
    "binder_quote_nothing": Explanation(
        _("アドレスの示す場所に、文字がありません。"), _("文を選び直してください。")
    ),
    "binder_quote_many": Explanation(
        _("残した引用箇所が多すぎます。"), _("使わないものを消してください。")
    ),
    "binder_font": Explanation(
        _("この機械に、PDFに入れられる日本語の書体がありません。"),
        _("管理者に、IPA明朝などの書体を入れるよう頼んでください。WordとMarkdownは書き出せます。"),
    ),
}
