"""What kind a block is, as the whole document tells: headings, items, notes, and their levels."""

from __future__ import annotations

import pytest

from shiryokan.paper.beginnings import (
    begins_with_bullet,
    is_caption,
    is_quantity,
    level_of,
    number_of,
    speaks_of_figure,
)
from shiryokan.paper.block_signs import signs_of
from shiryokan.paper.document import Document
from shiryokan.paper.kinds import Weighing
from shiryokan.paper.model import Block, BlockKind, Box, Line, Page, Span
from tests.paper.pages import WIDTH, block, line, page

BODY = "市は、港に来る人が迷わないように、案内の板を新しくし、夜も見えるようにする。"
STEP = 16.0
"""Points from line to line: six of them are white."""


def stacked(*texts: str | Block, number: int = 1, gap: float = STEP) -> Page:
    """A page of text and items from its top: a line each, BODY of two lines; deeper by an em for
    each space before it."""
    blocks: list[Block] = []
    y = 100.0
    for text in texts:
        if isinstance(text, Block):
            blocks.append(text)
            y = text.bbox.y1 + gap
            continue
        x = 72.0 + 10.0 * (len(text) - len(text.lstrip(" ")))
        bare = text.lstrip(" ")
        lines = [line(bare, x=x, y=y)]
        if bare == BODY:
            lines = [line(bare, x=x, y=y), line(bare[:20], x=x, y=y + STEP)]
        found = number_of(bare)
        blocks.append(block(*lines, kind="list" if found else "text"))
        y += STEP * len(lines)
    return page(*blocks, number=number)


def told(*pages: Page) -> list[tuple[str, BlockKind, int]]:
    return [(b.lines[0].text, b.kind, b.level) for p in Document.of(list(pages)) for b in p.blocks]


def kinds(*pages: Page) -> dict[str, BlockKind]:
    return {text: kind for text, kind, _ in told(*pages)}


def test_numbers_that_stand_alone_above_a_body_each_begin_sections() -> None:
    found = kinds(stacked("１）業務の量", BODY, "２）情報の扱い", BODY, "３）利用の記録", BODY))
    assert [found[t] for t in ("１）業務の量", "２）情報の扱い", "３）利用の記録")] == [
        "heading"
    ] * 3


def test_the_same_numbers_one_below_the_other_are_items() -> None:
    items = ["１）業務の量", "２）情報の扱い", "３）利用の記録"]
    found = kinds(stacked(BODY, *(f"  {item}" for item in items), BODY))
    assert [found[item] for item in items] == ["list"] * 3


def test_items_that_a_page_took_for_headings_are_items_like_their_sibling() -> None:
    rows = [
        block(line("①機関が動き始めるとき", y=200.0), kind="heading", level=4),
        block(line("②機関を守るために要るとき", y=216.0), kind="heading", level=4),
        block(line("③市が定める測り方で", y=232.0), line("走るとき", y=248.0), kind="list"),
    ]
    found = kinds(stacked(BODY, *rows))
    assert {found[row.lines[0].text] for row in rows} == {"list"}


def test_a_long_number_of_a_section_is_a_heading_like_its_siblings() -> None:
    long = "１.２　計画の段階１：外の会社の仕組み（公のもの）を使うかどうかの考え方と方針"
    found = kinds(stacked("１.１　目的", BODY, long, BODY, "１.３　言葉", BODY))
    assert found[long] == "heading"


def test_what_speaks_for_a_number_to_be_a_heading() -> None:
    """The shares of its run and of its series: two of three are lines of nouns, two have a body."""
    read = stacked("１）業務の量", BODY, "２）情報を扱うこと", "３）利用の記録", BODY)
    found = Weighing([signs_of(read)]).evidence(0)
    assert found.always == found.body == 1
    assert not (found.several_lines or found.clause or found.chained or found.single)
    two_of_three = pytest.approx(2 / 3)
    assert found.run_titles == found.series_titles == two_of_three
    assert found.run_bodies == found.series_bodies == two_of_three
    assert found.run_both == found.series_both == two_of_three
    assert found.run_told == found.series_told == 0


def test_brackets_and_signs_above_a_body_are_headings() -> None:
    found = kinds(
        stacked("【夜の明かり】", BODY, BODY, "【昼の案内】", BODY, "【船の出入り】", BODY)
    )
    assert [kind for text, kind in found.items() if text != BODY] == ["heading"] * 3


def test_a_dot_begins_items_alone() -> None:
    found = kinds(stacked("・夜の明かり", BODY, "・昼の案内", BODY))
    assert found["・夜の明かり"] == "list"


def test_an_underlined_line_above_a_text_is_a_heading() -> None:
    text = "市の取組の考え"
    drawn = Line(text, Box(72, 200, 142, 210), underlined=(Span(0, len(text)),))
    after = block(line(BODY, y=216.0), line(BODY[:20], y=232.0))
    found = kinds(stacked(BODY, block(drawn), after))
    assert found[text] == "heading"


def test_a_line_that_comes_back_all_over_the_document_is_a_heading() -> None:
    assert kinds(stacked(BODY, "市の取組の考え", BODY))["市の取組の考え"] == "text"
    pages = [stacked(BODY, "市の取組の考え", BODY, number=n, gap=STEP + n) for n in range(1, 6)]
    assert kinds(*pages)["市の取組の考え"] == "heading"


def test_labels_of_a_drawing_are_no_headings() -> None:
    labels = [
        block(line(text, x=200.0, y=200.0 + 30 * at), kind="heading", level=3)
        for at, text in enumerate(("高い危険", "限られた危険", "小さい危険"))
    ]
    found = kinds(stacked(BODY, *labels))
    assert {found[label.lines[0].text] for label in labels} == {"text"}


@pytest.mark.parametrize(
    "text", ["令和８年４月１日", "（宛先）霧ヶ谷市長", "氏名　港　守", "1,100円（税込）"]
)
def test_a_line_of_a_letter_is_no_heading_though_it_is_bold(text: str) -> None:
    bold = block(line(text, y=200.0), kind="heading", level=3)
    assert kinds(stacked(BODY, bold, BODY))[text] == "text"


def test_the_subject_of_a_letter_is_its_title() -> None:
    subject = "港の案内の板の取扱いについて（通知）"
    assert (subject, "heading", 1) in told(stacked("霧ヶ谷市長", subject, BODY))


def test_contents_are_no_headings() -> None:
    entries = [f"{n}．港のこと{'・' * 20}{n}" for n in range(1, 7)]
    found = kinds(stacked("目次", *entries))
    assert {found[entry] for entry in entries} == {"list"}


def test_all_lines_of_a_note_below_the_text_are_notes() -> None:
    def small(text: str, x: float, y: float) -> Block:
        return block(Line(text, Box(x, y, x + 8 * len(text), y + 8.0)))

    notes = [
        small("13)市役所に聞いた2025年12月の時点のことである。", 72, 700),
        small("https://www.example.jp/harbour", 84, 712),
        small("14)港の測り方とは、県の定めた測り方である。", 72, 724),
    ]
    found = kinds(stacked(BODY, BODY, *notes))
    assert {found[note.lines[0].text] for note in notes} == {"footnote"}


def test_what_goes_on_counting_over_others_contains_them() -> None:
    """Here （１） is within 1）, though elsewhere it is above it."""
    sections = []
    for n in range(1, 4):
        sections += [
            f"{n}）港の{n}番の桟橋",
            BODY,
            "（１）夜の明かり",
            BODY,
            "（２）昼の案内",
            BODY,
        ]
    pages = [stacked(*sections[6 * at : 6 * at + 6], number=at + 1) for at in range(3)]
    levels = {text: level for text, kind, level in told(*pages) if kind == "heading"}
    assert levels["1）港の1番の桟橋"] < levels["（１）夜の明かり"] == levels["（２）昼の案内"]


def test_the_text_and_its_lines_stay_as_they_were() -> None:
    read = stacked("１）業務の量", BODY, "２）情報の扱い", BODY)
    (after,) = Document.of([read]).pages
    assert after.text == read.text
    assert [b.lines for b in after.blocks] == [b.lines for b in read.blocks]
    assert after.blocks[0].kind != read.blocks[0].kind


def test_the_flow_joins_what_pages_tell_and_shows_what_the_document_tells() -> None:
    document = Document.of([stacked("１）業務の量", BODY, "２）情報の扱い", BODY)])
    assert [p.kind for p in document.flow] == ["heading", "text", "heading", "text"]
    assert [p.kind for p in document.flow_by_pages] == ["list", "text", "list", "text"]
    assert [p.text for p in document.flow] == [p.text for p in document.flow_by_pages]
    assert [p.text for p in document.headings] == ["１）業務の量", "２）情報の扱い"]


def test_the_title_of_a_slide_is_a_heading() -> None:
    wide = Page(
        1, WIDTH, WIDTH / 2, "", (block(line("港の案内", y=20.0)), block(line(BODY, y=80.0)))
    )
    assert ("港の案内", "heading", 1) in told(wide)


@pytest.mark.parametrize(
    ("text", "caption", "speaks"),
    [
        ("図2-4. 港の数", True, False),
        ("■第１－３－６図／港の数", True, False),
        ("図表Ⅱ．１－１　港の数", True, False),
        ("図2-4は港の数を示す", False, True),
        ("図 12 は港の数を示す", False, True),
        ("表１のとおり", False, True),
        ("地図を見る", False, False),
    ],
)
def test_a_caption_names_a_figure_and_a_sentence_speaks_of_it(
    text: str, caption: bool, speaks: bool
) -> None:
    assert (is_caption(text), speaks_of_figure(text)) == (caption, speaks)


def test_an_ideographic_zero_before_a_space_is_a_bullet() -> None:
    assert begins_with_bullet("〇　港を直す。")
    assert not begins_with_bullet("〇・五")


def test_a_quantity_is_no_number() -> None:
    assert is_quantity("3.5t以下の車")
    assert number_of("3.5t以下の車") is None
    assert not is_quantity("3.5 港の計画")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("１　目的", 2),
        ("1.2　目的", 3),
        ("1.2.3目的", 4),
        ("Ⅲ．２．１　目的", 3),
        ("1)目的", 4),
        ("目的", 0),
    ],
)
def test_a_number_tells_a_level_by_custom(text: str, level: int) -> None:
    assert level_of(text) == level
