"""Lines of a page as HTML: hits and doubts marked, ruby, a sign for what cannot be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from shiryokan.paper.formats.joined_lines import is_shown, pieces_of, shown_parts
from shiryokan.paper.model import UNREADABLE, Line
from shiryokan.paper.xml_text import xml_text
from shiryokan.web.viewer.doubts import Doubt


class Marked(NamedTuple):
    """Characters ``start:end`` of a line, which belong to hit ``hit`` of the page, from 0.

    ``anchors`` are the names by which an address leads there.
    """

    start: int
    end: int
    hit: int
    anchors: tuple[str, ...] = ()


class NumberedLine(NamedTuple):
    """A line with its number in the page, from 0, by which its place on the picture is found."""

    number: int
    line: Line


class Marks(NamedTuple):
    """What is marked: by number of a line, the parts of it that are hits, and its doubt."""

    hits: Mapping[int, Sequence[Marked]]
    doubts: Mapping[int, Doubt]


def paragraph_html(lines: Sequence[NumberedLine], marks: Marks) -> SafeString:
    """The lines joined as a paragraph is read; each is an element that knows its number."""
    # blank lines have no part
    numbered = [each for each in lines if is_shown(each.line)]
    pieces = []
    for (number, line), part in zip(
        numbered, shown_parts(each.line for each in numbered), strict=True
    ):
        text = _drawn(line, part.start, part.end, marks.hits.get(number, ()))
        doubt = marks.doubts.get(number)
        if doubt:
            text = f'<mark class="doubt">{text}</mark>{_sign(doubt)}'
        pieces.append(
            f'{xml_text(part.before)}<span class="line" id="line-{number}"'
            f' data-line="{number}">{text}</span>'
        )
    return mark_safe("".join(pieces))  # noqa: S308  xml_text escaped every text of the page


def excerpt_html(line: Line, most: int = 24) -> SafeString:
    """The beginning of a line, to know it by."""
    text = line.text.strip()
    shown = _readable(text[:most]) + ("…" if len(text) > most else "")
    return mark_safe(shown)  # noqa: S308  escaped by _readable


def _sign(doubt: Doubt) -> str:
    """The sign behind a line in doubt: leads to the list that says why."""
    word = gettext("誤りのおそれ%(number)s: %(why)s") % {"number": doubt.number, "why": doubt.why}
    return format_html(
        '<a class="doubt-sign" href="#doubt-{}" title="{}" lang="{}">'
        '<span aria-hidden="true">？{}</span><span class="hidden">（{}）</span></a>',
        *(doubt.number, word, get_language() or "ja", doubt.number, word),
    )


def _drawn(line: Line, start: int, end: int, hits: Sequence[Marked]) -> str:
    """``text[start:end]`` with what is struck out of it and what is underlined in it."""
    pieces = []
    for kind, first, last, text in pieces_of(line, start, end):
        if kind == "struck":
            pieces.append(f"<del>{_readable(text)}</del>")
        elif kind == "underlined":
            pieces.append(f"<u>{_with_ruby(line, first, last, hits)}</u>")
        else:
            pieces.append(_with_ruby(line, first, last, hits))
    return "".join(pieces)


def _with_ruby(line: Line, start: int, end: int, hits: Sequence[Marked]) -> str:
    """``text[start:end]``; ruby that does not lie within it, or over another, is left out."""
    at, pieces = start, []
    for ruby in sorted(line.ruby, key=lambda ruby: ruby.start):
        if not at <= ruby.start < ruby.end <= end:
            continue
        pieces.append(_with_hits(line.text, at, ruby.start, hits))
        base = _with_hits(line.text, ruby.start, ruby.end, hits)
        reading = _readable(ruby.text)
        pieces.append(f"<ruby>{base}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>")
        at = ruby.end
    pieces.append(_with_hits(line.text, at, end, hits))
    return "".join(pieces)


def _with_hits(text: str, start: int, end: int, hits: Sequence[Marked]) -> str:
    at, pieces = start, []
    for first, last, hit, names in hits:
        a, b = max(first, at), min(last, end)
        if a < b:
            anchors = "".join(f'<span id="{name}"></span>' for name in names if a == first)
            marked = f'<mark data-of="{hit}">{anchors}{_readable(text[a:b])}</mark>'
            pieces.append(_readable(text[at:a]) + marked)
            at = b
    pieces.append(_readable(text[at:end]))
    return "".join(pieces)


def _readable(text: str) -> str:
    """The text escaped, with a sign that has a name for each character that cannot be read."""
    escaped = xml_text(text)
    if UNREADABLE not in escaped:
        return escaped
    sign = format_html(
        '<span class="unreadable" role="img" aria-label="{}" lang="{}">{}</span>',
        *(gettext("読めない文字"), get_language() or "ja", UNREADABLE),
    )
    return escaped.replace(UNREADABLE, sign)
