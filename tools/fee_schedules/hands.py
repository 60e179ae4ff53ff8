"""Fee schedules as set by the hands of :mod:`tools.hands`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.fees import FeeItem, Fees
from tools.compared_text import narrow
from tools.fee_schedules.editing import Author
from tools.fee_schedules.schedule import CIRCLED, IROHA, Item, Note, Schedule, Thing
from tools.fee_schedules.score import KINDS, paid, read_as_paid, revisions_of, told
from tools.fee_schedules.truth import Fact, facts
from tools.fee_schedules.words import CHAPTERS, RULES, SCHEDULES
from tools.hands import Hand, Row, hand, print_rows

_EVERY = 10
"""Items of a section."""
_TITLES = {
    "medical": ("別表第一", "医科診療報酬点数表"), "dental": ("別表第二", "歯科診療報酬点数表"),
    "dispensing": ("別表第三", "調剤報酬点数表"),
}  # fmt: skip


class Count:
    """What is true, told and right, by what it is of."""

    def __init__(self) -> None:
        self.true: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.wrong: list[str] = []

    def add(self, seed: int, kind: str, true: Counter[object], found: Counter[object]) -> None:
        """Facts of one paper."""
        both = true & found
        for into, part in ((self.true, true), (self.told, found), (self.right, both)):
            into[kind] += part.total()
        self.wrong += [f"{seed} {kind} missed {each}" for each in (true - found).elements()]
        self.wrong += [f"{seed} {kind} made up {each}" for each in (found - true).elements()]

    def lines(self) -> list[str]:
        """A table in Markdown."""
        rows = ["| kind | true | told | right | precision | recall |", "|" + " --- |" * 6]
        for kind in self.true:
            true, found, right = self.true[kind], self.told[kind], self.right[kind]
            shares = " | ".join(f"{100 * right / n:.2f}%" if n else "–" for n in (found, true))
            rows.append(f"| {kind} | {true} | {found} | {right} | {shares} |")
        return rows


def kind_of(seed: int) -> str:
    """Of which schedule a seed's paper is."""
    return tuple(SCHEDULES)[seed % len(SCHEDULES)]


def measure_hands(seeds: Sequence[int], folder: Path) -> Count:
    """A schedule of each seed, set by the hand of that seed and read."""
    count = Count()
    for seed in seeds:
        how, kind = hand(seed), kind_of(seed)
        schedule = Author(seed, SCHEDULES[kind]).revisions(1)[0].schedule
        compare(schedule, how, _read(schedule, kind, how, folder / f"hands-{seed}.pdf"), count)
    return count


def measure_changes(seeds: Sequence[int], folder: Path, *, own: bool = True) -> Count:
    """What is told of the revisions of each seed; ``own``: each revision is set by a hand of its
    own, of the seeds that follow, or else all by that of the seed."""
    count = Count()
    for seed in seeds:
        kind = kind_of(seed)
        revisions = revisions_of(seed, kind)
        read = [
            _read(
                revision.schedule, kind, hand(seed + number * own),
                folder / f"hands-{seed}-r{number}.pdf",
            )
            for number, revision in enumerate(revisions)
        ]  # fmt: skip
        for at in range(1, len(revisions)):
            true = facts(revisions[at - 1].schedule, revisions[at])
            found = told(read[at - 1], read[at])
            for sort in KINDS:
                count.add(seed, sort, _of_kind(sort, true), _of_kind(sort, found))
    return count


def _of_kind(kind: str, facts_: Counter[Fact]) -> Counter[object]:
    return Counter({fact: times for fact, times in facts_.items() if fact.kind == kind})


def _read(schedule: Schedule, kind: str, how: Hand, path: Path) -> list[FeeItem]:
    """What is read of a schedule that a hand set."""
    typeset(schedule, kind, how, path)
    return read_of(path)


def read_of(path: Path) -> list[FeeItem]:
    """What is read of a paper; nothing where it is taken for no schedule."""
    with IsolatedReader(path) as reader:
        pages = list(reader.pages())
    try:
        return Fees().extract(pages, path.stem).records
    except NoRecords:
        return []


def typeset(schedule: Schedule, kind: str, how: Hand, path: Path) -> None:
    """Write a schedule as a PDF."""
    title = "　".join(_TITLES[kind])
    rows = list(_rows(schedule, kind, how))
    print_rows(rows, how, title, path, ("区分", "点数"))


def _rows(schedule: Schedule, kind: str, how: Hand) -> Iterator[Row]:
    yield Row("title", -1, "", "　".join(_TITLES[kind]))
    sections = [
        f"第{how.number(at + 1)}節　{name}"
        for at, name in enumerate(schedule.words.sections[: len(schedule.items) // _EVERY])
    ]
    part = f"第{how.number(1)}部　{CHAPTERS[how.seed % 3]}"
    if how.contents:
        yield Row("head", 0, "", "［目次］")
        yield Row("head", 1, "", part)
        for section in sections:
            yield Row("head", 2, "", section)
    yield Row("head", 3, "", part)
    if how.preface:
        yield Row("head", 0, "", "通則")
        for at, rule in enumerate(RULES[:3]):
            text = how.say(rule.format(code="Ｚ101"))
            yield Row("entry", 0.5, how.numbered(at), text)
    for at, item in enumerate(schedule.items):
        if at % _EVERY == 0:
            yield Row("head", 5, "", sections[at // _EVERY])
            if how.code != 1:
                yield Row("head", 0, "", "区分")
        yield from _item(item, kind, how)


def _item(item: Item, kind: str, how: Hand) -> Iterator[Row]:
    text = how.say(item.name) + how.unit(item.unit) if not item.deleted else "削除"
    amount = _amount(item.points, how) if not item.deleted else ""
    yield Row("entry", 0, _code(item.code, kind, how), text, amount)
    if item.deleted:
        return
    yield from _things(item.variants, 1, 0, how)
    if how.notes == "alone" and len(item.notes) > 1:
        yield Row("note", how.note_in, "注", "")
    for at, note in enumerate(item.notes):
        yield from _note(note, at, len(item.notes), how)


def _note(note: Note, at: int, count: int, how: Hand) -> Iterator[Row]:
    printed = how.note_label(at, count)
    level = how.note_in
    yield Row("note", level, printed, how.say(note.sentence()), above=bool(at))
    yield from _things(note.entries, level + 1, 1, how)


def _things(things: list[Thing], level: float, of: int, how: Hand) -> Iterator[Row]:
    for at, thing in enumerate(things):
        printed = (how.numbered, _iroha, how.round_number, _circled)[of](at)
        text = "削除" if thing.deleted else how.say(thing.name)
        amount = "" if thing.deleted else _amount(thing.points, how)
        yield Row("entry", level, printed, text, amount)
        yield from _things(thing.children, level + 1, of + 1, how)


def _iroha(at: int) -> str:
    return IROHA[at]


def _circled(at: int) -> str:
    return CIRCLED[at]


def _amount(points: int | None, how: Hand) -> str:
    return "" if points is None else f"{how.amount(points)}{how.unit_gap}点"


def _code(code: str, kind: str, how: Hand) -> str:
    letter = code[0] if code[0].isalpha() else ""
    number, _, branch = code[len(letter) :].partition("-")
    if how.numerals in ("words", "places") and how.kanji_first:
        said = "".join("〇一二三四五六七八九"[int(each)] for each in number)
        sign, end = "の", how.say(branch) if branch else ""
    elif how.code == 2 and not how.upright:
        said, sign, end = number, "-", branch
    else:
        said, end = _wide(number), _wide(branch)
        sign = ("－", "の", "－")[how.code]
    if kind == "dispensing" and branch:
        sign = "の"
    begin = letter if sign == "-" else _wide(letter)
    return f"{begin}{said}{sign + end if branch else ''}"


def _wide(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) for each in text)


def compare(schedule: Schedule, how: Hand, records: Sequence[FeeItem], count: Count) -> None:
    """Count what is right of a schedule that was read."""
    items = [each for each in records if each.kind == "item"]
    count.add(
        how.seed, "items",
        Counter(
            (each.code, "" if each.deleted else narrow(how.say(each.name)),
             "" if each.deleted else narrow(how.say(each.unit)))
            for each in schedule.items
        ),
        Counter(
            (each.code, "" if each.deleted else narrow(each.name), narrow(each.unit))
            for each in items
        ),
    )  # fmt: skip
    count.add(how.seed, "points", Counter(paid(schedule)), Counter(read_as_paid(records)))
    count.add(
        how.seed, "names",
        Counter(
            (each.code, label, narrow(how.say(name)))
            for each in schedule.items if not each.deleted
            for label, name in _names(each.variants, 0)
        ),
        Counter(
            (each.code, " ".join(v.label), narrow(v.name))
            for each in items if not each.deleted for v in each.variants if not v.deleted
        ),
    )  # fmt: skip
    true = Counter[object](_true_notes(schedule, how))
    known = {each[:2]: each for each in true if isinstance(each, tuple)}
    count.add(how.seed, "notes", true, Counter(_told_notes(items, known)))


def _names(things: list[Thing], of: int, above: str = "") -> Iterator[tuple[str, str]]:
    for at, thing in enumerate(things):
        if not thing.deleted:
            label = (str(at + 1), IROHA[at], f"({at + 1})", CIRCLED[at])[of]
            path = f"{above} {label}".strip()
            yield path, thing.name
            yield from _names(thing.children, of + 1, path)


def _true_notes(schedule: Schedule, how: Hand) -> Iterator[tuple[object, ...]]:
    for item in schedule.items:
        if item.deleted:
            continue
        for at, note in enumerate(item.notes):
            entries = tuple((path, narrow(how.say(name))) for path, name in _names(note.entries, 1))
            number = "" if len(item.notes) == 1 else str(at + 1)
            yield item.code, number, narrow(how.say(note.sentence())), entries


def _told_notes(
    items: Sequence[FeeItem], known: dict[tuple[object, ...], tuple[object, ...]]
) -> Iterator[tuple[object, ...]]:
    """Notes as they were read; the text up to where the entries begin, which say themselves."""
    for item in items:
        for note in item.notes:
            entries = tuple((" ".join(part.label), narrow(part.text)) for part in note.parts)
            text = narrow(note.text)
            true = known.get((item.code, note.number))
            if true and entries and text.startswith(str(true[2])):
                text = str(true[2])
            yield item.code, note.number, text, entries
