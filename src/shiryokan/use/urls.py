"""Addresses of the using wing. A record's address never changes."""

from django.urls import path, re_path

from shiryokan.use.views import (
    comparing,
    corrections,
    exporting,
    extractions,
    fee_changes,
    overview,
    record,
    registers,
    search,
    search_files,
    synonyms,
)

app_name = "use"
urlpatterns = [
    path("search", search.search, name="search"),
    path("search/synonyms", synonyms.synonyms, name="synonyms"),
    path("search/suggest", search.suggest, name="suggest"),
    re_path(r"^search\.(?P<suffix>csv|xlsx|jsonl?)$", search_files.search_file, name="search_file"),
    path("registers/", registers.index, name="registers"),
    path("registers/measures/overview", overview.overview, name="overview"),
    path("registers/fees/changes", fee_changes.table, name="fee_changes"),
    path("registers/<slug:name>/", registers.register, name="register"),
    path("registers/<slug:name>/compare", comparing.compare, name="compare"),
    path("registers/fees/changes.<slug:suffix>", exporting.fees, name="export_fee_changes"),
    path(
        "registers/<slug:name>/corrections.<slug:suffix>",
        exporting.corrections,
        name="export_corrections",
    ),
    path("registers/<slug:name>/export.<slug:suffix>", exporting.register, name="export"),
    path(
        "registers/<slug:name>/compare.<slug:suffix>",
        exporting.compared,
        name="export_comparison",
    ),
    path("records/link", corrections.link, name="link"),
    path("records/<uuid:record_id>/", record.record, name="record"),
    path("records/<uuid:record_id>/correct", corrections.correct_field, name="correct"),
    path("records/<uuid:record_id>/withdraw", corrections.withdraw_correction, name="withdraw"),
    path("documents/<slug:document_id>/registers", extractions.extractions, name="extractions"),
    path(
        "documents/<slug:document_id>/registers/again",
        extractions.extract_again,
        name="extract_again",
    ),
]
