"""How many items of invented forms are read, and how many years mapped, as they should be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from shiryokan.paper.document import Document
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.checklists.forms import forms_of_pages
from shiryokan.registers.checklists.mapping import map_forms
from shiryokan.registers.checklists.model import Form, FormItem
from shiryokan.registers.checklists.workbook.forms import forms_of_workbook
from tools.checklist_forms.forms import Author, Item, Year, Years
from tools.checklist_forms.look import LOOKS, Look, Sheet
from tools.checklist_forms.typeset import as_workbook, typeset
from tools.compared_text import narrow
from tools.looks_command import LookScore


def measure(name: str, seeds: Sequence[int], folder: Path) -> LookScore:
    """The forms of all seeds in one look, as PDF and as workbook."""
    look, score = LOOKS[name], LookScore(name)
    for seed in seeds:
        years = Author(seed, look.ending).years()
        read: dict[str, list[Form]] = {"pdf": [], "xlsx": []}
        for year in (years.old, years.new):
            stem = f"checklist-{name.replace(' ', '-')}-{seed}-{year.year}"
            paper, book = folder / f"{stem}.pdf", folder / f"{stem}.xlsx"
            sheet = typeset(year, look, paper)
            as_workbook(year, look, book)
            with IsolatedReader(paper) as reader:
                read["pdf"] += _one(
                    score, forms_of_pages(Document.of(list(reader.pages()))), paper.name
                )
            read["xlsx"] += _one(score, forms_of_workbook(book.read_bytes()), book.name)
            for kind, forms in read.items():
                _items(score, year, sheet, look, forms[-1], f"{kind} {stem}")
        for kind, forms in read.items():
            _mapping(score, years, forms[0], forms[1], f"{kind} {name} {seed}")
    return score


def _one(score: LookScore, forms: list[Form], where: str) -> list[Form]:
    if len(forms) != 1:
        score.wrong.append(f"{where}: {len(forms)} forms")
    return forms[:1] or [Form(title="")]


def _truth(year: Year, sheet: Sheet, look: Look, item: Item) -> tuple[str, ...]:
    kinds = {kind for kind, _, _ in look.heads}
    who = ""
    if "who" in kinds or f"who:{item.who}" in kinds:
        heads = {kind: head for kind, head, _ in look.heads}
        who = heads.get(f"who:{item.who}", item.who)
    return (
        narrow(sheet.numbers[item.id]).rstrip("."),
        narrow(item.words),
        narrow(year.sections[item.section]),
        narrow(year.parts[item.part]) if item.part >= 0 else "",
        narrow(item.reference) if "reference" in kinds else "",
        narrow(who),
        str(item.starred and ("star" in kinds or look.star_in_number)),
        narrow(item.hearing) if "hearing" in kinds else "",
    )


def _said(item: FormItem) -> tuple[str, ...]:
    part = re.sub("[【】]", "", narrow(item.sub_section))
    return (
        narrow(item.number).rstrip("."), narrow(item.words), narrow(item.section),
        "" if part in ("-", "－") else part, narrow("".join(item.references)), narrow(item.who),
        str(item.starred), narrow(item.hearing),
    )  # fmt: skip


def _items(score: LookScore, year: Year, sheet: Sheet, look: Look, form: Form, where: str) -> None:
    true = [_truth(year, sheet, look, item) for item in year.items]
    found = [_said(item) for item in form.items]
    score.counts["items"] += len(true)
    right = Counter(true) & Counter(found)
    score.counts["right"] += right.total()
    score.counts["words"] += (Counter(t[1] for t in true) & Counter(f[1] for f in found)).total()
    score.counts["made up"] += max(0, len(found) - len(true))
    head = (narrow(form.title), narrow(form.variant), form.year)
    score.counts["forms"] += 1
    score.counts["heads"] += head == (narrow(sheet.title), narrow(year.variant), year.year)
    if head != (narrow(sheet.title), narrow(year.variant), year.year):
        score.wrong.append(f"{where} head {head} {sheet.title}")
    lost, extra = Counter(true) - right, Counter(found) - right
    score.wrong += [f"{where} lost {t}" for t in lost] + [f"{where} said {f}" for f in extra]


def _mapping(score: LookScore, years: Years, old: Form, new: Form, where: str) -> None:
    names = [
        {narrow(item.words): item.id for item in year.items} for year in (years.old, years.new)
    ]
    told: dict[tuple[int, str], str] = {}
    for change in map_forms(old, new):
        a = names[0].get(narrow(change.old.words)) if change.old else None
        b = names[1].get(narrow(change.new.words)) if change.new else None
        if change.kind in ("same", "reworded") and a == b and a is not None:
            told[a, "both"] = change.kind
        else:
            told |= {
                (x, side): change.kind for x, side in ((a, "old"), (b, "new")) if x is not None
            }
    for id_, kind in years.kinds.items():
        side = {"new": "new", "gone": "old"}.get(kind, "both")
        score.counts[kind] += 1
        right = told.get((id_, side)) == kind
        score.counts[f"{kind} right"] += right
        if not right:
            score.wrong.append(f"{where} {kind} {id_} {told.get((id_, side))}")


def table(scores: Sequence[LookScore]) -> list[str]:
    """A table in Markdown."""
    kinds = ("same", "reworded", "new", "gone")
    names = ("items", "right", "words", "made up", "forms", "heads")
    rows = [
        "| look | " + " | ".join((*names, *kinds)) + " | right % |",
        "|" + " --- |" * (len(names) + len(kinds) + 2),
    ]
    total: Counter[str] = Counter()
    for score in scores:
        total += score.counts
    for look, counts in (*((s.look, s.counts) for s in scores), ("all", total)):
        told = [str(counts[name]) for name in names]
        told += [f"{counts[f'{kind} right']}/{counts[kind]}" for kind in kinds]
        share = 100 * counts["right"] / max(counts["items"], 1)
        rows.append(f"| {look} | " + " | ".join(told) + f" | {share:.2f} |")
    return rows
