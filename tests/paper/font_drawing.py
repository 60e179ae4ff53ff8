"""PDFs whose fonts map their glyphs in odd ways, made byte by byte.

Each has one embedded font of squares: a glyph paints the same box, so that what it means is said
by its mapping alone.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from tests.pdfs import raw_pdf

ADVANCE = 1000


def font_program(glyphs: int, blank: Sequence[int] = ()) -> bytes:
    """A TrueType font of ``glyphs`` boxes; those of the numbers ``blank`` paint nothing."""
    # one contour of four points, all on the curve, moves of two bytes
    outline = struct.pack(">hhhhhHH", 1, 100, 0, 900, 800, 3, 0) + bytes([1] * 4)
    outline += struct.pack(">hhhh", 100, 800, 0, -800) + struct.pack(">hhhh", 0, 0, 800, 0)
    outline += b"\0" * (-len(outline) % 4)
    glyf, loca = b"", [0]
    for number in range(glyphs):
        glyf += b"" if number in blank else outline
        loca.append(len(glyf))
    tables = {
        b"cmap": struct.pack(">HH", 0, 0),
        b"glyf": glyf,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, -200, 1000,
            800, 0, 8, 2, 1, 0,
        ),
        b"hhea": struct.pack(">Ihhh", 0x10000, 880, -120, 0)
        + struct.pack(">HhhhhhhhhhhhH", ADVANCE, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, glyphs),
        b"hmtx": struct.pack(">Hh", ADVANCE, 100) * glyphs,
        b"loca": b"".join(struct.pack(">I", at) for at in loca),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, glyphs, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }  # fmt: skip
    head = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 48)
    directory, body = b"", b""
    for tag, data in sorted(tables.items()):
        at = len(head) + 16 * len(tables) + len(body)
        directory += struct.pack(">4sIII", tag, 0, at, len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + directory + body


def mapped(mapping: Sequence[str], encoding: bytes = b"/Identity-H") -> list[bytes]:
    """Objects 5 to 9: a font whose glyph *i* + 1 stands for ``mapping[i]``; empty for none."""
    lines = b"".join(
        b"<%04x> <%s>\n" % (number, text.encode("utf-16-be").hex().encode())
        for number, text in enumerate(mapping, start=1)
        if text
    )
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"/CMapName /Odd def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        b"%d beginbfchar\n%sendbfchar\nendcmap end end" % (lines.count(b"\n"), lines)
    )
    program = font_program(len(mapping) + 1, [i for i, t in enumerate(mapping, 1) if t == "\t"])
    return [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Odd /Encoding %s"
        b" /DescendantFonts [6 0 R] /ToUnicode 9 0 R >>" % encoding,
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Odd /CIDToGIDMap /Identity"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /DW 1000 /FontDescriptor 7 0 R >>",
        b"<< /Type /FontDescriptor /FontName /ABCDEF+Odd /Flags 4 /FontBBox [0 -120 1000 880]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 /FontFile2 8 0 R >>",
        stream(program, b"/Length1 %d" % len(program)),
        stream(cmap),
    ]


def stream(data: bytes, more: bytes = b"") -> bytes:
    """An object's body that is a stream."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


def page_of(content: bytes, font: Sequence[bytes], page: bytes = b"") -> bytes:
    """A PDF of one page of 400 by 400 points with ``font`` as /F1."""
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> %s >>" % page,
            stream(content),
            *font,
        ]
    )


def written(numbers: Sequence[int], x: float = 50, y: float = 300, size: float = 12) -> bytes:
    """A line of the glyphs of these numbers."""
    codes = b"".join(b"%04x" % number for number in numbers)
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n" % (size, x, y, codes)
