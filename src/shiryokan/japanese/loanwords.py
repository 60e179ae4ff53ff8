"""English words as Japanese borrows them: the consonants that backup and バックアップ share.

Borrowed words keep the order of the consonants that are heard; vowels are put in and drawn out, r
behind a vowel is a long vowel (server, サーバ), l is r, v is b, th is s. What is compared is that
row of consonants, after the rules of 外来語の表記 (平成3年内閣告示第2号).
"""

from __future__ import annotations

import re

_SPELLINGS = (
    ("tion", "sn"), ("sion", "sn"), ("tch", "c"), ("ck", "k"), ("ch", "c"), ("sh", "s"),
    ("ph", "h"), ("th", "s"), ("qu", "kw"), ("wh", "w"), ("wr", "r"), ("kn", "n"),
)  # fmt: skip
"""Letters that are heard as others."""
_SOFT = re.compile(r"c(?=[eiy])")
_SOFT_G = re.compile(r"g(?=[eiy])")
_SILENT_R = re.compile(r"(?<=[aeiou])r(?=[^aeiouy]|$|e$)")
_VOWELS = re.compile(r"[aeiouy]")
_LETTERS = str.maketrans({"c": "k", "q": "k", "l": "r", "v": "b", "f": "h", "x": "ks", "z": "j"})
_DOUBLE = re.compile(r"([a-z])\1")
_ROWS = {
    "カキクケコ": "k", "ガギグゲゴ": "g", "サシスセソ": "s", "ザジズゼゾ": "j", "タテトツ": "t",
    "チ": "c", "ダヂヅデド": "d", "ナニヌネノン": "n", "ハヒフヘホ": "h", "バビブベボヴ": "b",
    "パピプペポ": "p", "マミムメモ": "m", "ラリルレロ": "r", "ワヲ": "w",
}  # fmt: skip
_CONSONANTS = {kana: consonant for row, consonant in _ROWS.items() for kana in row}
_W = re.compile("ウ(?=[ィェォ])")
_FIRST = {consonant: row for row, consonant in _ROWS.items()}
_BARE = "アイウエオヤユヨ"


def of_english(word: str) -> str:
    """The consonants of an English word in small letters; a hard ``k`` is written for c."""
    for spelt, heard in _SPELLINGS:
        word = word.replace(spelt, heard.replace("c", "C"))
    word = _SOFT_G.sub("j", _SOFT.sub("s", word))
    word = _VOWELS.sub("", _SILENT_R.sub("", word)).translate(_LETTERS).lower()
    return _DOUBLE.sub(r"\1", word)


def of_katakana(word: str) -> str:
    """The consonants of a word in katakana; empty where it is none."""
    heard = _W.sub("ワ", word)
    if not all("ァ" <= sign <= "ー" for sign in heard):
        return ""
    return _DOUBLE.sub(r"\1", "".join(_CONSONANTS.get(sign, "") for sign in heard))


def first_kana(consonants: str, word: str) -> str:
    """The kana with one of which an English word begins in Japanese."""
    if word[:1] in "aeiouy" or not consonants:
        return _BARE
    return _FIRST.get(consonants[0], "")
