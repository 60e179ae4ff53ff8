"""Pages that a browser prints are read as they stand in their HTML.

Programs that print through Skia write PDFs of their own kind: kanji that are radicals too have a
span each that tells of them, bold ones are drawn by fonts of drawings, every word is set for itself.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from shiryokan.paper.reader import Reader

STYLE = """<meta charset="utf-8"><style>
@page { size: A4; margin: 20mm }
body { font-family: %s; font-size: 11pt; line-height: 1.6 }
table { border-collapse: collapse } td, th { vertical-align: top; padding: 2px 6px }
.ruled td, .ruled th { border: 0.5pt solid }
.spread { width: 8em; text-align-last: justify }
</style>"""
BILLS = [
    ("議案第61号", "霧浜市職員の育児休業等に関する条例の一部を改正する条例"),
    ("議案第62号", "霧浜市手数料条例の一部を改正する条例"),
    ("議案第63号", "令和七年度霧浜市一般会計補正予算（第二号）"),
    ("議案第64号", "市道路線の認定について"),
]
PEOPLE = [
    ("山田太郎", "霧浜大学医学部教授"),
    ("佐々木花子", "霧浜市医師会副会長"),
    ("林誠", "霧浜県看護協会常任理事"),
    ("小川二三", "霧浜新聞社論説委員"),
    ("森健", "霧浜県薬剤師会会長"),
]
AMOUNTS = [
    ("10 需用費", "24,310", "消耗品費　12,800<br>食糧費　310<br>印刷製本費　8,200"),
    ("11 役務費", "△5,940", "通信運搬費　4,440<br>手数料　1,500"),
]
PROSE = (
    "　人口の減少と高齢化が同時に進む地域では、医療機関の役割分担と連携が一層重要になっている。県は、二次医療圏ごとに"
    "調整会議を設け、病床の機能について協議を重ねてきた。",
    "　協議の結果、急性期の病床は三割が回復期へ転換され、在宅医療を担う診療所は四年間で百二十か所増えた。",
    "　このため、県は令和八年度から、病院の情報基盤の更新に要する費用の一部を補助することとした。",
)


def _rows(rows: list[tuple[str, ...]], first: str = "") -> str:
    return "".join(
        "<tr>"
        + "".join(
            f"<td class='{'' if number else first}'>{cell}</td>" for number, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )


PAGES = {
    "bills": f"<h2>提出議案</h2><table>{_rows([*BILLS])}</table>",
    "agenda": "<h2>議事日程</h2>"
    + "".join(
        "<div style='display: flex'><div style='width: 5em'>日程第{}</div>"
        "<div style='width: 7em'>{}</div><div>{}</div></div>".format(number, *bill)
        for number, bill in enumerate(BILLS, start=1)
    ),
    "roster": f"<h2>委員名簿</h2><table>{_rows([*PEOPLE], 'spread')}</table>",
    "ruled roster": f"<h2>構成員</h2><table class='ruled'>{_rows([*PEOPLE], 'spread')}</table>",
    "budget": f"<h3>歳出</h3><table class='ruled'>{_rows([*AMOUNTS])}</table>",
    "columns": "<h2>第三章　地域医療の確保</h2><div style='columns: 2; column-gap: 5mm;"
    " text-align: justify'>" + "".join(f"<p style='margin: 0'>{text}</p>" for text in PROSE * 4)
    + "</div>",
    "vertical": "<div style='writing-mode: vertical-rl; height: 240mm'><p>霧浜省告示第二百三十一号</p>"
    "<p>　第十二条第一項の規定に基づき、霧浜省令で定める基準の一部を次のように改正し、令和七年十月一日から適用する。"
    "</p><p>　第一号イ⑴中「三年」を「五年」に改め、同号ロ中「（第三項を除く。）」を削る。</p></div>",
    "ordinance": "<h3>霧浜市水道水源保護条例</h3><p>（目的）<br>第一条　この条例は、水質を保全することを目的とする。"
    "<br>（定義）<br>第二条　次の各号に掲げる用語の意義は、当該各号に定めるところによる。"
    "<br>　一　水源　取水施設及びその上流の区域をいう。<br>　二　対象事業　次に掲げる事業をいう。</p>",
    "emphasis": "<p>　この規定は、<span style='text-emphasis: filled sesame'>直ちに</span>適用するものではない。</p>",
}  # fmt: skip


def narrow(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("family", ["serif", "'BIZ UDPGothic', sans-serif"])
@pytest.mark.parametrize("name", PAGES)
def test_a_printed_page_is_read_as_it_is_written(
    browser: Browser, tmp_path: Path, name: str, family: str
) -> None:
    page = browser.new_page()
    page.set_content(STYLE % family + PAGES[name])
    path = tmp_path / "printed.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    page.close()
    with Reader(path) as reader:
        found = "".join(reader.page(number).text for number in range(1, reader.pages + 1))
    assert narrow(found) == narrow(re.sub("<[^>]*>", "", PAGES[name]))
