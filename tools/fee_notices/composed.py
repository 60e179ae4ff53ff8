"""Looks of notices put together by chance, as one typist or another might set them.

Those of :data:`COMPOSED` draw from every second value of what is listed here; those of
:data:`ASIDE` from all of them, and are only counted.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from reportlab.lib.pagesizes import A4

from tools.composed_looks import fonts_for
from tools.fee_notices.notice import KANA
from tools.fee_notices.typeset import LINES, LOOKS, Look, font_file, kanji, wide, wide_if_one

T = TypeVar("T")
Labels = Callable[[int], str]

COMPOSED = tuple(f"composed {number}" for number in range(1, 25))
ASIDE = tuple(f"aside {number}" for number in range(1, 25))

_IROHA = "イロハニホヘトチリヌ"


def _sign(first: str) -> Labels:
    return lambda n: chr(ord(first) + n)


def _iroha(n: int) -> str:
    return _IROHA[n]


def _kana(n: int) -> str:
    return KANA[n]


def _in_kanji(code: str) -> str:
    """Ａ一〇〇の二."""
    names = dict(zip("0123456789", "〇一二三四五六七八九", strict=True)) | {"-": "の"}
    return "".join(names.get(each) or chr(ord(each) + 0xFEE0) for each in code)


_BRACKETS: tuple[Labels, ...] = (
    "({})".format, lambda n: f"（{wide_if_one(str(n))}）",
    lambda n: f"({wide_if_one(str(n))})",
    lambda n: f"（{wide(str(n))}）", lambda n: _sign("⑴")(n - 1), "（{}）".format,
)  # fmt: skip
_NUMBERS: tuple[Labels, ...] = (
    "{}.".format, lambda n: wide_if_one(str(n)), lambda n: f"{wide(str(n))}．",
    lambda n: _sign("①")(n - 1), "{})".format, str,
)  # fmt: skip
_UPRIGHT: tuple[Labels, ...] = (
    lambda n: f"（{kanji(n)}）", kanji, lambda n: _sign("⑴")(n - 1),
    lambda n: f"（{wide(str(n))}）",
    lambda n: _sign("㈠")(n - 1) if n <= 10 else f"（{kanji(n)}）", lambda n: f"{kanji(n)}、",
)  # fmt: skip
_LINES: tuple[tuple[Labels, ...], ...] = (
    LINES,
    (_iroha, lambda n: f"({n + 1})", _kana),
    (_kana, _sign("①"), _sign("ａ")),
    (lambda n: f"({KANA[n]})", _sign("ⅰ"), _sign("ａ")),
    (_kana, lambda n: f"（{KANA[n]}）", _sign("ａ")),
    (_iroha, lambda n: f"（{_IROHA[n]}）", _sign("①")),
    (lambda n: f"{KANA[n]}．", lambda n: f"（{KANA[n]}）", _sign("①")),
    (lambda _: "・", lambda _: "－", lambda _: "・"),
    (_sign("ａ"), _sign("ⅰ"), _sign("①")),
    (_sign("①"), _kana, lambda n: f"({KANA[n]})"),
)
_UPRIGHT_LINES: tuple[tuple[Labels, ...], ...] = (
    (_iroha, lambda n: f"（{kanji(n + 1)}）", _kana),
    (_kana, lambda n: f"（{KANA[n]}）", _sign("①")),
    (_iroha, _sign("①"), _kana),
    (_kana, _sign("①"), _iroha),
)
_HEADS = (
    "{code}　{name}", "【{code}】{name}", "{code} {name}", "区分番号{code}　{name}",
    "［{code}］　{name}", "○{code}　{name}", "{code}　　{name}", "◎　{code}　{name}",
    "{code}：{name}", "《{code}》{name}", "■ {code}　{name}", "〔{code}〕　{name}",
)  # fmt: skip
_GENERAL = ("通則", "＜通則＞", "（通則）", "通　則", "【通則】", "○　通則", "［通則］", "〔通則〕")
_FOOTERS = ("{}", "- {} -", "{} / 210", "－{}－", "医科－{}", "P.{}", "（{}）", "{}頁")
_HEADERS = ("", "", "留意事項通知", "令和８年度診療報酬改定", "", "別添１（医科）")
_FONTS = ("mincho", "ud", "narrow", "ume", "ud mincho", "gothic")
_FOOTNOTES = ("", "", "", "※　様式は別に定める。", "", "注　下線部は改正箇所である。")


def look_named(name: str) -> Look:
    """A look by its name, one of those put together by chance among them."""
    sort, _, _number = name.rpartition(" ")
    if sort in ("composed", "aside"):
        return _composed(name, every=2 if sort == "composed" else 1)
    return LOOKS[name]


def _plain(label: str) -> str:
    return unicodedata.normalize("NFKC", label).rstrip(".、)") or label


def _composed(name: str, every: int) -> Look:
    chance = random.Random(name)

    def one(values: Sequence[T]) -> T:
        return chance.choice(values[::every])

    upright = chance.random() < 0.4
    number = one(_UPRIGHT) if upright else one(_BRACKETS if chance.random() < 0.7 else _NUMBERS)
    # one sort of labels is never set within itself
    lines = one([
        each for each in (_UPRIGHT_LINES if upright else _LINES)
        if all(_plain(label(0)) != _plain(number(1)) for label in each)
        # numbered titles within an item have (1) below them
        and (_plain(number(1)) == "(1)" or all(_plain(label(0)) != "(1)" for label in each))
    ])  # fmt: skip
    signs = "".join(label(at) for label in (number, *lines) for at in range(1, 9))
    fonts = fonts_for(_FONTS[::every], font_file, signs, upright=upright)
    font = chance.choice(fonts or ["mincho"])
    hang = chance.choice((-1, 0, 1, 1, 1.5, 2, 2))
    at = chance.choice((1, 2)) if hang < 0 else chance.choice((0, 0.5, 1, 2))
    apart = chance.random() < 0.12
    head = one(_HEADS)
    if apart:
        head = head.replace("　{name}", "{name}").replace(" {name}", "{name}").replace("：", "")
    kanji_codes = upright and chance.random() < 0.5
    header = one(_HEADERS)
    return Look(
        name, upright=upright, rich=True, number=number, lines=lines, font=font,
        head_font=font if upright or chance.random() < 0.5 else one(_FONTS),
        head=head, name_apart=apart,
        code=_in_kanji if kanji_codes else wide if upright else chance.choice((wide, wide, str)),
        digits=chance.choice(
            (lambda n: kanji(int(n)) if int(n) < 100 else wide(n), wide) if upright
            else (wide_if_one, str, wide)
        ),
        at=at, hang=hang, step=chance.choice((0.5, 1, 1, 1.5, 2)),
        head_at=chance.choice((0, 0, 0.5, 1, at)), heading_at=chance.choice((0, 0, 2, 6)),
        gap=chance.choice(("　", "　", " ", "")), general=one(_GENERAL), footer=one(_FOOTERS),
        header=header, running=not header and chance.random() < 0.4,
        footnotes="" if upright else one(_FOOTNOTES),
        columns=chance.choice((1, 1, 1, 2, 3) if upright else (1, 1, 1, 1, 2)),
        justified=not upright and chance.random() < 0.4,
        mark=chance.choice(("", "", "", "改", "○", "新")[::every]),
        underlined=chance.random() < 0.3, ruled_heads=chance.random() < 0.12,
        boxed=chance.random() < 0.1 and not upright, between=chance.choice((0, 0, 0.5, 1)),
        unit=chance.choice(("節", "部", "款")), aside=chance.choice((0.0, 0.0, 10.0)),
        page=A4,
    )  # fmt: skip
