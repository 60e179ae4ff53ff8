"""The kinds of audit entries of remarks: of those that others read."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit import things
from shiryokan.audit.details import Detail, one_of
from shiryokan.audit.kinds import register
from shiryokan.remarks.models import Remark

things.register("remark", things.Thing(_("メモ")))

SHARED = register(
    "remark_shared", _("メモをほかの人に見せた"),
    audience=Detail(_("見せる相手"), one_of(lambda: Remark.Audience.choices)),
    group=Detail(_("グループ")),
)  # fmt: skip
REMOVED = register(
    "remark_removed", _("ほかの人のメモを消した"),
    owner=Detail(_("書いた人"), of="user"),
)  # fmt: skip
