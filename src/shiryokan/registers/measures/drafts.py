"""A measure while it is read, and the record it becomes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from shiryokan.japanese.eras import FiscalYear, mentions
from shiryokan.registers.base import Heading, Trace, Unplaced, sureness, trace
from shiryokan.registers.measures.deadlines import deadline_of
from shiryokan.registers.measures.follow_up import follow_up
from shiryokan.registers.measures.items import Lines, is_new_mark, items_of
from shiryokan.registers.measures.labels import (
    Label,
    is_qualifier,
    listed_bodies,
    reprint_marks,
    take_bodies,
)
from shiryokan.registers.measures.model import Measure
from shiryokan.registers.measures.roles import Role
from shiryokan.registers.source_text import Piece, Traced, joined
from shiryokan.registers.values import Value, values_in

_NEW_LABEL = re.compile(r"[(（【\[［<＜][ 　]*新規[ 　]*[)）】\]］>＞]")
REPAIRED = 0.8
"""Confidence left to a record that the grammar had to put together over a broken row."""


@dataclass(slots=True)
class Draft:
    """What is known of a measure so far. ``heads`` are heads of parts, which may tell the year;
    ``part`` is the last part of a cell that has several: what goes on over a page end is of it."""

    section: list[Traced]
    label: Label | None
    title: Traced
    ministries: list[Traced]
    page: int
    paragraphs: dict[Role, list[Lines]] = field(default_factory=lambda: defaultdict(list))
    heads: list[Traced] = field(default_factory=list)
    sure: float = 1.0
    part: Role | None = None

    def lacks(self) -> bool:
        """Whether it has nothing that makes it a measure."""
        return not any(self.paragraphs[role] for role in ("previous", "progress", "next"))


def record_of(draft: Draft, document: str) -> Measure:
    """The record; its year is still to be set where the draft does not tell it."""
    texts = {role: [joined(lines) for lines in found] for role, found in draft.paragraphs.items()}
    previous = texts.get("previous", [])
    named = draft.ministries or take_bodies(previous)
    new = any(is_new_mark(p) for p in previous)
    previous_text = joined_paragraphs([p for p in previous if not is_new_mark(p)])
    progress = items_of(draft.paragraphs["progress"])
    following = items_of(draft.paragraphs["next"])
    title = draft.title or joined_paragraphs(texts.get("title", []))
    ministries = named or [
        body
        for p in texts.get("ministries", [])
        if not is_qualifier(p)
        for body in listed_bodies(p)
    ]
    deadline = joined_paragraphs(texts.get("deadline", []))
    marks = [
        m for text in (title, previous_text, *progress, *following) for m in reprint_marks(text)
    ]
    label = draft.label
    headings = list(zip(draft.section[::2], draft.section[1::2], strict=True))
    new = new or bool(_NEW_LABEL.search(title.text))
    measure = Measure(
        document=document,
        key="/".join(
            [*(s.text for s in draft.section[::2]), label.enumerator if label else title.text]
        ),
        page=draft.page,
        provenance={},
        section=[Heading(number.text, title.text) for number, title in headings],
        label=label.enumerator if label else "",
        title=title.text,
        ministries=[body.text for body in ministries],
        previous_plan=previous_text.text,
        progress=[item.text for item in progress],
        next_plan=[item.text for item in following],
        deadline=deadline_of(deadline.text) if deadline else None,
        year=_year(draft.heads),
        new=new or (not previous_text and bool(progress or following) and not deadline),
        reprint=bool(marks),
        reported=bool(progress),
    )
    measure.provenance = _provenance(
        section=[number + title for number, title in headings],
        label=[label.printed] if label else [], title=[title],
        ministries=ministries, previous_plan=[previous_text], progress=progress,
        next_plan=following, deadline=[deadline], reprint=marks,
    )  # fmt: skip
    measure.follow_up = follow_up(measure)
    measure.values = _values(measure)
    measure.confidence = round(sureness(measure) * draft.sure, 3)
    return measure


def _values(measure: Measure) -> list[Value]:
    fields = {
        "previous_plan": [measure.previous_plan],
        "progress": measure.progress,
        "next_plan": measure.next_plan,
    }
    return [
        value
        for name, texts in fields.items()
        for number, text in enumerate(texts)
        for value in values_in(text, name, number)
    ]


def joined_paragraphs(paragraphs: Sequence[Traced]) -> Traced:
    """Paragraphs as one text, a line each."""
    whole = Traced()
    for paragraph in paragraphs:
        if paragraph:
            between = Traced([Piece("\n", paragraph.page, None, 0)]) if whole else Traced()
            whole = whole + between + paragraph.strip(" 　")
    return whole


def common_year(measures: Sequence[Measure]) -> int | None:
    """The year that most of the measures tell."""
    years = Counter(measure.year for measure in measures if measure.year)
    return years.most_common(1)[0][0] if years else None


def incomplete(draft: Draft) -> Unplaced:
    """A measure without plan and progress, as left over."""
    text = draft.label.printed if draft.label else draft.title
    whole = joined_paragraphs([text, draft.title, *draft.ministries])
    return Unplaced.of("incomplete", whole)


def _provenance(**fields: Sequence[Traced]) -> dict[str, list[Trace]]:
    found = {name: trace(*texts) for name, texts in fields.items()}
    return {name: traces for name, traces in found.items() if traces}


def _year(heads: Sequence[Traced]) -> int | None:
    for head in heads:
        for mention in mentions(head.text):
            if isinstance(mention.when, FiscalYear):
                return mention.when.year
    return None
