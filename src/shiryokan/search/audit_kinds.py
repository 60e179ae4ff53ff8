"""What the audit log says was done with the search."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit import things
from shiryokan.audit.details import Detail
from shiryokan.audit.kinds import register

things.register("synonyms", things.Thing(_("同義語")))

SYNONYMS = register(
    "synonyms", _("同義語を変えた"),
    old=Detail(_("変える前")), new=Detail(_("変えた後")),
)  # fmt: skip
