"""The kinds of audit entries of remarks: of those that others read."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.kinds import register

SHARED = register("remark_shared", _("メモをほかの人に見せた"))
REMOVED = register("remark_removed", _("ほかの人のメモを消した"))
