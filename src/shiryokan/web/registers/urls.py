"""Addresses of registers and records. A record's address never changes."""

from django.urls import path

from shiryokan.web.registers.views import (
    compare,
    corrections,
    course,
    export,
    extractions,
    quote,
    record,
    registers,
    report,
)

app_name = "registers"
urlpatterns = [
    path("registers/", registers.index, name="registers"),
    path("registers/<slug:name>/", registers.register, name="register"),
    path("registers/<slug:name>/again", extractions.read_all_again, name="read_all_again"),
    path("registers/<slug:name>/compare", compare.compare, name="compare"),
    path(
        "registers/<slug:name>/corrections.<slug:suffix>",
        export.corrections,
        name="export_corrections",
    ),
    path("registers/<slug:name>/export.<slug:suffix>", export.register, name="export"),
    path(
        "registers/<slug:name>/compare.<slug:suffix>",
        export.compared,
        name="export_comparison",
    ),
    path("registers/<slug:name>/versions", course.course, name="course"),
    path("registers/<slug:name>/versions.<slug:suffix>", export.course, name="export_course"),
    path("registers/<slug:name>/<slug:report>", report.report, name="report"),
    path("registers/<slug:name>/<slug:report>.<slug:suffix>", export.report, name="export_report"),
    path("records/link", corrections.link, name="link"),
    path("records/<uuid:record_id>/", record.record, name="record"),
    path("records/<uuid:record_id>/quote", quote.quote, name="quote"),
    path("records/<uuid:record_id>/correct", corrections.correct_field, name="correct"),
    path("records/<uuid:record_id>/withdraw", corrections.withdraw_correction, name="withdraw"),
    path("documents/<slug:document_id>/registers", extractions.extractions, name="extractions"),
    path(
        "documents/<slug:document_id>/registers/again",
        extractions.extract_again,
        name="extract_again",
    ),
]
