"""The lines of a paragraph as HTML, with their ruby and with a mark on those in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shiryokan.paper.flow import FlowLine
from shiryokan.paper.formats.joined_lines import (
    Shown,
    pieces_of,
    shown_parts,
    shown_parts_of_flow,
)
from shiryokan.paper.model import Line, Reason
from shiryokan.paper.xml_text import xml_attribute, xml_text


def marked_lines(lines: Iterable[Line], reason_messages: Mapping[Reason, str]) -> str:
    """The lines joined; why one is in doubt is the title of its mark."""
    return "".join(
        xml_text(shown.before) + _marked(shown, reason_messages) for shown in shown_parts(lines)
    )


def drawn_flow_lines(lines: Iterable[FlowLine]) -> str:
    """Lines of a flow joined, with what is struck out and underlined, without doubts and ruby."""
    pieces = []
    for shown in shown_parts_of_flow(lines):
        pieces.append(xml_text(shown.before))
        for kind, start, end, text in pieces_of(shown.line, shown.start, shown.end):
            inner = xml_text(text or shown.line.text[start:end])
            pieces.append(_TAGS[kind].format(inner))
    return "".join(pieces)


_TAGS = {"plain": "{}", "underlined": "<u>{}</u>", "struck": "<del>{}</del>"}


def _marked(shown: Shown, reason_messages: Mapping[Reason, str]) -> str:
    line = shown.line
    text = "".join(
        _TAGS[kind].format(xml_text(text) if text else _with_ruby(line, start, end))
        for kind, start, end, text in pieces_of(line, shown.start, shown.end)
    )
    if not line.reasons:
        return text
    why = " ".join(reason_messages.get(reason, reason) for reason in line.reasons)
    title = f' title="{xml_attribute(why)}"' if why else ""
    return f'<mark{title} data-confidence="{line.confidence:.2f}">{text}</mark>'


def _with_ruby(line: Line, start: int, end: int) -> str:
    """``text[start:end]`` with its ruby; one that does not lie within it, or over another, is left
    out."""
    text, at, pieces = line.text, start, []
    for ruby in sorted(line.ruby, key=lambda ruby: ruby.start):
        if not at <= ruby.start < ruby.end <= end:
            continue
        pieces.append(xml_text(text[at : ruby.start]))
        base, reading = xml_text(text[ruby.start : ruby.end]), xml_text(ruby.text)
        pieces.append(f"<ruby>{base}<rt>{reading}</rt></ruby>")
        at = ruby.end
    pieces.append(xml_text(text[at:end]))
    return "".join(pieces)
