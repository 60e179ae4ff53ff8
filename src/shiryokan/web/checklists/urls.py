"""Addresses of checklists."""

from django.urls import path

from shiryokan.web.checklists.views import (
    actions,
    assessment,
    evidence,
    files,
    links,
    organisations,
    overview,
    sheets,
    vendor,
)

app_name = "checklists"
_ORGANISATION = "checklists/organisations/<int:organisation_id>"
_SHEET = "checklists/sheets/<int:checklist_id>"
_ASSESSMENT = "checklists/assessments/<int:assessment_id>"
_VENDOR = "checklists/vendor/<str:secret>"
urlpatterns = [
    path("checklists/", overview.index, name="index"),
    path("checklists/organisations/new", organisations.new, name="new_organisation"),
    path(f"{_ORGANISATION}/", organisations.organisation, name="organisation"),
    path(f"{_ORGANISATION}/parts", organisations.change_part, name="change_part"),
    path(f"{_ORGANISATION}/members", organisations.change_member, name="change_member"),
    path(f"{_ORGANISATION}/assessments", assessment.begin, name="begin"),
    path(f"{_ORGANISATION}/evidence/", evidence.board, name="evidence"),
    path(f"{_ORGANISATION}/evidence/<uuid:evidence_id>/file", evidence.file, name="evidence_file"),
    path(f"{_ORGANISATION}/evidence/<uuid:evidence_id>/step", evidence.step, name="evidence_step"),
    path(f"{_ORGANISATION}/actions/", actions.board, name="actions"),
    path(f"{_ORGANISATION}/actions/<int:action_id>/step", actions.step, name="action_step"),
    path("checklists/sheets/", sheets.index, name="sheets"),
    path("checklists/sheets/new", sheets.new, name="new_sheet"),
    path("checklists/sheets/read", sheets.read, name="read_sheet"),
    path(f"{_SHEET}/", sheets.sheet, name="sheet"),
    path(f"{_SHEET}/step", sheets.step, name="sheet_step"),
    path(f"{_SHEET}/items/<int:item_id>/cite", sheets.cite, name="cite"),
    path(f"{_ASSESSMENT}/", assessment.assessment, name="assessment"),
    path(f"{_ASSESSMENT}/items/<int:item_id>", assessment.answer_item, name="answer"),
    path(f"{_ASSESSMENT}/items/<int:item_id>/history", assessment.history, name="history"),
    path(f"{_ASSESSMENT}/step", assessment.step, name="step"),
    path(f"{_ASSESSMENT}/print", assessment.printed, name="print"),
    path(f"{_ASSESSMENT}/filled.<slug:suffix>", files.export, name="file"),
    path(f"{_ASSESSMENT}/oscal/<slug:part>.json", files.oscal, name="oscal"),
    path(f"{_ASSESSMENT}/take-in", files.take_in, name="take_in"),
    path(f"{_ASSESSMENT}/links", links.make, name="make_link"),
    path(f"{_ASSESSMENT}/links/<int:link_id>/revoke", links.revoke, name="revoke_link"),
    path(f"{_VENDOR}/", vendor.form, name="vendor"),
    path(f"{_VENDOR}/items/<int:item_id>", vendor.answer_item, name="vendor_answer"),
]
