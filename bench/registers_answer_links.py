"""Links of questions to items and questions, against 200 that were read by eye.

    python bench/registers_answer_links.py [--misses]

Every third question was held back while the code was made: its faults were never looked at, and its
figures come first. The names are those of the medical schedule of 令和8 (its edited text, read by
the reader of the fees' truth) and of the dispensing one (its PDF).
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.registers_fees_truth import Reader, TrueItem

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.answers import Answer, Answers, Link
from shiryokan.registers.answers.links import links_of
from shiryokan.registers.answers.names import Names
from shiryokan.registers.fees import FeeItem, Fees
from shiryokan.registers.fees.additions import addition_of, names_in
from shiryokan.registers.fees.model import Variant

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
GOLD = ROOT / "tests" / "registers" / "answers_links_gold.tsv"
FILES = {
    "001678310": "answers/001678310.pdf", "001694332": "answers/001694332.pdf",
    "001703573": "answers/001703573.pdf", "001707505": "answers/001707505.pdf",
    "mhlw-r8-qa-91p": "real/mhlw-r8-qa-91p.pdf",
}  # fmt: skip
Key = tuple[str, str, str]


class _Lines(Reader):
    """The reader of the fees' truth, with the lines of notes kept apart."""

    def _in_note(self, item: TrueItem, indent: int, text: str) -> None:
        before = len(item.notes)
        super()._in_note(item, indent, text)
        if len(item.notes) == before:
            note = item.notes[-1]
            note.text = note.text[: -len(text)] + "\n" + text


def names_of_text(text: str) -> list[FeeItem]:
    """The items of an edited text and the additions of their notes, by name."""
    reader = _Lines()
    for line in text.splitlines():
        reader.feed(line.rstrip().replace("　", "  "))
    found: list[FeeItem] = []
    for item in reader.items:
        name = _name(item.text)
        variants = [
            Variant(label=list(variant.label), name=_name(variant.text))
            for variant in item.variants
        ]
        found.append(_record(item.code, name, variants=variants, deleted=name == "削除"))
        for note in item.notes:
            for added in dict.fromkeys([*names_in(note.text), *_entries(note.text)]):
                found.append(_record(item.code, added, place=f"注{note.number}"))
    return found


def _entries(text: str) -> list[str]:
    """The lettered entries of a note that are additions: points stand in them or below them."""
    found: list[str] = []
    name, paid = "", False
    for line in [*text.split("\n"), "ン  "]:
        entry = re.match(r"[ァ-ヶ]{1,2}  ?(.*?)(?:  .*)?$", line)
        if entry:
            found += [name] if name and paid else []
            name, paid = addition_of(entry[1]), False
        paid = paid or re.search(r"\d点|\d分の\d", line) is not None
    return found


def _name(text: str) -> str:
    text = re.sub(r"\s{2,}[\d,０-９]+点.*$", "", text)
    return re.sub(
        r"（[^（）]*(?:につき|に１回|月１回|限り|限度)[^（）]*）$", "", text.replace(" ", "")
    )


def _record(
    code: str,
    name: str,
    place: str = "",
    variants: list[Variant] | None = None,
    *,
    deleted: bool = False,
) -> FeeItem:
    return FeeItem(
        document="", key=f"{code}/{name}", page=0, provenance={}, code=code, name=name,
        kind="addition" if place else "item", place=place, variants=variants or [], deleted=deleted,
    )  # fmt: skip


def read(path: Path) -> list[Answer]:
    """The questions of a letter."""
    with IsolatedReader(path) as reader:
        return Answers().extract(list(reader.pages()), path.stem).records


def schedules() -> Names:
    """The names of the schedules at hand."""
    medical = (CORPUS / "fees-text" / "medical-r8.edited.txt").read_text(encoding="utf-8")
    with IsolatedReader(CORPUS / "fees" / "dispensing-r8.pdf") as reader:
        dispensing = Fees().extract(list(reader.pages()), "dispensing-r8").records
    return Names({"medical": names_of_text(medical), "dispensing": dispensing})


def written(link: Link) -> str:
    """A link as the gold writes it."""
    if link.kind == "question" and link.question:
        cited = link.question
        letter = f"{cited.letter}@{cited.date}/" if cited.letter else ""
        annex = f"{cited.annex}/" if cited.annex else ""
        last = f"~{cited.last}" if cited.last else ""
        return f"question:{letter}{annex}{cited.first}{last}"
    return f"{link.kind}:{link.schedule}/{link.code or link.name}"


def measured(misses: list[str] | None = None) -> list[str]:
    """A table in Markdown; ``misses`` takes the faults of what is not held back."""
    with GOLD.open(encoding="utf-8", newline="") as file:
        gold = list(csv.DictReader(file, delimiter="\t"))
    names = schedules()
    answers: dict[Key, Answer] = {}
    for letter, file_name in FILES.items():
        for record in read(CORPUS / file_name):
            answers.setdefault((letter, record.collection, record.number), record)
    begun = time.perf_counter()
    made = {key: links_of(answer, names)[0] for key, answer in answers.items()}
    seconds = time.perf_counter() - begun
    lines = [
        "| questions | of | links | told | right | recall | precision |", "|" + " --- |" * 7,
    ]  # fmt: skip
    for title, chosen in (("held back", (2,)), ("others", (0, 1)), ("all", (0, 1, 2))):
        count: Counter[str] = Counter()
        for number, row in enumerate(gold):
            if number % 3 not in chosen:
                continue
            true = set(row["links"].split())
            key = (row["letter"], row["part"], row["number"])
            told = {written(link) for link in made[key] if link.kind != "mention"}
            count.update(asked=1, true=len(true), told=len(told), right=len(true & told))
            if misses is not None and 2 not in chosen and true != told:
                misses.append(f"{key} missed {sorted(true - told)} made up {sorted(told - true)}")
        recall, precision = count["right"] / count["true"], count["right"] / count["told"]
        lines.append(
            f"| {title} | {count['asked']} | {count['true']} | {count['told']} | {count['right']} "
            f"| {recall:.1%} | {precision:.1%} |"
        )
    return [*lines, "", f"{len(made)} questions linked in {seconds:.2f} seconds."]


def main() -> None:
    """Print precision and recall."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--misses", action="store_true", help="list faults of what is not held back"
    )
    misses: list[str] = []
    lines = measured(misses)
    print("\n".join([*lines, *(misses if parser.parse_args().misses else [])]))


if __name__ == "__main__":
    main()
