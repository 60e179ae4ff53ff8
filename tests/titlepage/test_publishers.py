"""The body that publishes, guessed of invented first pages."""

from __future__ import annotations

import re
import unicodedata

import pytest

from shiryokan.paper.model import Block, Box, Line, Page
from shiryokan.titlepage.bodies import body_of, body_of_letter, body_of_notice
from shiryokan.titlepage.guess import PROPOSED, guess
from tests.titlepage.publisher_pages import HELD_BACK, OPEN, Case

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 70.0
LEAST_HELD_BACK = 0.95
"""Share of the pages held back whose body was right when they were first read by these rules."""


@pytest.mark.parametrize("case", OPEN, ids=lambda case: case.name)
def test_the_body_of_a_page_that_rules_were_made_by(case: Case) -> None:
    assert is_right(case), guessed(case)


def test_the_bodies_of_pages_held_back() -> None:
    right = sum(map(is_right, HELD_BACK))
    print(f"held back: {right} of {len(HELD_BACK)}")
    assert right >= LEAST_HELD_BACK * len(HELD_BACK)


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("保険局医療課長", "厚生労働省"), ("横浜市健康福祉局長", "横浜市"), ("灯台市長浜野光子", "灯台市"),
        ("（一社）灯火協会", "一般社団法人灯火協会"), ("株式会社　灯火総研", "株式会社灯火総研"),
        ("に届け出た保険薬局", ""), ("各市町村長", ""), ("市民課", ""), ("事務局", ""), ("中村課長", ""),
        ("独立行政法人灯火機構の設立について", ""), ("都市整備部", ""), ("関係省庁", ""),
    ],
)  # fmt: skip
def test_the_body_of_a_line(line: str, body: str) -> None:
    assert body_of(line) == body


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("保医発0316第1号", "厚生労働省"), ("総行住第12号", "総務省"), ("灯発第１号", ""),
        ("医薬薬審発0401第1号", "厚生労働省"), ("消食表第100号", "消費者庁"),
    ],
)  # fmt: skip
def test_the_body_of_a_letters_number(line: str, body: str) -> None:
    assert body_of_letter(line) == body


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("○総務省、経済産業省告示第一号", "総務省"), ("デジタル大臣　浜野　光", "デジタル庁"),
        ("灯台市規則第八号", "灯台市"), ("人事院規則一―八十", "人事院"),
    ],
)  # fmt: skip
def test_the_body_of_a_notice(line: str, body: str) -> None:
    assert body_of_notice(line) == body


def is_right(case: Case) -> bool:
    return _plain(guessed(case)) in [_plain(body) for body in case.bodies]


def guessed(case: Case) -> str:
    last = _page(case.last, 9) if case.last else None
    found = guess([_page(case.rows)], "", case.author, "a.pdf", last).publisher
    return found.value if found and found.confidence >= PROPOSED else ""


def _page(rows: str, number: int = 1) -> Page:
    blocks = []
    for row in rows.strip().split("\n"):
        where, size, top, text = row.split(" ", 3)
        height, y0 = float(size), float(top)
        wide = sum(0.5 if unicodedata.east_asian_width(c) in "NaH" else 1 for c in text)
        length = min(height * wide, WIDTH - 2 * MARGIN)
        x0 = {"c": (WIDTH - length) / 2, "r": WIDTH - MARGIN - length}.get(where, MARGIN)
        box = Box(x0, y0, x0 + length, y0 + height)
        blocks.append(Block("furniture" if where == "f" else "text", box, (Line(text, box),)))
    return Page(number, WIDTH, HEIGHT, rows, tuple(blocks))


def _plain(text: str) -> str:
    return re.sub(r"[\s・]", "", unicodedata.normalize("NFKC", text))


def test_a_logo_names_the_body_where_nothing_else_does() -> None:
    page = Page(1, WIDTH, HEIGHT, "")
    found = guess([page], drawn=["第3回", " 厚生労働省", "Ministry of Health, Labour and Welfare"])
    assert found.publisher is not None and found.publisher.value == "厚生労働省"
    assert found.publisher.confidence >= PROPOSED
    assert guess([page], drawn=["ひと、くらし、みらいのために", "灯台の光"]).publisher is None
    listed = ["総務省", "財務省", "文部科学省", "厚生労働省", "環境省", "防衛省"]
    assert guess([page], drawn=listed).publisher is None
