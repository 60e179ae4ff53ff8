"""What the audit log says was done with API tokens."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit import things
from shiryokan.audit.details import Detail
from shiryokan.audit.kinds import register

things.register("token", things.Thing(_("トークン")))

TOKEN = register(
    "token", _("トークンを作った"),
    user=Detail(_("だれの"), of="user"),
)  # fmt: skip
TOKEN_REVOKED = register(
    "token_revoked", _("トークンを取り消した"),
    user=Detail(_("だれの"), of="user"),
)  # fmt: skip
