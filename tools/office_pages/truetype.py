"""What is needed of a TrueType file to set text in it and to embed the glyphs that were used.

The formats are those of the OpenType specification (tables head, hhea, hmtx, cmap, loca, glyf and
the single substitutions of GSUB). Subsetting keeps the numbers of the glyphs: unused ones become
empty, which is what office programs write and costs a millisecond.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

KEPT = ("OS/2", "cvt ", "fpgm", "prep")
ARGS_ARE_WORDS, HAS_SCALE, MORE, HAS_XY_SCALE, HAS_MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80


class TrueType:
    """A font file; the first of a collection."""

    def __init__(self, path: Path) -> None:
        self.data = path.read_bytes()
        start = 0
        if self.data[:4] == b"ttcf":
            (start,) = struct.unpack_from(">I", self.data, 12)
        (count,) = struct.unpack_from(">H", self.data, start + 4)
        self.tables: dict[str, tuple[int, int]] = {}
        for number in range(count):
            tag, _, offset, length = struct.unpack_from(
                ">4sIII", self.data, start + 12 + 16 * number
            )
            self.tables[tag.decode("latin-1")] = (offset, length)
        head = self.tables["head"][0]
        (self.units,) = struct.unpack_from(">H", self.data, head + 18)
        self.box = struct.unpack_from(">4h", self.data, head + 36)
        (self.long_loca,) = struct.unpack_from(">h", self.data, head + 50)
        self.ascent, self.descent = struct.unpack_from(">2h", self.data, self.tables["hhea"][0] + 4)
        (self.glyphs,) = struct.unpack_from(">H", self.data, self.tables["maxp"][0] + 4)
        (self.metrics,) = struct.unpack_from(">H", self.data, self.tables["hhea"][0] + 34)

    def table(self, tag: str) -> bytes:
        """The bytes of a table."""
        offset, length = self.tables[tag]
        return self.data[offset : offset + length]

    def advance(self, glyph: int) -> int:
        """The width of a glyph in thousandths of an em."""
        at = self.tables["hmtx"][0] + 4 * min(glyph, self.metrics - 1)
        width: int = struct.unpack_from(">H", self.data, at)[0]
        units: int = self.units
        return round(width * 1000 / units)

    @cached_property
    def characters(self) -> dict[int, int]:
        """The glyph of each code point."""
        base = self.tables["cmap"][0]
        (count,) = struct.unpack_from(">H", self.data, base + 2)
        found: dict[int, int] = {}
        for number in range(count):
            platform, encoding, offset = struct.unpack_from(
                ">HHI", self.data, base + 4 + 8 * number
            )
            if (platform, encoding) not in ((3, 1), (3, 10), (0, 3), (0, 4)):
                continue
            (kind,) = struct.unpack_from(">H", self.data, base + offset)
            if kind == 4:
                found.update(self._segments(base + offset))
            elif kind == 12:
                found.update(self._groups(base + offset))
        return found

    def _segments(self, at: int) -> Iterator[tuple[int, int]]:
        (double,) = struct.unpack_from(">H", self.data, at + 6)
        count = double // 2
        ends = struct.unpack_from(f">{count}H", self.data, at + 14)
        starts = struct.unpack_from(f">{count}H", self.data, at + 16 + double)
        deltas = struct.unpack_from(f">{count}H", self.data, at + 16 + 2 * double)
        offsets_at = at + 16 + 3 * double
        offsets = struct.unpack_from(f">{count}H", self.data, offsets_at)
        for number in range(count):
            for code in range(starts[number], min(ends[number], 0xFFFE) + 1):
                glyph = code
                if offsets[number]:
                    place = offsets_at + 2 * number + offsets[number] + 2 * (code - starts[number])
                    (glyph,) = struct.unpack_from(">H", self.data, place)
                if glyph or not offsets[number]:
                    glyph = (glyph + deltas[number]) & 0xFFFF
                if glyph:
                    yield code, glyph

    def _groups(self, at: int) -> Iterator[tuple[int, int]]:
        (count,) = struct.unpack_from(">I", self.data, at + 12)
        for number in range(count):
            first, last, glyph = struct.unpack_from(">3I", self.data, at + 16 + 12 * number)
            for code in range(first, last + 1):
                yield code, glyph + code - first

    @cached_property
    def upright(self) -> dict[int, int]:
        """The glyph for vertical setting of each glyph that has one (GSUB, feature ``vert``)."""
        if "GSUB" not in self.tables:
            return {}
        base, data = self.tables["GSUB"][0], self.data
        features, lookups = struct.unpack_from(">2H", data, base + 6)
        wanted: set[int] = set()
        (count,) = struct.unpack_from(">H", data, base + features)
        for number in range(count):
            tag, offset = struct.unpack_from(">4sH", data, base + features + 2 + 6 * number)
            if tag == b"vert":
                at = base + features + offset
                (size,) = struct.unpack_from(">H", data, at + 2)
                wanted.update(struct.unpack_from(f">{size}H", data, at + 4))
        found: dict[int, int] = {}
        for number in sorted(wanted):
            (offset,) = struct.unpack_from(">H", data, base + lookups + 2 + 2 * number)
            found.update(self._substitutions(base + lookups + offset))
        return found

    def _substitutions(self, at: int) -> Iterator[tuple[int, int]]:
        kind, _, count = struct.unpack_from(">3H", self.data, at)
        for offset in struct.unpack_from(f">{count}H", self.data, at + 6):
            place, real = at + offset, kind
            if kind == 7:
                _, real, further = struct.unpack_from(">HHI", self.data, place)
                place += further
            if real != 1:
                continue
            form, coverage = struct.unpack_from(">2H", self.data, place)
            covered = list(self._coverage(place + coverage))
            if form == 1:
                (delta,) = struct.unpack_from(">h", self.data, place + 4)
                yield from ((glyph, (glyph + delta) & 0xFFFF) for glyph in covered)
            else:
                others = struct.unpack_from(f">{len(covered)}H", self.data, place + 6)
                yield from zip(covered, others, strict=True)

    def _coverage(self, at: int) -> Iterator[int]:
        form, count = struct.unpack_from(">2H", self.data, at)
        if form == 1:
            yield from struct.unpack_from(f">{count}H", self.data, at + 4)
            return
        for number in range(count):
            first, last, _ = struct.unpack_from(">3H", self.data, at + 4 + 6 * number)
            yield from range(first, last + 1)

    @cached_property
    def _places(self) -> tuple[int, ...]:
        data = self.table("loca")
        if self.long_loca:
            return struct.unpack(f">{self.glyphs + 1}I", data[: 4 * (self.glyphs + 1)])
        halves = struct.unpack(f">{self.glyphs + 1}H", data[: 2 * (self.glyphs + 1)])
        return tuple(2 * half for half in halves)

    def _outline(self, glyph: int) -> bytes:
        base = self.tables["glyf"][0]
        return self.data[base + self._places[glyph] : base + self._places[glyph + 1]]

    def _parts(self, outline: bytes) -> Iterator[int]:
        """The glyphs that a compound glyph is made of."""
        if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
            return
        at, flags = 10, MORE
        while flags & MORE:
            flags, glyph = struct.unpack_from(">2H", outline, at)
            yield glyph
            at += 8 if flags & ARGS_ARE_WORDS else 6
            scales = ((HAS_SCALE, 2), (HAS_XY_SCALE, 4), (HAS_MATRIX, 8))
            at += next((size for bit, size in scales if flags & bit), 0)

    def subset(self, wanted: Iterable[int]) -> bytes:
        """A font file in which only these glyphs, and the parts of them, have an outline."""
        outlines: dict[int, bytes] = {}
        waiting = [0, *wanted]
        while waiting:
            glyph = waiting.pop()
            if glyph not in outlines:
                outlines[glyph] = self._outline(glyph)
                waiting += self._parts(outlines[glyph])
        body = bytearray()
        places: list[int] = []
        before = 0
        metrics = bytearray(self.table("hmtx"))
        for glyph in sorted(outlines):
            places += [len(body)] * (glyph + 1 - before)
            before = glyph + 1
            outline = outlines[glyph]
            body += outline + bytes(-len(outline) % 4)
        places += [len(body)] * (self.glyphs + 1 - before)
        head = bytearray(self.table("head"))
        head[8:12] = bytes(4)
        head[50:52] = struct.pack(">h", 1)
        tables = {tag: self.table(tag) for tag in KEPT if tag in self.tables}
        tables |= {tag: self.table(tag) for tag in ("hhea", "maxp")}
        tables |= {
            "head": bytes(head),
            "hmtx": _blanked(metrics, outlines, self.metrics),
            "loca": struct.pack(f">{len(places)}I", *places),
            "glyf": bytes(body),
        }
        return _file(tables)


def _blanked(metrics: bytearray, used: Iterable[int], full: int) -> bytes:
    """The widths of the glyphs used, zero for all others, which packs well."""
    blank = bytearray(len(metrics))
    for glyph in used:
        at = 4 * glyph if glyph < full else 4 * full + 2 * (glyph - full)
        end = at + (4 if glyph < full else 2)
        blank[at:end] = metrics[at:end]
    blank[4 * full - 4 : 4 * full] = metrics[4 * full - 4 : 4 * full]
    return bytes(blank)


def _file(tables: dict[str, bytes]) -> bytes:
    """A font file of these tables."""
    count = len(tables)
    power = count.bit_length() - 1
    out = bytearray(
        struct.pack(">I4H", 0x10000, count, 16 << power, power, 16 * count - (16 << power))
    )
    at = 12 + 16 * count
    body = bytearray()
    for tag, data in sorted(tables.items()):
        out += struct.pack(">4sIII", tag.encode("latin-1"), _sum(data), at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return bytes(out + body)


def _sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
