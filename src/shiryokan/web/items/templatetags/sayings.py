"""What papers say of an item as HTML.

A page of an item holds hundreds of them: they are put together here and not by a template, which
takes five times as long.
"""

from __future__ import annotations

import datetime
import html
import uuid
from collections.abc import Iterator, Sequence
from functools import lru_cache

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from shiryokan.registers.days import day_in_words
from shiryokan.web.items.beside import Letter, Said, Told
from shiryokan.web.registers.templatetags.shown_values import shown_rewording, shown_value

register = template.Library()
_NOBODY, _NUMBER = uuid.UUID(int=0), 0
_DOCUMENT = "0" * 16


@register.simple_tag
def said(each: Said, editor: object) -> SafeString:
    """A record that speaks of a part of an item; editors may put right what it is about."""
    return mark_safe("".join(_said(each, bool(editor))))  # noqa: S308  escaped where it is made


@register.simple_tag
def letters_named(letters: Sequence[Letter]) -> SafeString:
    """The letters of corrections that a text is shown with."""
    return mark_safe("".join(_letters(letters)))  # noqa: S308  escaped where it is made


def _said(each: Said, editor: bool) -> Iterator[str]:
    row, kept = each.record, each.standing
    state = html.escape(kept.standing.state) if kept else ""
    heading = html.escape(each.heading)
    if kept and kept.standing.state == "withdrawn":
        heading = f"<s>{heading}</s>"
    yield f'<article class="said{f" {state}" if kept else ""}"><h4>'
    yield f'<a lang="ja" href="{_record(row.pk)}">{heading}</a></h4>\n'
    yield from _standing(each)
    yield "\n"
    if each.fate:
        yield f'<p class="fate">{_badge(each.fate)}{_named(each.missing)}</p>'
    yield "\n"
    if each.waiting:
        absent = gettext("対象の問がまだありません")
        yield f'<p class="fate">{_badge(absent)}{_named(each.waiting)}</p>'
    yield "\n"
    for at, field in enumerate(each.fields):
        yield from _field(field, folded=at > 0)
    title = html.escape(row.document.title)
    yield f'\n<p class="meta"><a href="{_page(row.document_id, row.page)}">'
    yield f'<span lang="ja">{title}</span> p.{row.page}</a>{_day(each.date)}'
    if each.by_name:
        told = html.escape(gettext("区分番号ではなく名称で結び付けました。"))
        word = html.escape(gettext("名称による"))
        yield f' <span class="badge" title="{told}">{word}</span>'
    if each.confirmed:
        word = html.escape(gettext("つながりを確認済み"))
        yield f' <span class="badge done">{word}</span>'
    if editor:
        word, address = html.escape(gettext("つながりを直す")), _address("items:links", row.pk)
        yield f' <a class="not-printed" href="{address}">{word}</a>'
    yield "</p></article>\n"


def _standing(each: Said) -> Iterator[str]:
    kept = each.standing
    if kept is None:
        return
    standing, by = kept.standing, kept.by
    day = html.escape(day_in_words(standing.date, gettext)) if standing.date else ""
    paper = f'<span lang="ja">{html.escape(standing.paper or each.state)}</span>'
    named = f"{paper}{f' {day}' if standing.date else ''}"
    yield f'<p class="standing">{_badge(each.state)} '
    yield f'<a href="{_record(uuid.UUID(by))}">{named}</a>' if by else named
    if standing.words:
        yield f'<br><span lang="ja">「{html.escape(standing.words)}」</span>'
    yield "</p>"


def _field(field: Told, *, folded: bool) -> Iterator[str]:
    """A field: the first at once, or with corrected words; the others to be opened."""
    title = html.escape(field.title)
    if field.pieces:
        yield f'<p class="reworded" lang="ja">{shown_rewording(field.pieces)}</p>'
        if field.letters:
            yield from _letters(field.letters)
            before = html.escape(gettext("訂正前の文"))
            yield f"<details><summary>{before}</summary>"
            yield f'<div lang="ja">{shown_value(field.value, field.title)}</div></details>'
    elif folded:
        yield f'<details class="answer"><summary>{title}</summary>'
        yield f'<div lang="ja">{shown_value(field.value, field.title)}</div></details>'
    else:
        yield '<div lang="ja" class="first-said">'
        yield f"{shown_value(field.value, field.title)}</div>"


def _letters(letters: Sequence[Letter]) -> Iterator[str]:
    word = html.escape(gettext("訂正"))
    yield f'<p class="meta letters">{word}: '
    for at, letter in enumerate(letters, start=1):
        yield f'<span lang="ja">{html.escape(letter.title)}</span>{_day(letter.date)}'
        for row in letter.records:
            yield f' <a href="{_record(row.pk)}">p.{row.page}</a>'
        if at < len(letters):
            yield "・"
    yield "</p>\n"


def _badge(word: str) -> str:
    return f'<span class="badge">{html.escape(word)}</span>'


def _named(words: Sequence[str]) -> str:
    """Words of a paper, if there are any."""
    told = html.escape("、".join(words))
    return f' <span class="meta" lang="ja">{told}</span>' if words else ""


def _day(day: datetime.date | None) -> str:
    if day is None:
        return ""
    return f' <time datetime="{day.isoformat()}">{date_format(day, "DATE_FORMAT")}</time>'


def _record(pk: uuid.UUID) -> str:
    return _address("registers:record", pk)


def _address(name: str, pk: uuid.UUID) -> str:
    before, after = _around(name, get_script_prefix())
    return f"{before}{pk}{after}"


def _page(document: str, number: int) -> str:
    before, between, after = _around_page(get_script_prefix())
    return f"{before}{document}{between}{number}{after}"


@lru_cache
def _around(name: str, _prefix: str) -> tuple[str, str]:
    """What stands before and behind the id in the address of a record's page: to look each of
    hundreds up takes longer than all else in them."""
    before, _found, after = reverse(name, args=[_NOBODY]).partition(str(_NOBODY))
    return before, after


@lru_cache
def _around_page(_prefix: str) -> tuple[str, str, str]:
    """What stands around the document and the number in the address of a page of the viewer."""
    path = reverse("viewer:page", args=[_DOCUMENT, _NUMBER])
    before, _found, rest = path.partition(_DOCUMENT)
    between, _found, after = rest.rpartition(str(_NUMBER))
    return before, between, after
