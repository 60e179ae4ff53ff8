"""A text layer for pages that have none: a PDF whose pages hold nothing but invisible text, each
character at its place, to be laid over the pictures (:mod:`shiryokan.paper.searchable`).

The font has no shapes (as those of Tesseract and OCRmyPDF): each character that occurs has a
number, a width and, in its ``ToUnicode`` map (ISO 32000-1, 9.10.3), its meaning, so that any reader
finds any character without a font of the language.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterable, Sequence

from shiryokan.paper.model import Line, Page

_ASCENT = 0.88
"""Where the baseline stands in the height of a line: the usual ascent of Japanese fonts."""
_FULL, _HALF = 1000, 500
"""Widths of characters, in thousandths of their size."""
_LAST_HALF = 0x7E
_AT_ONCE = 100
"""Characters of one section of a ``ToUnicode`` map, at most (Adobe Technical Note 5014)."""
_INVISIBLE = 3
"""Text rendering mode: neither filled nor stroked."""


def text_layer(pages: Iterable[Page]) -> bytes:
    """A PDF with a page for each of ``pages``, of the same size, that holds its text invisibly."""
    font = _Font()
    contents = [(page, _content(page, font)) for page in pages]
    return _written(contents, font)


class _Font:
    """The characters that occur, numbered from 1."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, character: str) -> int:
        return self.numbers.setdefault(character, len(self.numbers) + 1)

    def widths(self) -> str:
        half = [n for c, n in self.numbers.items() if width_of(c) == _HALF]
        return " ".join(f"{n} [{_HALF}]" for n in half)

    def glyphs(self) -> bytes:
        """The glyph of each number, two bytes each."""
        shapes = [1, *(2 if width_of(character) == _HALF else 1 for character in self.numbers)]
        return struct.pack(f">{len(shapes)}H", *shapes)

    def to_unicode(self) -> bytes:
        rows = [
            f"<{number:04X}> <{character.encode('utf-16-be').hex().upper()}>"
            for character, number in self.numbers.items()
        ]
        sections = "".join(
            f"{len(some)} beginbfchar\n" + "\n".join(some) + "\nendbfchar\n"
            for at in range(0, len(rows), _AT_ONCE)
            if (some := rows[at : at + _AT_ONCE])
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            f"{sections}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")


def width_of(character: str) -> int:
    """The width of a character of the layer, in thousandths of its size."""
    return _HALF if ord(character) <= _LAST_HALF else _FULL


def _content(page: Page, font: _Font) -> bytes:
    pieces = [f"BT {_INVISIBLE} Tr"]
    for _, _, line in page.lines():
        if line.text.strip():
            pieces.append(_shown(line, page.height, font))
    return "\n".join([*pieces, "ET"]).encode("ascii")


def _shown(line: Line, height: float, font: _Font) -> str:
    x0, y0, x1, y1 = line.bbox
    upright = line.direction in ("ttb", "btt")
    size = max((x1 - x0) if upright else (y1 - y0), 1.0)
    edges = _edges(line)
    match line.direction:
        case "ttb":
            # turned, as a line that runs down: PDFium passes over vertical text without shapes
            matrix = (0, -1, 1, 0, x0 + (1 - _ASCENT) * size, height - edges[0])
        case "btt":
            matrix = (0, 1, -1, 0, x0 + _ASCENT * size, height - edges[0])
        case "rtl":
            matrix = (-1, 0, 0, -1, edges[0], height - y1 + _ASCENT * size)
        case _:
            matrix = (1, 0, 0, 1, edges[0], height - y0 - _ASCENT * size)
    shown = []
    for at, character in enumerate(line.text):
        shown.append(f"<{font.number(character):04X}>")
        own = width_of(character)
        wanted = abs(edges[at + 1] - edges[at]) * 1000 / size
        if at + 1 < len(line.text) and not math.isclose(own, wanted, abs_tol=0.5):
            # by so much the next one stands further left
            shown.append(_number(own - wanted))
    return f"/F {_number(size)} Tf {' '.join(map(_number, matrix))} Tm [{''.join(shown)}] TJ"


def _edges(line: Line) -> Sequence[float]:
    if len(line.edges) == len(line.text) + 1:
        return line.edges
    x0, y0, x1, y1 = line.bbox
    begin, end = {"ttb": (y0, y1), "btt": (y1, y0), "rtl": (x1, x0)}.get(line.direction, (x0, x1))
    step = (end - begin) / max(len(line.text), 1)
    return [begin + step * n for n in range(len(line.text) + 1)]


def _number(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _written(contents: Sequence[tuple[Page, bytes]], font: _Font) -> bytes:
    """The file, object by object, with a table of where each begins."""
    first = 9
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(contents)))
    shapes = _shapeless()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(contents)} /Kids [{kids}] >>".encode(),
        (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /ShiryokanUnseen /Encoding /Identity-H"
            b" /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>"
        ),
        (
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ShiryokanUnseen"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            f" /FontDescriptor 5 0 R /CIDToGIDMap 8 0 R /DW {_FULL} /W [{font.widths()}] >>"
        ).encode(),
        (
            b"<< /Type /FontDescriptor /FontName /ShiryokanUnseen /Flags 4"
            b" /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120"
            b" /CapHeight 880 /StemV 80 /FontFile2 7 0 R >>"
        ),
        _stream(font.to_unicode()),
        _stream(shapes, f"/Length1 {len(shapes)} "),
        _stream(font.glyphs()),
    ]
    for number, (page, content) in enumerate(contents):
        objects += [
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_number(page.width)}"
                f" {_number(page.height)}] /Resources << /Font << /F 3 0 R >> >>"
                f" /Contents {first + 2 * number + 1} 0 R >>"
            ).encode(),
            _stream(content),
        ]
    file, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(file)
    file += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    file += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    file += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    )
    return bytes(file)


def _stream(data: bytes, more: str = "") -> bytes:
    packed = zlib.compress(data)
    head = f"<< {more}/Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    return head + packed + b"\nendstream"


def _shapeless() -> bytes:
    """A TrueType font, a thousand units to the em, of a glyph for characters of full width and one
    for those of half width (numbers 1 and 2), with the tables that an embedded one must have (ISO
    32000-1, 9.9; OpenType 1.9). Each has a line from corner to corner and back, which covers
    nothing, but by which readers know the character's box."""
    glyphs = [b"", _diagonal(_FULL), _diagonal(_HALF)]
    places = [sum(map(len, glyphs[:n])) // 2 for n in range(len(glyphs) + 1)]
    tables = {
        b"glyf": b"".join(glyphs),
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh", 0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, -120,
            1000, 880, 0, 8, 2, 0, 0,
        ),
        b"hhea": struct.pack(">IhhhH11hH", 0x00010000, 880, -120, 0, 1000, *[0] * 11, 3),
        b"hmtx": struct.pack(">HhHhHh", _FULL, 0, _FULL, 0, _HALF, 0),
        b"loca": struct.pack(f">{len(places)}H", *places),
        b"maxp": struct.pack(">IH13H", 0x00010000, len(glyphs), 2, 1, 0, 0, 1, *[0] * 8),
    }  # fmt: skip
    head = struct.pack(">IHHHH", 0x00010000, len(tables), 64, 2, 32)
    at = len(head) + 16 * len(tables)
    entries, body = b"", b""
    for name, data in tables.items():
        padded = data + b"\x00" * (-len(data) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        entries += struct.pack(">4sIII", name, checksum, at + len(body), len(data))
        body += padded
    return head + entries + body


def _diagonal(width: int) -> bytes:
    """A glyph of one contour of two points."""
    box = (0, -120, width, 880)
    points = struct.pack(">hhhh", 0, width, -120, 1000)
    glyph = struct.pack(">hhhhhHH", 1, *box, 1, 0) + b"\x01\x01" + points
    return glyph + b"\x00" * (-len(glyph) % 4)
