"""The kinds of audit entries of parcels."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit import things
from shiryokan.audit.details import Detail
from shiryokan.audit.kinds import register

_FINGERPRINT = Detail(_("指紋"))
things.register("arrived", things.Thing(_("届いた荷物")))

MADE = register(
    "parcel_made", _("荷物を作った"),
    documents=Detail(_("文書"), of="document"), articles=Detail(_("記事")),
    courses=Detail(_("講座")),
)  # fmt: skip
TAKEN = register(
    "parcel_taken", _("荷物を受け取った"),
    house=Detail(_("どの館から")), fingerprint=_FINGERPRINT,
)  # fmt: skip
KEY_ACCEPTED = register(
    "parcel_key_accepted", _("荷物の鍵を受け入れた"),
    fingerprint=_FINGERPRINT,
)  # fmt: skip
KEY_REVOKED = register(
    "parcel_key_revoked", _("荷物の鍵の受け入れを止めた"),
    fingerprint=_FINGERPRINT,
)  # fmt: skip
