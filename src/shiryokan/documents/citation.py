"""Citations of a page: Japanese style, BibTeX and CSL-JSON (the format of citation managers)."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

import msgspec

from shiryokan.titlepage.guess import Precision


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """What a citation names. ``page`` is the page's number in the file, from 1, and None for the
    whole document."""

    identifier: str
    title: str
    publisher: str = ""
    council: str = ""
    meeting: str = ""
    date: datetime.date | None = None
    date_precision: Precision = "day"
    source_url: str = ""
    page: int | None = None
    label: str = ""
    """The label that is printed on the page, without ornaments; nothing where none is."""
    address: str
    accessed: datetime.date

    @property
    def printed(self) -> str:
        """What the page is called: by its printed label, or else by its number in the file."""
        return (self.label or str(self.page)) if self.page else ""

    @property
    def number_in_file(self) -> int | None:
        """The page's number in the file, where its printed label says something else."""
        return self.page if self.page and self.printed != str(self.page) else None


def japanese(cited: Cited) -> str:
    """One line in the usual Japanese order: body, title, meeting, date, page, addresses."""
    held = " ".join(part for part in (cited.council, cited.meeting) if part)
    parts = [
        f"{cited.publisher}「{cited.title}」" if cited.publisher else f"「{cited.title}」",
        held,
        _day(cited.date, cited.date_precision) if cited.date else "",
        _pages(cited),
    ]
    line = "、".join(part for part in parts if part) + "。"
    if cited.source_url:
        line += f"公開元 {cited.source_url}。"
    return f"{line}資料館 {cited.address}（{_day(cited.accessed)}閲覧）"


def _pages(cited: Cited) -> str:
    if not cited.page:
        return ""
    in_file = cited.number_in_file
    return f"p.{cited.printed}" + (f"（PDF {in_file}ページ目）" if in_file else "")


def bibtex(cited: Cited) -> str:
    """A ``@techreport`` entry."""
    year = str(cited.date.year) if cited.date else ""
    notes = (
        f"PDF page {cited.number_in_file}" if cited.number_in_file else "",
        "Source: " + _tex_url(cited.source_url) if cited.source_url else "",
    )
    fields = {
        "title": "{" + _tex(cited.title) + "}",
        "institution": _tex(cited.publisher),
        "year": year,
        "month": str(cited.date.month) if cited.date and cited.date_precision != "year" else "",
        "number": _tex(" ".join(p for p in (cited.council, cited.meeting) if p)),
        "pages": _tex(cited.printed),
        "url": _tex_url(cited.address),
        "note": ". ".join(note for note in notes if note),
        "urldate": cited.accessed.isoformat(),
        "langid": "japanese",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    key = f"shiryokan-{cited.identifier}" + (f"-p{cited.page}" if cited.page else "")
    return f"@techreport{{{key},\n" + ",\n".join(lines) + "\n}\n"


def csl(cited: Cited) -> list[dict[str, Any]]:
    """CSL-JSON: a list with one item."""
    item: dict[str, Any] = {
        "id": f"shiryokan-{cited.identifier}" + (f"-p{cited.page}" if cited.page else ""),
        "type": "report",
        "title": cited.title,
        "language": "ja",
        "URL": cited.address,
        "accessed": {"date-parts": [_parts(cited.accessed)]},
    }
    if cited.publisher:
        item["publisher"] = cited.publisher
        item["author"] = [{"literal": cited.publisher}]
    if cited.date:
        told = _TOLD[cited.date_precision]
        item["issued"] = {"date-parts": [_parts(cited.date)[:told]]}
    if cited.council:
        item["event-title"] = " ".join(p for p in (cited.council, cited.meeting) if p)
    if cited.page:
        item["page"] = cited.printed
    notes = (
        f"PDF {cited.number_in_file}ページ目" if cited.number_in_file else "",
        f"公開元 {cited.source_url}" if cited.source_url else "",
    )
    if any(notes):
        item["note"] = "、".join(note for note in notes if note)
    return [item]


def csl_json(cited: Cited) -> str:
    """:func:`csl` as text."""
    return json.dumps(csl(cited), ensure_ascii=False, indent=2)


def _day(date: datetime.date, precision: Precision = "day") -> str:
    parts = (f"{date.year}年", f"{date.month}月", f"{date.day}日")
    return "".join(parts[: _TOLD[precision]])


_TOLD: dict[Precision, int] = {"year": 1, "month": 2, "day": 3}
"""How many of year, month and day are told."""


def _parts(date: datetime.date) -> list[int]:
    return [date.year, date.month, date.day]


_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: "\\" + mark for mark in "{}&%$#_"},
}


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)


def _tex_url(url: str) -> str:
    """Addresses stay readable for \\url; only what would end the field is percent-encoded."""
    return re.sub(r"[{}\\]", lambda match: f"%{ord(match.group()):02X}", url)
