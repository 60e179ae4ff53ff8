"""How many items of strange forms are read as they should be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from shiryokan.paper.document import Document
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.checklists.forms import forms_of_pages
from shiryokan.registers.checklists.model import Form, FormItem
from shiryokan.registers.checklists.workbook.forms import forms_of_workbook
from tools.checklist_forms.forms import Author
from tools.checklist_forms.strange.blocks import Truth, as_workbook, printed
from tools.checklist_forms.strange.looks import LOOKS
from tools.compared_text import narrow
from tools.looks_command import LookScore

_MEDIA = ("pdf", "xlsx")


def measure(name: str, seeds: Sequence[int], folder: Path) -> LookScore:
    """The forms of all seeds in one look, in all its media."""
    look, score = LOOKS[name], LookScore(name)
    for seed in seeds:
        year = Author(seed, look.ending).years().old
        paper = look.make(year)
        for kind in look.media:
            path = folder / f"strange-{name.replace(' ', '-')}-{seed}.{kind}"
            if kind == "pdf":
                printed(paper, look, path)
                with IsolatedReader(path) as reader:
                    forms = forms_of_pages(Document.of(list(reader.pages())))
            else:
                as_workbook(paper, look, path, year.variant)
                forms = forms_of_workbook(path.read_bytes())
            if len(forms) != 1:
                score.wrong.append(f"{path.name}: {len(forms)} forms")
            _count(score, kind, paper.title, paper.truth, forms, path.name)
    return score


def _true(item: Truth) -> tuple[str, ...]:
    return (
        _bare_number(item.number), narrow(item.words), _bare(item.section), _bare(item.part),
        narrow(item.reference), narrow(item.who), str(item.starred), narrow(item.hearing),
    )  # fmt: skip


def _said(item: FormItem) -> tuple[str, ...]:
    return (
        _bare_number(item.number), narrow(item.words), _bare(item.section), _bare(item.sub_section),
        narrow("".join(item.references)), narrow(item.who), str(item.starred), narrow(item.hearing),
    )  # fmt: skip


def _bare_number(number: str) -> str:
    return re.sub(r"^(?:項目|設問|問|Q|No\.?)|\.$", "", narrow(number))


def _bare(heading: str) -> str:
    """A heading without what adorns it."""
    return narrow(heading).strip("【】《》<>()〈〉〔〕・◎○●■□◆-")


def _count(
    score: LookScore,
    kind: str,
    title: str,
    truth: Sequence[Truth],
    forms: Sequence[Form],
    where: str,
) -> None:
    true = [_true(item) for item in truth]
    found = [_said(item) for form in forms for item in form.items]
    right = Counter(true) & Counter(found)
    counts = score.counts
    counts[f"{kind} items"] += len(true)
    counts[f"{kind} right"] += right.total()
    words = (Counter(t[1] for t in true) & Counter(f[1] for f in found)).total()
    counts[f"{kind} words"] += words
    counts["made up"] += len(found) - words
    counts["forms"] += 1
    counts["one form"] += len(forms) == 1 and narrow(forms[0].title) == narrow(title)
    counts["silent"] += (
        words < len(true) and bool(forms) and not any(getattr(f, "doubts", ()) for f in forms)
    )
    lost, extra = Counter(true) - right, Counter(found) - right
    score.wrong += [f"{where} lost {t}" for t in lost] + [f"{where} said {f}" for f in extra]


def table(scores: Sequence[LookScore]) -> list[str]:
    """A table in Markdown: of each medium, how many items are read exactly, and how many of their
    words; items that are made up; forms that are read as one with their title; forms of which
    something is missing without a word."""
    heads = [f"{kind} {what}" for kind in _MEDIA for what in ("items", "right", "words")]
    names = (*heads, "made up", "forms", "one form", "silent")
    rows = ["| look | " + " | ".join(names) + " | right % |", "|" + " --- |" * (len(names) + 2)]
    total: Counter[str] = Counter()
    for score in scores:
        total += score.counts
    for look, counts in (*((s.look, s.counts) for s in scores), ("all", total)):
        items = sum(counts[f"{kind} items"] for kind in _MEDIA)
        right = sum(counts[f"{kind} right"] for kind in _MEDIA)
        told = [str(counts[name]) for name in names]
        rows.append(f"| {look} | " + " | ".join(told) + f" | {100 * right / max(items, 1):.2f} |")
    return rows
