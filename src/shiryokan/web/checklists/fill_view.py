"""An assessment as it is filled: each item with its answer, what it cites, and last year's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext

from shiryokan.checklists.answering import Given, said
from shiryokan.checklists.carrying import LastYear, Years, requirement_changed
from shiryokan.checklists.evidence import evidence_changed
from shiryokan.checklists.models import AnswerKind, Assessment, Citation, Result
from shiryokan.checklists.words import CitedPlace, ItemWords, seen_documents
from shiryokan.documents.models import Document
from shiryokan.quotes.standing import CAUSE_TITLES, STATE_TITLES
from shiryokan.web.viewer.crops import address_of

ANSWERS = (
    (AnswerKind.YES, "1", "y"),
    (AnswerKind.NO, "2", "n"),
    (AnswerKind.NOT_APPLICABLE, "3", "x"),
    (AnswerKind.UNCHECKED, "0", "u"),
)
"""Each answer with the keys that give it."""


class CitedView(NamedTuple):
    """A requirement that an item names, as a link where it is seen."""

    reference: str
    words: str
    address: str
    state: str
    state_title: str
    why: str
    cause: str
    cause_words: str


class ItemView(NamedTuple):
    """One item on the page. ``heading`` and ``sub_heading`` are set where a section begins."""

    item: ItemWords
    result: Result
    given: Given
    heading: str
    sub_heading: str
    own: str
    cited: list[CitedView]
    last: LastYear | None
    changed: bool
    otherwise: bool
    """Whether its evidence no longer says so."""
    evidence: int
    actions: int
    rounds: list[tuple[str, str]]
    """The answer and the day of each round of the year, for the print."""

    @property
    def offers(self) -> bool:
        """Whether last year's answer may be taken."""
        return (
            self.last is not None and self.last.offered
            and self.given.answer == AnswerKind.UNCHECKED
        )  # fmt: skip

    @property
    def lacks_target(self) -> bool:
        """Whether it says いいえ, and not by when that will be otherwise."""
        return self.given.answer == AnswerKind.NO and self.given.target_on is None


def views_of(
    assessment: Assessment, items: list[ItemWords], years: Years | None = None
) -> list[ItemView]:
    """The items of an assessment in the form's own order."""
    rows = assessment.results.select_related("by", "vendor").prefetch_related("evidence", "actions")
    results = {row.item_id: row for row in rows}
    documents = _documents(items)
    found: list[ItemView] = []
    above = ("", "")
    for each in items:
        result = results.get(each.item.pk)
        if result is None:
            continue
        over = (each.section, each.sub_section)
        found.append(
            ItemView(
                item=each,
                result=result,
                given=said(result),
                heading=over[0] if over[0] != above[0] else "",
                sub_heading=over[1] if over != above else "",
                own=_address(each.own.citation) if each.own is not None else "",
                cited=[_cited(place, documents) for place in each.cited],
                last=years.items.get(each.item.pk) if years is not None else None,
                changed=requirement_changed(each, result),
                otherwise=evidence_changed(result),
                evidence=len(result.evidence.all()),
                actions=len(result.actions.all()),
                rounds=_rounds(result, assessment.checklist.rounds),
            )
        )
        above = over
    return found


def _rounds(result: Result, number: int) -> list[tuple[str, str]]:
    now = (result.answer, result.checked_on.isoformat() if result.checked_on else "")
    said_so_far = [*((str(answer), str(day)) for answer, day in result.earlier), now]
    found = [(str(AnswerKind(answer).label), day) for answer, day in said_so_far]
    return (found + [("", "")] * number)[: max(number, len(found))]


def cited_views(items: list[ItemWords]) -> list[list[CitedView]]:
    """The requirements that items name, for each."""
    documents = _documents(items)
    return [[_cited(place, documents) for place in item.cited] for item in items]


def _documents(items: Iterable[ItemWords]) -> dict[str, Document]:
    cited = [place.citation for each in items for place in each.cited]
    keys = [key for row in cited for key in (row.document_id, row.cause_document)]
    return seen_documents(keys)


def _address(row: Citation) -> str:
    return address_of(row.document_id, row.page, row.boxes)


def _cited(place: CitedPlace, documents: dict[str, Document]) -> CitedView:
    row = place.citation
    sees_cause = row.cause_document in documents
    titles: Any = STATE_TITLES
    causes: Any = CAUSE_TITLES
    return CitedView(
        reference=place.reference,
        words=row.words if place.seen else "",
        address=_address(row) if place.seen else "",
        state=place.state,
        state_title=gettext(titles[place.state]) if place.state in titles else "",
        why=gettext(causes[row.cause_kind]) if row.cause_kind in causes else "",
        cause=address_of(row.cause_document, row.cause_page, row.cause_boxes)
        if sees_cause and row.cause_page
        else "",
        cause_words=row.cause_words if sees_cause else "",
    )
