"""What the audit log says was done with records."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.kinds import register

CORRECTED = register("corrected", _("訂正した"))
CORRECTION_WITHDRAWN = register("correction_withdrawn", _("訂正を取り消した"))
LINKED = register("linked", _("対応を記録した"))
ITEM_LINKED = register("item_linked", _("項目とのつながりを決めた"))
ITEM_LINK_WITHDRAWN = register("item_link_withdrawn", _("項目とのつながりの判断を取り消した"))
