"""What is done in any room, and written to the audit log by this one."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit import things
from shiryokan.audit.details import Detail
from shiryokan.audit.kinds import register

things.register("instance", things.Thing(_("資料館")))
things.register("export", things.Thing(_("書き出し")))

EXPORTED = register(
    "exported", _("書き出した"),
    form=Detail(_("形式")), rows=Detail(_("行数")),
)  # fmt: skip
