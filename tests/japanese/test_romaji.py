"""Japanese in Latin letters, and how words sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.japanese.romaji import kana_of
from shiryokan.japanese.sounds import is_kana, is_one_kana, katakana, sound


@pytest.mark.parametrize(
    ("romaji", "kana"),
    [
        ("shinryou", "シンリョウ"),
        ("sinryou", "シンリョウ"),
        ("denshi karute", ""),
        ("kippu", "キップ"),
        ("matcha", "マッチャ"),
        ("shimbun", "シンブン"),
        ("kin'en", "キンエン"),
        ("Tōkyō", "トウキョウ"),
        ("fairu", "ファイル"),
        ("jouhou", "ジョウホウ"),
        ("zyouhou", "ジョウホウ"),
        ("security", ""),
        ("hospital", ""),
        ("", ""),
    ],
)
def test_latin_letters_as_kana(romaji: str, kana: str) -> None:
    assert kana_of(romaji) == kana


@given(st.text(max_size=30))
def test_what_is_no_japanese_is_nothing(text: str) -> None:
    kana = kana_of(text)
    assert not kana or is_kana(kana)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("クレジットカード", "クレジツトカド"),
        ("くらうど", "クラウド"),
        ("ヴァイオリン", "バイオリン"),
        ("マネー・ローンダリング", "まねろんだりんぐ"),
        ("つづき", "ツズキ"),
    ],
)
def test_what_sounds_alike(first: str, second: str) -> None:
    assert sound(first) == sound(second)


def test_kana_of_one_kind() -> None:
    assert is_one_kana("くらうど") and is_one_kana("クラウド")
    assert not is_one_kana("クーリングはいつ") and is_kana("クーリングはいつ")
    assert katakana("くらうど上") == "クラウド上"
