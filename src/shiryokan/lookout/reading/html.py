"""The links of a page, each with the meeting to which the page's structure gives it.

A link belongs to the nearest words around it that name a meeting: those before it in its block,
the other cells of its row, the term of its list, the heading of its section; then those around
these. What stands in parallel (another item, another row, a section that has ended) says nothing
of it.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec

from shiryokan.japanese.eras import FiscalYear, written
from shiryokan.lookout.reading import held, words
from shiryokan.lookout.reading.addresses import host_of, is_pdf, joined, keys_of
from shiryokan.lookout.reading.encoding import decoded
from shiryokan.lookout.reading.model import (
    MOST_BYTES,
    MOST_LINKS,
    Link,
    LinkKind,
    Meeting,
    MeetingNamed,
    PageRead,
)
from shiryokan.lookout.reading.published import is_other_file, is_publication
from shiryokan.lookout.reading.tables import Grid, Grids, table_of
from shiryokan.lookout.reading.tree import ASIDE, INLINE, SECTION, Element, frames_of, tree_of
from shiryokan.lookout.reading.words import Words

_LONGEST_HEAD = 100
"""Characters of a block, at most, that heads what follows it; of one that tells a date, more."""
_LONGEST_DATE = 300
_FEW_LINES = 6
"""Lines below a heading in which it is told that a meeting is not held."""
_PAGE = re.compile(r"(?:\.(?:s?html?|php|aspx?|jsp|cgi)|/)$", re.IGNORECASE)
"""Paths of pages, whatever a link says of PDFs."""
_LISTS = ("ul", "ol", "menu", "dl", "tr", "tbody", "table")


@dataclass(slots=True)
class _Source:
    """Words that say something of a link. ``heads`` is false for words that only tell a date."""

    words: Words
    text: str
    heads: bool = True


def read_page(data: bytes, address: str, encoding: str = "") -> PageRead:
    """What a page lists that was fetched from ``address``. ``encoding`` is that of its header."""
    cut = len(data) > MOST_BYTES
    text = decoded(data[:MOST_BYTES], encoding)
    root, title, base = tree_of(text)
    base = joined(address, base) or address
    frames = [target for src in frames_of(text) if (target := joined(base, src))]
    return _Reader(root, title, base, address).read(cut=cut, frames=frames)


class _Reader:
    def __init__(self, root: Element, title: str, base: str, address: str) -> None:
        self._root, self._title, self._base, self._address = root, title, base, address
        self._grids = Grids()
        self._words: dict[str, Words] = {}
        self._documents: set[int] = set()
        self._own_council = self._council_of_page()

    def read(self, *, cut: bool, frames: Sequence[str] = ()) -> PageRead:
        """Links and meetings, each address and each meeting once."""
        anchors = [
            one for one in self._root.walk() if one.tag == "a" and one.attributes.get("href")
        ]
        cut = cut or len(anchors) > MOST_LINKS
        found = [
            (anchor, joined(self._base, anchor.attributes["href"]))
            for anchor in anchors[:MOST_LINKS]
        ]
        found = [(anchor, target) for anchor, target in found if target]
        for anchor, target in found:
            if self._is_document(anchor, target):
                self._mark(anchor)
        keys = keys_of([*(target for _, target in found), *frames])
        own = keys_of([self._address])[self._address]
        links: dict[str, Link] = {}
        for anchor, target in found:
            if keys[target] == own:
                continue
            link = self._link(anchor, target, keys[target])
            if link is not None:
                known = links.get(link.key)
                links[link.key] = link if known is None else _fuller(known, link)
        of_page = MeetingNamed(self._own_council)
        for target in frames:
            if host_of(target) == host_of(self._address):
                links.setdefault(keys[target], Link("page", keys[target], target, "", of_page))
        meetings = self._meetings()
        read = PageRead(
            "page", self._title, self._own_council, tuple(links.values()), meetings, cut
        )
        return _with_years(read)

    def _mark(self, anchor: Element) -> None:
        for one in anchor.up():
            if id(one) in self._documents:
                return
            self._documents.add(id(one))

    def _is_document(self, anchor: Element, target: str) -> bool:
        if is_pdf(target) or anchor.attributes.get("type", "").lower() == "application/pdf":
            return True
        if is_other_file(target):
            return False
        if "PDF" in words.folded(anchor.text).upper() and urlsplit(target).query:
            return True
        return not _PAGE.search(urlsplit(target).path) and self._says_pdf(anchor)

    def _says_pdf(self, anchor: Element) -> bool:
        """Whether a link's words, its icon, or what follows it say that it leads to a PDF."""
        icons = (one.attributes.get("alt", "") for one in anchor.walk() if one.tag == "img")
        after = _text_after(anchor)
        return any(map(words.says_pdf, (anchor.text, after, *icons)))

    def _link(self, anchor: Element, target: str, key: str) -> Link | None:
        text = words.plain(anchor.text)
        kind: LinkKind = "document" if self._is_document(anchor, target) else "page"
        if kind == "page" and is_other_file(target):
            kind = "file"
        if kind == "page" and (host_of(target) != host_of(self._address) or _in_aside(anchor)):
            return None
        own = self._of(text)
        sources = list(self._sources(anchor))
        meeting, near = self._resolved(sources, own, text)
        label, title = self._label(anchor, text)
        if kind == "page" and not (meeting.number and (own.number or near)):
            led = self._led_to(text, own, meeting, sources)
            if led is None and not self._is_published(f"{label} {title}", own, sources):
                return None
            kind, meeting = ("file", meeting) if led is None else ("page", led)
        title = words.without_council(title)
        if not label and own.number and own.number == meeting.number:
            rest = words.label_and_title(words.without_meeting(title))
            label, title = rest if rest[0] else ("", title)
        elif title and words.folded(words.without_meeting(title)) == words.folded(label):
            # 議事録　第8回議事録
            title = ""
        return Link(kind, key, target, text, meeting, label, title)

    def _led_to(
        self, text: str, own: Words, meeting: MeetingNamed, sources: list[_Source]
    ) -> MeetingNamed | None:
        """Of a link to a page that names no number: the meeting that it names by its day alone, or
        the year (as ``year``) or past of the council whose meetings it lists."""
        if year := words.year_alone(text, self._own_council):
            return MeetingNamed(meeting.council, 0, year)
        if not self._own_council or not words.is_about_a_date(text):
            return None
        if self._is_among_news(sources):
            return None
        day = own.date or (meeting.date if own.part else None)
        if own.date is None and own.part is not None:
            day = _day([_Source(own, text), *sources], 0)
        return MeetingNamed(meeting.council, 0, "", day) if day else None

    def _is_published(self, text: str, own: Words, sources: list[_Source]) -> bool:
        """Whether a link to a page is an entry of a list of publications: with its day, on a page
        of no single council."""
        if self._own_council or not is_publication(text, self._title):
            return False
        near = (own, *(source.words for source in sources[:2]))
        return any(one.date or one.part for one in near)

    # --- which meeting -----------------------------------------------------------------------

    def _of(self, text: str) -> Words:
        text = words.plain(text)
        if text not in self._words:
            self._words[text] = words.words_of(text)
        return self._words[text]

    def _resolved(
        self, sources: list[_Source], own: Words, own_text: str
    ) -> tuple[MeetingNamed, bool]:
        """The meeting that the sources give, from the nearest; and whether it is told nearer than
        by the page as a whole. Words of the link itself come last: 第5回議事録 may be laid before
        the sixth meeting."""
        numbered = next((i for i, s in enumerate(sources) if s.heads and s.words.number), None)
        if numbered is not None:
            number, counted_in = sources[numbered].words.number, sources[numbered].words.counted_in
            date = _date(sources, numbered)
            near = True
        elif own.number:
            number, counted_in, near = own.number, own.counted_in, True
            date = own.date or (None if self._is_among_news(sources) else _date(sources, None))
        else:
            page = self._of(self._title)
            number, counted_in, near = page.number, page.counted_in, False
            date = None if self._is_among_news(sources) else _date(sources, None)
        if date is None and own.number == number:
            date = own.date
        if not counted_in:
            counted_in = ""
        return MeetingNamed(self._council(sources, own, own_text), number, counted_in, date), near

    def _is_among_news(self, sources: list[_Source]) -> bool:
        """Whether it stands in a list of news; a heading that names a meeting heads none."""
        title = self._of(self._title)
        of_page = words.is_news(self._title) and not (title.number or title.council)
        return of_page or any(words.is_news(s.text) and not s.words.number for s in sources)

    def _council(self, sources: list[_Source], own: Words, own_text: str) -> str:
        named = [s.words.council for s in sources if s.heads and s.words.council]
        if not named and own.council and (own.number or not self._own_council):
            named = [own.council]
        name = named[0] if named else ""
        for outer in (*named[1:], self._own_council):
            name = words.joined_councils(name, outer) if name else outer
        return name or self._own_council

    def _council_of_page(self) -> str:
        """The council of which the whole page is: of its first heading, its title, or of all its
        second headings that name one."""
        for tag in ("h1", "", "h2"):
            if not tag:
                found = {words.council_in(self._title)}
            else:
                found = {self._of(one.text).council for one in self._root.walk() if one.tag == tag}
            found.discard("")
            if len(found) == 1:
                return next(iter(found))
        return ""

    def _sources(self, anchor: Element) -> Iterator[_Source]:
        """What is said of a link, from the nearest words on."""
        for child in anchor.up():
            parent = child.parent
            if parent is None:
                return
            if parent.tag == "tr" and child.tag in ("td", "th"):
                yield from self._of_row(parent, child)
            elif child.tag == "tr" or (parent.tag in ("tbody", "thead", "tfoot")):
                continue
            else:
                yield from self._before(parent, child)
            heading = parent.heading
            if heading is not None and heading is not child:
                yield self._source(heading.text)

    def _source(self, text: str, *, heads: bool = True) -> _Source:
        return _Source(self._of(text), words.plain(text), heads)

    def _before(self, parent: Element, child: Element) -> Iterator[_Source]:
        if child.tag == "li":
            # items stand in parallel
            return
        at = _index(parent, child)
        inline: list[str] = []
        for other in reversed(parent.children[:at]):
            if isinstance(other, str):
                inline.append(other)
                continue
            if other.tag in INLINE and not (other.linked and id(other) in self._documents):
                inline.append(other.text if other.tag != "br" else "\n")
                continue
            yield from self._inline(inline)
            inline = []
            if other.tag in INLINE or other is parent.heading:
                continue
            if other.tag == "dt":
                if child.tag == "dd":
                    yield self._source(other.text)
                    yield from self._fields(parent, other)
                    break
                continue
            if parent.tag == "dl" and isinstance(other, Element) and other.tag == "div":
                continue
            yield from self._block(other)
        yield from self._inline(inline)

    def _fields(self, parent: Element, term: Element) -> Iterator[_Source]:
        """What a list says before a term, where its terms are the fields of a meeting (回数, 日時,
        資料) and not the meetings themselves; up to where they begin anew."""
        terms = [one for one in parent.children if isinstance(one, Element) and one.tag == "dt"]
        said = [self._of(one.text) for one in terms]
        if any(one.number or one.date or one.part for one in said):
            return
        names, found = {words.folded(term.text)}, []
        for other in reversed(parent.children[: _index(parent, term)]):
            if isinstance(other, str) or id(other) in self._documents:
                continue
            if other.tag == "dt":
                if words.folded(other.text) in names:
                    break
                names.add(words.folded(other.text))
            elif len(words.plain(other.text)) <= _LONGEST_DATE:
                found.append(words.plain(other.text))
        if found:
            yield _Source(_together([self._of(text) for text in found]), " ".join(found))

    def _inline(self, parts: list[str]) -> Iterator[_Source]:
        """Words that run up to a link within its block, the nearest line first."""
        text = "".join(reversed(parts))
        for line in reversed(text.split("\n")):
            if words.plain(line):
                yield self._source(line)

    def _block(self, other: Element) -> Iterator[_Source]:
        """A block before a link, if it heads what follows it. A section that has ended heads
        nothing, but tells the day if that is what it is for."""
        if other.tag == SECTION or other.tag in ASIDE:
            if other.heading is not None and words.heads_a_date(other.heading.text):
                yield self._source(f"開催日 {other.text}"[:_LONGEST_DATE], heads=False)
            return
        if other.tag in ("table", "ul", "ol", "dl", "menu"):
            if not other.linked:
                for text in _lines(other):
                    yield self._source(text, heads=False)
            return
        if id(other) in self._documents or (
            other.linked and other.tag not in ("summary", "caption", "legend", "header")
        ):
            return
        text = words.plain(other.text)
        if not text or len(text) > _LONGEST_DATE:
            return
        if other.tag not in INLINE and any(c.tag not in INLINE for c in other.walk()):
            for line in reversed(_lines(other)):
                yield self._head(line)
        yield self._head(text)

    def _head(self, text: str) -> _Source:
        heads = len(text) <= _LONGEST_HEAD and not words.is_sentence(text)
        return self._source(text, heads=heads)

    def _of_row(self, row: Element, cell: Element) -> Iterator[_Source]:
        table = table_of(row)
        if table is None:
            return
        grid = self._grids.of(table)
        r, c = grid.places.get(id(cell), (0, 0))
        yield from self._cells(grid, r, cell)
        for above in grid.above(r, c):
            if id(above) in self._documents:
                continue
            text = words.plain(above.text)
            if (
                grid.is_across(above)
                or self._of(text).number
                or (self._of(text).date and not above.linked)
            ):
                yield self._head(text)
        for one in table.children:
            if isinstance(one, Element) and one.tag == "caption":
                yield self._source(one.text)

    def _cells(self, grid: Grid, r: int, cell: Element) -> Iterator[_Source]:
        """The other cells of a row; a blank one goes on with what stands above it."""
        whole: list[Words] = []
        texts: list[str] = []
        for j in range(grid.width):
            other = grid.cells.get((r, j))
            if other is None or other is cell or id(other) in self._documents:
                continue
            text, above = words.plain(other.text), r
            while not text and above > 0 and not other.linked:
                above -= 1
                other = grid.cells.get((above, j))
                if other is None or above == 0 or id(other) in self._documents:
                    break
                text = words.plain(other.text)
            if not text or len(text) > _LONGEST_DATE or text in texts:
                continue
            found = self._of(text)
            if (
                not found.number
                and _heads_numbers(grid.head(j))
                and (number := words.number_alone(text))
            ):
                found = msgspec.structs.replace(found, number=number)
            of_year = bool(found.year and words.year_alone(text))
            if not (found.number or found.date or found.part or found.council or of_year):
                continue
            texts.append(text)
            whole.append(found)
        if whole:
            # the cells of a row say one thing together
            yield _Source(_together(whole), " ".join(texts))

    # --- what it is called -------------------------------------------------------------------

    def _label(self, anchor: Element, text: str) -> tuple[str, str]:
        text = words.cleaned(text) if not words.says_nothing(words.cleaned(text)) else ""
        before = self._line_before(anchor)
        if not text:
            text = before or words.cleaned(anchor.attributes.get("title", ""))
            if words.says_nothing(text):
                text = ""
            label, title = words.label_and_title(text) if text else ("", "")
            if not title:
                label, title = self._by_cells(anchor, label)
            return label, title
        label, title = words.label_and_title(text)
        if not label:
            near = before or self._beside(anchor)
            if near and words.is_label(near):
                label = words.label_and_title(near)[0]
        if not title and not label:
            return "", text
        if title and words.folded(title) == words.folded(label):
            title = ""
        return (label, "") if not title and label else (label, title)

    def _line_before(self, anchor: Element) -> str:
        """What stands before a link on its line: after the link or the line end before it."""
        parts: list[str] = []
        for child in anchor.up():
            parent = child.parent
            if parent is None:
                break
            for other in reversed(parent.children[: _index(parent, child)]):
                if isinstance(other, str):
                    parts.append(other)
                elif other.linked and self._goes_on(other, parts):
                    # 資料1　予算（PDF／Excel）: the words before are of both
                    parts.clear()
                elif other.tag == "br" or other.linked or other.tag not in INLINE:
                    return _line(parts)
                else:
                    parts.append(other.text)
            if parent.tag not in INLINE:
                break
        return _line(parts)

    @staticmethod
    def _goes_on(link: Element, parts: list[str]) -> bool:
        """Whether a link says only its format, and nothing but a mark stands after it."""
        between = "".join(parts).strip(" 　／/・、,|｜（）()[]［］\n")
        return link.tag == "a" and not between and words.says_nothing(words.cleaned(link.text))

    def _beside(self, anchor: Element) -> str:
        """The block or cell just before that of a link."""
        for child in anchor.up():
            parent = child.parent
            if parent is None:
                return ""
            if parent.tag in INLINE:
                continue
            before = parent.children[: _index(parent, child)]
            others = [one for one in before if not isinstance(one, str) or one.strip()]
            if others:
                last = others[-1]
                if isinstance(last, str):
                    return _line([last])
                alone = parent.tag in ("tr", "article", "li", "div", "dl") or last.tag == "dt"
                return words.plain(last.text) if not last.linked and alone else ""
            if parent.tag in ("tr", "li", "table", "section", SECTION, "dd", "article"):
                return ""
        return ""

    def _by_cells(self, anchor: Element, label: str) -> tuple[str, str]:
        """Label and title from the cells before that of a link that says only PDF."""
        cell = next((one for one in anchor.up() if one.tag in ("td", "th")), None)
        table = table_of(cell) if cell is not None else None
        if cell is None or table is None:
            near = self._beside(anchor)
            found = words.label_and_title(near) if near else ("", "")
            return label or found[0], found[1]
        grid = self._grids.of(table)
        r, c = grid.places.get(id(cell), (0, 0))
        title = ""
        # where columns are meetings, what heads the row is said of all of them
        across = any(self._of(above.text).number for above in grid.above(r, c))
        for j in range(min(c, 1) if across else c):
            other = grid.cells.get((r, j))
            if other is None or other is cell or id(other) in self._documents:
                continue
            text = words.plain(other.text)
            if not text or grid.places[id(other)][0] != r or _heads_numbers(grid.head(j)):
                continue
            said = self._of(text)
            of_day = (said.date or said.part) and words.is_about_a_date(text)
            if said.number or of_day or words.year_alone(text):
                continue
            own_label, own_title = words.label_and_title(text)
            label, title = label or own_label, own_title or title
        if not label and not title:
            head = grid.head(c)
            label = head if words.is_label(head) else ""
        return label, title

    # --- meetings ----------------------------------------------------------------------------

    def _meetings(self) -> tuple[Meeting, ...]:
        """The meetings that headings, terms, rows and items name, once each."""
        found: dict[tuple[str, int, str], Meeting] = {}
        for one in self._root.walk():
            text = self._heading_text(one)
            if text is None:
                continue
            own = self._of(text)
            number = own.number or (self._row_number(one) if one.tag == "tr" else 0)
            lines = [text, *self._lines_below(one)]
            cancelled = any(map(held.is_cancelled, lines))
            put_off = [line for line in lines if held.is_postponed(line)]
            if not number or (words.is_sentence(text) and not (cancelled or put_off)):
                continue
            sources = [_Source(msgspec.structs.replace(own, number=number), text)]
            sources += self._sources(one) if one.tag != "tr" else self._sources(one.parent or one)
            named, _ = self._resolved(sources, own, text)
            if self._is_among_news(sources):
                # the days in a list of news are those on which they were told
                named = msgspec.structs.replace(named, date=None)
            elif named.date is None and self._is_head_of_page(one):
                named = msgspec.structs.replace(named, date=self._first_date(one))
            key = (words.folded(named.council), named.number, named.year or str(named.date or ""))
            if put_off:
                day = held.new_day(put_off[0], named.date)
                named = msgspec.structs.replace(named, date=day)
            known = found.get(key)
            tells_more = known is not None and not (known.cancelled or known.postponed)
            if known is None or (tells_more and (cancelled or put_off)):
                found[key] = Meeting(named, cancelled and not put_off, bool(put_off))
        return tuple(found.values())

    def _heading_text(self, one: Element) -> str | None:
        """The words of an element that may head a meeting, without what its links to PDFs say."""
        if _in_aside(one):
            return None
        if one.tag in (
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "dt",
            "caption",
            "summary",
            "legend",
            "header",
        ):
            return (
                words.plain(one.text)
                if id(one) not in self._documents
                else _own_text(one, self._documents)
            )
        if one.tag == "tr":
            cells = [
                c for c in one.children if isinstance(c, Element) and id(c) not in self._documents
            ]
            text = words.plain(" ".join(cell.text for cell in cells))
            return text if len(text) <= _LONGEST_DATE else None
        if one.tag in ("li", "p", "div", "td", "dd") and one.tag != "td":
            if any(child.tag not in INLINE for child in one.walk()) and one.tag != "li":
                return None
            text = _own_text(one, self._documents)
            if len(text) > _LONGEST_HEAD:
                return None
            # an item of a list names a meeting only with its day or its council
            own = self._of(text)
            return text if own.number and (own.date or own.part) and not _is_title(text) else None
        return None

    def _lines_below(self, one: Element) -> list[str]:
        """What is told just below a heading or term, before any document, of no other meeting."""
        section = one.parent
        while section is not None and section.heading is not None and section.heading is not one:
            section = section.parent
        if one.tag == "dt" and one.parent is not None:
            after = one.parent.children[_index(one.parent, one) + 1 :]
        elif section is not None and section.tag == SECTION:
            after = [child for child in section.children if child is not section.heading]
        else:
            return []
        lines: list[str] = []
        for child in after:
            if isinstance(child, Element) and (
                child.tag in (SECTION, "dt") or id(child) in self._documents
            ):
                break
            text = child if isinstance(child, str) else "\n".join(_lines(child))
            lines += [words.plain(line) for line in text.split("\n")]
        told = [line for line in lines if line and len(line) <= _LONGEST_HEAD]
        return [line for line in told[:_FEW_LINES] if not self._of(line).number]

    def _row_number(self, row: Element) -> int:
        table = table_of(row)
        if table is None:
            return 0
        grid = self._grids.of(table)
        for cell in row.children:
            if (
                isinstance(cell, Element)
                and id(cell) in grid.places
                and id(cell) not in self._documents
            ):
                r, c = grid.places[id(cell)]
                if r and _heads_numbers(grid.head(c)) and (number := words.number_alone(cell.text)):
                    return number
        return 0

    def _is_head_of_page(self, one: Element) -> bool:
        return one.tag in ("h1", "h2") or (
            one.tag in ("h3", "h4", "h5", "h6", "header", "summary", "dt")
            and id(one) not in self._documents
        )

    def _first_date(self, head: Element) -> datetime.date | None:
        """The day that is told below a heading: 日時：令和6年6月24日."""
        section = head.parent
        while section is not None and section.heading is not None and section.heading is not head:
            section = section.parent
        if section is None or section.tag != SECTION:
            return None
        for child in section.children:
            if isinstance(child, Element) and child.tag == SECTION:
                if child.heading is not None and words.heads_a_date(child.heading.text):
                    return self._of(child.text).date
                continue
            if isinstance(child, Element) and id(child) in self._documents:
                break
            text = child if isinstance(child, str) else child.text
            if child is head:
                continue
            for line in text.split("\n"):
                if words.is_about_a_date(line) and (day := self._of(line).date):
                    return day
        return None


def _date(sources: list[_Source], numbered: int | None) -> datetime.date | None:
    """The day of a meeting: told with its number, or by the nearest words for it around."""
    if numbered is not None and (day := _day(sources, numbered)):
        return day
    for i, source in enumerate(sources):
        beyond = numbered is not None and i > numbered
        if (
            beyond
            and source.words.number
            and source.words.number != sources[numbered or 0].words.number
        ):
            break
        if words.is_about_a_date(source.text) and (day := _day(sources, i)):
            return day
    return None


def _day(sources: list[_Source], at: int) -> datetime.date | None:
    found = sources[at].words
    if found.date or found.part is None:
        return found.date
    years = [s.words.year for s in sources[at:] if s.words.year]
    return words.day_of(found.part, years[0]) if years else None


def _together(several: list[Words]) -> Words:
    return Words(
        next((w.number for w in several if w.number), 0),
        next((w.counted_in for w in several if w.counted_in), ""),
        next((w.date for w in several if w.date), None),
        next((w.part for w in several if w.part), None),
        next((w.year for w in several if w.year), None),
        next((w.council for w in several if w.council), ""),
    )


def _heads_numbers(text: str) -> bool:
    return words.folded(text) in ("回", "回数", "開催回", "会議回", "no.", "no", "開催回数", "第回")


def _text_after(anchor: Element) -> str:
    """The words that follow a link, up to the next element."""
    parent = anchor.parent
    if parent is None:
        return ""
    after = parent.children[_index(parent, anchor) + 1 :][:1]
    return next((one for one in after if isinstance(one, str)), "")


def _index(parent: Element, child: Element) -> int:
    return next(i for i, one in enumerate(parent.children) if one is child)


def _line(parts: list[str]) -> str:
    text = "".join(reversed(parts)).rpartition("\n")[2]
    return words.plain(text).strip("・:：　 ●○◎■□◆▼★").rstrip("（([［〔【／/ 　")


def _lines(block: Element) -> list[str]:
    """The lines of a block, as its inner blocks and line ends make them."""
    lines: list[str] = []
    run: list[str] = []
    for child in block.children:
        if isinstance(child, str) or child.tag in INLINE:
            run.append(child if isinstance(child, str) else child.text)
        else:
            lines += "".join(run).split("\n")
            run = []
            lines += _lines(child) if child.tag != "tr" else [words.plain(child.text)]
    lines += "".join(run).split("\n")
    return [line for line in map(words.plain, lines) if line]


def _own_text(one: Element, documents: set[int]) -> str:
    """The text of a block up to its first link to a PDF or inner block."""
    parts: list[str] = []
    for child in one.children:
        if isinstance(child, str):
            parts.append(child)
        elif id(child) in documents or child.tag not in INLINE:
            break
        else:
            parts.append(child.text)
    return words.plain("".join(parts))


def _is_title(text: str) -> bool:
    """Whether a text is the title of a document rather than the name of a meeting."""
    return bool(words.label_and_title(text)[0])


def _in_aside(one: Element) -> bool:
    return any(around.tag in ASIDE for around in one.up())


def _fuller(known: Link, again: Link) -> Link:
    """Of two links to one address, the one of which more is told."""

    def told(link: Link) -> tuple[bool, bool, bool, bool]:
        return (
            bool(link.meeting.number),
            bool(link.meeting.date),
            bool(link.label),
            bool(link.title),
        )

    return again if told(again) > told(known) else known


def _with_years(read: PageRead) -> PageRead:
    """Tell apart meetings of one number that were held on different days: 第1回 of each year."""
    days: dict[tuple[str, int], set[int]] = defaultdict(set)
    every = [*(link.meeting for link in read.links), *(one.meeting for one in read.meetings)]
    for one in every:
        if one.number and one.date and not one.year:
            days[one.council, one.number].add(FiscalYear.of(one.date).year)
    repeated = {key for key, found in days.items() if len(found) > 1}

    def put(one: MeetingNamed) -> MeetingNamed:
        if (one.council, one.number) in repeated and one.date and not one.year:
            return msgspec.structs.replace(one, year=written(FiscalYear.of(one.date)))
        return one

    return msgspec.structs.replace(
        read,
        links=tuple(msgspec.structs.replace(x, meeting=put(x.meeting)) for x in read.links),
        meetings=tuple(msgspec.structs.replace(x, meeting=put(x.meeting)) for x in read.meetings),
    )
