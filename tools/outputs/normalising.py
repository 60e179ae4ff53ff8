"""What a call gave, as lines that can be compared.

Only what must differ between two runs is made the same: times, numbers of rows, cursors, the day of
a citation, the order of keys, the place of the checkout. All else is told as it is.
"""

from __future__ import annotations

import csv
import fnmatch
import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import openpyxl  # type: ignore[import-untyped]
from pyarrow import parquet

SUFFIX = ".gz"
TIMES = ("*_at", "at", "accessed", "created", "seconds", "urldate")
"""Keys of times, by which two runs always differ."""
CITED = "citation"
"""What is asked where the answer tells the day on which it was asked."""
CURSORS = ("next", "next_cursor")
"""Keys whose values are sealed with the instance's own secret: only whether there is one counts."""
LISTS = ("items", "hits", "blocks", "passages", "unplaced", "suggestions", "documents")
"""Keys of an answer's long lists: each item is compared by itself."""
NAMING = ("register", "kind", "change", "key", "file_name", "document", "page", "number")
NAMING_ELSE = ("name", "heading", "title", "query")
"""Keys by which an item is found again, and those for an item that has none of the first."""
_TAGS = re.compile(r"(?=<(?:updated|published)>)<(\w+)>[^<]*")
_PLAIN_LIST = 100
"""Characters of a list that stands in one line."""


class Outcome(msgspec.Struct):
    """What came of a call: exit code or HTTP status, what was asked, the day, and what was said."""

    exit: int
    asked: str
    day: str
    stdout: bytes
    stderr: bytes
    report: bytes


class Options(msgspec.Struct, frozen=True):
    """What two commits may differ in: keys renamed since the older one, keys left out, digits to
    which numbers are rounded, and the folder of the checkout."""

    renamed: Mapping[str, str] = {}
    ignored: tuple[str, ...] = ()
    digits: int | None = None
    place: str = ""


class Unit(msgspec.Struct, frozen=True):
    """A page, record, hit, row or the like: what names it, and its lines."""

    label: str
    text: str


def read_outcome(path: Path) -> Outcome:
    """An outcome as :func:`tools.outputs.driver.write_outcome` has kept it."""
    line, _, rest = gzip.decompress(path.read_bytes()).partition(b"\n")
    head = json.loads(line)
    ends = [sum(head["lengths"][: at + 1]) for at in range(3)]
    parts = [rest[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]
    return Outcome(head["exit"], head["asked"], head["day"], *parts)


def units(outcome: Outcome, form: str, options: Options) -> list[Unit]:
    """The outcome of a call in pieces; ``form`` is the suffix of what it writes."""
    reading = _Reading(outcome.day if CITED in outcome.asked else "", options)
    said = reading.plain(outcome.stderr.decode("utf-8", "replace"))
    found = [Unit("exit", f' "exit": {outcome.exit}')]
    found += [Unit("said", f' "said": {line}') for line in said.splitlines()]
    if outcome.report:
        found += reading.units("json", outcome.report)
    return found + list(reading.units(form, outcome.stdout))


def whole(found: list[Unit]) -> str:
    """All units as one text. A unit's first line begins with a letter, as git wants of what it
    shows beside a place; all others with a blank."""
    return "".join(f"{unit.label}\n{unit.text}\n" for unit in found)


class _Reading:
    """Reads what was written; ``day`` is the day in it that stands for the time of asking."""

    def __init__(self, day: str, options: Options) -> None:
        self.options = options
        self.parts = [int(part) for part in day.split("-")] if day else []
        self.days = (day, "{}年{}月{}日".format(*self.parts)) if day else ()

    def units(self, form: str, data: bytes) -> Iterator[Unit]:
        """What stands in a file of this form; one that is not of it is read as text."""
        if not data:
            return
        readers = {
            "json": self._json, "jsonl": self._jsonl, "csv": self._csv, "xlsx": self._xlsx,
            "parquet": self._parquet, "zip": self._zip,
        }  # fmt: skip
        try:
            yield from list(readers.get(form, self._text)(data))
        except (ValueError, KeyError, OSError, zipfile.BadZipFile):
            yield from self._text(data)

    def plain(self, text: str) -> str:
        """A text without the place of the checkout."""
        return text.replace(self.options.place, "CHECKOUT") if self.options.place else text

    def _text(self, data: bytes) -> Iterator[Unit]:
        text = _TAGS.sub(r"<\1>TIME", self.plain(data.decode("utf-8", "replace")))
        for day in self.days:
            text = text.replace(day, "DAY")
        for number, page in enumerate(text.split("\f"), start=1):
            yield Unit(f"page {number}", "\n".join(f" {line}" for line in page.splitlines()))

    def _json(self, data: bytes) -> Iterator[Unit]:
        value = json.loads(data)
        if isinstance(value, list):
            yield from self._items("item", value)
            return
        lists = [key for key in LISTS if isinstance(value.get(key), list)]
        rest = self._same({k: v for k, v in value.items() if k not in lists})
        yield Unit("answer", "\n".join(self._written(rest, " ")))
        for key in lists:
            yield from self._items(key, value[key])

    def _jsonl(self, data: bytes) -> Iterator[Unit]:
        yield from self._items("line", [json.loads(line) for line in data.splitlines()])

    def _csv(self, data: bytes) -> Iterator[Unit]:
        text = io.StringIO(data.decode("utf-8-sig"), newline="")
        yield from self._rows("row", csv.reader(text))

    def _xlsx(self, data: bytes) -> Iterator[Unit]:
        book = openpyxl.load_workbook(io.BytesIO(data))
        for sheet in book:
            cells = ([_cell(cell) for cell in row] for row in sheet.iter_rows())
            yield from self._rows(f"sheet {sheet.title}", cells)

    def _parquet(self, data: bytes) -> Iterator[Unit]:
        table = parquet.read_table(io.BytesIO(data))
        yield Unit("columns", "\n".join(f" {field.name}: {field.type}" for field in table.schema))
        yield from self._items("row", table.to_pylist())

    def _zip(self, data: bytes) -> Iterator[Unit]:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                for unit in self.units(name.rpartition(".")[2], packed.read(name)):
                    yield Unit(f"{name} {unit.label}", unit.text)

    def _rows(self, what: str, rows: Iterator[list[Any]]) -> Iterator[Unit]:
        """Rows below a heading, each with the heading's names."""
        heads = [str(head) for head in next(rows, [])]
        named = [self.options.renamed.get(head, head) for head in heads]
        kept = [head for head in named if head not in self.options.ignored]
        yield Unit(f"{what} heads", "\n".join(f" {head}" for head in kept))
        for row in rows:
            first = str(next(iter(row), ""))[:40].replace("\n", " ")
            cells = {k: v for k, v in zip(heads, row, strict=False) if v != ""}
            lines = "\n".join(self._written(self._same(cells), " "))
            yield Unit(f"{what} {first}".rstrip(), lines)

    def _items(self, what: str, values: list[Any]) -> Iterator[Unit]:
        for value in map(self._same, values):
            lines = "\n".join(self._written(value, " "))
            yield Unit(f"{what} {name_of(value)}".rstrip(), lines)

    def _same(self, value: Any, key: str = "") -> Any:
        """The value without what differs between two runs, with the keys of the newer commit."""
        if any(fnmatch.fnmatchcase(key, pattern) for pattern in TIMES) and value:
            return "TIME"
        if (key == "id" and isinstance(value, int)) or (key in CURSORS and value):
            return "ID"
        if isinstance(value, dict):
            named = {self.options.renamed.get(k, k): v for k, v in value.items()}
            kept = (k for k in sorted(named) if k not in self.options.ignored)
            return {k: self._same(named[k], k) for k in kept}
        if isinstance(value, list):
            same = bool(value) and value == self.parts
            return "DAY" if same else [self._same(each) for each in value]
        if isinstance(value, float) and self.options.digits is not None:
            return round(value, self.options.digits)
        if isinstance(value, str):
            for day in self.days:
                value = value.replace(day, "DAY")
        return value

    def _written(self, value: Any, indent: str) -> Iterator[str]:
        """A value in lines that say no more than one thing each."""
        if isinstance(value, dict):
            for key, each in value.items():
                yield from self._field(f'{indent}"{key}":', each, indent)
        elif isinstance(value, list):
            for each in value:
                yield from self._field(f"{indent}-", each, indent)
        else:
            yield indent + _dumped(value)

    def _field(self, head: str, value: Any, indent: str) -> Iterator[str]:
        plain = isinstance(value, list) and not any(isinstance(e, dict | list) for e in value)
        if isinstance(value, str) and "\n" in value:
            yield from (f"{head.rstrip(':')}| {line}" for line in value.split("\n"))
        elif not isinstance(value, dict | list) or not value:
            yield f"{head} {_dumped(value)}"
        elif plain and len(line := _dumped(value)) <= _PLAIN_LIST:
            yield f"{head} {line}"
        else:
            yield head
            yield from self._written(value, indent + "  ")


def name_of(value: Any) -> str:
    """What names an item in a list, shortly."""
    if not isinstance(value, dict):
        return ""
    shown = []
    for key in [key for key in NAMING if key in value] or NAMING_ELSE:
        each = value.get(key, "")
        text = each.get("title", "") if isinstance(each, dict) else each
        if isinstance(text, str | int) and text != "":
            shown.append(f"{key}={str(text)[:40]}".replace("\n", " "))
    return " ".join(shown)


def _cell(cell: Any) -> str:
    """A cell as a person sees it: its value, how numbers are shown, and where it leads."""
    if cell.value is None:
        return ""
    shown = "" if cell.number_format == "General" else f" [{cell.number_format}]"
    link = f" <{cell.hyperlink.target or cell.hyperlink.location}>" if cell.hyperlink else ""
    return f"{cell.value}{shown}{link}"


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
