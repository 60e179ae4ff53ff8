"""English words beside what Japanese has made of them."""

from __future__ import annotations

import pytest

from shiryokan.japanese.loanwords import first_kana, of_english, of_katakana

PAIRS = [
    ("backup", "バックアップ"), ("cloud", "クラウド"), ("server", "サーバ"), ("security", "セキュリティ"),
    ("system", "システム"), ("network", "ネットワーク"), ("incident", "インシデント"), ("digital", "デジタル"),
    ("manual", "マニュアル"), ("guideline", "ガイドライン"), ("account", "アカウント"), ("malware", "マルウェア"),
    ("password", "パスワード"), ("online", "オンライン"), ("medical", "メディカル"), ("check", "チェック"),
    ("platform", "プラットフォーム"), ("smartphone", "スマートフォン"), ("counseling", "カウンセリング"),
]  # fmt: skip


def test_most_borrowed_words_keep_their_consonants() -> None:
    kept = [english for english, kana in PAIRS if of_english(english) == of_katakana(kana)]
    assert len(kept) >= 0.8 * len(PAIRS), sorted({e for e, _ in PAIRS} - set(kept))


@pytest.mark.parametrize("word", ["診療", "かな", "backup", "クラウド化"])
def test_what_is_no_katakana_has_none(word: str) -> None:
    assert of_katakana(word) == ""


def test_where_a_borrowed_word_begins() -> None:
    assert "バ" in first_kana("bkp", "backup")
    assert "イ" in first_kana("nsdnt", "incident")
    assert first_kana("", "") == "アイウエオヤユヨ"
