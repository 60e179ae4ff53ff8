"""Words struck out and underlined, in each of the forms in which pages and flows are written."""

from __future__ import annotations

import json

from shiryokan.paper.document import Document
from shiryokan.paper.formats import (
    About,
    as_html,
    as_json,
    as_markdown,
    flow_as_html,
    flow_as_json,
    flow_as_markdown,
    flow_as_text,
)
from shiryokan.paper.model import Block, Box, Cell, Line, Page, Ruby, Span, Struck

ABOUT = About("letter.pdf")
BOX = Box(72, 100, 372, 110)


def line(
    text: str,
    struck: tuple[tuple[int, str], ...] = (),
    underlined: tuple[tuple[int, int], ...] = (),
    ruby: tuple[Ruby, ...] = (),
) -> Line:
    return Line(
        text,
        BOX,
        ruby=ruby,
        struck=tuple(Struck(at, gone, BOX) for at, gone in struck),
        underlined=tuple(Span(*each) for each in underlined),
    )


FIRST = line("得点が16点以上", ((3, "12"),), ((3, 5),))
SECOND = line("改善した場合に<限る。", ((0, "悪化"), (11, "*なお*")))
GONE = line("", ((0, "平成28年６月変更"),))


def page(*blocks: Block) -> Page:
    lines = [each.text for block in blocks for each in block.lines]
    return Page(1, 595, 842, "\n".join(lines), blocks)


PLAIN = page(Block("text", BOX, (FIRST, SECOND)), Block("text", BOX, (GONE,)))
TABLE = page(
    Block(
        "table", BOX, (line("区分"), FIRST, SECOND, GONE),
        cells=(Cell(0, 0, BOX, 0, 1), Cell(0, 1, BOX, 1, 4, paragraphs=(1, 3))),
    )
)  # fmt: skip
HTML = "得点が<del>12</del><u>16</u>点以上<del>悪化</del>改善した場合に&lt;限る。<del>*なお*</del>"
MARKDOWN = r"得点が~~12~~<u>16</u>点以上~~悪化~~改善した場合に\<限る。~~\*なお\*~~"


def test_the_text_of_a_flow_has_no_struck_words() -> None:
    assert flow_as_text(Document.of([PLAIN]).flow).split("\n")[0] == (
        "得点が16点以上改善した場合に<限る。"
    )


def test_html_shows_what_is_struck_and_underlined() -> None:
    for written in (as_html([PLAIN], ABOUT), flow_as_html(Document.of([PLAIN]).flow, ABOUT)):
        assert HTML in written
        assert "<del>平成28年６月変更</del>" in written
    for written in (as_html([TABLE], ABOUT), flow_as_html(Document.of([TABLE]).flow, ABOUT)):
        assert f"<td><p>{HTML}</p><p><del>平成28年６月変更</del></p></td>" in written


def test_markdown_shows_what_is_struck_and_underlined() -> None:
    for written in (as_markdown(PLAIN), flow_as_markdown(Document.of([PLAIN]).flow)):
        assert MARKDOWN in written
        assert "~~平成28年６月変更~~" in written
    for written in (as_markdown(TABLE), flow_as_markdown(Document.of([TABLE]).flow)):
        assert f"| 区分 | {MARKDOWN}<br>~~平成28年６月変更~~ |" in written


def test_json_says_where_they_stand() -> None:
    first, second = json.loads(as_json(PLAIN))["blocks"][0]["lines"]
    assert first["text"] == "得点が16点以上"
    assert first["struck"] == [{"at": 3, "text": "12", "bbox": list(BOX)}]
    assert first["underlined"] == [{"start": 3, "end": 5}]
    assert [each["at"] for each in second["struck"]] == [0, 11]


def test_a_flow_says_where_they_stand_in_its_text() -> None:
    passage = json.loads(flow_as_json(Document.of([PLAIN]).flow))["passages"][0]
    assert passage["text"] == "得点が16点以上改善した場合に<限る。"
    assert passage["underlined"] == [{"start": 3, "end": 5}]
    assert passage["struck"] == [
        {"at": 3, "text": "12"}, {"at": 8, "text": "悪化"}, {"at": 19, "text": "*なお*"}
    ]  # fmt: skip
    (cell,) = json.loads(flow_as_json(Document.of([TABLE]).flow))["passages"][0]["cells"][1:]
    assert cell["text"][3:5] == "16"
    assert cell["underlined"] == [{"start": 3, "end": 5}]
    assert cell["struck"][-1]["text"] == "平成28年６月変更"


def test_ruby_stands_beside_struck_words() -> None:
    ruby = line("褥瘡の処置", ((0, "創"),), (), (Ruby(0, 2, "じよくそう"),))
    written = as_html([page(Block("text", BOX, (ruby,)))], ABOUT)
    assert "<del>創</del><ruby>褥瘡<rt>じよくそう</rt></ruby>の処置" in written
