"""A page as a tree of elements in which headings hold what stands below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_DEEPEST = 150
"""Elements within elements, at most: what lies deeper is read as lying there."""
_DROPPED = frozenset(
    "script style noscript template svg math select object iframe head".split()  # noqa: SIM905
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "big", "br", "cite", "code", "em", "font", "i", "img", "ins"),
        *("kbd", "label", "mark", "nobr", "rp", "rt", "ruby", "s", "small", "span", "strong"),
        *("sub", "sup", "time", "tt", "u", "wbr"),
    )
)
_ICON = re.compile(r"^\W*(?:PDF|ＰＤＦ)\W*(?:ファイル|形式)?$|アイコン|icon|^new!?$", re.IGNORECASE)
"""Words of a picture that only says what a link is."""
SECTION = "#section"
"""The tag of what a heading opened."""
ASIDE = frozenset(("nav", "footer", "aside"))


@dataclass(slots=True, eq=False)
class Element:
    """An element; ``heading`` is that of a section which a heading opened."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    parent: Element | None = None
    level: int = 0
    heading: Element | None = None
    _text: str | None = None
    _linked: bool | None = None

    @property
    def text(self) -> str:
        """All text within, br as a line end, and a picture's words."""
        if self._text is None:
            self._text = "".join(self._texts())
        return self._text

    def _texts(self) -> Iterator[str]:
        if self.tag == "br":
            yield "\n"
        elif self.tag == "img":
            alt = self.attributes.get("alt", "")
            yield "" if _ICON.search(alt) else alt
        elif self.tag == "time" and self.attributes.get("datetime"):
            yield f" {self.attributes['datetime'][:10]} "
            return
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                block = child.tag not in INLINE
                yield " " if block else ""
                yield child.text
                yield " " if block else ""

    @property
    def linked(self) -> bool:
        """Whether there is a link within."""
        if self._linked is None:
            self._linked = self.tag == "a" or any(
                child.linked for child in self.children if isinstance(child, Element)
            )
        return self._linked

    def walk(self) -> Iterator[Element]:
        """The elements within, in order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def up(self) -> Iterator[Element]:
        """This element and those around it, from within."""
        at: Element | None = self
        while at is not None:
            yield at
            at = at.parent


def frames_of(text: str) -> list[str]:
    """The addresses of the frames of which a page is made."""
    found = LexborHTMLParser(text).css("frame[src]") if "<frame" in text.lower() else []
    return [src for frame in found if (src := frame.attributes.get("src"))]


def tree_of(text: str) -> tuple[Element, str, str]:
    """The body of a page, its title, and the base of its addresses, if it names one."""
    parser = LexborHTMLParser(text)
    title = parser.css_first("title")
    base = parser.css_first("base[href]")
    body = parser.body
    root = Element("body")
    if body is not None:
        _fill(root, body, 0)
    _open_sections(root)
    return (
        root,
        " ".join((title.text() if title else "").split()),
        ((base.attributes.get("href") or "") if base else ""),
    )


def _fill(element: Element, node: Any, depth: int) -> None:
    child = node.child
    while child is not None:
        tag = child.tag or ""
        if tag == "-text":
            element.children.append(child.text(deep=False) or "")
        elif tag and not tag.startswith(("-", "_", "!")) and tag not in _DROPPED:
            if depth < _DEEPEST:
                found = {name: value or "" for name, value in child.attributes.items()}
                inner = Element(tag, found, parent=element)
                element.children.append(inner)
                _fill(inner, child, depth + 1)
            else:
                element.children.append(child.text() or "")
        child = child.next


def _heading_in(child: Element | str) -> tuple[Element, int] | None:
    """The heading that an element is, or holds and nothing else."""
    if isinstance(child, str):
        return None
    if level := _HEADINGS.get(child.tag):
        return child, level
    if child.tag in INLINE or child.tag in (
        "table",
        "ul",
        "ol",
        "dl",
        "tr",
        "td",
        "section",
        "article",
    ):
        return None
    inner = [one for one in child.walk() if one.tag in _HEADINGS]
    if len(inner) == 1 and "".join(inner[0].text.split()) == "".join(child.text.split()):
        return child, _HEADINGS[inner[0].tag]
    return None


def _open_sections(element: Element) -> None:
    """Put what follows a heading into a section, up to the next heading of its level."""
    for child in element.children:
        if isinstance(child, Element):
            _open_sections(child)
    if not any(_heading_in(child) for child in element.children):
        return
    open_: list[Element] = [element]
    children, element.children = element.children, []
    for child in children:
        found = _heading_in(child)
        if found is not None:
            heading, level = found
            while len(open_) > 1 and open_[-1].level >= level:
                open_.pop()
            section = Element(SECTION, parent=open_[-1], level=level, heading=heading)
            open_[-1].children.append(section)
            open_.append(section)
        if isinstance(child, Element):
            child.parent = open_[-1]
        open_[-1].children.append(child)
