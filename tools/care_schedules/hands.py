"""Care fee schedules as set by the hands of :mod:`tools.hands`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from shiryokan.registers.care import CareFee
from tools.care_schedules.editing import Author
from tools.care_schedules.schedule import (
    IROHA,
    Item,
    Node,
    Note,
    Rate,
    Schedule,
    label,
    note_label,
    paths,
)
from tools.care_schedules.score import Score, as_pair, read_of
from tools.compared_text import narrow
from tools.hands import Hand, Row, hand, print_rows


def measure_hands(seeds: Sequence[int], folder: Path) -> Score:
    """A schedule of each seed, set by the hand of that seed and read."""
    score = Score()
    for seed in seeds:
        how = hand(seed)
        schedule = Author(seed).schedule()
        path = folder / f"hands-{seed}.pdf"
        typeset(schedule, how, path)
        before = len(score.wrong)
        compare(schedule, how, read_of(path), score)
        score.wrong[before:] = [f"{seed} {each}" for each in score.wrong[before:]]
    return score


def typeset(schedule: Schedule, how: Hand, path: Path) -> None:
    """Write a schedule as a PDF."""
    title = how.say(schedule.title)
    print_rows(list(_rows(schedule, how)), how, title, path, ("区分", "単位数"))


def _rows(schedule: Schedule, how: Hand) -> Iterator[Row]:
    yield Row("title", -1, "", how.say(schedule.title))
    if how.contents:
        yield Row("head", 0, "", "目次" if how.seed % 2 else "［目次］")
        for at, service in enumerate(schedule.services):
            page = "" if how.seed % 3 else how.say(str(2 * at + 1))
            yield Row("entry", -1, how.numbered(at), how.say(service.name), page)
    for at, service in enumerate(schedule.services):
        yield from _node(service, at, 0, how)


def _node(node: Node, at: int, level: float, how: Hand) -> Iterator[Row]:
    printed = _label(node.level, at, how)
    text = how.say(node.name) + how.unit(node.unit)
    yield Row("entry", level, printed, text, _amount(node.points, node.rate, at, how))
    # notes of a service stand behind the branches that are its own, before what is added
    last = (
        max(
            (n for n, c in enumerate(node.children, 1) if "算" not in c.name and not c.deleted),
            default=0,
        )
        if node.level == 0
        else len(node.children)
    )
    children = list(enumerate(node.children))
    for place, child in children[:last]:
        yield from _node(child, place, level + 1, how)
    yield from _notes(node.notes, level + how.note_in, how)
    for place, child in children[last:]:
        yield from _node(child, place, level + 1, how)


def _notes(notes: list[Note], level: float, how: Hand) -> Iterator[Row]:
    if how.notes == "alone" and len(notes) > 1:
        yield Row("note", level, "注", "")
    for at, note in enumerate(notes):
        printed = how.note_label(at, len(notes))
        yield Row("note", level, printed, how.say(note.text), above=bool(at))
        yield from _items(note.items, level + 1, _first_level(note), how)


def _first_level(note: Note) -> int:
    return 1 if note.items and note.items[0].children else 2


def _items(items: list[Item], level: float, of: int, how: Hand) -> Iterator[Row]:
    for at, item in enumerate(items):
        amount = _amount(item.points, item.rate, at, how)
        yield Row("entry", level, _label(of, at, how), how.say(item.name), amount)
        yield from _items(item.children, level + 1, of + 1, how)


def _label(level: int, at: int, how: Hand) -> str:
    makers = (
        how.numbered, lambda n: IROHA[n], how.round_number, how.round_kanji, how.small_letter,
        how.small_roman,
    )  # fmt: skip
    return makers[level](at)


def _amount(points: int | None, rate: Rate | None, at: int, how: Hand) -> str:
    if points is not None:
        return f"{how.amount(points)}{how.unit_gap}単位"
    if rate is None:
        return ""
    part, whole = how.amount(rate[0]), how.amount(rate[1])
    if how.rate == 2 and not how.upright:
        return f"所定単位数の{part}／{whole}"
    of = "所定単位数" if how.rate == 0 or at else "イからハまでにより算定した単位数"
    return f"{of}の{whole}分の{part}に相当する単位数"


def compare(schedule: Schedule, how: Hand, records: Sequence[CareFee], score: Score) -> None:
    """Count what is right of a schedule that was read."""
    items: tuple[Counter[object], Counter[object]] = (Counter(), Counter())
    points: tuple[Counter[object], Counter[object]] = (Counter(), Counter())
    notes: tuple[Counter[object], Counter[object]] = (Counter(), Counter())
    for path, node, unit in paths(schedule):
        items[0][path, narrow(how.say(node.name)), narrow(how.say(unit))] += 1
        if node.points is not None or node.rate is not None:
            points[0][path, node.points, node.rate] += 1
        for at, note in enumerate(node.notes):
            where = (*path, note_label(at, len(node.notes)))
            entries = tuple(_flat(note.items, _first_level(note), (), how))
            notes[0][where, narrow(how.say(note.text)), entries] += 1
    for record in records:
        path = tuple(record.path)
        items[1][path, narrow(record.name), narrow(record.unit_effective)] += 1
        rate = as_pair(record.rate)
        if record.points is not None or rate is not None:
            points[1][path, record.points, rate] += 1
        for note in record.notes:
            found = tuple(
                (tuple(each.path), narrow(each.name), each.points, as_pair(each.rate))
                for each in note.items
            )
            notes[1][(*path, note.label), narrow(note.text), found] += 1
    score.add("items", *items)
    score.add("points and rates", *points)
    score.add("notes", *notes)


def _flat(items: list[Item], level: int, above: tuple[str, ...], how: Hand) -> Iterator[object]:
    for at, item in enumerate(items):
        path = (*above, label(level, at))
        yield path, narrow(how.say(item.name)), item.points, item.rate
        yield from _flat(item.children, level + 1, path, how)
