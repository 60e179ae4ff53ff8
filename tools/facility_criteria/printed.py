"""Facility criteria as :mod:`tools.sheets` sets them, with other numbers than the hands'."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from tools.facility_criteria.criteria import ENCLOSED, Author, Document, Kind, Node, reworded
from tools.facility_criteria.typeset import Look, number_of
from tools.hands import Row
from tools.labels_by_sample import label
from tools.sheets import ASIDE, Form, Sheet, print_sheet, sheet_named

T = TypeVar("T")
_NOTICE = (
    ("第１1", "１", "(１)", "ア", "(イ)", "①", "ⅰ"), ("第1", "1", "(1)", "ア", "①", "a", "ⅰ"),
    ("第１", "１", "（１）", "ア", "（ア）", "①", "ⅰ"),
    ("第１1", "1.", "(1)", "イ", "(ア)", "ａ", "ⅰ"),
    ("第1", "1", "⑴", "ア", "(ア)", "ⅰ", "a"), ("第１", "１．", "⑴", "①", "ア", "ａ", "ⅰ"),
    ("第１1　", "１1", "(１1)", "ア", "ⅰ", "①", "a"), ("第１", "１　", "①", "ア", "ａ", "ⅰ", "㋐"),
    ("第1", "(1)", "ア", "(ア)", "①", "a", "ⅰ"),
)  # fmt: skip
_ORDINANCE = (
    ("第一", "一", "⑴", "イ", "①", "１", "ⅰ"), ("第一", "一", "（１）", "イ", "①", "㈠", "ⅰ"),
    ("第一", "一", "㈠", "イ", "⑴", "①", "ⅰ"), ("第一", "一", "（一）", "イ", "（１）", "①", "ⅰ"),
    ("第一", "一", "(1)", "ア", "①", "ⅰ", "a"), ("第一", "一", "１", "イ", "⑴", "①", "ⅰ"),
)  # fmt: skip
_STEPS = ((0, 0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4, 5, 6), (0, 0.5, 1, 1.5, 2, 2.5, 3), (0,) * 7)
_UPRIGHT_FORMS: tuple[Form, ...] = ("after", "table", "ruled")
_FORMS: tuple[Form, ...] = ("grid", "after", "ruled", "table", "after")


def look_of(name: str) -> tuple[Sheet, Look, Kind, tuple[float, ...]]:
    """A look of :mod:`tools.sheets`, its numbers, the kind of its papers and its steps."""
    chance, aside = random.Random(f"criteria of {name}"), name in ASIDE

    def one(values: Sequence[T]) -> T:
        return chance.choice(values if aside else values[: -(-2 * len(values) // 3)])

    sheet = sheet_named(name)
    form = one(_UPRIGHT_FORMS if sheet.upright else _FORMS)
    sheet = replace(
        sheet, form=form, columns=1 if form == "ruled" else sheet.columns, note="",
        own=sheet.own or form == "grid",
    )  # fmt: skip
    ordinance = sheet.upright or chance.random() < 0.25
    numbers = one(_ORDINANCE if ordinance else _NOTICE)
    kind: Kind = "ordinance" if ordinance else "notice"
    look = Look(name, kind=kind, numbers=tuple(map(_counted, numbers)), gap=sheet.how.gap)
    # paragraphs that nothing sets in could be of anything
    return sheet, look, kind, one(_STEPS[:-1])


def _counted(sample: str) -> Callable[[int], str]:
    return lambda number: label(sample, number)


def write(name: str, seed: int, path: Path) -> tuple[Document, Look]:
    """Print the criteria of a seed in a look; what they say, as it is printed, and a look with
    their numbers."""
    sheet, look, kind, steps = look_of(name)
    chance = random.Random(f"printed criteria {name} {seed}")
    said = _said(Author(chance.randrange(10**6), rich=True).document(kind), sheet)
    print_sheet(list(_rows(said, look, steps, sheet)), sheet, said.title, "", path)
    return said, look


def _said(document: Document, sheet: Sheet) -> Document:
    def say(text: str) -> str:
        return sheet.how.say(text.replace("(", "（").replace(")", "）"))

    return reworded(document, say)


def _rows(
    document: Document, look: Look, steps: Sequence[float], sheet: Sheet
) -> Iterator[Row]:  # fmt: skip
    letter = document.kind == "notice"
    yield Row("title", -1, "", f"{document.title}{'の取扱いについて' if letter else ''}")
    for text in document.preface if letter else ():
        yield Row("prose", 0, "", text)
    for section in document.sections:
        yield from _node(section, look, steps, sheet)
    for annex in document.annexes:
        yield Row("entry", 0, number_of(annex, look), annex.text)
        for child in annex.children:
            yield Row("entry", 1, number_of(child, look), child.text)


def _node(node: Node, look: Look, steps: Sequence[float], sheet: Sheet) -> Iterator[Row]:
    if node.level == ENCLOSED:
        yield Row("head", 0, "", number_of(node, look), css="break-before:page;text-align:end")
        yield Row("head", 0, "", node.text, css="text-align:center")
    elif node.level == 0 and sheet.spanning:
        yield Row("head", 0, "", f"{number_of(node, look)}　{node.text}", css="text-align:start")
    else:
        yield Row("entry", steps[node.level], number_of(node, look), node.text)
    for text in node.paragraphs:
        yield Row("prose", steps[max(node.level, 0)] + 1, "", text)
    for child in node.children:
        yield from _node(child, look, steps, sheet)
