"""Questions that were deleted: a word stands in their place, or they are struck out whole."""

from __future__ import annotations

import pytest

from shiryokan.paper.model import Block, Box, Line, Page, Struck
from shiryokan.registers.answers import Answer, Answers
from shiryokan.registers.base import Extraction
from tests.paper.pages import block, page, table


def extract(*pages: Page) -> Extraction[Answer]:
    return Answers().extract(list(pages), "a letter")


def told(extraction: Extraction[Answer]) -> list[tuple[str, bool]]:
    return [(r.number, r.deleted) for r in extraction.records]


def struck(*texts: str, y: float = 144.0) -> Block:
    """Lines that are struck out whole, one below the other."""
    lines = []
    for number, text in enumerate(texts):
        box = Box(72, y + 12 * number, 72 + 10 * len(text), y + 12 * number + 10)
        lines.append(Line("", box, (72.0,), struck=(Struck(0, text, box),)))
    return Block("text", lines[0].bbox.union(lines[-1].bbox), tuple(lines))


@pytest.mark.parametrize(
    "word",
    [
        "削除", "（削除）", "削　除", "【削除】", "欠番", "（欠番）", "廃止", "削除する。", "削除済み",
        "削除（令和８年６月１日）", "（令和８年６月１日をもって削除）",
    ],
)  # fmt: skip
def test_a_word_stands_in_the_place_of_a_question(word: str) -> None:
    found = extract(
        page(
            block("問１　猫か。"), block("（答）はい。"),
            block(f"問２　{word}"),
            block("問３　犬か。"), block("（答）いいえ。"),
        )
    )  # fmt: skip
    assert told(found) == [("1", False), ("2", True), ("3", False)]
    assert found.records[1].question == word
    assert found.records[1].answer == ""
    assert found.unplaced == []


def test_several_that_are_deleted_together_are_as_many_records() -> None:
    found = extract(
        page(
            block("問１　猫か。"), block("（答）はい。"),
            block("問２から問４まで　削除"),
            block("問５　犬か。"), block("（答）いいえ。"),
        )
    )  # fmt: skip
    assert told(found) == [("1", False), ("2", True), ("3", True), ("4", True), ("5", False)]
    assert found.unplaced == []


def test_a_question_about_deleting_is_none_that_was_deleted() -> None:
    found = extract(
        page(
            block("問１　削除された届出は有効か。"), block("（答）はい。"),
            block("問２　犬か。"), block("（答）いいえ。"),
        )
    )  # fmt: skip
    assert told(found) == [("1", False), ("2", False)]


def test_a_deleted_row_of_a_table_is_told() -> None:
    found = extract(
        page(
            table(
                (0, 0, "番号"), (0, 1, "質問"), (0, 2, "回答"),
                (1, 0, "１"), (1, 1, "猫か。"), (1, 2, "はい。"),
                (2, 0, "２"), (2, 1, "（削除）"), (2, 2, ""),
                (3, 0, "３"), (3, 1, "犬か。"), (3, 2, "いいえ。"),
            )
        )
    )  # fmt: skip
    assert told(found) == [("1", False), ("2", True), ("3", False)]
    assert found.unplaced == []


def test_a_question_that_is_struck_out_whole_keeps_its_words() -> None:
    found = extract(
        page(
            block("問１　猫か。"), block("（答）はい。"),
            struck("問２　鳥を飼うことが", "できるか。"), struck("（答）そのとおり。", y=170),
            block("問３　犬か。"), block("（答）いいえ。"),
        )
    )  # fmt: skip
    assert told(found) == [("1", False), ("2", True), ("3", False)]
    gone = found.records[1]
    assert (gone.question, gone.answer) == ("鳥を飼うことができるか。", "そのとおり。")
    assert gone.corrections == []
    (place,) = gone.provenance["answer"][0].places
    assert place.boxes[0].y0 == 170


def test_what_a_struck_question_withdraws_is_not_withdrawn() -> None:
    named = "「疑義解釈資料の送付について（その１）」（令和６年３月28日事務連絡）別添１の問６は廃止する。"
    found = extract(
        page(
            block("問１　猫か。"), block("（答）はい。"),
            struck("問２　鳥か。"), struck(f"（答）これに伴い、{named}", y=170),
            block("問３　犬か。"), block("（答）いいえ。"),
        )
    )  # fmt: skip
    assert [len(r.withdraws) for r in found.records] == [0, 0, 0]


def test_struck_lines_of_an_answer_make_no_question() -> None:
    found = extract(
        page(
            block("問１　猫か。"), block("（答）はい。"), struck("ただし、届出は不要である。"),
            block("問２　犬か。"), block("（答）いいえ。"),
        )
    )  # fmt: skip
    assert told(found) == [("1", False), ("2", False)]
    assert found.records[0].answer == "はい。"
