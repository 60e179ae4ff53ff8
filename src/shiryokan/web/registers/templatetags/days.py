"""Days of records, which are kept in ISO 8601, as people read them."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from shiryokan.registers.days import day_in_words

register = template.Library()


@register.filter
def in_words(day: str) -> str:
    """2024-03-05 as 2024年3月5日, or March 5, 2024."""
    return day_in_words(day, gettext)
