"""Writes PDF files: content streams, embedded fonts with their ToUnicode maps, nothing else.

Written here, and not with a library, since the pages must be drawn as office programs draw them
(two-byte fonts, adjusted strings, letter by letter, rules as filled boxes) and within milliseconds.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from tools.office_pages.fonts import Font

CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{maps}
endcmap CMapName currentdict /CMap defineresource pop end end"""
A_BLOCK = 100


@dataclass
class UsedFont:
    """A font of a file and the glyphs that were drawn with it, each with its characters."""

    font: Font
    vertical: bool
    name: str
    glyphs: dict[int, str] = field(default_factory=dict)

    def encoded(self, text: str, *, upright: bool = False) -> str:
        """The glyph numbers of a text, or of its upright forms, in hexadecimal digits."""
        out = []
        for character in text:
            glyph = self.font.glyph(character, vertical=self.vertical or upright)
            self.glyphs.setdefault(glyph, character)
            out.append(f"{glyph:04X}")
        return "".join(out)


class PdfWriter:
    """A file in the making. The same calls give the same bytes."""

    def __init__(self, title: str, producer: str) -> None:
        self.title, self.producer = title, producer
        self._fonts: dict[tuple[str, bool], UsedFont] = {}
        self._pages: list[tuple[float, float, bytes]] = []

    def font(self, font: Font, *, vertical: bool = False) -> UsedFont:
        """The font as this file knows it."""
        key = (font.name, vertical)
        if key not in self._fonts:
            self._fonts[key] = UsedFont(font, vertical, f"F{len(self._fonts) + 1}")
        return self._fonts[key]

    def page(self, width: float, height: float, content: str) -> None:
        """One more page, with its content stream."""
        self._pages.append((width, height, content.encode("ascii")))

    def bytes(self) -> bytes:
        """The file."""
        objects: list[bytes] = [b"", b""]

        def add(data: bytes) -> int:
            objects.append(data)
            return len(objects)

        fonts = " ".join(
            f"/{used.name} {self._add_font(add, used)} 0 R" for used in self._fonts.values()
        )
        kids = []
        for width, height, content in self._pages:
            stream = add(_stream(content))
            kids.append(
                add(
                    f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.2f} {height:.2f}] "
                    f"/Resources << /Font << {fonts} >> >> /Contents {stream} 0 R >>".encode()
                )
            )
        objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
        refs = " ".join(f"{kid} 0 R" for kid in kids)
        objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{refs}] >>".encode()
        title = ("\ufeff" + self.title).encode("utf-16-be").hex().upper()
        info = add(f"<< /Title <{title}> /Producer ({self.producer}) >>".encode())
        return _file(objects, info)

    def _add_font(self, add: object, used: UsedFont) -> int:
        assert callable(add)
        file, glyphs = used.font.file, used.glyphs
        scale = 1000 / file.units
        program = add(_stream(file.subset(glyphs), f"/Length1 {len(file.data)} "))
        base = f"{_tag(used)}+{used.font.name}"
        box = " ".join(str(round(value * scale)) for value in file.box)
        descriptor = add(
            f"<< /Type /FontDescriptor /FontName /{base} /Flags 4 /FontBBox [{box}] "
            f"/ItalicAngle 0 /Ascent {round(file.ascent * scale)} "
            f"/Descent {round(file.descent * scale)} /CapHeight 700 /StemV 80 "
            f"/FontFile2 {program} 0 R >>".encode()
        )
        widths = " ".join(f"{glyph} [{file.advance(glyph)}]" for glyph in sorted(glyphs))
        child = add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{base} /CIDSystemInfo "
            f"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 "
            f"/W [{widths}] /CIDToGIDMap /Identity /FontDescriptor {descriptor} 0 R >>".encode()
        )
        to_unicode = add(_stream(_unicode_map(glyphs)))
        encoding = "Identity-V" if used.vertical else "Identity-H"
        return int(
            add(
                f"<< /Type /Font /Subtype /Type0 /BaseFont /{base} /Encoding /{encoding} "
                f"/DescendantFonts [{child} 0 R] /ToUnicode {to_unicode} 0 R >>".encode()
            )
        )


def _tag(used: UsedFont) -> str:
    """Six capitals, as a subset's name begins."""
    number = zlib.crc32(repr(sorted(used.glyphs)).encode())
    letters = []
    for _ in range(6):
        number, rest = divmod(number, 26)
        letters.append(chr(65 + rest))
    return "".join(letters)


def _unicode_map(glyphs: dict[int, str]) -> bytes:
    rows = [
        f"<{glyph:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        for glyph, character in sorted(glyphs.items())
    ]
    blocks = [rows[at : at + A_BLOCK] for at in range(0, len(rows), A_BLOCK)]
    maps = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return CMAP.format(maps=maps).encode("ascii")


def _stream(data: bytes, more: str = "") -> bytes:
    packed = zlib.compress(data, 1)
    head = f"<< {more}/Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
    return head + packed + b"\nendstream"


def _file(objects: list[bytes], info: int) -> bytes:
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, data in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + data + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {info} 0 R >>\n"
        f"startxref\n{start}\n%%EOF\n"
    ).encode()
    return bytes(out)
