"""How a quote stands beside letters of corrections: an erratum counts where it touches the very
words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from shiryokan.quotes.parts import Part, part_with, parts_of
from shiryokan.quotes.quote import Quote
from shiryokan.quotes.squeezing import squeezed
from shiryokan.quotes.standing import Cause, Standing
from shiryokan.registers.base import Record, Values
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison.rewording import reworded, unedited
from shiryokan.registers.rewording import Rewording
from shiryokan.registers.schedules import ItemReference


class Erratum(msgspec.Struct, frozen=True):
    """What a record of a letter corrects, the items it is about, and the record that says so."""

    rewording: Rewording
    items: tuple[ItemReference, ...]
    register: str
    record: Record


def errata_of(register: str, records: Iterable[Record]) -> list[Erratum]:
    """What the records of a register correct in other papers; none where it corrects nothing."""
    found = []
    for record in records:
        values = msgspec.to_builtins(msgspec.structs.replace(record, provenance={}))
        rewording = REGISTERS[register].rewording(values)
        if rewording is not None:
            items = tuple(REGISTERS[register].items(values))
            found.append(Erratum(rewording, items, register, record))
    return found


def about(errata: Sequence[Erratum], register: str, record: Record) -> list[Erratum]:
    """Those that may speak of a record: of a paper of its register, and of its item and number."""
    values = msgspec.to_builtins(msgspec.structs.replace(record, provenance={}))
    codes = {(item.schedule, item.code) for item in REGISTERS[register].items(values) if item.code}
    return [each for each in errata if _is_about(each, register, codes, values)]


def _is_about(erratum: Erratum, register: str, codes: set[tuple[str, str]], values: Values) -> bool:
    said = erratum.rewording
    if register not in said.registers:
        return False
    own = {(item.schedule, item.code) for item in erratum.items if item.code}
    if own and codes and not any(_same_item(a, b) for a in own for b in codes):
        return False
    year = values.get("year")
    if year and said.year and year != said.year:
        return False
    number = values.get("number")
    # without an item a letter may name the line, and the register the paragraph that holds it
    told = isinstance(number, str) and number and said.number and own and codes
    return not told or number == said.number


def _same_item(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return a[1] == b[1] and (not a[0] or not b[0] or a[0] == b[0])


def beside_errata(
    quote: Quote, record: Record, register: str, errata: Sequence[Erratum]
) -> Standing | None:
    """``corrected``, by the latest of the errata that touch a quote's words; None where none does.
    ``record`` is the quote's own, and ``errata`` are :func:`about` it."""
    held = part_with(record, register, quote)
    if held is None:
        return None
    part, span = held
    low, high = part.squeezed.span(*span)
    # a quote of a code and its name stands in no part alone; what is corrected in a part that it
    # has whole may stand several times in all that the record says, and is found in that part
    words = squeezed(quote.words)
    within = [each for each in parts_of(record, register) if each.words and each.words in words]
    for erratum in _latest_first(errata):
        if _touches(erratum, part, low, high) or _touches_any(erratum, within):
            return Standing(state="corrected", cause=_cause(erratum))
    return None


def whole_beside_errata(
    record: Record, register: str, errata: Sequence[Erratum]
) -> Standing | None:
    """As :func:`beside_errata`, of all that a record says."""
    parts = parts_of(record, register)
    for erratum in _latest_first(errata):
        if _touches_any(erratum, parts):
            return Standing(state="corrected", cause=_cause(erratum))
    return None


def _latest_first(errata: Iterable[Erratum]) -> list[Erratum]:
    return sorted(errata, key=lambda each: each.rewording.date, reverse=True)


def _touches_any(erratum: Erratum, parts: Iterable[Part]) -> bool:
    """Whether it changes anything of any of them."""
    return any(_touches(erratum, part, -1, len(part.text) + 1) for part in parts)


def _touches(erratum: Erratum, part: Part, low: int, high: int) -> bool:
    """Whether it changes characters ``low:high`` of a part's text."""
    made = reworded(unedited(part.text), erratum.rewording.new, erratum.rewording.edits)
    at = 0
    for piece in made.pieces:
        begin, at = at, at + len(piece.old)
        touched = begin < high and low < at if piece.old else low < begin < high
        if piece.op != "same" and touched:
            return True
    return False


def _cause(erratum: Erratum) -> Cause:
    record = erratum.record
    traces = record.provenance.get("new") or record.provenance.get("old") or []
    places = [place for trace in traces for place in trace.places]
    first = places[0] if places else None
    return Cause(
        kind="letter",
        document=record.document,
        page=first.page if first else record.page,
        boxes=first.boxes if first else (),
        words=first.text.replace("\n", "") if first else "",
        register=erratum.register,
        key=record.key,
    )
