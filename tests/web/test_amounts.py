"""Amounts in running text are kept whole, and text stays text."""

from __future__ import annotations

import pytest
from django.utils.safestring import mark_safe

from shiryokan.web.registers.templatetags.amounts import whole_amounts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("所定点数に45点を加算", '所定点数に<span class="whole">45点</span>を加算'),
        ("１，０７５点と2件", '<span class="whole">１，０７５点</span>と<span class="whole">2件</span>'),
        ("<b>3点</b>", '&lt;b&gt;<span class="whole">3点</span>&lt;/b&gt;'),
        (mark_safe("3点<br>4"), '<span class="whole">3点</span><br>4'),
        ("要点と点数", "要点と点数"),
    ],
)  # fmt: skip
def test_amounts_are_whole(text: str, shown: str) -> None:
    assert whole_amounts(text) == shown
