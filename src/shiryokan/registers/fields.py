"""Fields of registers and their kinds.

A kind alone says how a value is shown, narrowed and sorted by, indexed, compared, exported and
corrected by hand. All else asks it; so a register may bring a kind of its own, a subclass of one of
these, from its own folder. Values are plain: texts, numbers, lists and mappings, as
:func:`msgspec.to_builtins` gives them and JSON holds them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal

import msgspec

from shiryokan.i18n import message as _
from shiryokan.registers.columns import Column, ColumnKind
from shiryokan.registers.days import day_in_words

Translate = Callable[[str], str]
Editor = Literal["", "text", "lines", "number", "choice"]
"""What an editor corrects a value in: nothing, a text, a text of an item a line, a number, or one
of the kind's :meth:`Kind.choices`."""

SHORT = 90
"""Characters of a value in a cell of a register's table."""
OPENED, MOST_OPENED = 400, 60
"""Characters of a line, and lines, that are opened below a row of a register's table."""
FLAG = _("○")
_GAP = "　"
_BETWEEN_HEADINGS = " › "


class NotReadable(ValueError):  # noqa: N818
    """What an editor wrote is no value of the field's kind."""


class Branch(msgspec.Struct, frozen=True):
    """A line of a tree: its label (イ), its text, what stands at the right edge (32点), what
    stands below it, and whether the text is marked as what counts."""

    label: str = ""
    text: str = ""
    worth: str = ""
    below: tuple[Branch, ...] = ()
    marked: bool = False

    def lines(self) -> Iterator[str]:
        """Its words and those below it, a line each."""
        yield _GAP.join(part for part in (self.label, self.text, self.worth) if part)
        for branch in self.below:
            yield from branch.lines()


class Shown(msgspec.Struct, frozen=True):
    """A value for people: ``lines`` of text, each an item of its own if ``listed``; or ``rows`` of
    a table with its ``heads``, and which of its columns hold ``numbers``; or ``branches`` of a
    tree."""

    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    listed: bool = False
    numbers: tuple[bool, ...] = ()
    branches: tuple[Branch, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.lines and not self.rows and not self.branches

    @property
    def cells(self) -> list[list[tuple[str, bool]]]:
        """The rows, each cell with whether it is a number."""
        numbers = self.numbers or (False,) * len(self.heads)
        return [list(zip(row, numbers, strict=True)) for row in self.rows]


class Kind(msgspec.Struct, frozen=True):
    """A kind of field. ``name`` is stable and known to programs; ``about`` is a message that says
    what the values are."""

    name: ClassVar[str] = "text"
    about: ClassVar[str] = _("文")
    sortable: ClassVar[bool] = False
    sorted_by: ClassVar[str] = ""
    """What of a value it is sorted by, where the value is a structure."""
    editor: ClassVar[Editor] = ""
    holds: ClassVar[ColumnKind] = "text"
    """How an exported column holds the values."""
    is_number: ClassVar[bool] = False

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns of a value that is a table."""
        return ()

    def choices(self) -> Mapping[str, str]:
        """The values that there are, each with its word, a message; empty where any may be."""
        return {}

    def line(self, value: Any, translate: Translate) -> str:
        """A value as one text, in a cell of a nested table or of a file."""
        return "" if value is None else str(value)

    def shown(self, value: Any, translate: Translate) -> Shown:
        """A value as a page shows it."""
        text = self.line(value, translate)
        return Shown(tuple(text.split("\n"))) if text else Shown()

    def short(self, value: Any, translate: Translate) -> Shown:
        """A value for a cell of the register's table: cut where it is long."""
        whole = self.shown(value, translate)
        lines: list[str] = []
        room = SHORT
        for line in whole.lines:
            if room <= 0:
                lines[-1] = lines[-1].removesuffix("…") + "…"
                break
            lines.append(line if len(line) <= room else line[:room] + "…")
            room -= len(line)
        return Shown(tuple(lines), listed=whole.listed)

    def opened(self, value: Any, translate: Translate) -> Shown:
        """A value as it is opened below its row in a register's table: whole, but for what is too
        long to be read there."""
        whole = self.shown(value, translate)
        return msgspec.structs.replace(
            whole,
            lines=tuple(_cut(line) for line in whole.lines[:MOST_OPENED]),
            branches=_cut_branches(whole.branches[:MOST_OPENED]),
            rows=whole.rows[:MOST_OPENED],
        )

    def facets(self, value: Any) -> list[str]:
        """The values by which a record is counted and chosen."""
        return [] if value in (None, "") else [str(value)]

    def facet_word(self, value: str) -> str:
        """What people read for one of :meth:`facets`: a message, or the value itself."""
        return self.choices().get(value, value)

    def texts(self, value: Any) -> Iterator[str]:
        """The words of the document in it, to be found by."""
        yield from ()

    def compared(self, value: Any) -> str:
        """The text by which two versions are compared."""
        return self.line(value, str)

    def columns(self, field: Field, translate: Translate) -> list[Column]:
        """The columns that a file has for a field of this kind."""
        title = translate(field.title)
        return [Column(field.name, title, self.holds, text=lambda v: self.line(v, translate))]

    def cells(self, field: Field, value: Any) -> dict[str, Any]:
        """The values of :meth:`columns`, as data."""
        return {field.name: value}

    def written(self, value: Any) -> str:
        """A value as an editor finds it in a form."""
        return "" if value is None else str(value)

    def parsed(self, written: str) -> Any:
        """What an editor wrote as a value. Raises :class:`NotReadable`."""
        return written.replace("\r\n", "\n").strip()


class Text(Kind, frozen=True):
    """One text, of one line or several."""

    sortable: ClassVar[bool] = True
    editor: ClassVar[Editor] = "text"

    def texts(self, value: Any) -> Iterator[str]:
        """The text."""
        if isinstance(value, str):
            yield value

    def columns(self, field: Field, translate: Translate) -> list[Column]:
        """One column of texts as they are."""
        return [Column(field.name, translate(field.title), self.holds)]


class Code(Text, frozen=True):
    """A short text that names the record among others: a number, a label, a code."""

    name: ClassVar[str] = "code"
    about: ClassVar[str] = _("項目を名指す符号")


class Choice(Text, frozen=True):
    """One of a few codes. ``words`` has the word of each, a message."""

    name: ClassVar[str] = "choice"
    about: ClassVar[str] = _("決まった符号のどれか")
    editor: ClassVar[Editor] = "choice"

    words: Mapping[str, str] = {}

    def choices(self) -> Mapping[str, str]:
        """Its codes and their words."""
        return self.words

    def line(self, value: Any, translate: Translate) -> str:
        """The code's word."""
        return translate(self.facet_word(str(value))) if value else ""

    def texts(self, value: Any) -> Iterator[str]:
        """None: codes are ours and not the document's words."""
        yield from ()

    def compared(self, value: Any) -> str:
        """The code."""
        return str(value or "")

    def columns(self, field: Field, translate: Translate) -> list[Column]:
        """One column, of words for people and of codes for programs."""
        return Kind.columns(self, field, translate)

    def parsed(self, written: str) -> Any:
        """One of the codes; nothing for none."""
        text = written.strip()
        if text and text not in self.words:
            raise NotReadable(text)
        return text or None


class List(Kind, frozen=True):
    """A list of texts."""

    name: ClassVar[str] = "list"
    about: ClassVar[str] = _("文の並び")
    sortable: ClassVar[bool] = True
    editor: ClassVar[Editor] = "lines"
    holds: ClassVar[ColumnKind] = "texts"

    def line(self, value: Any, translate: Translate) -> str:
        """The items, a blank between them."""
        return " ".join(map(str, value or ()))

    def shown(self, value: Any, translate: Translate) -> Shown:
        """An item a line."""
        items = tuple(map(str, value or ()))
        return Shown(items, listed=len(items) > 1)

    def facets(self, value: Any) -> list[str]:
        """Each item."""
        return [str(each) for each in value or () if each not in (None, "")]

    def texts(self, value: Any) -> Iterator[str]:
        """Each item."""
        yield from (each for each in value or () if isinstance(each, str))

    def compared(self, value: Any) -> str:
        """An item a line."""
        return "\n".join(map(str, value or ()))

    def columns(self, field: Field, translate: Translate) -> list[Column]:
        """One column of lists."""
        return [Column(field.name, translate(field.title), self.holds)]

    def written(self, value: Any) -> str:
        """An item a line."""
        return "\n".join(str(each).replace("\n", " ") for each in value or ())

    def parsed(self, written: str) -> Any:
        """An item for each line that is not empty."""
        return [line.strip() for line in written.splitlines() if line.strip()]


class Labels(List, frozen=True):
    """Labels from the top down, which together are one: 3 イ (1)."""

    name: ClassVar[str] = "labels"
    about: ClassVar[str] = _("上から順に並ぶ符号")

    def shown(self, value: Any, translate: Translate) -> Shown:
        """All in one line."""
        line = self.line(value, translate)
        return Shown((line,)) if line else Shown()


class References(List, frozen=True):
    """Codes of other records, of this register or another (see ``Register.relations``)."""

    name: ClassVar[str] = "references"
    about: ClassVar[str] = _("ほかの項目を指す符号の並び")


def unit_word(unit: str, translate: Translate) -> str:
    """What is counted, by itself: where the language has a plural, that."""
    return translate(unit).rpartition("|")[2] if unit else ""


def counted(number: float, written: str, unit: str, translate: Translate) -> str:
    """``written`` with what it counts. Japanese sets the unit behind it; a language with a plural
    gives both forms (``point|points``) and a space."""
    word = translate(unit) if unit else ""
    one, _, many = word.partition("|")
    return f"{written} {one if number == 1 else many}" if many else written + one


class Number(Kind, frozen=True):
    """An integer. ``unit`` is what it counts, a message. ``naming``: it counts nothing but names
    something, as a year does."""

    name: ClassVar[str] = "number"
    about: ClassVar[str] = _("数")
    sortable: ClassVar[bool] = True
    editor: ClassVar[Editor] = "number"
    holds: ClassVar[ColumnKind] = "number"
    is_number: ClassVar[bool] = True

    unit: str = ""
    naming: bool = False

    def line(self, value: Any, translate: Translate) -> str:
        """With separators of thousands, if it counts."""
        if value is None:
            return ""
        whole = int(value) if isinstance(value, float) and value.is_integer() else value
        return str(whole) if self.naming else f"{whole:,}"

    def shown(self, value: Any, translate: Translate) -> Shown:
        """The digits, and what they count."""
        if value is None:
            return Shown()
        return Shown((counted(value, f"{value}", self.unit, translate),))

    def compared(self, value: Any) -> str:
        """The number with its unit."""
        return "" if value is None else f"{value}{self.unit}"

    def columns(self, field: Field, translate: Translate) -> list[Column]:
        """One column of numbers."""
        return [Column(field.name, translate(field.title), self.holds, naming=self.naming)]

    def parsed(self, written: str) -> Any:
        """An integer; nothing for none."""
        text = written.strip()
        try:
            return int(text) if text else None
        except ValueError as error:
            raise NotReadable(text) from error


class Flag(Kind, frozen=True):
    """Yes or no. ``yes`` and ``no`` are the words by which records are chosen, messages."""

    name: ClassVar[str] = "flag"
    about: ClassVar[str] = _("はい・いいえ")
    editor: ClassVar[Editor] = "choice"
    holds: ClassVar[ColumnKind] = "flag"

    yes: str = _("はい")
    no: str = _("いいえ")

    def line(self, value: Any, translate: Translate) -> str:
        """A mark for yes."""
        return translate(FLAG) if value else ""

    def facets(self, value: Any) -> list[str]:
        """``yes`` or ``no``."""
        return ["yes" if value else "no"]

    def facet_word(self, value: str) -> str:
        """The word for either."""
        return {"yes": self.yes, "no": self.no}.get(value, value)

    def choices(self) -> Mapping[str, str]:
        """What an editor chooses from."""
        return {"1": _("はい"), "0": _("いいえ")}

    def compared(self, value: Any) -> str:
        """A mark for yes."""
        return FLAG if value else ""

    def columns(self, field: Field, translate: Translate) -> list[Column]:
        """One column of yes and no."""
        return [Column(field.name, translate(field.title), self.holds)]

    def written(self, value: Any) -> str:
        """One of :meth:`choices`."""
        return "1" if value else "0"

    def parsed(self, written: str) -> Any:
        """Whether it is yes."""
        return written.strip() in ("1", "true", "yes", "on")


class Date(Kind, frozen=True):
    """A time: a day in ISO 8601; or what is written (``text``) and the last day that it may mean
    (``until``)."""

    name: ClassVar[str] = "date"
    about: ClassVar[str] = _("時期")

    def line(self, value: Any, translate: Translate) -> str:
        """As it is written, with the day it means; a day by itself in words."""
        if not isinstance(value, Mapping):
            return day_in_words(str(value or ""), translate)
        text = str(value.get("text", ""))
        if until := value.get("until"):
            day = day_in_words(str(until), translate)
            return translate(_("%(text)s（%(until)s まで）")) % {"text": text, "until": day}
        return text

    def facets(self, value: Any) -> list[str]:
        """As it is written."""
        return [text] if (text := self._text(value)) else []

    def texts(self, value: Any) -> Iterator[str]:
        """All texts of it."""
        yield from _strings(value)

    def compared(self, value: Any) -> str:
        """As it is written."""
        return self._text(value)

    def columns(self, field: Field, translate: Translate) -> list[Column]:
        """What is written, and the day."""
        return [
            Column(field.name, translate(field.title)),
            Column(f"{field.name}_until", translate(_("日付の値")), "date"),
        ]

    def cells(self, field: Field, value: Any) -> dict[str, Any]:
        """What is written, and the day; none for what is no day, as a correction may be."""
        until = value.get("until") if isinstance(value, Mapping) else value
        return {field.name: self._text(value), f"{field.name}_until": _day(until)}

    @staticmethod
    def _text(value: Any) -> str:
        return str((value.get("text") if isinstance(value, Mapping) else value) or "")


class Path(Kind, frozen=True):
    """The headings over a record, the outermost first: each has a ``number`` and a ``title``."""

    name: ClassVar[str] = "path"
    about: ClassVar[str] = _("上にある見出し（number と title）の並び")
    sortable: ClassVar[bool] = True
    editor: ClassVar[Editor] = "lines"
    holds: ClassVar[ColumnKind] = "texts"

    def line(self, value: Any, translate: Translate) -> str:
        """1 港と海 › (2) 夜間の安全."""
        return _BETWEEN_HEADINGS.join(self.headings(value))

    def headings(self, value: Any) -> list[str]:
        """Each heading with its number, the outermost first."""
        return [_heading(each) for each in value or ()]

    def facets(self, value: Any) -> list[str]:
        """The outermost heading."""
        return [_heading(value[0])] if value else []

    def texts(self, value: Any) -> Iterator[str]:
        """Numbers and titles."""
        yield from _strings(value)

    def columns(self, field: Field, translate: Translate) -> list[Column]:
        """One column, of a line for people and of a list for programs."""
        title = translate(field.title)
        return [Column(field.name, title, self.holds, text=_BETWEEN_HEADINGS.join)]

    def cells(self, field: Field, value: Any) -> dict[str, Any]:
        """The headings as texts."""
        return {field.name: [_heading(each) for each in value or ()]}

    def written(self, value: Any) -> str:
        """A heading a line."""
        return "\n".join(map(_heading, value or ()))

    def parsed(self, written: str) -> Any:
        """A heading a line; what it begins with before a blank is its number, if it looks so."""
        matches = (_HEADING.fullmatch(line.strip()) for line in written.splitlines())
        return [
            {"number": match["number"] or "", "title": match["title"]}
            for match in matches
            if match and match[0]
        ]


class Table(Kind, frozen=True):
    """A table of its own: a list of structures, whose columns are :attr:`fields`.

    ``row`` puts a structure into one line of text. ``written_there``: its texts are the document's
    words, to be found by.
    """

    name: ClassVar[str] = "table"
    about: ClassVar[str] = _("列のある表（columns）")
    holds: ClassVar[ColumnKind] = "parts"

    inner: tuple[Field, ...] = ()
    row: Callable[[Mapping[str, Any]], str] | None = None
    written_there: bool = True

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its columns."""
        return self.inner

    def line(self, value: Any, translate: Translate) -> str:
        """A row a line."""
        return "\n".join(self._line(row, translate).replace("\n", " ") for row in value or ())

    def _line(self, row: Mapping[str, Any], translate: Translate) -> str:
        if self.row is not None:
            return self.row(row)
        parts = (f.kind.line(row.get(f.name), translate) for f in self.inner)
        return _GAP.join(part for part in parts if part)

    def shown(self, value: Any, translate: Translate) -> Shown:
        """A table of the columns that say anything."""
        rows = list(value or ())
        filled = [
            f for f in self.inner if f.shown and any(f.kind.line(r.get(f.name), str) for r in rows)
        ]
        return Shown(
            heads=tuple(translate(f.title) for f in filled),
            rows=tuple(
                tuple(f.kind.line(row.get(f.name), translate) for f in filled) for row in rows
            ),
            numbers=tuple(f.kind.is_number for f in filled),
        )

    def short(self, value: Any, translate: Translate) -> Shown:
        """How many rows there are."""
        return Shown((translate(_("%(count)s件")) % {"count": len(value)},)) if value else Shown()

    def facets(self, value: Any) -> list[str]:
        """None: a table is no value."""
        return []

    def texts(self, value: Any) -> Iterator[str]:
        """All texts in it."""
        if self.written_there:
            yield from _strings(value)


class Tree(Table, frozen=True):
    """A table whose rows stand below each other: ``grown`` puts them into branches."""

    name: ClassVar[str] = "tree"
    about: ClassVar[str] = _("行が木になる表（columns）")

    grown: Callable[[Sequence[Mapping[str, Any]]], tuple[Branch, ...]] = lambda _rows: ()

    def shown(self, value: Any, translate: Translate) -> Shown:
        """The branches."""
        return Shown(branches=self.grown(value or ()))


class Range(Kind, frozen=True):
    """A number, or the least and the most of several: ``least`` and ``most``. ``unit`` is what they
    count, a message that stands behind them."""

    name: ClassVar[str] = "range"
    about: ClassVar[str] = _("最小（least）と最大（most）の数")
    sortable: ClassVar[bool] = True
    sorted_by: ClassVar[str] = "least"
    holds: ClassVar[ColumnKind] = "number"
    is_number: ClassVar[bool] = True

    unit: str = ""

    def line(self, value: Any, translate: Translate) -> str:
        """19–45点; one number where both are the same."""
        if not value:
            return ""
        ends = dict.fromkeys((value["least"], value["most"]))
        return counted(value["most"], "～".join(f"{end:,}" for end in ends), self.unit, translate)

    def facets(self, value: Any) -> list[str]:
        """None: a range is no value."""
        return []

    def columns(self, field: Field, translate: Translate) -> list[Column]:
        """One column of the least numbers, and one of the most."""
        title = translate(field.title)
        return [
            Column(f"{field.name}_{end}", translate(word) % {"title": title}, self.holds)
            for end, word in (("least", _("%(title)s（最小）")), ("most", _("%(title)s（最大）")))
        ]

    def cells(self, field: Field, value: Any) -> dict[str, Any]:
        """Both numbers."""
        return {f"{field.name}_{end}": value[end] if value else None for end in ("least", "most")}


class Field(msgspec.Struct, frozen=True):
    """A field of a register, or a column of a table in one, for those who show, filter and write
    records.

    ``title`` is its Japanese name, a message. ``facet``: records are counted and chosen by it.
    ``shown``: it is a column of the register's table unless one chooses otherwise; a column of a
    table within a record is shown, or is for programs alone. ``opened``: it
    is no column, being too long for one, but is opened below a row. ``folded``, of a flag: records
    of which it is true stand for nothing and are left out of the table until asked for. ``main``:
    it is compared between versions. ``aside``: another field says it better on the record's page,
    which leaves it out. ``search_facet`` names the facet of the search that its values feed, as
    ``ministry``.
    """

    name: str
    title: str
    kind: Kind = Text()
    facet: bool = False
    shown: bool = True
    main: bool = False
    search_facet: str = ""
    opened: bool = False
    folded: bool = False
    aside: bool = False

    def columns(self, translate: Translate) -> list[Column]:
        """The columns that a file has for it."""
        return self.kind.columns(self, translate)

    def cells(self, value: Any) -> dict[str, Any]:
        """The values of :meth:`columns`."""
        return self.kind.cells(self, value)


_HEADING = re.compile(
    r"(?:(?P<number>[第(（\[［]?[0-9０-９一二三四五六七八九十a-zA-Zａ-ｚＡ-Ｚア-ンⅠ-Ⅻ①-⓿.．・-]{1,9}"
    r"[章節編部款項条]?[)）\]］]?[.．、]?)[ 　\t]+)?(?P<title>.*)"
)
"""A heading as an editor writes it: its number and its title."""


def _heading(heading: Mapping[str, str]) -> str:
    return " ".join(part for part in (heading.get("number"), heading.get("title")) if part)


def _strings(value: Any) -> list[str]:
    """All texts in a value, in order."""
    if isinstance(value, str):
        return [value]
    found: list[str] = []
    _gather(value, found)
    return found


def _gather(value: Any, found: list[str]) -> None:
    """Texts within lists and mappings, as JSON gives them; within anything else there are none."""
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list | tuple):
        return
    for each in value:
        if isinstance(each, str):
            found.append(each)
        elif each:
            _gather(each, found)


def _cut(text: str) -> str:
    return text if len(text) <= OPENED else f"{text[:OPENED]}…"


def _cut_branches(branches: tuple[Branch, ...]) -> tuple[Branch, ...]:
    return tuple(
        msgspec.structs.replace(b, text=_cut(b.text), below=_cut_branches(b.below[:MOST_OPENED]))
        for b in branches
    )


def _day(text: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except (ValueError, TypeError):
        return None


def field_of(fields: Sequence[Field], name: str) -> Field | None:
    """The field of a name."""
    return next((field for field in fields if field.name == name), None)


KINDS: tuple[type[Kind], ...] = (
    Text, Code, Choice, List, References, Number, Range, Flag, Date, Path, Table, Tree,
)  # fmt: skip
"""The kinds that every register may use."""
