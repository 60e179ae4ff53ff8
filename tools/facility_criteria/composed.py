"""Looks of facility criteria put together by chance, as one typist or another might set them.

Those of :data:`COMPOSED` draw from every second value of what is listed here; those of
:data:`ASIDE` from all of them, and are only counted.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from reportlab.lib.pagesizes import A4

from shiryokan.japanese.numerals import in_kanji
from tools.composed_looks import fonts_for
from tools.facility_criteria.typeset import (
    LOOKS,
    Look,
    all_wide,
    font_file,
    iroha,
    kana,
    one_wide,
    ordinal_kanji,
    sign,
    wide,
)

T = TypeVar("T")
Labels = Callable[[int], str]

COMPOSED = tuple(f"composed {number}" for number in range(1, 25))
ASIDE = tuple(f"aside {number}" for number in range(1, 25))

_FONTS = ("mincho", "ud", "ume", "ud mincho", "vl", "gothic", "narrow")
_SECTIONS: tuple[Labels, ...] = (
    lambda n: f"第{one_wide(n)}",
    lambda n: f"【第{n}】",
    lambda n: f"第{n}",
    lambda n: f"第{wide(str(n))}　",
    lambda n: f"第 {n}",
)
_FIRST: tuple[Labels, ...] = (
    one_wide, lambda n: f"{n}．", all_wide, lambda n: f"{wide(str(n))}．", str, lambda n: f"{n}　",
)  # fmt: skip
_BELOW: tuple[tuple[Labels, ...], ...] = (
    (lambda n: f"({one_wide(n)})", kana, lambda n: f"({kana(n)})", sign("①"), sign("ａ")),
    (lambda n: f"({n})", sign("①"), kana, lambda n: f"({kana(n)})", sign("ａ")),
    (sign("⑴"), kana, lambda n: f"({kana(n)})", sign("①"), sign("ａ")),
    (lambda n: f"（{n}）", iroha, lambda n: f"({iroha(n)})", sign("①"), sign("ａ")),
    (lambda n: f"（{wide(str(n))}）", kana, sign("①"), lambda n: f"({kana(n)})", sign("ⅰ")),
    (lambda n: f"({n})", kana, sign("ａ"), sign("ⅰ"), sign("①")),
    (sign("①"), kana, lambda n: f"({kana(n)})", sign("ａ"), sign("ⅰ")),
    (lambda n: f"（{n}）", lambda n: f"{kana(n)}．", sign("①"), sign("ａ"), sign("ⅰ")),
)
_UPRIGHT: tuple[tuple[Labels, ...], ...] = (
    (lambda n: f"（{in_kanji(n)}）", iroha, sign("①"), one_wide, sign("ⅰ")),
    (sign("⑴"), iroha, sign("①"), one_wide, sign("㈠")),
    (sign("㈠"), iroha, sign("⑴"), sign("①"), one_wide),
    (lambda n: f"（{wide(str(n))}）", kana, lambda n: f"（{kana(n)}）", sign("①"), one_wide),
    (sign("㈠"), kana, sign("⑴"), lambda n: f"（{kana(n)}）", sign("①")),
    (lambda n: f"（{in_kanji(n)}）", kana, lambda n: f"（{kana(n)}）", all_wide, sign("①")),
)
_FOOTERS = ("- {} -", "{}", "{} / 96", "（{}）", "－{}－", "P.{}", "特掲－{}", "{}頁")
_HEADERS = ("", "", "施設基準の届出", "別添１", "", "令和８年度診療報酬改定")
_FOOTNOTES = ("", "", "", "※　様式は別に定める。", "", "注　下線部は改正箇所である。")


def look_named(name: str) -> Look:
    """A look by its name, one of those put together by chance among them."""
    sort, _, _number = name.rpartition(" ")
    if sort in ("composed", "aside"):
        return _composed(name, every=2 if sort == "composed" else 1)
    return LOOKS[name]


def _composed(name: str, every: int) -> Look:
    chance = random.Random(name)

    def one(values: Sequence[T]) -> T:
        return chance.choice(values[::every])

    upright = chance.random() < 0.45
    ordinance = upright or chance.random() < 0.2
    below = one(_UPRIGHT if ordinance else _BELOW)
    if ordinance:
        numbers = (lambda n: f"第{in_kanji(n)}", in_kanji, *below)
    else:
        numbers = (one(_SECTIONS), one(_FIRST), *below)
    signs = "".join(unicodedata.normalize("NFC", label(at)) for label in below for at in (1, 5, 9))
    fonts = fonts_for(_FONTS[::every], font_file, signs, upright=upright)
    step = chance.choice((0.5, 1, 1, 1.5))
    first = chance.choice((0, 0, 1))
    hang = chance.choice((-1, 0, 1, 1, 1.5, 2))
    at = tuple(first + max(level - chance.choice((0, 1)), 0) * step for level in range(7))
    at = tuple(sorted(at))
    if hang < 0:
        at = tuple(each + 1 for each in at)
    header = one(_HEADERS)
    tiers = chance.choice((1, 1, 1, 2, 3) if upright else (1, 1, 1, 1, 2))
    return Look(
        name, kind="ordinance" if ordinance else "notice", upright=upright, numbers=numbers,
        rich=True, at=at, hang=hang, paragraph=chance.choice((1, 2)) + max(hang - 1, 0),
        gap=chance.choice(("　", "　", " ")), font=chance.choice(fonts or ["ume"]),
        level=upright and chance.random() < 0.4,
        digits=chance.choice((ordinal_kanji, all_wide) if ordinance else (one_wide, str, all_wide)),
        footer=one(_FOOTERS), header=header, running=not header and chance.random() < 0.4,
        aside=chance.choice((0.0, 0.0, 10.0)) if not upright else 0.0,
        centred=not upright and chance.random() < 0.15, tiers=tiers,
        ruled=tiers > 1 and chance.random() < 0.4, framed=chance.random() < 0.12,
        side=chance.choice(("", "", "", "施設基準")), underlined=chance.random() < 0.15,
        justified=not upright and chance.random() < 0.4,
        footnotes="" if upright else one(_FOOTNOTES),
        mark=chance.choice(("", "", "", "改", "○", "新")[::every]),
        changed=chance.random() < 0.3, break_sections=chance.random() < 0.15,
        page=A4 if chance.random() < 0.8 else (A4[1], A4[0]),
    )  # fmt: skip
