"""Words of the search for people: kinds, facets, orders, where a suggestion comes from."""

from __future__ import annotations


def _(message: str) -> str:
    """Marks a message for the catalogue."""
    return message


ALL_TITLE = _("すべて")
FACET_TITLES = {
    "publisher": _("発行者"),
    "council": _("会議体"),
    "ministry": _("担当の府省庁"),
    "year": _("年"),
}
SORTS = {
    "best": _("よく合う順"),
    "recent": _("よく合い新しい順"),
    "newest": _("新しい順"),
    "oldest": _("古い順"),
}
SOURCES = {
    "name": _("本文の言葉"),
    "council": _("会議体"),
    "publisher": _("発行者"),
    "title": _("文書の題名"),
}
