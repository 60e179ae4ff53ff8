"""How many changes of a comparison are found again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from shiryokan.paper.document import Document
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.amendments import Amendment, Amendments
from shiryokan.registers.errors import NoRecords
from tools.amendment_tables.amendments import Author, Node, Table, Words
from tools.amendment_tables.typeset import LOOKS, Look, label, typeset
from tools.compared_text import with_digits
from tools.looks_command import LookScore

Change = tuple[str, str, str, str]
"""The numbers of its place, its kind, the old text and the new."""

Marks = tuple[Sequence[str], Sequence[str]]
"""What is marked of the old and the new text, in pieces or joined."""

_BRACKETS = str.maketrans("〔［〕］", "[[]]")


def plain(text: str) -> str:
    """What is compared: numbers in digits, brackets as one."""
    return with_digits(text).translate(_BRACKETS)


def truth(table: Table, look: Look) -> dict[Change, tuple[list[str], list[str]]]:
    """The changes, and the words marked in the old and the new text of each."""
    found: dict[Change, tuple[list[str], list[str]]] = {}
    for node, above in table.walk():
        if node.kind not in ("changed", "added", "deleted"):
            continue
        place = "/".join(plain(label(each, look)) for each in (*above, node))
        old, new = _side(node, node.old, look, "old"), _side(node, node.new, look, "new")
        marks = (_marked(node, node.old, look), _marked(node, node.new, look))
        found[place, node.kind, plain(old), plain(new)] = marks
    return found


def _side(node: Node, words: Words, look: Look, side: str) -> str:
    if not words:
        return look.placeholders[0 if side == "old" else 1]
    return label(node, look) + "".join(text for text, _ in words)


def _marked(node: Node, words: Words, look: Look) -> list[str]:
    if look.marks not in ("underlined", "double"):
        return []
    whole = bool(words) and all(marked for _, marked in words)
    # a text that is marked as a whole is marked with its number
    first = label(node, look) if whole else ""
    found: list[str] = []
    last = False
    for text, marked in words:
        if marked and last:
            found[-1] += plain(text)
        elif marked:
            found.append(plain(text))
        last = marked
    return [plain(first) + found[0], *found[1:]] if whole else found


def told(records: Iterable[Amendment]) -> dict[Change, tuple[list[str], list[str]]]:
    """The same of records."""
    found: dict[Change, tuple[list[str], list[str]]] = {}
    for record in records:
        place = "/".join(plain(h.number or h.title) for h in record.place)
        marks = tuple(
            [plain(m.text) for m in record.marks if m.side == side] for side in ("old", "new")
        )
        found[place, record.kind, plain(record.old), plain(record.new)] = (marks[0], marks[1])
    return found


def measure(name: str, seeds: Sequence[int], folder: Path) -> LookScore:
    """The comparisons of all seeds in one look."""
    score = LookScore(name)
    for seed in seeds:
        look = LOOKS[name].of(seed)
        table = Author(seed).table()
        path = folder / f"amendments-{name.replace(' ', '-')}-{seed}.pdf"
        typeset(table, look, path)
        records = records_of(path, score)
        add(score, truth(table, look), told(records), path.stem)
        score.counts["titles"] += all(plain(r.title) == plain(table.title) for r in records)
        score.counts["documents"] += 1
    return score


def records_of(path: Path, score: LookScore) -> list[Amendment]:
    """The records of a paper; none, which is noted, of one that is refused."""
    with IsolatedReader(path) as reader:
        pages = Document.of(list(reader.pages()))
    try:
        return Amendments().extract(pages, path.stem).records
    except NoRecords as error:
        score.wrong.append(f"{path.stem} refused: {error.why}")
        return []


def add(
    score: LookScore, true: Mapping[Change, Marks], found: Mapping[Change, Marks], where: str
) -> None:
    """Count what was found of one paper, and note what is wrong."""
    score.counts["changes"] += len(true)
    score.counts["right"] += len(true.keys() & found.keys())
    score.counts["made up"] += len(found.keys() - true.keys())
    for change, marks in true.items():
        if change not in found:
            score.wrong.append(f"{where} lost {change}")
            continue
        # where a mark is interrupted, at a line's end or at white, counts for nothing
        same = [["".join(side) for side in each] for each in (found[change], marks)]
        score.counts["marked right"] += same[0] == same[1]
        if same[0] != same[1]:
            score.wrong.append(f"{where} marks of {change}\n   {marks}\n   {found[change]}")
    score.wrong += [f"{where} made up {change}" for change in found.keys() - true.keys()]


def table(scores: Sequence[LookScore]) -> list[str]:
    """A table in Markdown."""
    names = ("changes", "right", "made up", "marked right", "documents", "titles")
    rows = ["| look | " + " | ".join(names) + " | right % |", "|" + " --- |" * (len(names) + 2)]
    total: Counter[str] = Counter()
    for score in scores:
        total += score.counts
    for look, counts in (*((s.look, s.counts) for s in scores), ("all", total)):
        share = 100 * counts["right"] / max(counts["changes"], 1)
        told = " | ".join(str(counts[name]) for name in names)
        rows.append(f"| {look} | {told} | {share:.2f} |")
    return rows
