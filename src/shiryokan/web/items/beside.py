"""What papers say beside a part of an item, as it is shown: of the version's time, withdrawn, and
with corrections put in."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shiryokan.items.errata import Corrections, Fate
from shiryokan.items.speaking import Saying
from shiryokan.items.versions import Version
from shiryokan.records import models
from shiryokan.records.headings import heading
from shiryokan.records.standings import KeptStanding, standings_in
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison.differences import Op, Piece
from shiryokan.registers.fields import Code, Path, Shown
from shiryokan.registers.rewording import Rewording
from shiryokan.registers.standing import STATE_TITLES

MOST_SAID = 4
"""Records of a register that are shown beside a note at once; the others are opened. What is stated
next stands below them: more of them push the notes, for which most people come, out of sight."""
FATES = {
    "applied": _("このページの文に反映済み"),
    "added": _("加えられた項"),
    "there": _("手元の文は訂正後のもの"),
    "missing": _("訂正前の語が手元の文に見つかりません"),
    "absent": _("訂正された文書がまだありません"),
}
"""What became of a correction."""
_PUT_IN = ("applied", "there")


class Letter(msgspec.Struct, frozen=True):
    """A letter of corrections that a text is shown with: its title, its day, and the records of it
    that correct the text."""

    title: str
    date: datetime.date | None
    records: Sequence[models.Record]


def letters_of(sayings: Sequence[Saying]) -> list[Letter]:
    """The letters of corrections, each once, in their order."""
    found: dict[str, list[Saying]] = {}
    for each in sayings:
        found.setdefault(each.record.document_id, []).append(each)
    return [
        Letter(own[0].record.document.title, own[0].date, [each.record for each in own])
        for own in found.values()
    ]


class Told(msgspec.Struct, frozen=True):
    """A field of a record: its value, or its text in ``pieces`` with the words that ``letters``
    put in."""

    title: str
    value: Shown
    pieces: Sequence[Piece] = ()
    letters: Sequence[Letter] = ()


class Said(msgspec.Struct, frozen=True):
    """A record that speaks of a part, as it is shown. ``fate`` is what became of a correction, in
    words, and ``missing`` what it could not put in."""

    record: models.Record
    heading: str
    fields: Sequence[Told]
    by_name: bool
    date: datetime.date | None
    standing: KeptStanding | None
    state: str
    fate: str = ""
    missing: Sequence[str] = ()
    put_in: bool = False
    """Whether it is a correction whose words stand in the corrected text."""
    waiting: Sequence[str] = ()
    """Sentences that act upon records that are not here."""
    confirmed: bool = False
    """Whether an editor said that it is about the item."""


class Group(msgspec.Struct, frozen=True):
    """What one register says of a part: of the version's time, and from other years."""

    title: str
    current: Sequence[Said]
    more: Sequence[Said]
    other: Sequence[Said]

    @property
    def count(self) -> int:
        """How much is said of the version's time."""
        return len(self.current) + len(self.more)


class Beside:
    """Shows what is said of an item's version, as of a day if one is asked for."""

    def __init__(
        self,
        version: Version,
        versions: Sequence[Version],
        corrections: Corrections,
        on: datetime.date | None,
    ) -> None:
        self.year, self.on = version.year, on
        later = [each.year for each in versions if each.year and each.year > (version.year or 0)]
        self.until = min(later, default=None)
        self.corrections = corrections
        said = models.ItemLink.objects.filter(
            withdrawn_at=None, about=True, code=version.code
        ).order_by()
        self.confirmed = set(said.values_list("document_id", "register", "key"))
        self._standings: dict[str, Mapping[str, KeptStanding]] = {}
        # the same few words hundreds of times
        self._words = cache(gettext)

    def groups(self, sayings: Sequence[Saying]) -> list[Group]:
        """What each register says of a part."""
        found: dict[str, list[Saying]] = {}
        for each in sayings:
            found.setdefault(each.record.register, []).append(each)
        groups = []
        for register, of_register in found.items():
            now = [each for each in of_register if self._of_time(each)]
            other = [each for each in of_register if not self._of_time(each)]
            # what still holds comes first
            shown = sorted(self._said(now, register), key=lambda each: each.standing is not None)
            # a correction that is in the text already is read there
            open_ones = [each for each in shown if not each.put_in]
            groups.append(
                Group(
                    gettext(REGISTERS[register].title),
                    open_ones[:MOST_SAID],
                    [*open_ones[MOST_SAID:], *(each for each in shown if each.put_in)],
                    list(self._said(other, register)),
                )
            )
        return groups

    def _of_time(self, saying: Saying) -> bool:
        """Whether a paper is of the time between a revision and the next."""
        own, year, until = saying.year, self.year, self.until
        return own is None or ((year is None or own >= year) and (until is None or own < until))

    def _said(self, sayings: Sequence[Saying], name: str) -> Iterator[Said]:
        if name not in self._standings:
            self._standings[name] = standings_in(name)
        standings = self._standings[name]
        acting = {kept.by for kept in standings.values()}
        for each in sayings:
            kept = standings.get(str(each.record.pk))
            if kept and self.on and kept.standing.date > self.on.isoformat():
                kept = None
            told = REGISTERS[name].rewording(each.record.data)
            fate = self.corrections.fates.get(str(each.record.pk)) if told else None
            called = heading(each.record)
            yield Said(
                each.record, called, list(self._fields(each.record, called, told)),
                each.by_name, each.date, kept,
                gettext(STATE_TITLES[kept.standing.state]) if kept else "",
                str(FATES[fate.state]) if fate else "", _missing(fate),
                fate is not None and fate.state in _PUT_IN,
                () if str(each.record.pk) in acting else REGISTERS[name].acts(each.record.data),
                (each.record.document_id, name, each.record.key) in self.confirmed,
            )  # fmt: skip

    def _fields(self, row: models.Record, called: str, told: Rewording | None) -> Iterator[Told]:
        if told is not None:
            yield Told("", Shown(), _pieces(told))
            return
        for field in REGISTERS[row.register].fields:
            if not field.main or isinstance(field.kind, Code | Path):
                continue
            title = self._words(field.title)
            value = field.kind.shown(row.data.get(field.name), self._words)
            corrected = self.corrections.of_records.get((str(row.pk), field.name))
            # what is in the heading already need not be said again
            known = bool(value.lines) and "".join(value.lines) in called
            if value.empty or (known and corrected is None):
                continue
            if corrected is None:
                yield Told(title, value)
            else:
                yield Told(title, value, corrected.pieces, letters_of(corrected.by))


def _pieces(told: Rewording) -> list[Piece]:
    """A corrected paragraph as pieces, its edits among what stays."""
    found: list[Piece] = []
    at = 0
    for edit in told.edits:
        kept = told.new[at : edit.start]
        if kept:
            found.append(Piece("same", kept, kept))
        op: Op = "changed" if edit.struck and edit.inserted else "gone" if edit.struck else "come"
        found.append(Piece(op, edit.struck, edit.inserted))
        at = edit.end
    rest = told.new[at:]
    return [*found, Piece("same", rest, rest)] if rest else found


def _missing(fate: Fate | None) -> list[str]:
    if fate is None:
        return []
    return ["→".join(filter(None, (edit.struck, edit.inserted))) for edit in fate.missing]
