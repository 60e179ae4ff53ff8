"""Units as documents write them: 50㎡, 50m2 and 50平方メートル; 10㎞ and 10キロメートル.

Symbols are those of the order on units of measurement (計量単位令, 平成4年政令第357号); squared
characters (㌔, ㎡) are taken apart by NFKC before.
"""

from __future__ import annotations

import re

_METRES = {"メートル": "m", "キロメートル": "km", "センチメートル": "cm", "ミリメートル": "mm"}
_PLAIN = {
    **_METRES, "マイクロメートル": "μm", "ナノメートル": "nm", "グラム": "g", "キログラム": "kg",
    "ミリグラム": "mg", "マイクログラム": "μg", "トン": "t", "リットル": "l", "キロリットル": "kl",
    "デシリットル": "dl", "ミリリットル": "ml", "ヘクタール": "ha", "ワット": "w",
    "キロワット": "kw", "メガワット": "mw", "キロワット時": "kwh", "ボルト": "v", "ヘルツ": "hz",
    "キロヘルツ": "khz", "メガヘルツ": "mhz", "ギガヘルツ": "ghz", "パスカル": "pa",
    "ヘクトパスカル": "hpa", "ジュール": "j", "キロジュール": "kj", "カロリー": "cal",
    "キロカロリー": "kcal", "ベクレル": "bq", "シーベルト": "sv", "ミリシーベルト": "msv",
    "デシベル": "db", "バイト": "byte", "キロバイト": "kb", "メガバイト": "mb", "ギガバイト": "gb",
    "テラバイト": "tb", "パーセント": "%", "パーミル": "‰", "モル": "mol",
}  # fmt: skip
_SYMBOLS: dict[str, tuple[str, ...]] = {word: (symbol,) for word, symbol in _PLAIN.items()}
_SYMBOLS |= {f"平方{word}": (f"{symbol}2",) for word, symbol in _METRES.items()}
_SYMBOLS |= {f"立方{word}": (f"{symbol}3",) for word, symbol in _METRES.items()}
_SYMBOLS |= {"キロ": ("km", "kg"), "センチ": ("cm",), "ミリ": ("mm", "mg"), "平米": ("m2",)}
_SYMBOLS |= {"立米": ("m3",), "シーシー": ("cc",)}
_WORDS: dict[str, tuple[str, ...]] = {}
for _word, _symbols in _SYMBOLS.items():
    for _symbol in _symbols:
        _WORDS[_symbol] = (*_WORDS.get(_symbol, ()), _word)
_WAYS = {**_SYMBOLS, **_WORDS}
_RAISED = str.maketrans("", "", "()")
_UNIT = re.compile(
    r"(?:(?<=[0-9〇一二三四五六七八九十百千万億兆数/])|^(?=\D+[0-9()]*$))(?:"
    + "|".join(
        re.sub("([23])$", r"(?:\1|[(]\1[)])", re.escape(unit))
        for unit in sorted(_WAYS, key=len, reverse=True)
    )
    + r")(?![a-zμァ-ヺー0-9])"
)
_ALONE = 2
"""Characters that a unit without a number has at least."""


def units(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Each unit of a folded text: its place, and the other ways to write it. Behind a number, or
    alone as the whole text."""
    found = []
    for match in _UNIT.finditer(text):
        unit = match.group().translate(_RAISED)
        alone = match.start() == 0
        if not alone or (len(unit) >= _ALONE and match.end() == len(text)):
            ways = dict.fromkeys(_WAYS[unit])
            if unit in _SYMBOLS:
                # キロ is km and kg, and 平米 is 平方メートル; but km is no kg
                ways |= dict.fromkeys(word for symbol in _SYMBOLS[unit] for word in _WORDS[symbol])
            ways.pop(unit, None)
            found.append((*match.span(), tuple(ways)))
    return found
