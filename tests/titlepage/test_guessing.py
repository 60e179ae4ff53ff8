"""Kinds of first pages, invented, and what is guessed of each."""

from __future__ import annotations

import datetime
import time

import pytest

from shiryokan.paper.model import Block, Box, Line, Page
from shiryokan.titlepage.bodies import body_of, body_of_council, body_of_notice
from shiryokan.titlepage.guess import Guesses, guess
from shiryokan.titlepage.made_up import is_made_up, without_program
from shiryokan.titlepage.roles import is_signature

WIDTH, HEIGHT = 595.0, 842.0


def page(*lines: tuple[str, float, float, str], number: int = 1) -> Page:
    """A page of lines: text, size, top, and ``left``, ``centre`` or ``right``."""
    blocks = []
    for text, size, top, where in lines:
        length = min(size * len(text), WIDTH - 140)
        x0 = {"left": 70.0, "centre": (WIDTH - length) / 2, "right": WIDTH - 70 - length}[where]
        box = Box(x0, top, x0 + length, top + size)
        blocks.append(Block("text", box, (Line(text, box),)))
    text = "\n".join(line[0] for line in lines)
    return Page(number, WIDTH, HEIGHT, text, tuple(blocks))


PROSE = [
    ("この資料は、各地の灯台の見回りについて、これまでに行われた調査の結果をまとめ、今後の", 10.5),
    ("取扱いを示すものである。関係者におかれては、内容を御確認の上、適切に御対応いただき", 10.5),
    ("ますよう、お願いいたします。", 10.5),
]


def prose(top: float) -> list[tuple[str, float, float, str]]:
    return [(text, size, top + 18 * n, "left") for n, (text, size) in enumerate(PROSE)]


def letter(date: str, *subject: str) -> Guesses:
    return guess([
        page(
            ("事　務　連　絡", 10.5, 70, "right"), (date, 10.5, 88, "right"),
            ("都道府県港湾主管部（局）　御中", 10.5, 130, "left"),
            ("国土交通省港湾局海岸・防災課", 10.5, 180, "right"),
            *((text, 10.5, 240 + 14 * n, "centre") for n, text in enumerate(subject)),
            *prose(300),
        )
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("令和６年３月５日", datetime.date(2024, 3, 5), "day"),
        ("令 和 ６ 年 ３ 月 1 0 日", datetime.date(2024, 3, 10), "day"),
        ("令和元年5月7日", datetime.date(2019, 5, 7), "day"),
        ("平成三十年十二月二十八日", datetime.date(2018, 12, 28), "day"),
        ("昭和63年４月", datetime.date(1988, 4, 1), "month"),
        ("2024年7月10日", datetime.date(2024, 7, 10), "day"),
        ("2024/7/10", datetime.date(2024, 7, 10), "day"),
        ("（令和６年７月１０日現在）", datetime.date(2024, 7, 10), "day"),
        ("2022年10月版", datetime.date(2022, 10, 1), "month"),
    ],
)
def test_a_letter_is_dated_by_its_head(written: str, day: datetime.date, precision: str) -> None:
    found = letter(written, "灯台の見回りに係る取扱いについて")
    assert found.date is not None
    assert (found.date.day, found.date.precision) == (day, precision)
    assert found.title is not None
    assert found.title.value == "灯台の見回りに係る取扱いについて"
    assert found.publisher is not None
    assert found.publisher.value == "国土交通省"


@pytest.mark.parametrize("written", ["令和0年4月1日", "昭和99年1月1日", "令和６年２月30日"])
def test_a_date_that_does_not_exist_is_no_date(written: str) -> None:
    assert letter(written, "灯台の見回りについて").date is None


def test_a_subject_over_two_lines_is_one_title() -> None:
    subject = (
        "「灯台の見回りに係る実施上の留意事項について」及び「灯台の",
        "灯火の基準について」の一部改正について",
    )
    found = letter("令和６年３月５日", *subject)
    assert found.title is not None
    assert found.title.value == "".join(subject)


def test_a_cover_has_its_largest_lines_as_title_and_nothing_else() -> None:
    found = guess([
        page(
            ("別紙２", 12, 50, "right"),
            ("海辺の町における", 18, 210, "centre"), ("灯台の利用のための", 24, 240, "centre"),
            ("手引き（案）", 24, 275, "centre"),
            ("令和３年１２月策定", 16, 560, "centre"), ("一般社団法人灯台守協会", 16, 640, "centre"),
        )
    ])  # fmt: skip
    assert found.title is not None
    assert found.title.value == "海辺の町における灯台の利用のための手引き（案）"
    assert found.publisher is not None
    assert found.publisher.value == "一般社団法人灯台守協会"
    assert found.date is not None
    assert found.date.precision == "month"
    assert found.title.confidence > 0.9


def test_a_paper_of_a_council_names_it_and_its_meeting() -> None:
    found = guess([
        page(
            ("資料１－２", 11, 40, "right"), ("第12回　港湾灯台審議会", 11, 60, "left"),
            ("令和５年11月２日", 11, 76, "left"),
            ("灯火の明るさに関する論点整理", 22, 220, "centre"), *prose(420),
        )
    ])  # fmt: skip
    assert found.council is not None
    assert found.council.value == "港湾灯台審議会"
    assert found.meeting is not None
    assert found.meeting.value == "第12回"
    assert found.title is not None
    assert found.title.value == "灯火の明るさに関する論点整理"


def test_a_title_goes_before_what_a_program_wrote_into_the_file() -> None:
    pages = [page(("灯火の基準", 20, 120, "centre"), *prose(300))]
    for own in ("Taro-灯台２", "フル ページ写真", "Microsoft Word - 0407.docx", "<4D6963726F>", ""):
        found = guess(pages, pdf_title=own, file_name="000123.pdf")
        assert found.title is not None
        assert found.title.value == "灯火の基準"


def test_an_image_has_the_files_own_title_or_none() -> None:
    empty = [Page(1, WIDTH, HEIGHT, "")]
    found = guess(empty, pdf_title="（港海発0316第1号）「灯火の点検について」")
    assert found.title is not None
    assert (found.title.value, found.title.source) == ("灯火の点検について", "pdf")
    assert guess(empty, pdf_title="フル ページ写真", file_name="a.pdf").title is None
    assert guess([]) == Guesses()


@pytest.mark.parametrize(
    ("title", "file_name"),
    [
        ("Microsoft Word - 資料.doc", "資料.pdf"), ("フル ページ写真", ""), ("0407", ""), ("無題", ""),
        ("PowerPoint プレゼンテーション", ""), ("r06_06_guideline_itaku", ""), ("", ""), ("Taro-", ""),
        ("cloud_policy_20210910", ""), ("文書1", ""), ("Wý$8¨2¹Ý_páÉ7ˆ", ""), ("灯台", "灯台.pdf"),
    ],
)  # fmt: skip
def test_what_a_program_made_up(title: str, file_name: str) -> None:
    assert is_made_up(title, file_name)


@pytest.mark.parametrize(
    "title", ["化粧品基準", "令和6年度 灯台白書", "Annual Report on Lighthouses", "Taro-灯火の基準"]
)
def test_what_says_something(title: str) -> None:
    assert not is_made_up(title, "000.pdf")
    assert without_program("Taro-灯火の基準.jtd") == "灯火の基準"


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("厚生労働省保険局医療課長", "厚生労働省"),
        ("経済産業省 資源エネルギー庁", "資源エネルギー庁"),
        ("独立行政法人情報処理推進機構　セキュリティセンター", "独立行政法人情報処理推進機構"),
        ("大阪府健康医療部保健医療室感染症対策企画課", "大阪府"),
        ("内閣官房情報通信技術（IT）総合戦略室", "内閣官房"),
        ("社会保険診療報酬支払基金", "社会保険診療報酬支払基金"),
        ("厚生労働省告示を踏まえた灯火の見直し", ""),
        ("灯台守は、海を見ている。", ""),
    ],
)
def test_the_body_that_a_line_names(line: str, body: str) -> None:
    assert body_of(line) == body


def test_the_body_of_a_notice_and_of_a_council() -> None:
    assert body_of_notice("○厚生労働省告示第四十三号") == "厚生労働省"
    assert body_of_notice("農林水産大臣　海野　灯") == "農林水産省"
    assert body_of_council("産業構造審議会製造産業分科会") == "経済産業省"
    assert body_of_council("港湾灯台審議会") == ""


def test_the_last_page_or_the_site_tells_who_publishes() -> None:
    cover = page(("灯火の手引き", 24, 240, "centre"), ("2021年６月", 16, 380, "centre"))
    ending = page(
        ("お問い合わせ先", 14, 60, "left"), ("一般社団法人灯台守協会", 11, 90, "left"),
        ("本冊子についてのお問い合わせ", 14, 130, "left"),
        ("○水産庁　漁港漁場整備部　電話 03-0000-0000", 11, 160, "left"), number=4,
    )  # fmt: skip
    found = guess([cover], last=ending)
    assert found.publisher is not None
    assert (found.publisher.value, found.publisher.page) == ("水産庁", 4)
    found = guess([cover], source_url="https://www.mlit.go.jp/kowan/001.pdf")
    assert found.publisher is not None
    assert found.publisher.value == "国土交通省"
    assert guess([cover]).publisher is None


@pytest.mark.parametrize(
    "text",
    ["灯台守、" * 30_000, "（" * 50_000, "第1回" * 30_000, "厚 生 " * 30_000, "A B" * 50_000],
)
def test_a_line_of_odd_length_takes_no_time(text: str) -> None:
    box = Box(70, 100, 500, 112)
    odd = Page(1, WIDTH, HEIGHT, text, (Block("text", box, (Line(text, box),)),))
    began = time.process_time()
    guess([odd], pdf_title=text, pdf_author=text, file_name=text)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("厚生労働大臣　山田　太郎", True),
        ("霧浜市長　山田　太郎（公印省略）", True),
        ("都市整備局長 田中 花", True),
        ("港湾協会 会長　佐藤 はな", True),
        ("市長 定例 会見", False),
        ("市長　施政　方針", False),
        ("委員長　報告書", False),
        ("灯台の見回りの手引き", False),
    ],
)
def test_who_signs_is_no_title(text: str, signs: bool) -> None:
    assert is_signature(text) is signs


def test_a_title_between_who_signs_and_an_article_has_nothing_of_them() -> None:
    lines = [
        ("○霧浜市告示第五十八号", 10.5, 70, "left"), ("令和六年三月五日", 10.5, 88, "right"),
        ("霧浜市長　山田　太郎", 10.5, 106, "right"),
        ("灯台の見回りの基準の一部を改正する告示", 10.5, 124, "centre"),
        ("（灯台の見回りの基準の一部改正）", 10.5, 142, "left"),
        ("第一条　灯台の見回りの基準（平成二十年霧浜市告示第六号）の一部を次のように", 10.5, 160, "left"),
    ]  # fmt: skip
    found = guess([page(*lines, *prose(190))])
    assert found.title is not None
    assert found.title.value == "灯台の見回りの基準の一部を改正する告示"
