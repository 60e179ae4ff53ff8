"""The kinds of audit entries of parcels."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.kinds import register

MADE = register("parcel_made", _("荷物を作った"))
TAKEN = register("parcel_taken", _("荷物を受け取った"))
KEY_ACCEPTED = register("parcel_key_accepted", _("荷物の鍵を受け入れた"))
KEY_REVOKED = register("parcel_key_revoked", _("荷物の鍵の受け入れを止めた"))
