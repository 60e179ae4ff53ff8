"""The kinds of audit entries of articles."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.details import Detail
from shiryokan.audit.kinds import register

MADE = register(
    "article_made", _("記事を作った"),
    statements=Detail(_("文の数")), left_out=Detail(_("入れなかったもの")),
)  # fmt: skip
SENT = register("article_sent", _("記事を確認に出した"))
TAKEN_BACK = register("article_taken_back", _("記事を下書きに戻した"))
SCHEDULED = register(
    "article_scheduled", _("記事の公開を予約した"),
    at=Detail(_("日時")),
)  # fmt: skip
PUBLISHED = register(
    "article_published", _("記事を公開した"),
    edition=Detail(_("版")),
)  # fmt: skip
WITHDRAWN = register("article_withdrawn", _("記事を取り下げた"))
REOPENED = register("article_reopened", _("取り下げた記事を開いた"))
DELETED = register("article_deleted", _("記事の下書きを消した"))
