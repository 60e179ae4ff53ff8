"""Where one side of a change of fees stands on its page."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from shiryokan.japanese.codepoints import fold_text
from shiryokan.registers.base import Trace
from shiryokan.registers.fees.changes import Side
from shiryokan.registers.fees.model import FeeItem
from shiryokan.registers.fees.nodes import NOTE, folded
from shiryokan.registers.source_text import Place
from shiryokan.registers.statements.draft import Cited, cited_at, places_on
from shiryokan.registers.statements.draft import Side as CitedSide

_HEAD = ("code", "name", "unit", "value")
_COMMA = re.compile("(?<=[0-9])[,、](?=[0-9]{3})")


class Found(msgspec.Struct, frozen=True):
    """A place, and whether the points that are told stand in it."""

    cited: Cited
    worth: bool


def place_of(item: FeeItem, side: Side, of: CitedSide) -> Found | None:
    """Where ``side`` of a change stands; None where its label names no one thing of the item."""
    if not side.label:
        return _found(
            item, [t for n in _HEAD for t in item.provenance.get(n, [])], side, "name", of
        )
    if any(part.startswith(NOTE) for part in side.label):
        return _note(item, side, of)
    rows = [
        number
        for number, variant in enumerate(item.variants)
        if tuple(variant.label) == side.label and not variant.deleted
    ]
    return _row(item, rows, "variants", side, of)


def plain(text: str) -> str:
    """A text as it is looked for: folded, without white space and the commas of numbers."""
    return _COMMA.sub("", folded(text))


def has_points(text: str, points: int | None) -> bool:
    """Whether a text has an amount of points. A name may end in a number, from which white space
    parts it; a number may be broken by the end of a line."""
    if points is None:
        return True
    amount = re.compile(f"(?<![0-9]){points}点")
    return bool(amount.search(plain(text)) or amount.search(_COMMA.sub("", fold_text(text))))


def _note(item: FeeItem, side: Side, of: CitedSide) -> Found | None:
    at = next(n for n, part in enumerate(side.label) if part.startswith(NOTE))
    owner, number = side.label[:at], side.label[at].removeprefix(NOTE)
    rows = [
        n
        for n, note in enumerate(item.notes)
        if tuple(note.variant) == owner and note.number == number
    ]
    return _row(item, rows, "notes", side, of)


def _row(item: FeeItem, rows: Sequence[int], field: str, side: Side, of: CitedSide) -> Found | None:
    traces = item.provenance.get(field, [])
    if len(rows) != 1 or rows[0] >= len(traces):
        return None
    return _found(item, [traces[rows[0]]], side, field, of)


def _found(
    item: FeeItem, traces: Sequence[Trace], side: Side, field: str, of: CitedSide
) -> Found | None:
    places = places_on(traces, side.page)
    if field == "notes":
        places = [_narrowed(place, side) for place in places]
    cited = cited_at(of, item.document, item.key, field, places)
    if cited is None:
        return None
    # a row that runs over a page has its name on the first and its points on the second
    whole = "\n".join(place.text for trace in traces for place in trace.places)
    return Found(cited, has_points(cited.words, side.points) and has_points(whole, side.points))


def _narrowed(place: Place, side: Side) -> Place:
    """The lines of a note in which the name and the points of a side stand; all of it where they
    stand there not once."""
    lines = place.text.split("\n")
    if len(lines) != len(place.boxes) or len(lines) < 3:
        return place
    name = next((name for name in reversed(side.variant) if name), "")
    words = plain(name.strip("…")) if name else ""
    if side.points is None:
        first = last = _only_line(lines, words)
    else:
        last = _only_line(lines, f"{side.points}点")
        first = _last_line(lines, words, last) if last is not None else None
    if first is None or last is None:
        return place
    # a sentence may end on the next line; an entry ends with its points
    end = last + 1 if plain(lines[last]).endswith(f"{side.points}点") else min(last + 2, len(lines))
    return Place(place.page, place.boxes[first:end], "\n".join(lines[first:end]))


def _only_line(lines: Sequence[str], words: str) -> int | None:
    """The number of the line in which words begin that stand in the text once."""
    starts, text = _run_on(lines)
    found = [match.start() for match in re.finditer(f"(?<![0-9]){re.escape(words)}", text)]
    return _line_at(starts, found[0]) if words and len(found) == 1 else None


def _last_line(lines: Sequence[str], words: str, before: int) -> int | None:
    """The number of the line, none behind ``before``, in which words begin last."""
    starts, text = _run_on(lines)
    end = starts[before + 1] if before + 1 < len(starts) else len(text)
    at = text.rfind(words, 0, end) if words else -1
    return _line_at(starts, at) if at >= 0 else None


def _run_on(lines: Sequence[str]) -> tuple[list[int], str]:
    """The lines as one text, and where each begins in it."""
    starts, text = [], ""
    for line in lines:
        starts.append(len(text))
        text += plain(line)
    return starts, text


def _line_at(starts: Sequence[int], at: int) -> int:
    return max(n for n, start in enumerate(starts) if start <= at)
