"""The kinds of audit entries of checklists."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit import things
from shiryokan.audit.details import FOR_PROGRAMS, Detail, one_of, titled
from shiryokan.audit.kinds import register
from shiryokan.checklists.models import (
    AnswerKind,
    Evidence,
    Facility,
    Membership,
    Organisation,
    System,
    Vendor,
)  # fmt: skip

_ORGANISATION = Detail(_("組織"), of="organisation")
_VENDOR = Detail(_("事業者"), of="vendor")
_ITEMS = Detail(_("項目の数"))
_OWNER = Detail(_("受け持つ人"), of="user")

things.register("organisation", things.Thing(_("組織"), things.names_of(Organisation)))
things.register("vendor", things.Thing(_("事業者"), things.names_of(Vendor)))
things.register("facility", things.Thing(_("施設"), things.names_of(Facility)))
things.register("system", things.Thing(_("システム"), things.names_of(System)))
things.register("assessment", things.Thing(_("自己点検")))
things.register("action", things.Thing(_("対応")))

CHECKLIST_MADE = register(
    "checklist_made", _("点検表を作った"),
    year=Detail(_("年度")), items=_ITEMS,
)  # fmt: skip
CHECKLIST_CHANGED = register(
    "checklist_changed", _("点検表の項目を変えた"),
    items=_ITEMS, cited=Detail(_("典拠を付けた項目")), item=FOR_PROGRAMS,
)  # fmt: skip
CHECKLIST_DELETED = register("checklist_deleted", _("点検表を消した"))
ORGANISATION_MADE = register("organisation_made", _("組織を作った"))
MEMBER_CHANGED = register(
    "organisation_member_changed", _("組織のメンバーを変えた"),
    user=Detail(_("メンバー"), of="user"),
    role=Detail(_("役割"), one_of(lambda: Membership.Role.choices)),
)  # fmt: skip
PLACE_CHANGED = register(
    "organisation_changed", _("組織の施設・事業者・システムを変えた"),
    part=Detail(_("どこを"), refers=True), ended=Detail(_("終えたか")),
)  # fmt: skip
ASSESSMENT_MADE = register(
    "assessment_made", _("自己点検を始めた"),
    organisation=_ORGANISATION,
)  # fmt: skip
ASSESSMENT_ENDED = register(
    "assessment_ended", _("自己点検を終えた"),
    organisation=_ORGANISATION,
)  # fmt: skip
ASSESSMENT_REOPENED = register(
    "assessment_reopened", _("自己点検を開き直した"),
    organisation=_ORGANISATION,
)  # fmt: skip
ASSESSMENT_DELETED = register(
    "assessment_deleted", _("自己点検を消した"),
    organisation=_ORGANISATION,
)  # fmt: skip
ANSWERED = register(
    "check_answered", _("点検項目に答えた"),
    organisation=_ORGANISATION, checklist=Detail(_("点検表")),
    answer=Detail(_("答え"), one_of(lambda: AnswerKind.choices)),
    checked_on=Detail(_("確かめた日")), target_on=Detail(_("目標の日")),
    vendor=_VENDOR, item=FOR_PROGRAMS, version=FOR_PROGRAMS,
)  # fmt: skip
TAKEN_IN = register(
    "assessment_taken_in", _("点検結果を Excel から入れた"),
    organisation=_ORGANISATION, items=_ITEMS,
)  # fmt: skip
LINK_MADE = register(
    "vendor_link_made", _("事業者のリンクを作った"),
    vendor=_VENDOR, until=Detail(_("いつまで")),
)  # fmt: skip
LINK_REVOKED = register(
    "vendor_link_revoked", _("事業者のリンクを取り消した"),
    link=Detail(_("リンク")),
)  # fmt: skip
EVIDENCE_ADDED = register(
    "evidence_added", _("証跡を入れた"),
    organisation=_ORGANISATION, sort=Detail(_("種類"), one_of(lambda: Evidence.Kind.choices)),
)  # fmt: skip
EVIDENCE_DELETED = register(
    "evidence_deleted", _("証跡を消した"),
    organisation=_ORGANISATION,
)  # fmt: skip
ACTION_CHANGED = register(
    "action_changed", _("対応を変えた"),
    organisation=_ORGANISATION, owner=_OWNER,
    what=Detail(
        _("したこと"),
        titled(
            {
                "made": _("作った"),
                "owner": _("受け持つ人を決めた"),
                "done": _("済んだ"),
                "open": _("まだにした"),
            }
        ),
    ),
    due=Detail(_("期日")),
)  # fmt: skip
