"""Facility criteria are read into records, horizontal or vertical."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from shiryokan.paper.model import Block, Box, Line, Page
from shiryokan.registers.comparison import compare
from shiryokan.registers.criteria import Criteria, Criterion
from shiryokan.registers.criteria.numbers import numbers_of
from shiryokan.registers.criteria.outline import SECTIONS
from shiryokan.registers.errors import NoRecords
from tests.readings import pages_of

Words = list[tuple[int, str]]
"""Lines: how many characters in each begins, and its text."""


def _words(numbers: tuple[str, str, str] = ("一", "一の二", "二")) -> Words:
    first, branch, second = numbers
    return [
        (0, "第一　届出の通則"),
        (1, "一　保険医療機関は、届出を行わなければならないこと。"),
        (0, "第二　初診料の施設基準等"),
        (1, f"{first}　夜間加算の施設基準"),
        (3, "一週当たりの診療時間が三十時間以上であること。"),
        (1, f"{branch}　機能強化加算の施設基準"),
        (2, "(1)　次のいずれかに係る届出を行っていること。"),
        (3, "イ　区分番号Ａ００１の注12に規定する地域包括診療加算"),
        (3, "ロ　区分番号Ｂ００１－２－９に掲げる地域包括診療料"),
        (2, "(2)　別添７の様式１の３を用いること。"),
        (1, f"{second}　外来感染対策向上加算の施設基準"),
        (3, "専任の院内感染管理者が配置されていること。"),
        (1, "三　連携強化加算の施設基準"),
        (3, "連携体制が確保されていること。"),
        (1, "四　検査に関する施設基準"),
        (2, "(1)　検体検査管理加算の施設基準"),
        (3, "イ　検査を行う体制があること。"),
        (2, "(2)　遺伝学的検査の施設基準"),
        (3, "十分な経験を有する医師が配置されていること。"),
    ]


def _page(words: Words, *, vertical: bool = False) -> Page:
    blocks = []
    for n, (indent, text) in enumerate(words):
        start = 40.0 + 10 * indent
        edges = tuple(start + 10 * i for i in range(len(text) + 1))
        if vertical:
            box = Box(700 - 20 * n, start, 710 - 20 * n, edges[-1])
        else:
            box = Box(start, 40 + 20 * n, edges[-1], 50 + 20 * n)
        line = Line(text, box, edges, "ttb" if vertical else "ltr")
        blocks.append(Block("text", box, (line,)))
    return Page(1, 740, 740, "\n".join(text for _, text in words), tuple(blocks))


def _read(words: Words, *, vertical: bool = False) -> list[Criterion]:
    pages = [_page(words, vertical=vertical)]
    assert Criteria().glance(pages)
    return Criteria().extract(pages).records


@pytest.mark.parametrize("vertical", [False, True])
def test_what_names_its_purpose_is_a_record_with_all_below_it(vertical: bool) -> None:
    records = _read(_words(), vertical=vertical)
    assert [(r.number, r.name) for r in records] == [
        ("一", "届出の通則"),
        ("一", "夜間加算の施設基準"),
        ("一の二", "機能強化加算の施設基準"),
        ("二", "外来感染対策向上加算の施設基準"),
        ("三", "連携強化加算の施設基準"),
        ("(1)", "検体検査管理加算の施設基準"),
        ("(2)", "遺伝学的検査の施設基準"),
    ]
    assert [h.number for h in records[5].section] == ["第二", "四"]
    assert records[2].text.split("\n")[1] == "イ　区分番号Ａ００１の注12に規定する地域包括診療加算"


@pytest.mark.parametrize(
    ("text", "printed", "value", "branch"),
    [
        ("【第１】夜間加算", "【第１】", 1, False),
        ("〔第二〕　夜間加算", "〔第二〕　", 2, False),
        ("【第１の２】連携加算", "【第１の２】", 1, True),
        ("［第3］の2　検査料", "［第3］の2　", 3, True),
    ],
)
def test_sections_may_stand_in_brackets(text: str, printed: str, value: int, branch: bool) -> None:
    (number,) = numbers_of(text)
    assert (text[: number.end], number.value, number.branch) == (printed, value, branch)
    assert number.sort in SECTIONS


def test_other_words_in_brackets_number_nothing() -> None:
    assert numbers_of("【第１号様式】の提出") == []
    assert numbers_of("【参考】第１の届出") == []


def test_forms_items_and_notes_that_are_named() -> None:
    record = _read(_words())[2]
    assert record.forms == ["別添7の様式1の3"]
    assert record.codes == ["A001", "B001-2-9"]
    assert record.notes == ["注12"]


def test_numbers_set_level_in_vertical_writing_are_put_together() -> None:
    page = _page(_words(), vertical=True)
    (old,) = [b for b in page.blocks if b.lines[0].text.startswith("(2)　遺伝")]
    box = old.bbox
    words = old.lines[0].text[4:]
    signs = [
        Line(sign, Box(box.x1 - 5 * n, 60, box.x1 + 5 - 5 * n, 70), (60.0, 70.0), "ttb")
        for n, sign in enumerate([")", "0", "1", "("])
    ]
    edges = tuple(90.0 + 10 * i for i in range(len(words) + 1))
    rest = Line(words, Box(box.x0, 90, box.x1, edges[-1]), edges, "ttb")
    lines = [*signs, rest]
    blocks = [b for b in page.blocks if b is not old]
    blocks += [Block("text", line.bbox, (line,)) for line in lines]
    pages = [Page(1, 740, 740, page.text, tuple(blocks))]
    assert Criteria().extract(pages).records[-1].number == "(10)"


def test_years_are_paired_by_what_criteria_are_for_and_not_by_number() -> None:
    old, new = _read(_words()), _read(_words(("二", "三", "一")))
    pairs = {c.old[0]: c.new[0] for c in compare("criteria", old, new).changes if c.old and c.new}
    names = {r.key: r.name for r in old}, {r.key: r.name for r in new}
    assert len(pairs) == len(old)
    assert all(names[0][a] == names[1][b] for a, b in pairs.items())


def test_prose_about_criteria_is_refused() -> None:
    words = [(0, f"第{n}　施設基準について述べる。") for n in "一二三四五六"]
    with pytest.raises(NoRecords):
        Criteria().extract([_page(words)])


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.corpus
@pytest.mark.parametrize("folder", ["plan", "fees", "answers", "notices", "care"])
def test_other_kinds_are_refused(folder: str, corpus: Path) -> None:
    for path in sorted((corpus / folder).glob("*.pdf"))[:2]:
        with pytest.raises(NoRecords):
            Criteria().extract(pages_of(path))


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.corpus
def test_the_vertical_notice_of_2020_is_read(corpus: Path) -> None:
    pages = pages_of(corpus / "real" / "mhlw-r2-facility-criteria-vert-180p.pdf")
    records = {r.key: r for r in Criteria().extract(pages).records}
    assert records["第三/二/(10)"].name == "耳鼻咽喉科特定疾患指導管理料の対象患者"
    assert records["第三/二/(4)"].name == "皮膚科特定疾患指導管理料(Ⅰ)の対象疾患"
    assert len(records) > 500


@pytest.mark.parametrize(
    ("head", "items"),
    [
        ("灯火体制加算の施設基準", [("", "灯火体制加算", "")]),
        ("医科霧診料の灯火体制加算に係る施設基準", [("medical", "灯火体制加算", "")]),
        ("医科霧診料及び歯科霧診料の灯火体制加算の施設基準", [("", "灯火体制加算", "")]),
        ("霧病棟料の注４に規定する厚生労働大臣が定める状態", [("", "霧病棟料", "注4")]),
        ("霧病棟料及び波病棟料の施設基準", [("", "霧病棟料", ""), ("", "波病棟料", "")]),
        ("入院料21", []),
        ("霧病棟料に関する施設基準", [("", "霧病棟料", "")]),
        ("霧病棟料の注四に規定する施設基準", [("", "霧病棟料", "注4")]),
        ("歯科点数表の霧診料の注16に規定する施設基準", [("dental", "霧診料", "注16")]),
        (
            "歯科霧訪問料の施設基準",
            [("dental", "霧訪問料", ""), ("dental", "歯科霧訪問料", "")],
        ),
    ],
)
def test_a_head_names_the_items_its_criteria_are_for(
    head: str, items: list[tuple[str, str, str]]
) -> None:
    found = Criteria().items({"name": head})
    assert [(each.schedule, each.name, each.note) for each in found] == items


def test_the_heading_above_tells_the_schedule_and_what_is_to_be_reported() -> None:
    above = [{"number": "第十四", "title": "歯科矯正"}]
    found = Criteria().items({"name": "霧形料の施設基準", "section": above})
    assert [(each.schedule, each.name) for each in found] == [("dental", "霧形料")]
    above = [{"number": "第１", "title": "霧管理料"}]
    found = Criteria().items({"name": "届出に関する事項", "section": above})
    assert [(each.schedule, each.name) for each in found] == [("", "霧管理料")]


def test_numbers_go_on_counting_where_nothing_is_set_in() -> None:
    words = [
        (0, "第１　霧管理料"),
        (0, "１　霧管理料に関する施設基準"),
        (0, "（１）次のいずれにも該当すること。"),
        (0, "ア　常勤の医師が配置されていること。"),
        (0, "イ　研修を修了した看護師が配置されていること。"),
        (0, "（２）（１）のア及びイについて、届け出ていること。"),
        (0, "２　届出に関する事項"),
        (2, "別添２の様式１を用いること。"),
        (0, "第２から第４まで　削除"),
        (0, "第５　回霧料"),
        *[
            line
            for n in range(1, 5)
            for line in [(0, f"{n}　霧料{n}の施設基準"), (0, "（１）機器を備えていること。")]
        ],
    ]
    records = _read(words)
    assert [(r.number, [h.number for h in r.section]) for r in records] == [
        ("１", ["第１"]), ("２", ["第１"]), ("第２から第４まで", []),
        *((str(n), ["第５"]) for n in range(1, 5)),
    ]  # fmt: skip
    assert records[0].text.split("\n") == [
        "（１）　次のいずれにも該当すること。",
        "ア　常勤の医師が配置されていること。",
        "イ　研修を修了した看護師が配置されていること。",
        "（２）　（１）のア及びイについて、届け出ていること。",
    ]


def _paragraphs(full: int) -> Words:
    """Criteria one of whose sentences is as long as a line has room, with words behind it that
    begin paragraphs elsewhere."""
    sentence = "専任の医師が配置されていること。"
    return [
        *_words(),
        (0, "第三　検査の施設基準等"),
        (1, "一　見守り加算の施設基準"),
        (3, sentence),
        (3, "ただし、夜間はこの限りでない。"),
        (1, "二　看取り加算の施設基準"),
        (3, "専任の看護師が" + "昼夜" * ((full - 19) // 2) + "配置されていること。"),
        (3, "ただし、休日はこの限りでない。"),
    ]


def test_words_that_begin_paragraphs_of_their_own_do_so_behind_a_full_line() -> None:
    records = _read(_paragraphs(41))
    assert [r.text.split("\n")[-1] for r in records if "看取り" in r.name] == [
        "ただし、休日はこの限りでない。"
    ]


def test_white_behind_a_number_that_only_the_places_of_characters_tell() -> None:
    words = [(0, "第１　霧管理料"), *[(0, f"{n}霧料{n}の施設基準") for n in "１２３４５６"]]
    page = _page(words)
    blocks = []
    for block in page.blocks:
        (line,) = block.lines
        if line.text[0] != "第":
            edges = (line.edges[0], *(edge + 5 for edge in line.edges[1:]))
            line = msgspec.structs.replace(line, edges=edges)
        blocks.append(msgspec.structs.replace(block, lines=(line,)))
    records = Criteria().extract([msgspec.structs.replace(page, blocks=tuple(blocks))]).records
    assert [r.name for r in records] == [f"霧料{n}の施設基準" for n in "１２３４５６"]


@pytest.mark.parametrize("ends", ["　{}", "………………{}"], ids=["white", "leaders"])
def test_a_table_of_contents_makes_no_criteria(ends: str) -> None:
    words = _words()
    titles = [text for _, text in words if text.startswith("第")]
    listed = [(0, title + ends.format("二三"[at])) for at, title in enumerate(titles)]
    told = [(r.number, r.name) for r in _read([(4, "目　次"), *listed, *words])]
    assert told == [(r.number, r.name) for r in _read(words)]


def test_what_ends_in_the_middle_of_a_sentence_goes_on_wherever_its_row_ends() -> None:
    words = [
        *_words(),
        (1, "五　霧料の施設基準"),
        (2, "(1)　専任の医師が"),
        (3, "配置されていること。"),
    ]
    assert _read(words)[-1].text == "(1)　専任の医師が配置されていること。"


def test_words_at_the_head_of_a_vertical_page_that_were_read_backwards_are_none_of_its_rows() -> (
    None
):
    page = _page(_words(), vertical=True)
    box = Box(400, 10, 430, 20)
    head = Line("１添別", box, (430, 420, 410, 400), "rtl")
    pages = [msgspec.structs.replace(page, blocks=(Block("furniture", box, (head,)), *page.blocks))]
    assert [r.name for r in Criteria().extract(pages).records] == [
        r.name for r in _read(_words(), vertical=True)
    ]


def test_kana_of_ruby_in_lines_of_their_own_are_none_of_the_criteria() -> None:
    page = _page(_words())
    box = Box(100, 71.5, 110, 75.5)
    ruby = Block("text", box, (Line("えん", box, (100, 105, 110)),))
    pages = [msgspec.structs.replace(page, blocks=(*page.blocks, ruby))]
    assert [r.text for r in Criteria().extract(pages).records] == [r.text for r in _read(_words())]


def _in_two_columns(words: Words) -> Page:
    """A vertical page whose numbers stand in a column of their own near its head."""
    lines = []
    for n, (indent, text) in enumerate(words):
        number, _, rest = text.partition("　")
        x = 700.0 - 20 * n
        for part, start in ((number, 20.0 + 10 * indent), (rest, 120.0)):
            edges = tuple(start + 10 * i for i in range(len(part) + 1))
            lines.append(Line(part, Box(x, start, x + 10, edges[-1]), edges, "ttb"))
    blocks = tuple(Block("text", line.bbox, (line,)) for line in lines)
    return Page(1, 740, 740, "\n".join(line.text for line in lines), blocks)


def test_numbers_at_the_head_of_a_vertical_page_are_not_all_that_of_the_page() -> None:
    words: Words = [
        (0, "第一　届出の通則"),
        (1, "一　保険医療機関は、届出を行わなければならないこと。"),
        (1, "二　届出の内容と異なる事情が生じた場合は、変更の届出を行うこと。"),
        (0, "第二　初診料の施設基準等"),
        (1, "一　夜間加算の施設基準"),
        (2, "⑴　診療時間が三十時間以上であること。"),
        (2, "⑵　医師が配置されていること。"),
        (1, "二　連携強化加算の施設基準"),
        (2, "⑴　連携体制が確保されていること。"),
        (1, "三　機能強化加算の施設基準"),
        (2, "⑴　研修を修了した者がいること。"),
        (1, "四　感染対策加算の施設基準"),
        (2, "⑴　専任の者がいること。"),
        (1, "五　時間外対応加算の施設基準"),
        (2, "⑴　連絡の体制があること。"),
    ]
    records = Criteria().extract([_in_two_columns(words)]).records
    assert [(record.number, record.name) for record in records] == [
        ("一", "届出の通則"),
        ("二", "届出の通則"),
        ("一", "夜間加算の施設基準"),
        ("二", "連携強化加算の施設基準"),
        ("三", "機能強化加算の施設基準"),
        ("四", "感染対策加算の施設基準"),
        ("五", "時間外対応加算の施設基準"),
    ]
