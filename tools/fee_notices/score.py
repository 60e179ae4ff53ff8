"""How much of a notice is found again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.item_codes import codes_of
from shiryokan.registers.notices import Notice as Record
from shiryokan.registers.notices import Notices
from tools.compared_text import with_digits
from tools.fee_notices import hands
from tools.fee_notices.composed import look_named
from tools.fee_notices.notice import Author, Item, Line, Notice, Paragraph
from tools.fee_notices.typeset import Look, typeset
from tools.looks_command import LookScore

Key = tuple[str, ...]


@dataclass
class Fact:
    """A paragraph of the truth."""

    text: str
    notes: list[str]


def truth(notice: Notice, look: Look) -> dict[Key, Fact]:
    """The paragraphs by their code, or section, and numbers."""
    found: dict[Key, Fact] = {}
    for section in notice.sections:
        for number, paragraph in enumerate(section.general, 1):
            found[section.title, str(number)] = _fact(paragraph, look)
        for item in section.items:
            found |= _of_item(item, look)
    return found


def _of_item(item: Item, look: Look) -> dict[Key, Fact]:
    found: dict[Key, Fact] = {}
    codes = [code for code, _ in item.heads]
    if item.through:
        closed = "まで" if item.through == "から" else ""
        codes = codes_of(f"{codes[0]}{item.through}{item.last}{closed}")
    for code in codes:
        if item.deleted:
            found[code, "削除"] = Fact("", [])
        if item.lead:
            found[(code,)] = Fact(with_digits(item.lead), [])
        for number, paragraph in enumerate(item.paragraphs, 1):
            number_in = f"({number})" if look.bracketed else str(number)
            found[code, number_in] = _fact(paragraph, look)
        for number, branch in enumerate(item.branches, 1):
            for below, paragraph in enumerate(branch.paragraphs, 1):
                found[code, str(number), f"({below})"] = _fact(paragraph, look)
    return found


def _fact(paragraph: Paragraph, look: Look) -> Fact:
    parts = [paragraph.text, *_lines(paragraph.lines, look, 0), paragraph.further]
    parts += ["".join(row) for row in paragraph.rows]
    return Fact(with_digits("".join(parts)), [f"注{note}" for note in paragraph.notes])


def _lines(lines: Sequence[Line], look: Look, depth: int) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield with_digits(look.lines[depth](number)) + line.text
        yield from _lines(line.below, look, depth + 1)


def told(records: Iterable[Record]) -> dict[Key, Fact]:
    """The same of records."""
    found: dict[Key, Fact] = {}
    for record in records:
        titled = [heading.title for heading in record.section if heading.number]
        place = record.code or (titled[-1] if titled else "")
        numbers = [*(heading.number for heading in record.part), with_digits(record.number)]
        # a paragraph that is left out has its number still
        deleted = record.deleted and not record.number
        key = (place, "削除") if deleted else (place, *filter(None, numbers))
        text = with_digits(record.text)
        found.setdefault(key, Fact(text, record.notes))
    return found


def measure(name: str, seeds: Sequence[int], folder: Path) -> LookScore:
    """The notices of all seeds in one look; of ``hands`` each seed has its own."""
    score = LookScore(name)
    for seed in seeds:
        path = folder / f"notice-{name.replace(' ', '-')}-{seed}.pdf"
        notice, look = _written(name, seed, path)
        with IsolatedReader(path) as reader:
            pages = list(reader.pages())
        try:
            records = Notices().extract(pages, path.stem).records
        except NoRecords as error:
            score.wrong.append(f"{path.stem} refused: {error.why}")
            records = []
        _add(score, truth(notice, look), told(records), path.stem)
    return score


def _written(name: str, seed: int, path: Path) -> tuple[Notice, Look]:
    if name == "hands":
        return hands.write(seed, path)
    look = look_named(name).of(seed)
    notice = Author(seed, rich=look.rich).notice(look.which)
    typeset(notice, look, path)
    return notice, look


def _add(score: LookScore, true: dict[Key, Fact], found: dict[Key, Fact], where: str) -> None:
    items = {key[0] for key in true}
    got = {key[0] for key in found}
    score.counts["items"] += len(items)
    score.counts["items found"] += len(items & got)
    score.counts["items made up"] += len(got - items)
    score.counts["paragraphs"] += len(true)
    score.counts["made up"] += len(found.keys() - true.keys())
    for key, fact in true.items():
        other = found.get(key)
        score.counts["found"] += other is not None
        score.counts["whole"] += other is not None and other.text == fact.text
        score.counts["notes right"] += other is not None and other.notes == fact.notes
        if other is None or (other.text, other.notes) != (fact.text, fact.notes):
            read = f"{other.notes} {other.text}" if other else "nothing"
            score.wrong.append(f"{where} {'/'.join(key)}\n   {fact.notes} {fact.text}\n   {read}")
    score.wrong += [f"{where} {'/'.join(k)} made up" for k in found.keys() - true.keys()]


def table(scores: Sequence[LookScore]) -> list[str]:
    """A table in Markdown."""
    names = ("items", "items found", "items made up", "paragraphs", "found", "made up", "whole",
             "notes right")  # fmt: skip
    rows = ["| look | " + " | ".join(names) + " | whole % |", "|" + " --- |" * (len(names) + 2)]
    for score in scores:
        share = 100 * score.counts["whole"] / max(score.counts["paragraphs"], 1)
        counts = " | ".join(str(score.counts[name]) for name in names)
        rows.append(f"| {score.look} | {counts} | {share:.2f} |")
    return rows
