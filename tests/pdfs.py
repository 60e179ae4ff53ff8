"""PDFs made for tests, byte by byte."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "HeiseiMin-W3"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def pdf(*pages: str, size: tuple[float, float] = (595, 842), **options: object) -> bytes:
    """A PDF with one line of text a page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1, **options)  # type: ignore[arg-type]
    for text in pages:
        canvas.setFont(FONT, 12)
        for i, line in enumerate(text.split("\n")):
            canvas.drawString(50, size[1] - 60 - 20 * i, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def two_columns(left: list[str], right: list[str], size: tuple[float, float] = (595, 842)) -> bytes:
    """A page of two columns, painted row by row, so that the file's order is not how it is read."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    canvas.setFont(FONT, 11)
    for i, row in enumerate(zip(left, right, strict=True)):
        for x, text in zip((50, 320), row, strict=True):
            canvas.drawString(x, size[1] - 80 - 16 * i, text)
    canvas.save()
    return out.getvalue()


JAPANESE_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /UniJIS-UCS2-H"
    b" /DescendantFonts [6 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /DW 1000"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >>"
    b" /FontDescriptor 7 0 R >>",
    b"<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /ItalicAngle 0"
    b" /FontBBox [0 -120 1000 880] /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
)
"""Bodies of the objects 5, 6 and 7 of a file: a font that is not embedded, its codes UTF-16."""


def raw_pdf(objects: list[bytes]) -> bytes:
    """A file from the bodies of its objects 1, 2, …; object 1 is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + i) for i in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"
    tree = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)
    return raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, *[page] * count])


def one_page(media_box: bytes, content: bytes = b"", filters: bytes = b"") -> bytes:
    stream = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content)
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R >>" % media_box,
            stream,
        ]
    )


def write_bomb(path: Path, size: int) -> None:
    packer, block, parts = zlib.compressobj(9), b"q Q " * 262_144, []
    for _ in range(size // len(block)):
        parts.append(packer.compress(block))
    parts.append(packer.flush())
    path.write_bytes(one_page(b"0 0 99 99", b"".join(parts), b"/Filter /FlateDecode"))


def write_bad_files(folder: Path) -> None:
    good = pdf("よい文書", "二枚目")
    files = {
        "not-a-pdf.pdf": b"<html><body>404</body></html>",
        "empty.pdf": b"",
        "truncated.pdf": good[: len(good) // 3],
        "encrypted.pdf": pdf("秘密", encrypt=StandardEncryption("secret")),
        "no-pages.pdf": raw_pdf(
            [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 0 /Kids [] >>"]
        ),
        "20000-pages.pdf": many_pages(20_000),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
