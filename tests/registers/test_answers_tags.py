"""Tags beside questions, notes at the edges of pages, and columns of questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.answer_letters.revised import ELEVENTH_HAND, OPEN
from tools.answer_letters.score import measure

from shiryokan.paper.model import Box, Line
from shiryokan.registers.answers.entries import Entry
from shiryokan.registers.answers.marks import Number
from shiryokan.registers.answers.tags import TAG, take_tags
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.source_text import Traced

TAGS = (
    "（修正）", "（追加）", "【新規】", "〔一部改正〕", "＜改訂＞", "（令和８年６月追加）", "（R8.5.20修正）",
    "（第２版で追加）", "［削除］", "（差替え）", "（NEW）", "（2026年4月1日更新）",
)  # fmt: skip
NO_TAGS = (
    "（別添）",
    "（算定する場合）",
    "【訪問系サービス】",
    "（修正液）",
    "（令和８年６月）",
    "（追加の研修）",
)


@pytest.mark.parametrize("text", TAGS)
def test_a_tag_is_known_by_its_words(text: str) -> None:
    match = TAG.fullmatch(narrow(text))
    assert match is not None
    assert match["tag"] == narrow(text)


@pytest.mark.parametrize("text", NO_TAGS)
def test_other_words_in_brackets_are_no_tags(text: str) -> None:
    assert TAG.fullmatch(narrow(text)) is None


def _traced(text: str) -> Traced:
    return Traced.of(1, Line(text, Box(50.0, 50.0, 400.0, 60.0), (), "ltr"))


def _entry(question: str, answer: str) -> Entry:
    own = [_traced(question)]
    return Entry(0, Number("1", (1,)), Traced(), own, [_traced(answer)])


def test_tags_leave_the_words_and_are_kept_with_their_place() -> None:
    entry = _entry("（修正）対象となるのか。", "差し支えない。（令和８年６月追加）")
    take_tags([entry])
    assert [text.text for text in entry.question] == ["対象となるのか。"]
    assert [text.text for text in entry.answer] == ["差し支えない。"]
    assert [tag.text for tag in entry.tags] == ["修正", "令和８年６月追加"]
    assert all(tag.places() for tag in entry.tags)
    assert not entry.deleted


def test_a_tag_behind_the_last_item_of_a_question_is_one_where_others_have_it() -> None:
    items = _entry("（新規）対象となるか。", "はい。")
    other = _entry("次のものは対象となるか。", "はい。")
    other.question += [
        _traced("①　月の途中で変更した場合"),
        _traced("②　事業所を変更した場合（新規）"),
    ]
    take_tags([items, other])
    assert other.question[-1].text == "②　事業所を変更した場合"
    assert [tag.text for tag in other.tags] == ["新規"]


def test_an_item_that_ends_in_brackets_keeps_them_where_no_question_has_such_a_tag() -> None:
    entry = _entry("次の届出は必要か。", "はい。")
    entry.question += [_traced("①　届出（新規）"), _traced("②　届出（変更）")]
    take_tags([entry])
    assert entry.question[-1].text == "②　届出（変更）"
    assert not entry.tags


def test_a_tag_that_is_broken_over_lines_is_whole() -> None:
    entry = _entry("対象となるのか。（", "はい。")
    entry.question.append(_traced("変更）"))
    take_tags([entry])
    assert [text.text for text in entry.question] == ["対象となるのか。"]
    assert [tag.text for tag in entry.tags] == ["変更"]


def test_a_question_whose_tag_says_that_it_was_deleted_is_deleted() -> None:
    entry = _entry("（削除）対象となるのか。", "差し支えない。")
    take_tags([entry])
    assert entry.deleted
    assert [text.text for text in entry.question] == ["対象となるのか。"]


def test_the_word_in_the_place_of_a_question_stays() -> None:
    entry = _entry("（削除）", "")
    take_tags([entry])
    assert [text.text for text in entry.question] == ["（削除）"]
    assert not entry.tags


@pytest.mark.parametrize("seed", range(len(OPEN)))
@pytest.mark.thorough
def test_papers_with_tags_notes_and_columns_are_read(seed: int, tmp_path: Path) -> None:
    """Each open look of the hand, of two seeds."""
    score = measure([ELEVENTH_HAND + 60 + seed, ELEVENTH_HAND + 72 + seed], tmp_path)
    assert score.right["questions"] >= 0.9 * score.true["questions"], score.differences
    assert score.right["tags"] >= 0.9 * score.true["tags"], score.differences
    assert score.right["answers whole"] >= 0.8 * score.true["answers whole"], score.differences


def test_a_tag_of_each_open_look_is_a_field(tmp_path: Path) -> None:
    score = measure([ELEVENTH_HAND + 4], tmp_path)
    assert score.true["tags"] == score.right["tags"] > 0, score.differences
    assert score.true["questions"] == score.right["questions"]
