"""Pages made here for reading: two columns of invented text with Latin words, and notes with
addresses and numbers in small type; and closely set tables of statistics; in fonts that the corpus
does not have."""

from __future__ import annotations

import random
from pathlib import Path

from tools.office_pages.fonts import font
from tools.office_pages.pdf import PdfWriter, UsedFont

FONTS = ("VLGothic", "BIZUDMincho")
WIDTH, HEIGHT = 595.0, 842.0
_COLUMNS, _TOP, _LEADING = (56.0, 311.0), 780.0, 17.0
_BODY, _NOTES = 10.5, 8.0
LEFT = (
    "霧島湖畔市では、生成AIの利用を三つの課で",
    "試した。問合せの下書きでは、職員が直すま",
    "での時間が平均12.5分から7.8分になった。",
    "AIの答えには誤りがあり、必ず人が確かめる",
    "こととした。利用の記録はCSVで3.2年保つ。",
    "API-2の仕様は様式4-bに示す。費用は月額",
    "1.75万円で、予算の0.03%に当たる。国のAI",
    "指針1.1版とISO-27001に従う。",
    "",
    "第二の試行ではOCRとAIを組にした。紙の届",
    "出2,480件のうち、読み誤りは1.4%である。",
    "KPIは処理の日数とし、4.6日を3.9日にした。",
)
RIGHT = (
    "個人の情報を含む文は、A-3区分として外部",
    "に出さない。AIを使う者は年1.5時間の研修を",
    "受ける。研修の資料はWebに置いた。",
    "",
    "表2-1に課ごとの件数を、図2-2に推移を示す。",
    "最も多いのは住民課で、月に310.5件である。",
    "AI相談員を置く案もあったが、見送った。",
    "今後はPDF/A-2の文書に限り、AI検索の対象",
    "とする。検索の正答率は92.4%であった。",
    "次の版は第3.0版とする。",
)
NOTES = (
    "1 Kirishima Lakeside City, Digital Office https://www.city.kirishima-kohan.example/ai-trial/",
    "2 Report on trials, ver. 2.1 (2025-03-31), p. 14-17, https://docs.example.org/trial-2/report.v2-1.pdf",
    "3 Open Records API 4.0 https://api.records.example.net/v4.0/ja-jp/search-items",
)


def made(path: Path, name: str) -> Path:
    """The page in the font ``name``."""
    writer = PdfWriter("", "")
    used = writer.font(font(name))
    parts = []
    for x, lines in zip(_COLUMNS, (LEFT, RIGHT), strict=True):
        parts += [
            _line(used, text, x, _TOP - number * _LEADING, _BODY)
            for number, text in enumerate(lines)
        ]
    parts += [
        _line(used, text, _COLUMNS[0], 90.0 - 13.0 * number, _NOTES)
        for number, text in enumerate(NOTES)
    ]
    writer.page(WIDTH, HEIGHT, "\n".join(parts))
    path.write_bytes(writer.bytes())
    return path


DENSE_FONTS = ("VLPGothic", "BIZUDPMincho")
_ROWS, _ROW, _SMALL = 30, 8.6, 7.4
_PLACES = ("灯台町", "桟橋区", "港湾市", "霧笛村", "船渠郡", "入江町", "岬市", "浜辺区")
_AT = (56.0, 150.0, 210.0, 270.0, 330.0, 390.0, 450.0, 510.0)


def dense(path: Path, name: str) -> Path:
    """A table of statistics in the font ``name``: rows set closely, years with apostrophes, dots
    where there is no number, reference marks and numbers in rings."""
    chance = random.Random(name)
    writer = PdfWriter("", "")
    used = writer.font(font(name))
    parts = [_line(used, "表４　港湾施設の利用の年次推移（単位：千人、％）", 150.0, 790.0, 11.0)]
    for row in range(_ROWS):
        y = 765.0 - _ROW * row - 14.0 * (row // 10)
        year = (
            f"'{(89 + row) % 100:02}（{row + 1}）"
            if row < 20
            else _PLACES[row % 8] + " ※" + str(chance.randint(1, 5))
        )
        cells = [year, f"{chance.randint(1, 40)} {chance.randint(0, 999):03}"]
        cells += ["・" if row % 10 > 2 and column == 2 else f"{chance.uniform(1, 99):.1f}"
                  for column in range(6)]  # fmt: skip
        parts += [_line(used, text, x, y, _SMALL) for text, x in zip(cells, _AT, strict=True)]
    notes = (
        "※1　指数は１１月の値による。", "※2　速報値を含む。", "⑫　令和４年度から方法を改めた。",
        "⑬　岬市は、'19年に入江町と合併した。", "◎は重点港湾、○は地方港湾を示す。",
    )  # fmt: skip
    parts += [_line(used, text, 56.0, 440.0 - 15 * at, 9.0) for at, text in enumerate(notes)]
    writer.page(WIDTH, HEIGHT, "\n".join(parts))
    path.write_bytes(writer.bytes())
    return path


def _line(used: UsedFont, text: str, x: float, y: float, size: float) -> str:
    return f"BT /{used.name} {size} Tf 1 0 0 1 {x} {y} Tm <{used.encoded(text)}> Tj ET"
