"""From rows of old and new to records of what changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shiryokan.paper.document import Document
from shiryokan.registers.amendments.labels import Outline, label_of
from shiryokan.registers.amendments.listed import Listed, listed_row
from shiryokan.registers.amendments.model import Amendment, Kind, Mark, Side
from shiryokan.registers.amendments.rows import (
    HEADING,
    LEFT_OUT,
    PLACEHOLDER,
    SIGN,
    STAYS,
    Row,
    is_left_out,
    plain,
    rows_of,
)
from shiryokan.registers.amendments.tables import Comparison, Listing, tables_of
from shiryokan.registers.base import Extraction, Heading, sureness, trace, unique_keys
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.narrow_text import narrow, parted
from shiryokan.registers.source_text import Traced

NAME = "amendments"
_NOTHING = re.compile(r"[-‐－―ー]*")
_SIGN_WORDS = re.compile(r"[【（(](?P<sign>[^】）)]{1,20})[】）)]")


def read(source: Document, document: str) -> Extraction[Amendment]:
    """What the tables of a document change; raises ``NoRecords`` where none compares."""
    tables, unplaced = tables_of(source)
    records: list[Amendment] = []
    outline = Outline()
    for table in tables:
        if isinstance(table, Comparison):
            records += _compared(table, outline, document)
        else:
            records += _listed(table, document)
    if not records:
        raise NoRecords(NAME, "no table whose columns are headed old and new")
    unique_keys(records)
    for record in records:
        record.confidence = sureness(record)
    return Extraction(records, unplaced)


def _compared(table: Comparison, outline: Outline, document: str) -> Iterator[Amendment]:
    for row in rows_of(table):
        sign = Traced()
        for head in row.lead:
            match = SIGN.search(head.text)
            if match:
                sign = head.cut(match, "sign")
            else:
                outline.enter(head.text, head=True)
        old, new = parted(row.old, "\n"), parted(row.new, "\n")
        within = _Place(outline, row)
        if plain(old.text) == plain(new.text) or _same(row):
            within.leave()
            continue
        if not old and not new:
            continue
        yield _record(table.title, within.path, sign, old, new, row.tail, document)
        within.leave()


class _Place:
    """The place of a row: what is open, and the number that the row itself begins with, or that
    stands below its heading."""

    def __init__(self, outline: Outline, row: Row) -> None:
        self._outline = outline
        texts = row.new
        if not texts or PLACEHOLDER.fullmatch(plain(texts[0].text)):
            texts = row.old
        said = [t.text for t in texts if not PLACEHOLDER.fullmatch(plain(t.text))]
        first = 1 if len(said) > 1 and HEADING.fullmatch(plain(said[0])) else 0
        if said:
            outline.enter(said[first])
        self._rest = said[first + 1 :]
        self.path = outline.path()

    def leave(self) -> None:
        """Go on behind the row's other paragraphs."""
        for text in self._rest:
            self._outline.enter(text)


def _same(row: Row) -> bool:
    """Whether both sides only say that what stands there stays."""
    texts = [[_left_out_alike(t.text) for t in side] for side in (row.old, row.new)]
    return texts[0] == texts[1] or _stays(row.new) or _stays(row.old)


def _left_out_alike(text: str) -> str:
    """A text for comparing, in which all words for what is left out are one."""
    if is_left_out(text):
        label = label_of(text)
        return f"{plain(text[: label.end]) if label else ''}（略）"
    return LEFT_OUT.sub("（略）", plain(text))


def _stays(texts: Sequence[Traced]) -> bool:
    """Whether a side says nothing but that the text of the other stays."""
    return bool(texts) and all(
        STAYS.fullmatch(said[label.end if (label := label_of(said)) else 0 :].strip())
        for said in (narrow(text.text) for text in texts)
    )


def _record(
    title: Traced, place: list[Heading], sign: Traced, old: Traced, new: Traced, tail: Traced,
    document: str,
) -> Amendment:  # fmt: skip
    marks = [*_marks("old", old), *_marks("new", new)]
    provenance = {
        name: found for name, found in (
            ("old", trace(old)), ("new", trace(new)), ("sign", trace(sign)),
            ("remark", trace(tail)), ("title", trace(title)),
        ) if found
    }  # fmt: skip
    names = [heading.number or heading.title for heading in place]
    return Amendment(
        document=document,
        key="/".join(names) or "-",
        page=new.page if not old or 0 < new.page < old.page else old.page,
        provenance=provenance,
        title=title.text,
        place=place,
        sign=sign.text,
        kind=_kind(old.text, new.text),
        old=old.text,
        new=new.text,
        marks=marks,
        remark=tail.text,
    )


def _kind(old: str, new: str) -> Kind:
    def none(text: str) -> bool:
        bare = plain(text)
        return bool(not bare or PLACEHOLDER.fullmatch(bare) or _NOTHING.fullmatch(bare))

    return "added" if none(old) else "deleted" if none(new) else "changed"


def _marks(side: Side, text: Traced) -> list[Mark]:
    """The marked words of a text; those that only a line's end parts are one."""
    spans: list[tuple[int, int, str]] = []
    at = 0
    for piece in text.pieces:
        line = piece.line
        end = piece.start + len(piece.text)
        if line is not None and line.struck and line.struck[0].text == line.text:
            spans.append((at, at + len(piece.text), "struck"))
        elif line is not None:
            for a, b in line.underlined:
                low, high = max(a, piece.start), min(b, end)
                if low < high:
                    spans.append((at + low - piece.start, at + high - piece.start, "underlined"))
        at += len(piece.text)
    whole: list[tuple[int, int, str]] = []
    for a, b, kind in spans:
        if whole and whole[-1][2] == kind and not text.text[whole[-1][1] : a].strip(" "):
            whole[-1] = (whole[-1][0], b, kind)
        else:
            whole.append((a, b, kind))
    return [
        Mark(side, a, b, "struck" if kind == "struck" else "underlined", text.text[a:b])
        for a, b, kind in whole
    ]


def _listed(table: Listing, document: str) -> Iterator[Amendment]:
    """The rows of a list whose old and new differ."""
    heads: list[Traced] = []
    code: dict[str, Traced] = {"old": Traced(), "new": Traced()}
    over: Traced = Traced()
    for row in _whole_rows(table):
        olds, news, names = row.texts("old"), row.texts("new"), row.texts("name")
        name = parted([n for n in names if n], "　")
        if not any(olds) and not any(news) and not any(row.texts("remark")):
            if name and not name.text.startswith("※"):
                heads = _headed(heads, name)
            continue
        for side, found in (("old", olds), ("new", news)):
            if (
                found
                and found[0]
                and label_of(found[0].text)
                and found[0].text.strip()[0].isalpha()
            ):
                code[side] = found[0]
                over = name
        remark = parted([r for r in row.texts("remark") if r], "　")
        old, new = parted([o for o in olds if o], "　"), parted([n for n in news if n], "　")
        if plain(old.text) == plain(new.text):
            continue
        place = [_heading(head.text) for head in heads]
        lead = code["new"] or code["old"]
        if over and over.text != name.text:
            place.append(Heading(narrow(lead.text), over.text))
        if name:
            place.append(Heading("", name.text))
        match = _SIGN_WORDS.search(remark.text)
        sign = remark.cut(match, "sign") if match else Traced()
        yield _record(table.title, place, sign, old, new, remark, document)


def _whole_rows(table: Listing) -> Iterator[Listed]:
    for row in table.rows:
        yield listed_row(table.head, row)


def _heading(text: str) -> Heading:
    label = label_of(text)
    if label is None:
        return Heading("", text)
    return Heading(label.printed, text[label.end :].strip("　 "))


def _headed(heads: Sequence[Traced], name: Traced) -> list[Traced]:
    """The heads over the rows below ``name``: one of its sort takes the place of the last."""
    sort = _sort(name.text)
    kept = []
    for head in heads:
        if _sort(head.text) == sort:
            break
        kept.append(head)
    return [*kept, name]


def _sort(text: str) -> str:
    label = label_of(text)
    return label.sort if label else text.strip()[:1] if text.strip()[:1] in "（(" else ""
