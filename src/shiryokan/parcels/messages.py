"""Why a parcel is refused, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "parcel_not_one": Explanation(
        _("%(file)s は荷物ではないか、途中で切れています。何も受け取っていません。"),
        _("大きさを送り元と比べ、shiryokan parcel make が作ったファイルをもう一度写してください。"),
    ),
    "parcel_damaged": Explanation(
        _("%(file)s は、封をしたあとで変わっています。何も受け取っていません。"),
        _(
            "写すときに壊れたか、だれかが書き換えました。送り元からもう一度受け取り、"
            "同じことが起きるなら送り元に確かめてください。"
        ),
    ),
    "parcel_key_unknown": Explanation(
        _("%(file)s に封をした鍵（%(fingerprint)s）は、受け入れる鍵に入っていません。"),
        _(
            "送り元に電話などで指紋を確かめてから、shiryokan parcel keys accept で鍵を受け入れて"
            "ください。"
        ),
    ),
    "parcel_key_revoked": Explanation(
        _("%(name)s の鍵（%(fingerprint)s）は、受け入れを止めてあります。"),
        _("送り元に新しい鍵を確かめ、shiryokan parcel keys accept で受け入れてください。"),
    ),
    "parcel_format_old": Explanation(
        _("%(file)s は古い形式（%(format)s）の荷物です。この資料館は受け取りません。"),
        _("送り元に、新しい版の資料館で荷物を作り直してもらってください。"),
    ),
    "parcel_format_new": Explanation(
        _("%(file)s は、この資料館より新しい形式（%(format)s）の荷物です。"),
        _("この資料館を新しい版にしてから、もう一度受け取ってください。"),
    ),
    "parcel_contents": Explanation(
        _("%(file)s の中身が目録と合いません（%(about)s）。何も受け取っていません。"),
        _("送り元に、shiryokan parcel make で荷物を作り直してもらってください。"),
    ),
    "parcel_too_large": Explanation(
        _("%(file)s の中身は上限を超えています（%(size)sバイト、上限%(limit)sバイト）。"),
        _("送り元に、荷物を分けてもらってください。"),
    ),
    "parcel_too_many": Explanation(
        _("荷物に入れるものが多すぎます（%(count)s件、上限%(limit)s件）。"),
        _("荷物を分けてください。"),
    ),
    "parcel_empty": Explanation(
        _("荷物に入れるものがありません。"),
        _("文書、記事、講座のどれかを指定してください。"),
    ),
    "parcel_document_unknown": Explanation(
        _("「%(line)s」という文書はありません。"),
        _("文書のページのアドレスを、一行に一つずつ入れてください。"),
    ),
    "parcel_hidden": Explanation(
        _("引用している文書のうちに、あなたが見られないものがあります。"),
        _("その文書を見てよい人に荷物を作ってもらってください。"),
    ),
    "parcel_gone": Explanation(
        _("%(file)s はもうこの資料館にありません。"),
        _("荷物のファイルをもう一度送ってください。"),
    ),
    "parcel_key_text": Explanation(
        _("鍵として読めません。"),
        _(
            "送り元の shiryokan parcel keys show が示した「shiryokan-key:」の行を"
            "そのまま写してください。"
        ),
    ),
    "parcel_key_missing": Explanation(
        _("その鍵（%(fingerprint)s）は、受け入れる鍵に入っていません。"),
        _("shiryokan parcel keys list で指紋を確かめてください。"),
    ),
    "parcel_original": Explanation(
        _("「%(title)s」の原本がこの機械にないため、荷物に入れられません。"),
        _("原本のあるホームで荷物を作るか、shiryokan check で調べてください。"),
    ),
    "parcel_article_draft": Explanation(
        _("記事「%(title)s」はまだ公開されていません。"),
        _("公開してから、荷物に入れてください。"),
    ),
    "parcel_course_draft": Explanation(
        _("講座「%(title)s」はまだ公開されていません。"),
        _("公開してから、荷物に入れてください。"),
    ),
    "parcel_article_changed": Explanation(
        _(
            "記事「%(title)s」は、受け取ったあとでこの資料館で書き直されています。上書きしていません。"
        ),
        _("ここで書いたものを別の記事に移してから、もう一度受け取ってください。"),
    ),
    "parcel_course_changed": Explanation(
        _(
            "講座「%(title)s」は、受け取ったあとでこの資料館で変えられています。上書きしていません。"
        ),
        _("どちらを使うかを送り元と決めてください。"),
    ),
    "parcel_nobody": Explanation(
        _("記事や講座を、だれの名前で受け取るかが決まりません。"),
        _("--as にアカウントの名前を指定してください。"),
    ),
    "parcel_closed": Explanation(
        _("引用している「%(title)s」は、だれでも見てよい文書ではありません。"),
        _("渡してよい文書なら、--document %(document)s を加えてください。"),
    ),
}
