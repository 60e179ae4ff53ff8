"""Which fee items a record is about, as editors confirmed or put it right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from shiryokan.audit.record import record as write_down
from shiryokan.records import audit_kinds, models
from shiryokan.records.rows import found_columns, keep_item_references
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.item_codes import ascii_code
from shiryokan.registers.schedules import ItemReference

_CODE = re.compile(r"[A-Za-z0-9][-A-Za-z0-9_]{0,39}")
_NOTE = re.compile(r"(?:.{0,20}注[0-9]{0,3})?")


class NoItem(ValueError):  # noqa: N818
    """The schedule is not known, or the code or the note is none."""


class Linked(msgspec.Struct, frozen=True):
    """A reference that a record's register found, or an editor added (``found`` is None), and what
    an editor said of it, if anyone did."""

    found: ItemReference | None
    said: models.ItemLink | None = None

    @property
    def schedule(self) -> str:
        """The schedule that is meant."""
        return self.said.schedule if self.said and self.said.about else self._found.schedule

    @property
    def code(self) -> str:
        """The code that is meant; empty where only a name is known."""
        return self.said.code if self.said and self.said.about else self._found.code

    @property
    def note(self) -> str:
        """The note that is meant."""
        return self.said.note if self.said and self.said.about else self._found.note

    @property
    def name(self) -> str:
        """The name by which it was found."""
        return self._found.name

    @property
    def how(self) -> str:
        """How the link was made: ``confirmed``, ``corrected``, ``added`` or ``refused`` by an
        editor, else by ``code`` or by ``name``."""
        if self.said is None:
            return "code" if self._found.code else "name"
        if not self.said.about:
            return "refused"
        if self.found is None:
            return "added"
        same = not self.found.code or self.found.code == self.said.code
        return "confirmed" if same else "corrected"

    @property
    def _found(self) -> ItemReference:
        return self.found or ItemReference()

    @property
    def named(self) -> str:
        """The reference as one value of a form."""
        return "\n".join(found_columns(self._found).values()) if self.found else ""


def item_links_of(document_id: str, register: str) -> Mapping[str, list[models.ItemLink]]:
    """What editors said and holds, by the keys of records."""
    found: dict[str, list[models.ItemLink]] = defaultdict(list)
    rows = models.ItemLink.objects.filter(
        document_id=document_id, register=register, withdrawn_at=None
    )
    for row in rows.select_related("by").order_by("at", "pk"):
        found[row.key].append(row)
    return found


def item_links_of_record(record: models.Record) -> list[models.ItemLink]:
    """What editors said of a record and holds."""
    return item_links_of(record.document_id, record.register).get(record.key, [])


def linked(record: models.Record, said: Sequence[models.ItemLink]) -> list[Linked]:
    """What a record speaks of, each with what editors said of it, and what they added."""
    of = {_found(link): link for link in said}
    found = [
        Linked(item, of.get(tuple(found_columns(item).values())))
        for item in dict.fromkeys(REGISTERS[record.register].items(record.data))
        if item.role == "speaks"
    ]
    known = {each.said.pk for each in found if each.said}
    return [*found, *(Linked(None, link) for link in said if link.pk not in known and link.about)]


def _found(link: models.ItemLink) -> tuple[str, ...]:
    return link.found_schedule, link.found_code, link.found_name, link.found_note


@transaction.atomic
def say(
    record: models.Record,
    found: str,
    by: User,
    *,
    about: bool,
    schedule: str = "",
    code: str = "",
    note: str = "",
    reason: str = "",
) -> models.ItemLink:
    """Keep what an editor says of a reference: ``found`` is its :attr:`Linked.named`, empty for one
    that no register found. Raises :class:`NoItem`."""
    parts = found.split("\n") if found else [""] * 4
    code, note = ascii_code(code.strip()).upper(), "".join(ascii_code(note).split())
    schedules = {name for each in REGISTERS.values() for name in each.schedules}
    if len(parts) != len(_COLUMNS) or (not about and not found):
        raise NoItem(found)
    if about and not (schedule in schedules and _CODE.fullmatch(code) and _NOTE.fullmatch(note)):
        raise NoItem(code)
    columns = dict(zip(_COLUMNS, parts, strict=True))
    if any(parts):
        _withdraw(record, columns, by)
    link = models.ItemLink.objects.create(
        document_id=record.document_id, register=record.register, key=record.key, **columns,
        about=about, schedule=schedule if about else "", code=code if about else "",
        note=note if about else "", reason=reason[:500], by=by,
    )  # fmt: skip
    _relink(record)
    write_down(
        audit_kinds.ITEM_LINKED, f"record:{record.pk}", record.key, document=record.document_id,
        found=" ".join(filter(None, parts)), is_about=about, schedule=link.schedule, code=link.code,
        note=link.note,
    )  # fmt: skip
    return link


_COLUMNS = ("found_schedule", "found_code", "found_name", "found_note")


@transaction.atomic
def unsay(record: models.Record, link: models.ItemLink, by: User) -> None:
    """Take back what an editor said; what the register found holds again. It stays on record."""
    models.ItemLink.objects.filter(pk=link.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by=by
    )
    _relink(record)
    write_down(
        audit_kinds.ITEM_LINK_WITHDRAWN, f"record:{record.pk}", record.key,
        document=record.document_id, schedule=link.schedule, code=link.code,
    )  # fmt: skip


def _withdraw(record: models.Record, columns: Mapping[str, str], by: User) -> None:
    models.ItemLink.objects.filter(
        document_id=record.document_id, register=record.register, key=record.key,
        withdrawn_at=None, **columns,
    ).update(withdrawn_at=timezone.now(), withdrawn_by=by)  # fmt: skip


def _relink(record: models.Record) -> None:
    """Write the references of a record anew."""
    models.ItemReference.objects.filter(record=record).delete()
    keep_item_references([record], {record.key: item_links_of_record(record)})
