"""What can be asked of a care fee schedule: points, and what a revision made of them.

Only plain points count, that stand in one place beside the name of their branch, of branches whose
names down from the service are all known and are those of no other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from shiryokan.registers.base import Trace
from shiryokan.registers.care.model import NAME, CareFee
from shiryokan.registers.care.texts import points_text
from shiryokan.registers.comparison import compare
from shiryokan.registers.exercises import (
    Edition,
    ExerciseDraft,
    bare,
    cited_of,
    is_whole,
    nearest,
)
from shiryokan.registers.statements.draft import Cited

_SURE = 0.75
"""Likeness (0 to 1) of two records from which on they are surely the same."""
_BESIDE = re.compile(
    r"その他|以外|[（(][0-9０-９一二三四五]+[）)]|(?:から|及び|又は)[イ-ヲ]|に規定|に掲げる"
)
"""A name that is to be understood only beside those around it."""
_AROUND = 40
"""Branches before and behind, from which wrong choices are taken."""


class _Paid(msgspec.Struct, frozen=True):
    """A branch with plain points; ``named`` are the names from the service down."""

    record: CareFee
    points: int
    named: str
    cited: Cited


def exercises(new: Edition, old: Edition | None) -> Iterator[ExerciseDraft]:
    """Drafts of a schedule; none of a paper that tells no year."""
    if not new.name.when:
        return
    paid = _paid(new.records)
    for at, each in enumerate(paid):
        told = points_text(each.points)
        yield ExerciseDraft(
            sort="points",
            about=each.record.key,
            prompt=(
                f"{new.name.when}の{_schedule(each)}で、{each.named}{_unit(each)}は何単位か"
                "（注による加算・減算を除く）。"
            ),
            right=(told,),
            wrong=nearest(told, map(points_text, _beside(paid, at))),
            said=(told,),
            cited=(each.cited,),
            explanation=f"{each.named}は{told}である。",
        )
    if old is not None and old.name.when and old.name.when != new.name.when:
        yield from _revised(old, new, paid)


def _schedule(paid: _Paid) -> str:
    return paid.record.schedule or "介護給付費単位数表"


def _unit(paid: _Paid) -> str:
    return f"（{paid.record.unit_effective}）" if paid.record.unit_effective else ""


def _paid(records: Sequence[CareFee]) -> list[_Paid]:
    places = Counter((record.schedule, *record.path) for record in records)
    names = {(record.schedule, *record.path): record for record in records}
    found = []
    for record in records:
        at = [(record.schedule, *record.path[:depth]) for depth in range(1, len(record.path) + 1)]
        if record.points is None or record.rate is not None or record.deleted:
            continue
        if bare(record.value) != bare(points_text(record.points)):
            continue
        if any(places[place] != 1 for place in at) or any(
            not is_whole(names[place].name) or _BESIDE.search(names[place].name) for place in at
        ):
            continue
        path = [f"{record.path[n]} {names[place].name}" for n, place in enumerate(at)]
        cited = cited_of(record, "points", _traces(record))
        if cited is not None and bare(record.name) in bare(cited.words):
            named = "の".join([names[at[0]].name, *(f"「{each}」" for each in path[1:])])
            found.append(_Paid(record, record.points, named, cited))
    alike = Counter(bare(each.named) for each in found)
    return [each for each in found if alike[bare(each.named)] == 1]


def _traces(record: CareFee) -> list[Trace]:
    return [*record.provenance.get("name", []), *record.provenance.get("points", [])]


def _beside(paid: Sequence[_Paid], at: int) -> Iterator[int]:
    """The points of what stands near: of the same service first, the nearest in worth first."""
    own = paid[at]
    near = [each for each in paid[max(at - _AROUND, 0) : at + _AROUND] if each is not own]

    def order(other: _Paid) -> tuple[bool, float]:
        far = max(own.points, other.points, 1) / max(min(own.points, other.points), 1)
        return other.record.service != own.record.service, far

    for each in sorted(near, key=order):
        yield each.points


def _revised(old: Edition, new: Edition, paid: Sequence[_Paid]) -> Iterator[ExerciseDraft]:
    before = {each.record.key: each for each in _paid(old.records)}
    after = {each.record.key: at for at, each in enumerate(paid)}
    for change in compare(NAME, old.records, new.records).changes:
        if len(change.old) != 1 or len(change.new) != 1 or change.likeness < _SURE:
            continue
        was, at = before.get(change.old[0]), after.get(change.new[0])
        if was is None or at is None or was.points == paid[at].points:
            continue
        now = paid[at]
        told = points_text(now.points)
        others = (points for points in _beside(paid, at) if points != was.points)
        yield ExerciseDraft(
            sort="revision",
            about=now.record.key,
            prompt=(
                f"{_schedule(now)}の{now.named}{_unit(now)}は、{old.name.when}に"
                f"{points_text(was.points)}であった。{new.name.when}の改定で何単位になったか。"
            ),
            right=(told,),
            wrong=nearest(told, map(points_text, others)),
            said=(told,),
            cited=(now.cited, msgspec.structs.replace(was.cited, side="old")),
            explanation=f"{points_text(was.points)}から{told}に改められた。",
        )
