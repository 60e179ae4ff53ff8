"""How a subject stands now, as whoever reads sees the library: computed, with its cause."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from shiryokan.documents.models import DOCUMENT_ID_LENGTH
from shiryokan.quotes.errata import about, whole_beside_errata
from shiryokan.quotes.library import Library
from shiryokan.quotes.standing import CauseKind, State
from shiryokan.records import models
from shiryokan.records.comparisons import comparison, editions
from shiryokan.records.rows import record_of
from shiryokan.records.standings import standings_in
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.subjects.history import Step


class Standing(msgspec.Struct, frozen=True):
    """How the newest record of a subject stands. ``record`` is the one that says so, or of an
    ``unsure`` subject the one that may be its next; ``extraction`` the newer version in which it is
    not, and ``words`` what is said; each empty where there is none."""

    state: State
    cause: CauseKind | None = None
    record: models.Record | None = None
    extraction: models.Extraction | None = None
    words: str = ""


def standing_of(steps: Sequence[Step]) -> Standing:
    """How a subject stands, by its newest record that is seen (there is one)."""
    newest = steps[-1].record
    return (
        _beside_papers(newest) or _beside_versions(newest) or _beside_letters(newest)
        or (Standing("corrected", "correction", newest) if newest.corrected else None)
        or Standing("holds")
    )  # fmt: skip


def _beside_papers(row: models.Record) -> Standing | None:
    kept = standings_in(row.register).get(str(row.pk))
    if kept is None:
        return None
    said = kept.standing
    by = models.Record.objects.filter(
        document=said.document[:DOCUMENT_ID_LENGTH], register=row.register, key=said.key
    ).select_related("document")
    state: State = "withdrawn" if said.state == "withdrawn" else "corrected"
    return Standing(state, "answer", by.first(), words=said.words)


def _beside_versions(row: models.Record) -> Standing | None:
    """Beside the version that follows its own, if it is not in it."""
    if REGISTERS[row.register].serial:
        return None
    found = editions(row.extraction)
    at = next((n for n, each in enumerate(found) if each.pk == row.extraction_id), None)
    if at is None or at + 1 == len(found):
        return None
    newer = found[at + 1]
    compared = comparison(row.extraction, newer)
    change = next((each for each in compared.changes if row.key in each.old), None)
    if change is None or not change.new:
        return Standing("gone", "comparison", extraction=newer)
    perhaps = models.Record.objects.filter(extraction=newer, key=change.new[0])
    return Standing("unsure", "comparison", perhaps.select_related("document").first(), newer)


def _beside_letters(row: models.Record) -> Standing | None:
    library = Library()
    if not any(row.register in each.rewording.registers for each in library.errata):
        return None
    record = record_of(models.Record.objects.get(pk=row.pk))
    found = whole_beside_errata(record, row.register, about(library.errata, row.register, record))
    if found is None or found.cause is None:
        return None
    by = models.Record.objects.filter(
        document=found.cause.document[:DOCUMENT_ID_LENGTH], register=found.cause.register,
        key=found.cause.key,
    )  # fmt: skip
    return Standing(
        "corrected", "letter", by.select_related("document").first(), words=found.cause.words
    )
