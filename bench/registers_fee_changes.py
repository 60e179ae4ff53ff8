"""How right the changes of fees are, against a truth computed from the edited texts.

usage: python bench/registers_fee_changes.py

The truth knows nothing of how the register compares: an item, a variant or a note of two schedules
is the same where its words are, without the numbers of points, and stand once in the item; if then
its points differ, that is a change that must be told (recall). What is told is right if the points
of both sides stand in the edited texts, the new ones at the label that is named (precision). Places
where the page shows the edited text to be wrong (``registers_fees_known.tsv``) are set aside.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from registers_fees import known as known_errors
from registers_fees import table
from registers_fees_truth import TrueItem, plain, read

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.fees import FeeItem, Fees
from shiryokan.registers.fees.changes import as_rows, changes

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "fees"
PAIRS = (
    ("medical-r4", "medical-r6"),
    ("dispensing-r4", "dispensing-r6"),
    ("dispensing-r6", "dispensing-r8"),
)
_POINTS = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)点(?!数|検|滴|眼|鼻|耳|と)")
_NUMBERED = re.compile(r"注[0-9]+")

Fact = tuple[str, str, int, int]
"""A code, the label of a variant or a note (of a note without its entries), old and new points."""


def truth(old: list[TrueItem], new: list[TrueItem]) -> Counter[Fact]:
    """The changes of points that the edited texts show beyond doubt."""
    before = {item.code: item for item in old}
    found: Counter[Fact] = Counter()
    for item in new:
        if (other := before.get(item.code)) is not None:
            left, right = dict(_once(other)), dict(_once(item))
            for words in left.keys() & right.keys():
                (_label, a), (label, b) = left[words], right[words]
                if len(a) == len(b):
                    found.update(
                        (item.code, label, x, y) for x, y in zip(a, b, strict=True) if x != y
                    )
    return found


def _once(item: TrueItem) -> Iterator[tuple[str, tuple[str, list[int]]]]:
    """What stands in an item, by its words, where no other thing in it has the same."""
    things = list(_things(item))
    counts = Counter(words for words, _ in things)
    yield from (thing for thing in things if counts[thing[0]] == 1)


def _things(item: TrueItem) -> Iterator[tuple[str, tuple[str, list[int]]]]:
    yield f"item {_masked(item.text)}", ("", _amounts(item.text))
    names: dict[tuple[str, ...], str] = {}
    for variant in item.variants:
        above = names.get(variant.label[:-1], "")
        names[variant.label] = f"{above}/{_masked(variant.text)}"
        # nameless ones are known by their label alone
        name = names[variant.label] if _masked(variant.text) != "#点" else str(variant.label)
        yield f"variant {name}", (" ".join(variant.label), _amounts(variant.text))
    for note in item.notes:
        label = " ".join([*note.owner, f"注{note.number}"])
        words = _NUMBERED.sub("注#", _masked(note.text))
        yield f"note {words}", (label, _amounts(note.text))


def _masked(text: str) -> str:
    return _POINTS.sub("#点", _spaced(text)).replace(" ", "")


def _spaced(text: str) -> str:
    """A text in which the number of a name (加算１) is apart from the points behind it."""
    return " ".join(plain(part) for part in text.split())


def _amounts(text: str) -> list[int]:
    """The points that a name is followed by; what else its worth names counts too."""
    return [int(match[1].replace(",", "")) for match in _POINTS.finditer(_spaced(text))]


def told(old: list[FeeItem], new: list[FeeItem]) -> Counter[Fact]:
    """The changes of points that the register tells."""
    found: Counter[Fact] = Counter()
    for row in as_rows(changes(old, new)):
        if row["kind"] not in ("points", "note_points"):
            continue
        a, b = (_worth(row, side) for side in ("old", "new"))
        label = re.sub(r"(注[0-9]*).*", r"\1", str(row["new_label"]))
        found.update((str(row["code"]), label, x, y) for x, y in zip(a, b, strict=False) if x != y)
    return found


def _worth(row: dict[str, str | int | None], side: str) -> list[int]:
    value, points = row[f"{side}_value"], row[f"{side}_points"]
    return _amounts(str(value)) if value else [points] if isinstance(points, int) else []


def supported(facts: Counter[Fact], old: list[TrueItem], new: list[TrueItem]) -> Counter[Fact]:
    """Of what is told, that whose points both texts have in the item; the new ones at the label."""
    at_label = [Counter(_places(items)) for items in (old, new)]
    in_item = Counter((code, points) for code, _label, points in at_label[0])
    return Counter(
        {
            fact: count
            for fact, count in facts.items()
            if in_item[fact[0], fact[2]] and at_label[1][fact[0], fact[1], fact[3]]
        }
    )


def _places(items: list[TrueItem]) -> Iterator[tuple[str, str, int]]:
    for item in items:
        for _words, (label, amounts) in _things(item):
            yield from ((item.code, label, points) for points in amounts)


def _without(facts: Counter[Fact], name: str) -> Counter[Fact]:
    """Facts without those at places where the edited text is known to be wrong."""
    wrong = {key.rpartition("/#")[0] for _kind, key in known_errors(name)}
    return Counter(
        {
            fact: count
            for fact, count in facts.items()
            if "/".join([fact[0], *fact[1].split()]) not in wrong
        }
    )


def astray(rows: list[dict[str, str | int | None]], old: str, new: str) -> list[str]:
    """Rows of any kind whose points are not in the edited text of the page that is named."""
    texts = {"old": _pages(old), "new": _pages(new)}
    found = []
    for row in rows:
        for side, pages in texts.items():
            points, page = row[f"{side}_points"], row[f"{side}_page"]
            if isinstance(points, int) and points not in pages.get(int(page or 0), set()):
                found.append(f"{side} {row['code']} {row[f'{side}_label']} {points} p. {page}")
    return found


def _pages(name: str) -> dict[int, set[int]]:
    """All points that a schedule's edited text has, by page; a number may be broken by a line's
    end."""
    found: dict[int, set[int]] = {}
    page, last = 0, ""
    for line in (CORPUS / f"{name}.edited.txt").read_text("utf-8").splitlines():
        if begins := re.match(r"#.*page: (\d+)", line):
            page, last = int(begins[1]), ""
        found.setdefault(page, set()).update([*_amounts(line), *_amounts(last + line.strip())])
        last = line.strip()
    return found


def _read(name: str) -> tuple[list[TrueItem], list[FeeItem]]:
    true = read((CORPUS / f"{name}.edited.txt").read_text("utf-8"))
    with IsolatedReader(CORPUS / f"{name}.pdf") as reader:
        return true, Fees().extract(list(reader.pages()), name).records


def measure() -> list[dict[str, str | int]]:
    """A row for each pair of schedules."""
    known = {name: _read(name) for name in dict.fromkeys(n for pair in PAIRS for n in pair)}
    made: list[dict[str, str | int]] = []
    for old, new in PAIRS:
        (true_old, items_old), (true_new, items_new) = known[old], known[new]
        must, said = truth(true_old, true_new), told(items_old, items_new)
        must, said = (_without(facts, new) for facts in (must, said))
        found, good = must & said, supported(said, true_old, true_new)
        rows = as_rows(changes(items_old, items_new))
        made.append(
            {
                "old": old, "new": new, "true": must.total(), "found": found.total(),
                "recall": _share(found, must), "told": said.total(), "supported": good.total(),
                "precision": _share(good, said), "rows of all kinds": len(rows),
                "not on their page": len(astray(rows, old, new)),
                "differences": "; ".join(map(str, [*(must - said), *(said - good)])),
            }
        )  # fmt: skip
    return made


def _share(part: Counter[Fact], whole: Counter[Fact]) -> str:
    return f"{100 * part.total() / max(whole.total(), 1):.2f}%"


def main() -> None:
    """Print the table."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    print(table(measure()))


if __name__ == "__main__":
    main()
