"""What can be asked of facility criteria: the numbers that they state, and the form with which they
are reported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from shiryokan.registers.base import Record
from shiryokan.registers.criteria.model import Criterion
from shiryokan.registers.exercises import (
    Edition,
    ExerciseDraft,
    bare,
    cited_of,
    is_whole,
    nearest,
)
from shiryokan.registers.exercises_of_sentences import lines_with, number_exercises

_NUMBER = re.compile("[0-9]+")
_GENERAL = re.compile(r"^(?:通則|届出|その他|施設基準|経過措置)")
"""Names that many sections have."""


def exercises(new: Edition) -> Iterator[ExerciseDraft]:
    """Drafts of a paper; none of one without a title or a year."""
    called = _called(new)
    if not called:
        return
    names = Counter(bare(record.name) for record in new.records)
    alone = {record.key for record in new.records if names[bare(record.name)] == 1}

    def heading(record: Record) -> str:
        assert isinstance(record, Criterion)
        known = record.key in alone and is_whole(record.name)
        return record.name if known and not _GENERAL.search(record.name) else ""

    yield from number_exercises(new, called, "text", heading)
    yield from _forms([each for each in new.records if heading(each)], called)


def _called(new: Edition) -> str:
    if not new.name.when and not new.name.title:
        return ""
    title = f"「{new.name.title}」" if new.name.title else "施設基準"
    return f"{new.name.when}の{title}" if new.name.when else title


def _forms(records: Sequence[Criterion], called: str) -> Iterator[ExerciseDraft]:
    every = list(dict.fromkeys(form for record in records for form in record.forms))
    for record in records:
        if len(record.forms) != 1:
            continue
        (form,) = record.forms
        sentence = next(
            (
                (trace, line)
                for trace in record.provenance.get("text", [])
                for line in "\n".join(place.text for place in trace.places).split("。")
                if bare(form) in bare(line) and "用いる" in line
            ),
            None,
        )
        if sentence is None:
            continue
        trace, line = sentence
        cited = cited_of(record, "text", [trace])
        if cited is None:
            continue
        yield ExerciseDraft(
            sort="form",
            about=record.key,
            prompt=f"{called}で、「{record.name}」の施設基準の届出に用いる様式はどれか。",
            right=(form,),
            wrong=nearest(form, sorted(every, key=lambda other: _apart(form, other))),
            said=(form,),
            cited=(lines_with(cited, line),),
            explanation=f"届出には{form}を用いるとされている。",
        )


def _apart(form: str, other: str) -> int:
    """How far the numbers of two forms are apart."""
    numbers = [
        int(found[0]) if (found := _NUMBER.search(bare(each))) else 0 for each in (form, other)
    ]
    return abs(numbers[0] - numbers[1])
