"""Comparisons of old and new text are read into what they change."""

from __future__ import annotations

from pathlib import Path

import pytest

from shiryokan.paper.model import Block, Box, Line, Page, Span, Struck
from shiryokan.registers.amendments import Amendment, Amendments
from shiryokan.registers.errors import NoRecords
from tests.readings import pages_of

Words = tuple[float, float, str] | tuple[float, float, str, tuple[Span, ...]]


def _line(
    x: float, y: float, text: str, under: tuple[Span, ...] = (), *, down: bool = False
) -> Line:
    edges = tuple((y if down else x) + 10 * i for i in range(len(text) + 1))
    box = Box(x, y, x + 10, edges[-1]) if down else Box(x, y, edges[-1], y + 10)
    return Line(text, box, edges, "ttb" if down else "ltr", underlined=under)


def _page(lines: list[Line], number: int = 1) -> Page:
    blocks = tuple(Block("text", line.bbox, (line,)) for line in lines)
    return Page(number, 600, 600, "\n".join(line.text for line in lines), blocks)


def _read(*pages: Page) -> list[Amendment]:
    assert Amendments().glance(pages)
    return Amendments().extract(pages).records


def _horizontal(first: str = "改　正　後", second: str = "改　正　前") -> list[Line]:
    return [
        _line(220, 20, "○○規則の新旧対照表"),
        _line(120, 50, first),
        _line(400, 50, second),
        _line(40, 80, "第２章　届出"),
        _line(320, 80, "第２章　届出"),
        _line(40, 100, "１　（略）"),
        _line(320, 100, "１　（略）"),
        _line(40, 120, "２　届出は三十日以内にする。", (Span(5, 8),)),
        _line(320, 120, "２　届出は二十日以内にする。", (Span(5, 8),)),
        _line(40, 140, "３　副本を添える。", (Span(0, 9),)),
        _line(320, 140, "（新設）"),
    ]


def test_a_place_that_differs_is_a_record_and_one_that_does_not_is_none() -> None:
    records = _read(_page(_horizontal()))
    assert [(r.kind, r.old, r.new) for r in records] == [
        ("changed", "２　届出は二十日以内にする。", "２　届出は三十日以内にする。"),
        ("added", "（新設）", "３　副本を添える。"),
    ]
    assert [[h.number for h in r.place] for r in records] == [["第2章", "2"], ["第2章", "3"]]
    assert records[0].place[0].title == "届出"
    assert records[0].title == "○○規則の新旧対照表"


def test_marks_are_spans_of_the_old_and_the_new_text() -> None:
    record = _read(_page(_horizontal()))[0]
    for mark in record.marks:
        assert getattr(record, mark.side)[mark.start : mark.end] == mark.text
    assert [(m.side, m.text) for m in record.marks] == [("old", "二十日"), ("new", "三十日")]


def test_either_side_may_come_first() -> None:
    records = _read(_page(_horizontal("現　行", "改正案")))
    assert [(r.old, r.new) for r in records] == [
        ("２　届出は三十日以内にする。", "２　届出は二十日以内にする。"),
        ("３　副本を添える。", "（新設）"),
    ]


def test_vertical_writing_has_its_columns_above_each_other() -> None:
    lines = [
        _line(550, 100, "改正後", down=True),
        _line(550, 400, "改正前", down=True),
        _line(520, 40, "第三条　期限は三月とする。", (Span(7, 9),), down=True),
        _line(520, 320, "第三条　期限は二月とする。", (Span(7, 9),), down=True),
    ]
    (record,) = _read(_page(lines))
    assert (record.old, record.new) == ("第三条　期限は二月とする。", "第三条　期限は三月とする。")
    assert [m.text for m in record.marks] == ["二月", "三月"]


def test_a_place_runs_over_a_page_end() -> None:
    first = [
        _line(120, 50, "新"), _line(400, 50, "旧"),
        _line(20, 560, "第三条　申請をする者は毎年度の終わりまでに、"),
        _line(310, 560, "第三条　申請をする者は毎年度の始めまでに、そ"),
    ]  # fmt: skip
    second = [_line(20, 40, "その旨を届け出る。"), _line(310, 40, "の旨を届け出る。")]
    (record,) = _read(_page(first), _page(second, 2))
    assert record.new == "第三条　申請をする者は毎年度の終わりまでに、その旨を届け出る。"
    assert {place.page for trace in record.provenance["new"] for place in trace.places} == {1, 2}


def test_struck_words_are_of_the_old_text() -> None:
    lines = _horizontal()
    struck = Line(
        "２　届出は以内にする。", Box(320, 120, 430, 130), tuple(320.0 + 10 * i for i in range(12)),
        struck=(Struck(5, "二十日", Box(370, 120, 400, 130)),),
    )  # fmt: skip
    record = _read(_page([*lines[:8], struck, *lines[9:]]))[0]
    assert record.old == "２　届出は二十日以内にする。"
    first = record.marks[0]
    assert (first.side, first.kind, first.text) == ("old", "struck", "二十日")


def test_a_list_of_codes_and_points_tells_the_rows_that_differ() -> None:
    xs = (20.0, 120.0, 260.0, 340.0, 420.0, 520.0)
    heads = ("旧区分番号", "検査項目名", "改正前", "改正後", "新区分番号", "備考")
    rows = [
        ("D001", "尿蛋白", "7", "7", "D001", ""),
        ("D004", "髄液検査", "445", "439", "D004-2", ""),
        ("-", "遺伝子検査", "-", "6520", "D005", "（新設）"),
    ]
    lines = [_line(x, 50, head) for x, head in zip(xs, heads, strict=True)]
    lines += [
        _line(x, 80 + 20 * n, text)
        for n, row in enumerate(rows)
        for x, text in zip(xs, row, strict=True)
        if text
    ]
    records = _read(_page(lines))
    assert [(r.old, r.new, r.sign) for r in records] == [
        ("D004　445", "D004-2　439", ""),
        ("-　-", "D005　6520", "新設"),
    ]
    assert [r.place[-1].title for r in records] == ["髄液検査", "遺伝子検査"]


def test_prose_that_names_both_is_no_table() -> None:
    pages = [_page([_line(40, 50, "改正後の第三条は改正前の第二条による。")])]
    with pytest.raises(NoRecords):
        Amendments().extract(pages)


@pytest.mark.corpus
@pytest.mark.parametrize("folder", ["plan", "fees", "answers", "notices", "care"])
def test_other_kinds_are_refused(folder: str, corpus: Path) -> None:
    for path in sorted((corpus / folder).glob("*.pdf"))[:2]:
        with pytest.raises(NoRecords):
            Amendments().extract(pages_of(path))


@pytest.mark.corpus
def test_the_amending_notice_of_2019_is_read_with_what_is_underlined(corpus: Path) -> None:
    pages = pages_of(corpus / "real" / "mhlw-r1-amend-vert-land-32p.pdf")
    records = Amendments().extract(pages).records
    first = records[0]
    assert [h.number for h in first.place][-2:] == ["第1節", "A000"]
    assert [(m.side, m.text) for m in first.marks] == [("old", "282点"), ("new", "288点")]
    assert sum(bool(r.marks) for r in records) > 0.8 * len(records)


def _two(*rows: tuple[float, str, str]) -> list[Line]:
    """A table headed 改正後 and 改正前, of rows with how far down each begins; an empty side is
    left out."""
    lines = [_line(120, 50, "改正後"), _line(400, 50, "改正前")]
    for y, new, old in rows:
        lines += [_line(x, y, text) for x, text in ((40, new), (320, old)) if text]
    return lines


def _places(records: list[Amendment]) -> list[tuple[str, str, str]]:
    return [("/".join(h.number for h in r.place), r.old, r.new) for r in records]


def test_several_numbers_that_are_told_together_are_one_place() -> None:
    lines = _two(
        (80, "第３条　届出は十日以内にする。", "第３条　届出は五日以内にする。"),
        (100, "２～４　（略）", "２・３　（略）"),
        (120, "５から７まで　（略）", "４から６まで　（略）"),
    )
    assert [place for place, _, _ in _places(_read(_page(lines)))] == [
        "第3条", "第3条/2~4", "第3条/5から7まで",
    ]  # fmt: skip


@pytest.mark.parametrize(("new", "old"), [("２．副本", "２．写し"), ("２（略）", "２（新設）")])
def test_numbers_with_a_stop_or_before_what_is_left_out_are_numbers(new: str, old: str) -> None:
    lines = _two((80, "第３条　届け出る。", "第３条　届け出る。"), (100, new, old))
    assert [place for place, _, _ in _places(_read(_page(lines)))] == ["第3条/2"]


def test_kanji_before_a_comma_are_no_number() -> None:
    lines = _two((80, "第３条　届け出る。", "第３条　届け出る。"), (100, "二、三日前に出す。", ""))
    assert [place for place, _, _ in _places(_read(_page(lines)))] == ["第3条"]


def test_that_a_text_is_the_same_is_no_change() -> None:
    lines = _two(
        (80, "第３条　届出は十日以内にする。", "第３条　届出は五日以内にする。"),
        (100, "２　（省略）", "２　（同じ）"),
    )
    assert len(_read(_page(lines))) == 1


def test_the_heading_of_a_new_article_is_of_that_article() -> None:
    lines = _two(
        (80, "第３条　届け出る。", "第３条　届け出る。"),
        (100, "（報告）", "（新設）"),
        (120, "第４条　毎年報告する。", ""),
        (140, "（委任）", "（委任）"),
        (160, "第５条　別に定める。", "第４条　別に定める。"),
    )
    assert _places(_read(_page(lines))) == [
        ("第4条", "（新設）", "（報告）\n第４条　毎年報告する。"),
        ("第5条", "第４条　別に定める。", "第５条　別に定める。"),
    ]


def test_what_begins_at_one_height_is_one_place_whatever_it_is_numbered() -> None:
    same = [
        (80 + 20 * n, f"第{n}条　届け出る{n}。", f"第{n}条　届け出る{n}。") for n in range(1, 6)
    ]
    lines = _two(
        *same,
        (220, "２　手数料は全額を免除することができる。", ""),
        (
            240,
            "３　手数料は半額を免除することができる。",
            "２　手数料は一部を免除することができる。",
        ),
    )
    assert [(old, new[:1]) for _, old, new in _places(_read(_page(lines)))] == [
        ("", "２"), ("２　手数料は一部を免除することができる。", "３"),
    ]  # fmt: skip


def test_a_head_that_reaches_over_both_sides_is_of_both() -> None:
    lines = _two(
        (80, "第１条　届け出る。", "第１条　届け出る。"),
        (100, "２　副本を添える。", "（新設）"),
        (140, "第２章　雑則", ""),
        (160, "第３条　別に定める。", "第３条　館長が定める。"),
    )
    records = _read(_page(lines))
    assert [[h.number for h in r.place] for r in records] == [["第1条", "2"], ["第2章", "第3条"]]


def test_the_name_of_the_next_table_right_over_its_head_is_of_no_column() -> None:
    rows = [
        (80 + 20 * n, f"第{n}条　十日以内{n}。", f"第{n}条　五日以内{n}。") for n in range(1, 5)
    ]
    lines = [
        *_two(*rows),
        _line(40, 220, "○　灯火の館管理規程（第二条関係）"),
        _line(120, 250, "改正後"),
        _line(400, 250, "改正前"),
        _line(40, 280, "第９条　別に定める。"),
        _line(320, 280, "第９条　館長が定める。"),
    ]
    records = _read(_page(lines))
    assert records[3].new == "第4条　十日以内4。"
    assert records[4].title == "○　灯火の館管理規程（第二条関係）"


def test_white_behind_a_number_that_only_the_places_of_characters_tell() -> None:
    def tight(x: float, text: str) -> Line:
        # half a character of white behind the first, which the text has not
        edges = (x, *(x + 15 + 10 * i for i in range(len(text))))
        return Line(text, Box(x, 100, edges[-1], 110), edges)

    lines = [
        *_two((80, "第３条　届け出る。", "第３条　届け出る。")),
        tight(40, "２副本を二通添える。"),
        tight(320, "２副本を一通添える。"),
    ]
    assert _places(_read(_page(lines))) == [
        ("第3条/2", "２　副本を一通添える。", "２　副本を二通添える。")
    ]


def test_the_number_of_a_page_in_pieces_is_none_of_the_table() -> None:
    lines = _two((80, "第３条　届出は十日以内にする。", "第３条　届出は五日以内にする。"))
    lines += [_line(200, 580, "- 1"), _line(240, 580, "-")]
    (record,) = _read(_page(lines))
    assert record.new == "第３条　届出は十日以内にする。"
