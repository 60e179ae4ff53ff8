"""What the audit log says was done with the instance as a whole."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.kinds import register

BACKED_UP = register("backed_up", _("控えを作った"))
RESTORED = register("restored", _("控えから戻した"))
MOVED = register("moved", _("データベースを移した"))
REPAIRED = register("repaired", _("直した"))
