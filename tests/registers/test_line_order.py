"""Characters of vertical lines are put in the order in which they stand."""

from __future__ import annotations

import msgspec
import pytest

from shiryokan.paper.model import Ruby, Span
from shiryokan.registers.line_order import in_order
from tests.paper.pages import block, line, page, vertical


def told(text: str, begins: tuple[float, ...], **others: object) -> tuple[str, object, object]:
    """A vertical line as it is after, with what is underlined and the ruby; ``begins`` are the
    places of its characters."""
    edges = (*begins, begins[-1] + 10)
    made = msgspec.structs.replace(vertical(text, y=begins[0]), edges=edges, **others)
    ((after,),) = (each.lines for each in in_order(page(block(made))).blocks)
    return after.text, after.underlined, after.ruby


@pytest.mark.parametrize(
    ("text", "begins", "put"),
    [
        ("《〇一》早期Ａ", (60, 75, 85, 95, 105, 115, 65), "《Ａ〇一》早期"),
        ("Ｂ「〇三", (64, 60, 74, 84), "「Ｂ〇三"),
        ("〇一》Ａ　（）Ⅰ", (75, 85, 95, 65, 75, 110, 120, 115), "Ａ〇一》（Ⅰ）"),
        ("する。（Ⅰ）", (60, 70, 80, 79.4, 85, 95), "する。（Ⅰ）"),
        ("第10条の2", (60, 75, 70, 80, 90, 100), "第10条の2"),
    ],
    ids=["at the end", "right behind", "white and brackets", "a hair before", "set level"],
)
def test_what_was_read_too_late_stands_where_it_begins(
    text: str, begins: tuple[float, ...], put: str
) -> None:
    assert told(text, begins)[0] == put


def test_marks_and_ruby_go_with_their_characters() -> None:
    text, marked, ruby = told(
        "〇一早期Ａ", (75, 85, 95, 105, 65),
        underlined=(Span(4, 5),), ruby=(Ruby(2, 4, "そうき"),),
    )  # fmt: skip
    assert (text, marked, ruby) == ("Ａ〇一早期", (Span(0, 1),), (Ruby(3, 5, "そうき"),))


def test_level_lines_and_lines_in_order_stay_as_they_are() -> None:
    whole = page(block(vertical("（一）　休日")), block(line("Ｂ「〇三")))
    assert in_order(whole) is whole
