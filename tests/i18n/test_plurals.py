"""What is counted is said in the number it has, in both languages."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext, ngettext, override

from shiryokan.registers.fees.register import POINTS
from shiryokan.registers.fields import Range, unit_word


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [("ja", 1, "1ページ"), ("ja", 2, "2ページ"), ("en", 1, "1 page"), ("en", 2, "2 pages"),
     ("en", 0, "0 pages")],
)  # fmt: skip
def test_pages_are_counted(language: str, count: int, said: str) -> None:
    with override(language):
        one = many = "%(count)sページ"
        assert ngettext(one, many, count) % {"count": count} == said


@pytest.mark.parametrize(
    ("language", "points", "said"),
    [("ja", 45, "45点"), ("ja", 1, "1点"), ("en", 45, "45 points"), ("en", 1, "1 point")],
)
def test_points_have_a_space_and_a_plural_where_the_language_has(
    language: str, points: int, said: str
) -> None:
    with override(language):
        assert POINTS.shown(points, gettext).lines == (said,)
        whole = Range(POINTS.unit).line({"least": points, "most": points}, gettext)
        assert whole == said


def test_a_range_of_points() -> None:
    with override("en"):
        assert Range(POINTS.unit).line({"least": 1, "most": 45}, gettext) == "1～45 points"


@pytest.mark.parametrize(("language", "said"), [("ja", "点"), ("en", "points")])
def test_a_unit_by_itself(language: str, said: str) -> None:
    with override(language):
        assert unit_word(POINTS.unit, gettext) == said
        assert unit_word("", gettext) == ""
