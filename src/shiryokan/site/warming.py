"""What a server's process reads once, before it answers anybody."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override

_TEMPLATES = ("items/item.html", "registers/register.html", "registers/report.html")
"""Pages that take most of the tags that there are; what they extend is read with them."""


def read_pages() -> None:
    """Import all views, and read addresses, catalogues and templates of large pages."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            reverse("items:index")
    for name in _TEMPLATES:
        get_template(name)
