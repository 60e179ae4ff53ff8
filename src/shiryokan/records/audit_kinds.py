"""What the audit log says was done with records."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.kinds import register

CORRECTED = register("corrected", _("訂正した"))
CORRECTION_WITHDRAWN = register("correction_withdrawn", _("訂正を取り消した"))
LINKED = register("linked", _("対応を記録した"))
