"""What the audit log says was done with API tokens."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.kinds import register

TOKEN = register("token", _("トークンを作った"))
TOKEN_REVOKED = register("token_revoked", _("トークンを取り消した"))
