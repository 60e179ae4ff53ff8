"""The long parts of an item's page as HTML: its rows, its notes, its points through the years.

A page of an item holds hundreds of them: they are put together here and not by a template, which
takes five times as long.
"""

from __future__ import annotations

import datetime
import html
import itertools
import uuid
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from django import template
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from shiryokan.items.versions import Version
from shiryokan.registers.days import day_in_words
from shiryokan.web.items.addresses import (
    item_address,
    links_address,
    page_address,
    record_address,
)
from shiryokan.web.items.beside import Group, Letter, Said, Told
from shiryokan.web.items.notes import NoteLine
from shiryokan.web.items.rows import PartRow, WorthRow
from shiryokan.web.registers.templatetags.shown_values import (
    safe_html,
    shown_rewording,
    shown_tree,
    shown_value,
    shown_worth,
)

register = template.Library()
_SHORT = 120
"""Characters of an answer that stands under its question at once, as そのとおり。 does."""
_MANY = 12
"""Records that are opened in one go as they stand; more of them are opened by what they are about,
and are not named one by one on paper."""
_BETWEEN = "　"
"""What stands between the parts of a heading."""
_SPARK = '<svg class="spark" width="64" height="18" viewBox="0 0 64 18" aria-hidden="true">'


@register.simple_tag
def item_rows(rows: Sequence[PartRow], editor: object, amounts: str) -> SafeString:
    """The parts of an item, each with what is said of it beside it; editors may put right what a
    record is about. ``amounts`` is what the schedule calls its points."""
    return safe_html(_rows(rows, bool(editor), amounts))


@register.simple_tag
def note_lines(notes: Sequence[NoteLine]) -> SafeString:
    """The notes of an item as a list, each line with how much is said of the note."""
    return safe_html(_notes(notes))


@register.simple_tag
def worth_rows(rows: Sequence[WorthRow], years: Sequence[tuple[Version, str]]) -> SafeString:
    """The rows of the table of what each thing was worth in each version."""
    return safe_html(_worth(rows, [word for _version, word in years]))


@register.simple_tag
def items_named(items: Sequence[tuple[str, str]], schedule: str) -> SafeString:
    """A list of items of a schedule, each a code and what it is called."""
    return safe_html(
        f'<li><a lang="ja" href="{item_address(schedule, code)}">{html.escape(name)}</a></li>'
        for code, name in items
    )


def _rows(rows: Sequence[PartRow], editor: bool, amounts: str) -> Iterator[str]:
    language = get_language() or "ja"
    for number, row in enumerate(rows, start=1):
        anchor = html.escape(row.note) or "item"
        yield f'<section class="item-row" id="{anchor}" aria-labelledby="row-{number}">\n'
        yield f'<div class="stated" lang="ja"><h2 id="row-{number}">'
        if row.note:
            yield html.escape(row.note)
        else:
            words = html.escape(gettext("%(amounts)sと内訳") % {"amounts": amounts})
            yield f'<span lang="{language}">{words}</span>'
        for place in row.anchors:
            address = html.escape(place.address)
            yield f' <a class="meta" href="{address}" lang="{language}">p.{place.page}</a>'
        yield "</h2>\n"
        if row.branches:
            yield shown_tree(row.branches)
        else:
            words = html.escape(gettext("%(amounts)sは注にあります。") % {"amounts": amounts})
            yield f'<p class="meta" lang="{language}">{words}</p>'
        for text in row.corrected:
            word = html.escape(gettext("訂正後の文"))
            yield f'<div class="corrected"><p class="badge" lang="{language}">{word}</p>'
            yield f'<p class="reworded" lang="ja">{shown_rewording(text.pieces)}</p>'
            yield f'<div lang="{language}">'
            yield from _letters(text.letters)
            yield "</div></div>"
        yield '</div>\n<div class="saying">'
        for group in row.groups:
            yield from _group(group, editor)
        if not row.groups and number == 1:
            words = gettext(
                "この項目について書かれたものは、まだありません。通知や疑義解釈の文書を加えると、ここに並びます。"
            )
            yield f'<p class="meta">{html.escape(words)}</p>'
        yield "</div>\n</section>"


def _group(group: Group, editor: bool) -> Iterator[str]:
    yield f'<section class="said-group"><h3>{html.escape(group.title)} {_count(group.count)}</h3>\n'
    for each in group.current:
        yield from _said(each, editor)
    if group.more:
        number = {"number": number_format(len(group.more))}
        words = (
            gettext("ほかの%(number)s件を開く") if group.current else gettext("%(number)s件を開く")
        )
        many = len(group.more) > _MANY
        yield f'\n<details class="more-said{" many" if many else ""}">'
        yield f"<summary>{html.escape(words % number)}</summary>"
        yield from _by_subject(group.more, editor) if many else _each_said(group.more, editor)
        yield "</details>"
        if many:
            words = gettext("ほかの%(number)s件は、画面のページにあります。") % number
            yield f'<p class="on-paper meta">{html.escape(words)}</p>'
    if group.other:
        words = gettext("ほかの年度のもの %(number)s件")
        summary = html.escape(words % {"number": number_format(len(group.other))})
        yield f'\n<details class="other-years"><summary>{summary}</summary>'
        yield from _each_said(group.other, editor)
        yield "</details>"
    yield "\n</section>"


def _each_said(records: Sequence[Said], editor: bool) -> Iterator[str]:
    for each in records:
        yield from _said(each, editor)


def _by_subject(records: Sequence[Said], editor: bool) -> Iterator[str]:
    """Records to be opened by what they are about, where their headings tell: the paragraphs of
    each variant of an item. As they stand where the headings have little in common."""
    subjects: dict[tuple[str, ...], list[Said]] = {}
    for each in records:
        subjects.setdefault(tuple(each.heading.split(_BETWEEN)[:-1]), []).append(each)
    if not 1 < len(subjects) <= len(records) / 2:
        yield from _each_said(records, editor)
        return
    levels = zip(*subjects, strict=False)
    shared = len(list(itertools.takewhile(lambda level: len(set(level)) == 1, levels)))
    for subject, own in subjects.items():
        words = _BETWEEN.join(subject[shared:]) or _BETWEEN.join(subject)
        yield f'<details class="subject"><summary><span lang="ja">{html.escape(words)}</span> '
        yield f"{_count(len(own))}</summary>"
        yield from _each_said(own, editor)
        yield "</details>"


def _count(number: int) -> str:
    words = gettext("%(number)s件") % {"number": number_format(number)}
    return f'<span class="count">{html.escape(words)}</span>'


def _notes(notes: Sequence[NoteLine]) -> Iterator[str]:
    title = html.escape(gettext("数え方・基準・疑義解釈"))
    for each in notes:
        yield f'<li><a href="#{quote(each.note)}"><b>{html.escape(each.note)}</b> '
        yield f'<span lang="ja">{html.escape(each.words)}</span></a>'
        if each.said:
            words = gettext("%(number)s件") % {"number": number_format(each.said)}
            yield f' <span class="count" title="{title}">{html.escape(words)}</span>'
        yield "</li>"


def _worth(rows: Sequence[WorthRow], years: Sequence[str]) -> Iterator[str]:
    heads = [html.escape(each) for each in years]
    course = html.escape(gettext("動き"))
    for row in rows:
        yield f'<tr><th scope="row" lang="ja">{html.escape(row.what)}</th>'
        for head, (value, differs) in zip(heads, row.values, strict=True):
            yield f'<td class="number" lang="ja" data-label="{head}">'
            yield f"<div>{shown_worth(value or '—', differs)}</div></td>"
        if row.spark:
            yield f'<td data-label="{course}"><div>{_SPARK}'
            yield f'<polyline points="{row.spark}"/></svg></div></td></tr>'
        else:
            yield "<td></td></tr>"


def _said(each: Said, editor: bool) -> Iterator[str]:
    row, kept = each.record, each.standing
    state = html.escape(kept.standing.state) if kept else ""
    heading = html.escape(each.heading)
    if kept and kept.standing.state == "withdrawn":
        heading = f"<s>{heading}</s>"
    yield f'<article class="said{f" {state}" if kept else ""}"><h4>'
    yield f'<a lang="ja" href="{record_address(row.pk)}">{heading}</a></h4>\n'
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
    yield f'\n<p class="meta"><a href="{page_address(row.document_id, row.page)}">'
    yield f'<span lang="ja">{title}</span> p.{row.page}</a>{_day(each.date)}'
    if each.by_name:
        told = html.escape(gettext("区分番号ではなく名称で結び付けました。"))
        word = html.escape(gettext("名称による"))
        yield f' <span class="badge" title="{told}">{word}</span>'
    if each.confirmed:
        word = html.escape(gettext("つながりを確認済み"))
        yield f' <span class="badge done">{word}</span>'
    if editor:
        word, address = html.escape(gettext("つながりを直す")), links_address(row.pk)
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
    yield f'<a href="{record_address(uuid.UUID(by))}">{named}</a>' if by else named
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
    elif folded and sum(map(len, field.value.lines)) <= _SHORT and field.value.lines:
        words = "<br>".join(map(html.escape, field.value.lines))
        yield f'<p class="answer"><b>{title}</b> <span lang="ja">{words}</span></p>'
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
            yield f' <a href="{record_address(row.pk)}">p.{row.page}</a>'
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
