"""Values of records, trees and changed words as HTML.

A page of an item holds hundreds of them: they are put together here and not by templates, which
take ten times as long for each line of a tree.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from shiryokan.registers.comparison import Piece
from shiryokan.registers.fields import Branch, Shown
from shiryokan.web.registers.templatetags.amounts import (
    amount_and_remark,
    amounts_whole,
    half_width,
    in_words,
    whole_amounts,
)

register = template.Library()
_JAPANESE = "ja"
_LATIN = re.compile("[A-Za-z]{2}")
_KANA_OR_KANJI = re.compile("[\u3005-\u30ff\u3400-\u9fff]")
_LINE_END = re.compile(r"\r\n|\r|\n")


@register.simple_tag
def shown_value(value: Shown, label: str) -> SafeString:
    """A value of a record: a tree, a table that ``label`` names, a list, or lines."""
    if value.branches:
        return shown_tree(value.branches)
    if value.rows:
        return safe_html(_table(value, label))
    if value.listed:
        return safe_html(["<ul>", *(_element("li", line) for line in value.lines), "</ul>"])
    return safe_html(_element("p", line) for line in value.lines)


@register.simple_tag
def shown_tree(branches: Sequence[Branch]) -> SafeString:
    """A tree of labels, texts and what they are worth."""
    return safe_html(_tree(branches))


@register.simple_tag
def shown_worth(worth: str, differs: object) -> SafeString:
    """What something is worth, in a column of amounts: marked where it is another than before, and
    what is said of it in brackets below it."""
    amount, remark = amount_and_remark(worth)
    shown = html.escape(half_width(amount))
    below = f'<span class="worth-remark">{whole_amounts(remark)}</span>' if remark else ""
    return safe_html([f"<strong>{shown}</strong>" if differs else shown, below])


@register.simple_tag
def shown_side(pieces: Sequence[Piece], side: str) -> SafeString:
    """The old or the new side of changed words, with what differs marked."""
    old = side == "old"
    return safe_html(
        _text(piece.old if old else piece.new)
        if piece.op == "same"
        else _gone(piece.old) if old else _come(piece.new)
        for piece in pieces
    )  # fmt: skip


@register.simple_tag
def shown_rewording(pieces: Sequence[Piece]) -> SafeString:
    """Changed words in one text: what is gone, and behind it what has come."""
    return safe_html(
        _text(piece.new) if piece.op == "same" else _gone(piece.old) + _come(piece.new)
        for piece in pieces
    )


def _tree(branches: Sequence[Branch]) -> Iterator[str]:
    yield '<ul class="tree">'
    for branch in branches:
        yield '<li><div class="branch">'
        if branch.label:
            yield f'<span class="branch-label">{html.escape(branch.label)}</span> '
        text = _text(branch.text)
        said = f"<mark>{text}</mark>" if branch.marked else text
        yield f'<span class="branch-text">{said}</span>'
        if branch.worth:
            amount, remark = amount_and_remark(branch.worth)
            shown = html.escape(half_width(amount))
            if in_words(amount):
                yield f' <span class="branch-worth in-words">{amounts_whole(shown)}</span>'
            else:
                yield f' <span class="branch-worth"{_lang(amount)}>{shown}</span>'
            if remark:
                yield f' <span class="branch-remark">{whole_amounts(remark)}</span>'
        yield "</div>"
        if branch.below:
            yield from _tree(branch.below)
        yield "</li>"
    yield "</ul>"


def _table(value: Shown, label: str) -> Iterator[str]:
    yield f'<div class="scroll" tabindex="0" role="group" aria-label="{html.escape(label)}">'
    yield '<table class="values cards-on-phone"><thead><tr>'
    yield from (_element("th", head, ' scope="col"') for head in value.heads)
    yield "</tr></thead><tbody>"
    for row in value.cells:
        yield "<tr>"
        for head, (cell, number) in zip(value.heads, row, strict=True):
            label = f' data-label="{html.escape(head)}"{" class=number" if number else ""}'
            yield f"<td{label}>{_element('div', cell)}</td>"
        yield "</tr>"
    yield "</tbody></table></div>"


def _gone(words: str) -> str:
    return _marked("del", words, gettext("［削除］"), gettext("［削除おわり］"))


def _come(words: str) -> str:
    return _marked("ins", words, gettext("［追加］"), gettext("［追加おわり］"))


def _marked(element: str, words: str, begin: str, end: str) -> str:
    """Words in an element that says to those who hear the page where it begins and ends."""
    if not words:
        return ""
    language = get_language() or _JAPANESE
    hidden = f'<span class="hidden"{_attribute(language) if language != _JAPANESE else ""}>'
    said = f"{hidden}{begin}</span>{_text(words)}{hidden}{end}</span>"
    return f"<{element}>{said}</{element}>"


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}{_lang(text)}>{_text(text)}</{name}>"


def _lang(text: str) -> str:
    """Says that a word of ours is in the language of the page: values stand in parts that are
    marked as Japanese, and most are."""
    if not _LATIN.search(text) or _KANA_OR_KANJI.search(text):
        return ""
    language = get_language() or _JAPANESE
    return _attribute(language) if language != _JAPANESE else ""


def _attribute(language: str) -> str:
    return f' lang="{language}"'


def _text(text: str) -> str:
    """A text with its line ends, and its amounts kept whole."""
    escaped = html.escape(text)
    lines = _LINE_END.sub("<br>", escaped) if "\n" in escaped or "\r" in escaped else escaped
    return amounts_whole(lines)


def safe_html(parts: Iterable[str]) -> SafeString:
    """HTML of parts each of which was escaped where it was made."""
    return mark_safe("".join(parts))  # noqa: S308  escaped there
