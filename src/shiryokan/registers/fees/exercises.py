"""What can be asked of a fee schedule: points, units, and what a revision made of points.

Only plain points count, that stand once, on one page, in the lines of the item or variant they are
asked of; and only things that are called otherwise than all others of their item.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from shiryokan.registers.exercises import (
    Edition,
    ExerciseDraft,
    bare,
    cited_of,
    is_whole,
    nearest,
)
from shiryokan.registers.fees.model import FeeItem, Variant
from shiryokan.registers.fees.places import plain
from shiryokan.registers.fees.statements import revised_points
from shiryokan.registers.fees.values import amounts
from shiryokan.registers.statements.draft import Cited

_PLAIN = re.compile("[0-9０-９,，]+点")
_UNIT = re.compile(
    "[0-9]{1,3}(?:日|回|月|週|年|時間|分|単位|部位|臓器|手術|検査|肢|歯|眼|種目|局所)につき|一連につき"
)
"""Units that exclude each other. 月1回 and 1月につき may be the same."""
_BESIDE = re.compile(
    r"その他|以外|除く。?[）)]|[（(][0-9０-９]+[）)]|(?:[イ-ヲ]|[0-9０-９]+)(?:から|及び|又は|に規定|に掲げる|の場合)"
)
"""A name that is to be understood only beside those around it: (1)以外の場合, その他のもの."""
_FAR = 3.0
"""How many times as much as the right number a wrong one may be, while there are nearer ones."""
_AROUND = 60
"""Places of a schedule before and behind, from which wrong choices are taken."""
_HEAD = ("code", "name", "unit", "value")


class _Paid(msgspec.Struct, frozen=True):
    """An item or a variant with plain points. ``path`` are the names from the item down with their
    labels, ``unit`` is that which is printed with it or with what it stands under."""

    item: FeeItem
    path: tuple[str, ...]
    points: int
    unit: str
    own_unit: str
    cited: Cited

    @property
    def named(self) -> str:
        return "の".join(self.path)


def exercises(new: Edition, schedule: str, old: Edition | None) -> Iterator[ExerciseDraft]:
    """Drafts of a schedule that is called ``schedule``; none of a paper that tells no year."""
    if not new.name.when:
        return
    paper = f"{new.name.when}の{schedule}"
    paid = list(_paid(new.records))
    yield from _points(paid, paper)
    yield from _units(paid, paper)
    if old is not None and old.name.when and old.name.when != new.name.when:
        yield from _revised(old, new, schedule, paid)


def _paid(records: Sequence[FeeItem]) -> Iterator[_Paid]:
    items = [each for each in records if each.kind == "item"]
    codes = Counter(item.code for item in items)
    for item in items:
        if codes[item.code] == 1 and not item.deleted and is_whole(item.name):
            yield from _of_item(item)


def _of_item(item: FeeItem) -> Iterator[_Paid]:
    head = f"{item.code} {item.name}"
    paths = Counter(tuple(variant.label) for variant in item.variants)
    known: dict[tuple[str, ...], tuple[tuple[str, ...], str]] = {(): ((head,), item.unit)}
    if not item.variants and item.points is not None and _PLAIN.fullmatch(plain(item.value)):
        traces = [t for name in _HEAD for t in item.provenance.get(name, [])]
        cited = cited_of(item, "name", traces)
        if cited and _stands(cited, item.name, item.points):
            yield _Paid(item, (head,), item.points, item.unit, item.unit, cited)
    traces = item.provenance.get("variants", [])
    for number, variant in enumerate(item.variants):
        label = tuple(variant.label)
        above = known.get(label[:-1])
        if above is None or paths[label] > 1 or variant.deleted or not is_whole(variant.name):
            continue
        path = (*above[0], f"「{variant.label[-1]} {variant.name}」")
        unit = variant.unit or above[1]
        known[label] = path, unit
        cited = cited_of(item, "variants", traces[number : number + 1])
        if cited and variant.name and _is_plain(variant) and not _has_below(item, label):
            assert variant.points is not None
            if _is_alone("".join(path[1:])) and _stands(cited, variant.name, variant.points):
                yield _Paid(item, path, variant.points, unit, variant.unit, cited)


def _is_alone(named: str) -> bool:
    """Whether what is named is to be understood without what stands beside it."""
    return not _BESIDE.search(named)


def _tells(named: str, points: int) -> bool:
    """Whether a name has its points in it: 入院ベースアップ評価料146 is worth 146点."""
    return bool(re.search(f"(?<![0-9]){points}(?![0-9])", plain(named)))


def _is_plain(variant: Variant) -> bool:
    return variant.points is not None and bool(_PLAIN.fullmatch(plain(variant.value)))


def _has_below(item: FeeItem, label: tuple[str, ...]) -> bool:
    return any(
        len(each.label) > len(label) and tuple(each.label[: len(label)]) == label
        for each in item.variants
    )


def _stands(cited: Cited, name: str, points: int) -> bool:
    """Whether a place has the whole of a name, and these points and no others."""
    words = plain(cited.words)
    if plain(name) not in words or amounts(name):
        return False
    # a name that ends in a number runs into the points behind it when white space is taken out
    rest = words.replace(plain(name), "、", 1)
    return amounts(rest) == [points] and words.count("点") == name.count("点") + 1


def _told(points: int) -> str:
    return f"{points:,}点"


def _with_unit(paid: _Paid) -> str:
    return f"（{paid.unit}）" if paid.unit else ""


def _points(paid: Sequence[_Paid], paper: str) -> Iterator[ExerciseDraft]:
    names = Counter(bare(each.named) for each in paid)
    for at, each in enumerate(paid):
        if names[bare(each.named)] > 1 or _tells(each.named, each.points):
            continue
        yield ExerciseDraft(
            sort="points",
            about=each.item.code,
            prompt=f"{paper}で、{each.named}{_with_unit(each)}の所定点数は何点か（注による加算・減算を除く）。",
            right=(_told(each.points),),
            wrong=nearest(_told(each.points), map(_told, _beside(paid, at))),
            said=(_told(each.points),),
            cited=(each.cited,),
            explanation=f"{each.named}は{_told(each.points)}である。",
        )


def _beside(paid: Sequence[_Paid], at: int) -> Iterator[int]:
    """The points of what stands near: of the same item first, then of the same section and unit,
    then of any; those that are far from the right ones last."""
    own = paid[at]
    near = [each for each in paid[max(at - _AROUND, 0) : at + _AROUND] if each is not own]

    def order(other: _Paid) -> tuple[bool, int, float]:
        far = farness(own.points, other.points)
        if other.item is own.item:
            return far > _FAR, 0, far
        same = other.item.path == own.item.path and other.unit == own.unit
        return far > _FAR, 1 if same else 2, far

    for each in sorted(near, key=order):
        yield each.points


def farness(some: int, other: int) -> float:
    """How many times as much the greater is."""
    return max(some, other, 1) / max(min(some, other), 1)


def _units(paid: Sequence[_Paid], paper: str) -> Iterator[ExerciseDraft]:
    usual = Counter(each.own_unit for each in paid if _UNIT.fullmatch(bare(each.own_unit)))
    common = [unit for unit, _ in usual.most_common()]
    for each in paid:
        unit = bare(each.own_unit)
        if not _UNIT.fullmatch(unit) or unit not in bare(each.cited.words):
            continue
        if sum(bool(v.unit) for v in each.item.variants) and each.item.unit:
            continue
        near = [p.own_unit for p in paid if p.item.path == each.item.path and p.own_unit in usual]
        wrong = nearest(each.own_unit, [*near, *common])
        yield ExerciseDraft(
            sort="unit",
            about=each.item.code,
            prompt=f"{paper}で、{each.named}（{_told(each.points)}）の点数は、どの単位で算定すると示されているか。",
            right=(each.own_unit,),
            wrong=wrong,
            said=(each.own_unit,),
            cited=(each.cited,),
            explanation=f"「{each.own_unit}」と示されている。",
        )


def _revised(
    old: Edition, new: Edition, schedule: str, paid: Sequence[_Paid]
) -> Iterator[ExerciseDraft]:
    found = [
        each
        for each in revised_points(old.records, new.records)
        if _is_alone(each.named) and is_whole(each.named) and not _tells(each.named, each.new)
    ]
    of_item: dict[str, list[int]] = {}
    for one in paid:
        of_item.setdefault(one.item.code, []).append(one.points)
    for at, each in enumerate(found):
        others = found[max(at - _AROUND, 0) : at + _AROUND]
        same = of_item.get(each.code, [])
        beside = [*same, *(other.new for other in others if other is not each)]
        wrong = sorted(
            (points for points in beside if points != each.old),
            key=lambda points: farness(each.new, points),
        )
        yield ExerciseDraft(
            sort="revision",
            about=each.code,
            prompt=(
                f"{schedule}の{each.named}の点数は、{old.name.when}に{_told(each.old)}であった。"
                f"{new.name.when}の改定で何点になったか。"
            ),
            right=(_told(each.new),),
            wrong=nearest(_told(each.new), map(_told, wrong)),
            said=(_told(each.new),),
            cited=tuple(sorted(each.cited, key=lambda cited: cited.side != "new")),
            explanation=f"{_told(each.old)}から{_told(each.new)}に改められた。",
        )
