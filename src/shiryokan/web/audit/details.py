"""How an entry of the audit log says its details: in words, not as the programs keep them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shiryokan.audit import kinds
from shiryokan.audit.details import Detail
from shiryokan.audit.models import AuditEntry
from shiryokan.web.audit.naming import Names, references

_YES, _NO = _("はい"), _("いいえ")


def in_words(entry: AuditEntry, names: Names) -> list[tuple[str, str]]:
    """Each detail that is read by people, what it is called and what it says; empty ones and those
    for programs alone are left out. One that its kind does not know keeps its name."""
    known = kinds.details(entry.kind)
    found = []
    for name in (*known, *sorted(entry.details.keys() - known.keys())):
        detail = known.get(name, Detail(name))
        if detail is not None and (words := _said(detail, entry.details.get(name), names)):
            found.append((str(detail.label), words))
    return found


def _said(detail: Detail, value: Any, names: Names) -> str:
    if detail.of or detail.refers:
        return _listed(names.of(each) for each in references(detail, value))
    match value:
        case list():
            return _listed(_said(detail, each, names) for each in value)
        case dict():
            titles = detail.parts or {name: name for name in value}
            return _listed(
                f"{titles[name]} {words}" for name in titles if (words := _plain(value.get(name)))
            )
        case None | "":
            return ""
        case _ if detail.says is not None:
            return detail.says(value)
    return _plain(value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(_YES if value else _NO)
    return _moment(value) or value if isinstance(value, str) else str(value)


def _listed(words: Iterator[str]) -> str:
    return gettext("、").join(filter(None, words))


def _moment(text: str) -> str | None:
    """A day or a moment as people read it; None of any other text."""
    try:
        if (day := parse_date(text)) is not None:
            return date_format(day, "DATE_FORMAT")
        moment = parse_datetime(text)
    except ValueError:
        return None
    if moment is None:
        return None
    return date_format(localtime(moment) if is_aware(moment) else moment, "DATETIME_FORMAT")
