"""Why a remark cannot be written, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "remark_empty": Explanation(_("メモに何も書かれていません。"), _("メモの文を書いてください。")),
    "remark_long": Explanation(
        _("メモが長すぎます（%(most)s文字まで）。"), _("短くするか、2つに分けてください。")
    ),
    "remark_place": Explanation(
        _("メモを付ける場所が分かりません。"),
        _("文書のページで文を選ぶか、ページまたは主題の「メモを書く」から始めてください。"),
    ),
    "remark_group": Explanation(
        _("見せるグループが選ばれていません。"), _("自分の入っているグループを選んでください。")
    ),
    "remark_many": Explanation(
        _("メモが多すぎます（%(most)s件まで）。"), _("使わないメモを消してください。")
    ),
    "remark_quote_long": Explanation(
        _("選んだ文が長すぎます。"), _("短く選び直すか、ページにメモを付けてください。")
    ),
    "remark_quote_nothing": Explanation(
        _("選んだ場所に、このページの文字はありません。"), _("文を選び直してください。")
    ),
    "remark_quote_many": Explanation(
        _("引用箇所が多すぎます。"), _("使わない引用箇所を消してください。")
    ),
}
