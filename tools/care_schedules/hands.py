"""Care fee schedules as set by the hands of :mod:`tools.hands`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.care_schedules.editing import Author
from tools.care_schedules.schedule import (
    IROHA,
    Item,
    Node,
    Note,
    Rate,
    Schedule,
)
from tools.care_schedules.score import Score, compare, first_level, read_of
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
        compare(schedule, how.say, read_of(path), score)
        score.wrong[before:] = [f"{seed} {each}" for each in score.wrong[before:]]
    return score


def measure_changes(seeds: Sequence[int], folder: Path, *, own: bool = True) -> Score:
    """What is told of the revision of each seed's schedule; ``own``: it is set by a hand of its
    own, of the next seed, or else by that of the seed."""
    score = Score()
    for seed in seeds:
        author = Author(seed)
        before = author.schedule()
        after = author.revised(before)
        read = []
        for number, schedule in enumerate((before, after)):
            path = folder / f"hands-{seed}-r{number}.pdf"
            typeset(schedule, hand(seed + number * own), path)
            read.append(read_of(path))
        known = len(score.wrong)
        score.add_changes(before, after, *read)
        score.wrong[known:] = [f"{seed} {each}" for each in score.wrong[known:]]
    return score


def typeset(schedule: Schedule, how: Hand, path: Path) -> None:
    """Write a schedule as a PDF."""
    title = how.say(schedule.title)
    print_rows(list(rows(schedule, how)), how, title, path, ("区分", "単位数"))


def rows(schedule: Schedule, how: Hand) -> Iterator[Row]:
    """A schedule as a hand says it."""
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
        yield from _items(note.items, level + 1, first_level(note), how)


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
