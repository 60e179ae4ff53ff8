"""Amounts in running text are kept whole, and text stays text."""

from __future__ import annotations

import pytest
from django.utils.safestring import mark_safe

from shiryokan.web.registers.templatetags.amounts import amount_and_remark, in_words, whole_amounts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("所定点数に45点を加算", '所定点数に<span class="whole">45点</span>を加算'),
        ("１，０７５点と2件", '<span class="whole">１，０７５点</span>と<span class="whole">2件</span>'),
        ("<b>3点</b>", '&lt;b&gt;<span class="whole">3点</span>&lt;/b&gt;'),
        (mark_safe("3点<br>4"), '<span class="whole">3点</span><br>4'),
        ("120単位を減算", '<span class="whole">120単位</span>を減算'),
        ("所定点数の100分の90に", '所定点数の<span class="whole">100分の90</span>に'),
        ("2026年4月1日から", '<span class="whole">2026年4月1日</span>から'),
        ("所要時間30分の場合", "所要時間30分の場合"),
        ("要点と点数", "要点と点数"),
    ],
)  # fmt: skip
def test_amounts_are_whole(text: str, shown: str) -> None:
    assert whole_amounts(text) == shown


@pytest.mark.parametrize(
    ("worth", "parts"),
    [
        ("1,964点（生活療養を受ける場合にあっては、1,949点）",
         ("1,964点", "（生活療養を受ける場合にあっては、1,949点）")),
        # typesetters push figures below each other with white
        ("1,909点（生活療養を受ける場合にあっては、 1,895点）",
         ("1,909点", "（生活療養を受ける場合にあっては、1,895点）")),
        ("45点", ("45点", "")),
        ("60点（税込）", ("60点（税込）", "")),
        ("所定単位数の1000分の245に相当する単位数", ("所定単位数の1000分の245に相当する単位数", "")),
    ],
)  # fmt: skip
def test_a_long_remark_stands_apart_from_its_amount(worth: str, parts: tuple[str, str]) -> None:
    assert amount_and_remark(worth) == parts


@pytest.mark.parametrize(
    ("amount", "words"),
    [("1,964点", False), ("100分の50", False), ("所定単位数の1000分の24に相当する単位数", True)],
)
def test_what_is_paid_in_words_is_no_figure(amount: str, words: bool) -> None:
    assert in_words(amount) is words
