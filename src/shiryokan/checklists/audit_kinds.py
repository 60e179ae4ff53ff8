"""The kinds of audit entries of checklists."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.kinds import register

CHECKLIST_MADE = register("checklist_made", _("点検表を作った"))
CHECKLIST_CHANGED = register("checklist_changed", _("点検表の項目を変えた"))
CHECKLIST_DELETED = register("checklist_deleted", _("点検表を消した"))
ORGANISATION_MADE = register("organisation_made", _("組織を作った"))
MEMBER_CHANGED = register("organisation_member_changed", _("組織のメンバーを変えた"))
PLACE_CHANGED = register("organisation_changed", _("組織の施設・事業者・システムを変えた"))
ASSESSMENT_MADE = register("assessment_made", _("自己点検を始めた"))
ASSESSMENT_ENDED = register("assessment_ended", _("自己点検を終えた"))
ASSESSMENT_REOPENED = register("assessment_reopened", _("自己点検を開き直した"))
ASSESSMENT_DELETED = register("assessment_deleted", _("自己点検を消した"))
ANSWERED = register("check_answered", _("点検項目に答えた"))
TAKEN_IN = register("assessment_taken_in", _("点検結果を Excel から入れた"))
LINK_MADE = register("vendor_link_made", _("事業者のリンクを作った"))
LINK_REVOKED = register("vendor_link_revoked", _("事業者のリンクを取り消した"))
EVIDENCE_ADDED = register("evidence_added", _("証跡を入れた"))
EVIDENCE_DELETED = register("evidence_deleted", _("証跡を消した"))
ACTION_CHANGED = register("action_changed", _("対応を変えた"))
