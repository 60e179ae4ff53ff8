"""Scores of readers' texts on generated pages."""

from __future__ import annotations

from tools.office_pages.scoring import Score, scored, share, squeezed, wrong_fields, wrong_pairs
from tools.office_pages.truth import Field, Line, Mark, Page


def page(*texts: str, free: tuple[str, ...] = (), table: int | None = None) -> Page:
    fields = [
        Field(n, "cell", text, [Line(text, (0, 0, 1, 1))], n, table=table)
        for n, text in enumerate(texts)
    ]
    fields += [
        Field(len(texts) + n, "header", text, [Line(text, (0, 0, 1, 1))], None)
        for n, text in enumerate(free)
    ]
    return Page(1, 600, 800, fields)


def test_a_right_text_has_all() -> None:
    truth = page("議案第１号", "補正予算", "1", "議案第２号", "条例")
    score = scored(truth, "議案第1号 補正予算\n1 議案第2号\n条例\n")
    assert score == Score((4, 4), (3, 3))


def test_numbers_before_titles_are_out_of_order_but_whole() -> None:
    truth = page("議案第１号", "補正予算", "議案第２号", "条例")
    score = scored(truth, "議案第1号\n議案第2号\n補正予算\n条例")
    assert score.fields == (4, 4)
    assert score.pairs == (0, 3)
    assert len(wrong_pairs(truth, "議案第1号\n議案第2号\n補正予算\n条例")) == 3


def test_a_field_cut_in_two_is_not_whole() -> None:
    truth = page("市は、計画を定める。", "県は、協議する。")
    text = "市は、計画県は、協議を定める。する。"
    assert scored(truth, text).fields == (0, 2)
    assert [f.id for f in wrong_fields(truth, text)] == [0, 1]


def test_what_is_free_may_stand_between() -> None:
    truth = page("第一", "第二", free=("資料1-1",))
    assert scored(truth, "第一資料1-1第二").pairs == (1, 1)
    assert scored(truth, "資料1-1第一第二").pairs == (1, 1)
    assert scored(truth, "第一第三第二").pairs == (0, 1)


def test_a_title_that_is_also_the_header_is_not_lost() -> None:
    truth = page("報告書", "本文です", free=("報告書",))
    assert scored(truth, "報告書本文です報告書").pairs == (1, 1)


def test_struck_words_may_be_there_or_not() -> None:
    truth = page("費用は百円二百円とする。")
    truth.fields[0].marks = [Mark("struck", 3, 5)]
    assert scored(truth, "費用は百円二百円とする。").fields == (1, 1)
    assert scored(truth, "費用は二百円とする。").fields == (1, 1)
    assert scored(truth, "費用は百円とする。").fields == (0, 1)


def test_cells_are_counted_as_often_as_they_are() -> None:
    truth = page("委員", "山田", "委員", "木下", table=0)
    assert scored(truth, "", ["委員", "山田", "木下", "委 員"]).cells == (4, 4)
    assert scored(truth, "", ["委員", "山田木下"]).cells == (1, 4)
    assert share(scored(truth, "", []).cells) == 0


def test_leaders_do_not_count() -> None:
    assert squeezed("第１章　総則 ………… 3") == "第1章総則3"


def test_sums_of_scores() -> None:
    total = Score((1, 2), (0, 1)) + Score((3, 3), (1, 1), (2, 4))
    assert total == Score((4, 5), (1, 2), (2, 4))
    assert share(Score().fields) is None


def test_struck_words_of_a_cell_may_be_there_or_not() -> None:
    truth = page("費用は百円二百円とする。", "備考", table=0)
    truth.fields[0].marks = [Mark("struck", 3, 5)]
    assert scored(truth, "", ["費用は百円二百円とする。", "備考"]).cells == (2, 2)
    assert scored(truth, "", ["費用は二百円とする。", "備考"]).cells == (2, 2)
    assert scored(truth, "", ["費用は百円とする。", "備考", "備考"]).cells == (1, 2)
