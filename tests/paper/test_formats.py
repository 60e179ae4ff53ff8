"""Pages and flows written out: nothing lost, nothing taken for markup, every box at its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from shiryokan.paper.document import Document
from shiryokan.paper.formats import (
    FLOW_FORMS,
    PAGE_FORMS,
    as_data,
    as_json,
    as_markdown,
    flow_as_data,
    flow_as_markdown,
    flow_as_text,
)
from shiryokan.paper.model import SCHEMA_VERSION, Block, Ruby
from shiryokan.paper.reader import Reader
from tests import pdfs
from tests.paper.pages import block, line, page, table, vertical
from tests.paper.written import ABOUT, ALL_TEXT, WHOLE, Reading


def test_data_is_what_the_page_says() -> None:
    data = json.loads(as_json(WHOLE))
    assert data["schema"] == SCHEMA_VERSION == 6
    heading, grid = data["blocks"][1], data["blocks"][5]
    assert (heading["kind"], heading["level"]) == ("heading", 2)
    assert grid["ruled"] is True
    assert grid["cells"][1] == {
        "row": 1, "column": 0, "rows": 1, "columns": 1,
        "bbox": [72.0, 144.0, 102.0, 154.0], "text": "訓練の実施\n所管課",
    }  # fmt: skip
    assert data["blocks"][2]["lines"][0] == {
        "text": "この計画は、",
        "bbox": [72.0, 144.0, 132.0, 154.0],
    }


def test_data_has_what_is_unusual_about_a_line() -> None:
    ruby = line("避難所", ruby=(Ruby(0, 2, "ひなん"),), reasons=("columns", "overlap"))
    data = as_data(page(block(ruby, vertical("縦"))))
    assert data["blocks"][0]["lines"] == [
        {
            "text": "避難所",
            "bbox": [72.0, 144.0, 102.0, 154.0],
            "confidence": 0.6,
            "reasons": ["columns", "overlap"],
            "ruby": [{"start": 0, "end": 2, "text": "ひなん"}],
        },
        {"text": "縦", "bbox": [500.0, 72.0, 510.0, 82.0], "direction": "ttb"},
    ]


def test_a_flow_as_data_says_where_it_is_from() -> None:
    first = page(block("市は防災の計画を見直し、さらに"))
    second = page(block("訓練を行う。"), table((0, 0, "甲"), (0, 1, "乙")), number=2)
    data = flow_as_data(Document.of([first, second]).flow)
    assert (data["schema"], len(data["passages"])) == (6, 2)
    assert data["passages"][0] == {
        "kind": "text",
        "text": "市は防災の計画を見直し、さらに訓練を行う。",
        "parts": [
            {"page": 1, "block": 0, "start": 0, "end": 1},
            {"page": 2, "block": 0, "start": 0, "end": 1},
        ],
    }
    assert data["passages"][1]["cells"][1] == {
        "row": 0, "column": 1, "rows": 1, "columns": 1, "text": "乙",
        "parts": [{"page": 2, "block": 1, "start": 1, "end": 2}],
    }  # fmt: skip


def test_markdown_has_structure_and_no_furniture() -> None:
    assert as_markdown(WHOLE) == (
        "<!-- page 1 -->\n\n## 1 目的\n\nこの計画は、市民の安全を守る。\n\n"
        "- ・避難所の開設\n- ・訓練の実施\n\n"
        "| 事業 |  |\n| --- | --- |\n| 訓練の実施<br>所管課 |  |\n\n図1 推移\n\n※ 速報値\n"
    )
    assert as_markdown(page()) == "<!-- page 1 -->\n"


def test_markdown_of_ruby_is_its_base() -> None:
    assert "避難所" in as_markdown(page(block(line("避難所", ruby=(Ruby(0, 2, "ひなん"),)))))


@pytest.mark.parametrize(
    "text",
    ["1. 目的", "12) 目的", "- 目的", "+ 目的", "=== 目的", "# 目的", "> 目的", "---", "***",
     "[a](b)", "![a](b)", "<b>x</b>", "a | b", "~~x~~", "&amp;", "`x`", "\\x", "a_b_c", "```", "http://a.jp/"],
)  # fmt: skip
def test_markdown_shows_the_text_and_no_markup(text: str) -> None:
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(
        flow_as_markdown(Document.of([page(block("前"), block(text))]).flow)
    )
    reader = Reading()
    reader.feed(shown)
    assert reader.texts == ["前", text]
    assert reader.tags == {"p"}


@given(ALL_TEXT.filter(lambda t: t.strip() and t.isprintable()))
def test_any_text_is_one_paragraph_of_markdown(text: str) -> None:
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(as_markdown(page(block(text))))
    reader = Reading()
    reader.feed(shown)
    assert reader.tags == {"p"}
    assert "".join(reader.texts) == text.strip(" ")


TOPICS = ("防災", "福祉", "教育", "医療", "介護", "環境")


@pytest.fixture
def real(tmp_path: Path) -> Document:
    gap = "\n" * 9
    texts = [f"市の書\n- {n} -{gap}本文は<{topic}>。" for n, topic in enumerate(TOPICS, 1)]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdfs.pdf(*texts))
    with Reader(path) as reader:
        return Document.of([reader.page(n) for n in range(1, reader.pages + 1)])


@pytest.mark.parametrize("form", PAGE_FORMS)
def test_every_form_of_pages_holds_every_page(real: Document, form: str) -> None:
    pieces = list(PAGE_FORMS[form].written(real, ABOUT))
    assert len(pieces) == len(real) + 2
    assert all(topic in piece for topic, piece in zip(TOPICS, pieces[1:-1], strict=True))


@pytest.mark.parametrize("form", FLOW_FORMS)
def test_every_form_of_a_flow_ends_with_a_newline(real: Document, form: str) -> None:
    written = FLOW_FORMS[form](real.flow, ABOUT)
    assert written.endswith("\n")
    assert written.count("本文") == len(real)
    assert "市の書" not in written


def test_pages_are_written_before_the_next_is_read() -> None:
    asked: list[int] = []

    def pages() -> object:
        for number in (1, 2):
            asked.append(number)
            yield page(block("x"), number=number)

    for form in PAGE_FORMS.values():
        asked.clear()
        pieces = form.written(pages(), ABOUT)  # type: ignore[arg-type]
        next(pieces)
        next(pieces)
        assert asked == [1]


def test_plain_text_of_a_flow_is_a_paragraph_a_line() -> None:
    assert flow_as_text(Document.of([WHOLE]).flow).split("\n")[:2] == [
        "1 目的",
        "この計画は、市民の安全を守る。",
    ]


def test_an_empty_document_is_a_document() -> None:
    for form in PAGE_FORMS.values():
        "".join(form.written([], ABOUT))
    for write in FLOW_FORMS.values():
        write([], ABOUT)
    empty = Block("text", block("x").bbox, ())
    for form in PAGE_FORMS.values():
        "".join(form.written([page(empty)], ABOUT))
