"""What the audit log says was done for the house's health."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.details import Detail
from shiryokan.audit.kinds import register

RETRIED = register(
    "retried", _("うまくいかなかった作業をもう一度させた"),
    step=Detail(_("作業")),
)  # fmt: skip
