"""The kinds of audit entries of the wing of learning."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit import things
from shiryokan.audit.details import FOR_PROGRAMS, Detail
from shiryokan.audit.kinds import register

_DUE = Detail(_("期日"))
_PEOPLE = Detail(_("人数"))
things.register("quoting", things.Thing(_("この文書を引用している人")))

MADE = register("course_made", _("講座を作った"))
OPENED = register("course_opened", _("講座を公開した"))
CLOSED = register("course_closed", _("講座を終えた"))
PASSED = register(
    "exercise_passed", _("設問を通した"),
    exercise=FOR_PROGRAMS,
)  # fmt: skip
ASSIGNED = register(
    "course_assigned", _("受講を指定した"),
    to=Detail(_("だれに"), refers=True), people=_PEOPLE, due=_DUE,
    every_months=Detail(_("くり返す月数")),
)  # fmt: skip
UNASSIGNED = register("course_unassigned", _("受講の指定を終えた"))
ATTENDED = register(
    "attendance_entered", _("集合研修の出席を入れた"),
    day=Detail(_("日")), people=_PEOPLE,
)  # fmt: skip
REVOKED = register("certificate_revoked", _("修了証を取り消した"))
