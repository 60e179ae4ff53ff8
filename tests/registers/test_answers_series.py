"""Questions found by the series that they form, in papers whose marks nobody has shown before; and
none in papers that have none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tools.answer_letters.other_bodies import EIGHTH, SEVENTH, SEVENTH_HAND, look_of, paper_of
from tools.answer_letters.score import measure

from shiryokan.paper.model import Block, Page
from shiryokan.registers.answers import Answer, Answers
from shiryokan.registers.answers.mark_prefixes import end_of, numbered_head
from shiryokan.registers.base import Extraction
from shiryokan.registers.errors import NoRecords
from tests.paper.pages import block, line, page, table

ASKED = (
    "猫を二匹飼えるか。",
    "届はいつまでに出せばよいか。",
    "費用は誰が負うのか。",
    "犬も同じか。",
)
ANSWERED = ("飼える。", "月末までに出すこと。", "飼い主が負う。", "同じである。")


def extract(*pages: Page) -> Extraction[Answer]:
    register = Answers()
    assert register.glance(pages)
    return register.extract(list(pages), "a paper")


def pairs(found: Extraction[Answer]) -> list[tuple[str, str, str]]:
    return [(r.number, r.question, r.answer) for r in found.records]


def paper(title: str, question: str, answer: str) -> Page:
    """A page of questions behind ``question`` and answers behind ``answer``."""
    blocks: list[Block] = [block(title)]
    for n, (asked, answered) in enumerate(zip(ASKED, ANSWERED, strict=True), 1):
        y = 100.0 + 60 * n
        blocks.append(block(line(question.format(n) + asked, 72, y)))
        blocks.append(block(line(answer.format(n) + answered, 72, y + 20)))
    return page(*blocks)


def expected(numbers: Sequence[int] = (1, 2, 3, 4)) -> list[tuple[str, str, str]]:
    return [(str(n), q, a) for n, q, a in zip(numbers, ASKED, ANSWERED, strict=True)]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("相談{}　", "助言　"), ("件{}：", "見立て："), ("【No.{}】", "〔所見〕"), ("★{}　", "＞ "),
        ("Case {}. ", "Reply: "), ("論点{}　", "■考え■　"), ("{}）", "☞ "),
    ],
)  # fmt: skip
def test_numbers_that_count_on_and_a_mark_between_them_are_questions(
    question: str, answer: str
) -> None:
    assert pairs(extract(paper("飼い主からの質問と回答", question, answer))) == expected()


@pytest.mark.parametrize(
    ("question", "answer"), [("◇ ", "◆ "), ("（住民）", "（町）"), ("甲：", "乙：")]
)
def test_two_marks_that_take_turns_are_counted(question: str, answer: str) -> None:
    assert pairs(extract(paper("説明会の質疑応答", question, answer))) == expected()


def test_the_same_lines_are_no_questions_where_the_paper_does_not_say_so() -> None:
    with pytest.raises(NoRecords):
        Answers().extract([paper("町の歩み", "（住民）", "（町）")])


def test_numbered_paragraphs_that_do_not_ask_are_none() -> None:
    blocks = [block("質問の技法　入門"), *(
        block(line(text, 72 + 20 * (n % 2), 120.0 + 20 * n))
        for n, text in enumerate(
            each for n in range(1, 6) for each in (f"{n}　聞き方の基本", "相手の話をよく聞く。")
        )
    )]  # fmt: skip
    with pytest.raises(NoRecords):
        Answers().extract([page(*blocks)])


def test_an_answer_without_a_mark_begins_at_its_indent() -> None:
    blocks = [block("お問い合わせと回答")]
    for n, (asked, answered) in enumerate(zip(ASKED, ANSWERED, strict=True), 1):
        y = 100.0 + 60 * n
        blocks.append(block(line(f"{n}．{asked}", 72, y), line(answered, 102, y + 12)))
    assert pairs(extract(page(*blocks))) == expected()


def test_columns_without_known_titles_are_told_by_what_stands_in_them() -> None:
    rows = [(n, q, a) for n, (q, a) in enumerate(zip(ASKED, ANSWERED, strict=True), 1)]
    cells = [
        (row, column, text)
        for row, (n, asked, answered) in enumerate(rows)
        for column, text in enumerate((str(n), asked, answered))
    ]
    assert pairs(extract(page(block("質問への回答"), table(*cells)))) == expected()


def test_a_table_that_is_filled_in_asks_its_reader() -> None:
    cells = [(0, 0, "確認事項"), (0, 1, "点検結果")]
    for row, asked in enumerate(ASKED, 1):
        cells += [(row, 0, asked), (row, 1, "適切に行われていること。")]
    with pytest.raises(NoRecords):
        Answers().extract([page(block("自己点検表　疑問点の確認"), table(*cells))])


def test_the_title_said_again_is_no_part_of_an_answer() -> None:
    first = paper("質問と回答の一覧", "相談{}　", "助言　")
    second = page(
        block(line("質問と回答の一覧", 200, 40)), block(line("なお、書面で届け出ること。", 72, 120)), number=2
    )  # fmt: skip
    assert extract(first, second).records[-1].answer == "同じである。\nなお、書面で届け出ること。"


def test_a_form_of_numbers_is_told_by_what_stands_around_them() -> None:
    keys = [numbered_head(text) for text in ("【No.12】甲", "1. 甲", "① 甲", "一　甲", "12月の甲")]
    assert [head.key if head else "" for head in keys] == [
        "【No.#】",
        "#.",
        "numbercircle",
        "一",
        "",
    ]
    assert end_of("【No.12】 甲", "【No.#】") == 8
    assert end_of("【No.甲】", "【No.#】") is None


@pytest.mark.parametrize("number", ["٣", "১", "百百", "一百百", "²"])
@pytest.mark.parametrize(
    "form", ["{number}　{asked}", "問{number}　{asked}", "【{number}】{asked}"]
)
def test_what_is_no_number_of_japanese_papers_is_no_number(number: str, form: str) -> None:
    texts = [form.format(number=number, asked=asked) for asked in ASKED]
    known = [each for n, asked in enumerate(ASKED, 1) for each in (f"問{n}　{asked}", "答　はい。")]
    found = extract(page(block("質問と回答"), *map(block, [*texts, *known]))).records
    assert [record.answer for record in found][-len(ASKED) :] == ["はい。"] * len(ASKED)


def test_cells_of_what_is_no_number_do_not_count() -> None:
    cells = [
        (row, column, text)
        for row, (asked, answered) in enumerate(zip(ASKED, ANSWERED, strict=True))
        for column, text in enumerate(("百百", asked, answered))
    ]
    found = extract(page(block("質問への回答"), table(*cells))).records
    assert [record.question for record in found] == list(ASKED)


@pytest.mark.parametrize("seed", range(SEVENTH_HAND, SEVENTH_HAND + 4))
def test_papers_of_other_bodies_are_read(seed: int, tmp_path: Path) -> None:
    score = measure([seed], tmp_path)
    assert score.true["questions"] >= 3
    assert score.right == score.true
    assert score.made_up == 0


def test_looks_of_other_bodies_are_different_ones() -> None:
    assert len({each.title for each in (*SEVENTH, *EIGHTH)}) == len(SEVENTH) + len(EIGHTH)
    assert paper_of(SEVENTH_HAND) == paper_of(SEVENTH_HAND) != paper_of(SEVENTH_HAND + 10)
    assert look_of(SEVENTH_HAND) is SEVENTH[0]
