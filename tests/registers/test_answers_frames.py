"""Questions in frames and columns: page ends within them, and lists whose labels stand apart."""

from __future__ import annotations

import msgspec

from shiryokan.paper.model import Block, Box, Cell, Line, Page
from shiryokan.registers.answers import Answer, Answers
from shiryokan.registers.base import Extraction
from tests.paper.pages import block, line, page, table


def extract(*pages: Page) -> Extraction[Answer]:
    return Answers().extract(list(pages), "a letter")


def pairs(extraction: Extraction[Answer]) -> list[tuple[str, str, str]]:
    return [(r.number, r.question, r.answer) for r in extraction.records]


def framed(*rows: tuple[str, str], top: float = 100.0) -> Block:
    """Rows of a ruled table: a mark in a cell, and words in the next; a newline a line."""
    lines: list[Line] = []
    cells: list[Cell] = []
    y = top
    for number, row in enumerate(rows):
        height = 12.0 * max(len(text.split("\n")) for text in row)
        for column, text in enumerate(row):
            left, right = (60.0, 130.0) if column == 0 else (130.0, 540.0)
            start = len(lines)
            lines += [line(t, left + 5, y + 12 * n) for n, t in enumerate(text.split("\n"))]
            box = Box(left, y, right, y + height)
            cells.append(Cell(number, column, box, start, len(lines), paragraphs=(start,)))
        y += height
    return Block("table", Box(60, top, 540, y), tuple(lines), cells=tuple(cells), ruled=True)


def test_a_frame_that_begins_a_page_is_no_rest_of_the_last_one() -> None:
    found = extract(
        page(framed(("問１", "猫を飼うことができるか。"), ("（答）", "飼うことができる"))),
        page(framed(("問２", "犬を飼うことができるか。"), ("（答）", "できない。")), number=2),
    )
    assert pairs(found) == [
        ("1", "猫を飼うことができるか。", "飼うことができる"),
        ("2", "犬を飼うことができるか。", "できない。"),
    ]


def test_text_below_a_frame_on_the_next_page_is_not_its_last_row() -> None:
    # the lines stand where the last column does, so that the flow takes them for its rest
    rest = block(line("問２　犬を飼うことができるか。", 136), line("（答）できない。", 136, 160))
    found = extract(
        page(framed(("問１", "猫か。"), ("（答）", "飼うことができる"))), page(rest, number=2)
    )
    assert [(number, answer) for number, _, answer in pairs(found)] == [
        ("1", "飼うことができる"),
        ("2", "できない。"),
    ]


def test_a_row_without_a_number_is_the_rest_of_the_one_before() -> None:
    head = [(0, 0, "番号"), (0, 1, "質問"), (0, 2, "回答")]
    first = table(*head, (1, 0, "１"), (1, 1, "猫を飼う"), (1, 2, "飼うこ"))
    second = table(
        *head, (1, 0, ""), (1, 1, "ことができるか。"), (1, 2, "とができる。"),
        (2, 0, "２"), (2, 1, "犬か。"), (2, 2, "いいえ。"),
    )  # fmt: skip
    found = extract(page(first), page(second, number=2))
    assert pairs(found) == [
        ("1", "猫を飼うことができるか。", "飼うことができる。"),
        ("2", "犬か。", "いいえ。"),
    ]


def test_a_table_of_questions_within_an_answer_is_part_of_it() -> None:
    found = extract(
        page(
            block("問１　猫か。"), block("（答）次の表による。"),
            table((0, 0, "番号"), (0, 1, "質問"), (0, 2, "回答"),
                  (1, 0, "１"), (1, 1, "甲か。"), (1, 2, "乙。")),
            block("問２　犬か。"), block("（答）いいえ。"),
        )
    )  # fmt: skip
    assert [r.number for r in found.records] == ["1", "2"]
    assert "甲か。" in found.records[0].answer


def test_labels_of_a_list_in_a_cell_stand_before_their_words() -> None:
    whole = framed(
        ("問１", "猫か。"), ("（答）", "次の場合。"), ("問２", "犬か。"), ("（答）", "はい。")
    )
    own = [
        line("次の場合。", 136, 200), line("（１）", 136, 212), line("（２）", 136, 224),
        line("を除く。", 136, 236), line("猫が一匹の場合", 180, 212), line("猫が二匹いて犬", 180, 224),
    ]  # fmt: skip
    cells, lines = list(whole.cells), list(whole.lines)
    at = cells[3].start
    lines[at : at + 1] = own
    cells[3] = msgspec.structs.replace(
        cells[3], end=at + 6, paragraphs=(at, at + 1, at + 2, at + 4, at + 5)
    )
    for n in range(4, len(cells)):
        start = cells[n].start + 5
        cells[n] = msgspec.structs.replace(
            cells[n], start=start, end=cells[n].end + 5, paragraphs=(start,)
        )
    made = msgspec.structs.replace(whole, lines=tuple(lines), cells=tuple(cells))
    assert extract(page(made)).records[0].answer.split("\n") == [
        "次の場合。", "（１）　猫が一匹の場合", "（２）　猫が二匹いて犬を除く。",
    ]  # fmt: skip


def test_a_narrow_space_behind_a_mark_is_seen_by_where_its_characters_stand() -> None:
    def spaced(text: str, gap: int) -> Line:
        """A line with three points of white behind its character ``gap``."""
        whole = line(text)
        edges = tuple(e + 3 * (at > gap) for at, e in enumerate(whole.edges))
        return msgspec.structs.replace(whole, edges=edges)

    found = extract(
        page(
            block(spaced("問１３年以上の経験を有する者とは何か。", 1)),
            block(spaced("答常勤の職員である者をいう。", 0)),
            block(spaced("問２犬の世話をする者も含まれるか。", 1)),
            block(spaced("答猫の世話をする者に限られる。", 0)),
        )
    )
    assert pairs(found) == [
        ("1", "３年以上の経験を有する者とは何か。", "常勤の職員である者をいう。"),
        ("2", "犬の世話をする者も含まれるか。", "猫の世話をする者に限られる。"),
    ]


def test_headings_are_those_lines_that_a_letter_has_above_its_questions_alone() -> None:
    def asked(number: str, heading: str, *more: str) -> list[Block]:
        return [
            block(heading), block(f"問{number}　猫か。"), block("（答）はい。"),
            *(block(each) for each in more),
        ]  # fmt: skip

    found = extract(
        page(
            *asked("１", "｛入院料｝", "（経過措置）"), *asked("２", "｛加算｝", "（補足）"),
            block("（補足）"), *asked("３", "｛手術｝"),
        )
    )  # fmt: skip
    assert [(r.number, r.answer) for r in found.records] == [
        ("1", "はい。\n（経過措置）"), ("2", "はい。\n（補足）\n（補足）"), ("3", "はい。"),
    ]  # fmt: skip
    assert [r.topic for r in found.records][1:] == ["加算", "手術"]


def test_a_list_of_the_answer_is_no_heading() -> None:
    found = extract(
        page(
            block("問１　猫か。"), block("（答）次のとおり。"), block("（１）　甲の場合"),
            block("（２）　乙の場合", kind="heading", level=2),
            block("問２　犬か。"), block("（答）いいえ。"),
        )
    )  # fmt: skip
    assert found.records[0].answer.split("\n")[1:] == ["（１）　甲の場合", "（２）　乙の場合"]
    assert found.records[1].topic == ""
