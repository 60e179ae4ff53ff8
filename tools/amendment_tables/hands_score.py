"""How many changes of a comparison by another hand are found again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from shiryokan.registers.amendments import Amendment
from tools.amendment_tables.amendments import Node, Words
from tools.amendment_tables.circulars import (
    CELL,
    CIRCULARS,
    CIRCULARS_ASIDE,
    ROW,
    circular,
    circular_look,
    typeset_circular,
)
from tools.amendment_tables.circulars import HEADINGS as CIRCULAR_HEADINGS
from tools.amendment_tables.hands import Look, Paper, Side, Wording, look_named, paper, typeset
from tools.amendment_tables.printed import PRINTED, PRINTED_ASIDE, printed_look, typeset_printed
from tools.amendment_tables.score import Change, add, plain, records_of
from tools.amendment_tables.words import HEADINGS
from tools.looks_command import LookScore

Marked = tuple[str, str]
"""The marked words of the old and the new text, joined."""

_HEADING = re.compile(rf"^[(](?:{'|'.join((*HEADINGS, *CIRCULAR_HEADINGS))})[)](?=.)")
_INNER_ENDS = {ord(CELL): None, ord(ROW): None}
_AFTER_NUMBER = re.compile(r"[.,、]+$")


def truth(made: Paper, look: Look) -> dict[Change, Marked]:
    """What differs, with what is marked of it."""
    wording = Wording(made, look)
    found: dict[Change, Marked] = {}
    for table in made.tables:
        for node, above in table.walk():
            moved = wording.moved(node)
            if node.kind not in ("changed", "added", "deleted") and not moved:
                continue
            kind = "changed" if moved else node.kind
            side: Side = "old" if kind == "deleted" else "new"
            place = "/".join(
                [_number(wording.number(each, "new")) for each in above]
                + [_number(wording.number(node, side))]
            )
            texts = [_text(wording, node, each) for each in _SIDES]
            found[place, kind, texts[0], texts[1]] = (
                _marks(wording, node, "old", look),
                _marks(wording, node, "new", look),
            )
    return found


_SIDES: tuple[Side, Side] = ("old", "new")


def _number(printed: str) -> str:
    return _AFTER_NUMBER.sub("", plain(printed))


def _text(wording: Wording, node: Node, side: Side) -> str:
    return plain(_joined(wording.text(node, side)).translate(_INNER_ENDS))


def _joined(words: Words) -> str:
    return "".join(text for text, _ in words)


def _marks(wording: Wording, node: Node, side: Side, look: Look) -> str:
    own = node.old if side == "old" else node.new
    if not look.drawn or not (own or wording.moved(node)):
        return ""
    return plain("".join(text for text, marked in wording.text(node, side) if marked))


def told(records: Sequence[Amendment], look: Look) -> Iterator[tuple[Change, Marked]]:
    """The same of records. The heading of an article may be of its text or not; what is marked of
    words that say that nothing stands on a side counts for nothing."""
    headed = re.compile(_HEADING) if look.headed else None
    for record in records:
        place = "/".join(_number(h.number or h.title) for h in record.place)
        texts, marks = [], []
        for side in _SIDES:
            text: str = getattr(record, side)
            marked = "".join(m.text for m in record.marks if m.side == side)
            one, other = plain(text), plain(marked)
            if headed:
                one, other = headed.sub("", one), headed.sub("", other)
            empty = one in (plain(look.newly), plain(look.removed))
            texts.append(one)
            marks.append("" if empty else other)
        yield (place, record.kind, texts[0], texts[1]), (marks[0], marks[1])


def measure(name: str, seeds: Sequence[int], folder: Path) -> LookScore:
    """The comparisons of all seeds in one look."""
    score = LookScore(name)
    for seed in seeds:
        look, made, path = _made(name, seed, folder)
        records = records_of(path, score)
        add(score, truth(made, look), dict(told(records, look)), path.stem)
        titles = {plain(table.title.split("の一部")[0]) for table in made.tables}
        score.counts["documents"] += 1
        score.counts["titles"] += bool(records) and all(
            any(title in plain(r.title) for title in titles) for r in records
        )
    return score


def _made(name: str, seed: int, folder: Path) -> tuple[Look, Paper, Path]:
    """A look, and the paper of a seed typeset in it."""
    path = folder / f"amendments-{name.replace(' ', '-')}-{seed}.pdf"
    if name in CIRCULARS or name in CIRCULARS_ASIDE:
        look = circular_look(name)
        made = circular(seed, look)
        typeset_circular(made, look, path)
        return look, made, path
    printed = name in PRINTED or name in PRINTED_ASIDE
    look = (printed_look(name) if printed else look_named(name)).of(seed)
    made = paper(seed, look)
    (typeset_printed if printed else typeset)(made, look, path)
    return look, made, path
