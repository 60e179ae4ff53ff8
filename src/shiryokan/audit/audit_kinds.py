"""What is done in any room, and written to the audit log by this one."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.kinds import register

EXPORTED = register("exported", _("書き出した"))
