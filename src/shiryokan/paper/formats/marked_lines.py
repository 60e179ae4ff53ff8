"""The lines of a paragraph as HTML, with their ruby and with a mark on those in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shiryokan.paper.formats.joined_lines import Shown, shown_parts
from shiryokan.paper.model import Line, Reason
from shiryokan.paper.xml_text import xml_attribute, xml_text


def marked_lines(lines: Iterable[Line], reason_words: Mapping[Reason, str]) -> str:
    """The lines joined; why one is in doubt is the title of its mark."""
    return "".join(
        xml_text(shown.before) + _marked(shown, reason_words) for shown in shown_parts(lines)
    )


def _marked(shown: Shown, reason_words: Mapping[Reason, str]) -> str:
    text, line = _with_ruby(shown), shown.line
    if line.confidence >= 1:
        return text
    why = " ".join(reason_words.get(reason, reason) for reason in line.reasons)
    title = f' title="{xml_attribute(why)}"' if why else ""
    return f'<mark{title} data-confidence="{line.confidence:.2f}">{text}</mark>'


def _with_ruby(shown: Shown) -> str:
    """The text with its ruby; one that does not lie within it, or over another, is left out."""
    text, at, pieces = shown.line.text, shown.start, []
    for ruby in sorted(shown.line.ruby, key=lambda ruby: ruby.start):
        if not at <= ruby.start < ruby.end <= shown.end:
            continue
        pieces.append(xml_text(text[at : ruby.start]))
        base, reading = xml_text(text[ruby.start : ruby.end]), xml_text(ruby.text)
        pieces.append(f"<ruby>{base}<rt>{reading}</rt></ruby>")
        at = ruby.end
    pieces.append(xml_text(text[at : shown.end]))
    return "".join(pieces)
