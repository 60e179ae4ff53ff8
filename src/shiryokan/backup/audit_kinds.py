"""What the audit log says was done with the instance as a whole."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit import things
from shiryokan.audit.details import Detail, titled
from shiryokan.audit.kinds import register

things.register("backup", things.Thing(_("控え")))

BACKED_UP = register(
    "backed_up", _("控えを作った"),
    originals=Detail(_("原本の数")),
)  # fmt: skip
RESTORED = register(
    "restored", _("控えから戻した"),
    made_at=Detail(_("控えの日時")),
)  # fmt: skip
MOVED = register(
    "moved", _("データベースを移した"),
    to=Detail(_("どこへ"), titled({"sqlite": "SQLite", "postgresql": "PostgreSQL"})),
)  # fmt: skip
REPAIRED = register(
    "repaired", _("直した"),
    found=Detail(_("見つけたもの")),
)  # fmt: skip
