"""The kinds of audit entries of the wing of learning."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.kinds import register

MADE = register("course_made", _("講座を作った"))
OPENED = register("course_opened", _("講座を公開した"))
CLOSED = register("course_closed", _("講座を終えた"))
PASSED = register("exercise_passed", _("設問を通した"))
ASSIGNED = register("course_assigned", _("受講を指定した"))
UNASSIGNED = register("course_unassigned", _("受講の指定を終えた"))
ATTENDED = register("attendance_entered", _("集合研修の出席を入れた"))
REVOKED = register("certificate_revoked", _("修了証を取り消した"))
