"""Japanese in Latin letters as kana: shinryou houshuu is シンリョウホウシュウ.

The letters of Hepburn and of the Cabinet's romanisation (ローマ字のつづり方,
昭和29年内閣告示第1号), and those that keyboards take besides; a long vowel is written as in kana
(ou).
"""

from __future__ import annotations

import re

_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ",
    "h": "ハヒフヘホ", "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ",
    "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ",
}  # fmt: skip
_VOWELS = "aiueo"
_SYLLABLES = {
    consonant + vowel: kana
    for consonant, row in _ROWS.items()
    for vowel, kana in zip(_VOWELS, row, strict=True)
}
_SYLLABLES |= {
    "ya": "ヤ", "yu": "ユ", "yo": "ヨ", "wa": "ワ", "wo": "ヲ", "n": "ン", "n'": "ン", "-": "ー",
    "shi": "シ", "chi": "チ", "tsu": "ツ", "fu": "フ", "ji": "ジ", "je": "ジェ", "che": "チェ",
    "she": "シェ", "fa": "ファ", "fi": "フィ", "fe": "フェ", "fo": "フォ", "ti": "ティ",
    "di": "ディ",
    "wi": "ウィ", "we": "ウェ", "va": "ヴァ", "vi": "ヴィ", "vu": "ヴ", "ve": "ヴェ", "vo": "ヴォ",
}  # fmt: skip
_SYLLABLES |= {
    f"{consonant}y{vowel}": row[1] + small
    for consonant, row in _ROWS.items()
    if consonant
    for vowel, small in zip("auo", "ャュョ", strict=True)
}
_SYLLABLES |= {
    f"{consonant}{vowel}": kana + small
    for consonant, kana in (("sh", "シ"), ("ch", "チ"), ("j", "ジ"))
    for vowel, small in zip("auo", "ャュョ", strict=True)
}
_SYLLABLE = re.compile(
    "|".join(map(re.escape, sorted(_SYLLABLES, key=len, reverse=True)))
    + r"|(?P<double>[kstcpgzdbjfhr])(?=(?P=double)|t?ch)|(?P<m>m)(?=[bpm])|(?P<other>.)",
    re.DOTALL,
)
_LONG = str.maketrans(
    {"ā": "aa", "ī": "ii", "ū": "uu", "ē": "ee", "ō": "ou", "â": "aa", "ô": "ou", "û": "uu"}
)


def kana_of(romaji: str) -> str:
    """``romaji`` in katakana; nothing where it is no Japanese."""
    written: list[str] = []
    for match in _SYLLABLE.finditer(romaji.lower().translate(_LONG)):
        if match["other"]:
            return ""
        if match["double"]:
            written.append("ッ")
        elif match["m"]:
            written.append("ン")
        else:
            written.append(_SYLLABLES[match.group()])
    return "".join(written)
