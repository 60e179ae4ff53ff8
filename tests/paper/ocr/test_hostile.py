"""Pictures as scanners, faxes and ill will make them, through the limited process: each is bounded,
what cannot be read is told, and the pages beside it are read all the same."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from shiryokan.paper.errors import PaperError
from shiryokan.paper.limits import MEBI
from shiryokan.paper.ocr.isolated import OCR_LIMITS, OcrReader
from tests import ocr, pdfs
from tests.paper.ocr.pictures import HEIGHT, LINES, WIDTH, font, page

TITLE = "個人情報の保護に関する法律"


@pytest.fixture(autouse=True)
def _engine_there() -> None:
    ocr.needed()


def two_tone() -> Image.Image:
    return Image.fromarray(page()).convert("L").point(lambda v: 255 if v > 140 else 0).convert("1")


def one_page(
    data: bytes, entries: str, *, size: tuple[float, float] = (WIDTH, HEIGHT), more: bytes = b""
) -> bytes:
    """A PDF of one picture; ``entries`` are what its dictionary says beside its kind and length,
    ``more`` a further object (5)."""
    drawn = f"q {size[0]} 0 0 {size[1]} 0 0 cm /P Do Q".encode()
    content = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)
    picture = (
        f"<< /Type /XObject /Subtype /Image {entries} /Length {len(data)} >>\nstream\n".encode()
        + data
        + b"\nendstream"
    )
    return pdfs.raw_pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Contents 4 0 R"
        " /Resources << /XObject << /P 5 0 R >> >> >>".encode(),
        content,
        picture,
        more or b"null",
    ])  # fmt: skip


def group_4(image: Image.Image) -> bytes:
    """The bare CCITT T.6 data of a picture of two tones, in which 0 is white."""
    held = io.BytesIO()
    # one strip, so that it is one run of data
    image.save(held, "TIFF", compression="group4", tiffinfo={278: image.height})
    with Image.open(held) as tiff:
        offsets, counts = tiff.tag_v2[273], tiff.tag_v2[279]  # type: ignore[attr-defined]
        whole = held.getvalue()
        assert len(offsets) == 1
        return whole[offsets[0] : offsets[0] + counts[0]]


def ccitt(columns: int | None = None, rows: int | None = None, cut: float = 1.0) -> bytes:
    image = two_tone()
    data = group_4(image)
    data = data[: int(len(data) * cut)]
    wide, high = columns or image.width, rows if rows is not None else image.height
    return one_page(
        data,
        f"/Width {image.width} /Height {image.height} /ColorSpace /DeviceGray /BitsPerComponent 1"
        f" /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns {wide} /Rows {high} >>",
    )


def _segment(number: int, kind: int, data: bytes, page_of: int = 1) -> bytes:
    return struct.pack(">IBBBI", number, kind, 0, page_of, len(data)) + data


def jbig2(claimed: tuple[int, int] | None = None, cut: float = 1.0) -> bytes:
    """JBIG2 as PDF embeds it (ITU-T T.88): the page, and one generic region that is coded as T.6.

    ``claimed`` is the size that the stream tells of itself, where that is another."""
    image = two_tone()
    wide, high = claimed or image.size
    info = struct.pack(">IIIIBH", wide, high, 0, 0, 0, 0)
    data = group_4(image)
    region = struct.pack(">IIIIB", image.width, image.height, 0, 0, 0) + b"\x01" + data
    whole = _segment(0, 48, info) + _segment(1, 38, region)
    whole = whole[: int(len(whole) * cut)]
    return one_page(
        whole,
        f"/Width {image.width} /Height {image.height} /ColorSpace /DeviceGray /BitsPerComponent 1"
        " /Filter /JBIG2Decode",
    )


def jpx(cut: float = 1.0, mode: str = "RGB") -> bytes:
    held = io.BytesIO()
    image = Image.fromarray(page()).convert(mode)
    image.save(held, "JPEG2000", irreversible=True, quality_mode="rates", quality_layers=[20])
    data = held.getvalue()
    return one_page(
        data[: int(len(data) * cut)],
        f"/Width {image.width} /Height {image.height} /Filter /JPXDecode",
    )


def pages_of(data: bytes, path: Path) -> tuple[str, list[str]]:
    """The text of the first page as it is read from its picture, and the codes of its warnings."""
    path.write_bytes(data)
    with OcrReader(path) as reader:
        first = next(reader.pages())
        assert reader.summary.pages == 1
    return "".join(first.text.split()), [warning.code for warning in first.warnings]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "made",
    [ccitt, jbig2, jpx, lambda: jpx(mode="L"), lambda: jbig2((1, 1)), lambda: ccitt(rows=0)],
    ids=["ccitt", "jbig2", "jpx", "grey jpx", "jbig2 of one pixel", "ccitt without rows"],
)
def test_what_scanners_write_is_read(made: Callable[[], bytes], tmp_path: Path) -> None:
    text, codes = pages_of(made(), tmp_path / "a.pdf")
    if text:
        assert TITLE in text and "from_picture" in codes
    else:
        # PDFium does not draw it: it is told
        assert codes == ["picture_blank"]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "made",
    [
        lambda: ccitt(cut=0.4),
        lambda: ccitt(columns=17),
        lambda: ccitt(columns=2_000_000_000),
        lambda: jbig2(cut=0.5),
        lambda: jbig2((0xFFFFFFFE, 0xFFFFFFFE)),
        lambda: jpx(cut=0.3),
        lambda: jpx(cut=0.01),
    ],
    ids=[
        "ccitt cut", "ccitt narrow", "ccitt wide", "jbig2 cut", "jbig2 huge", "jpx cut", "jpx head",
    ],
)  # fmt: skip
def test_what_is_broken_ends_and_is_told(made: Callable[[], bytes], tmp_path: Path) -> None:
    text, codes = pages_of(made(), tmp_path / "a.pdf")
    assert codes
    if not text:
        assert set(codes) <= {
            "picture_blank", "picture_without_text", "page_unreadable", "reader_died",
            "too_much_memory", "no_text",
        }  # fmt: skip


def drawn(image: Image.Image, size: tuple[float, float]) -> bytes:
    held = io.BytesIO()
    image.convert("RGB").save(held, "JPEG", quality=70)
    entries = (
        f"/Width {image.width} /Height {image.height} /ColorSpace /DeviceRGB"
        " /BitsPerComponent 8 /Filter /DCTDecode"
    )
    return one_page(held.getvalue(), entries, size=size)


@pytest.mark.thorough
def test_a_page_ten_metres_wide_is_read_smaller_and_told(tmp_path: Path) -> None:
    text, codes = pages_of(drawn(Image.fromarray(page()), (28_346.0, 12_884.0)), tmp_path / "a.pdf")
    assert "picture_reduced" in codes
    # all of it is large type, which stays legible
    assert TITLE in text


@pytest.mark.thorough
def test_a_hundred_megapixels_are_read_within_bounds(tmp_path: Path) -> None:
    large = Image.new("1", (10_000, 10_000), 1)
    large.paste(two_tone().resize((9_000, 4_090)), (500, 500))
    data = one_page(
        group_4(large),
        "/Width 10000 /Height 10000 /ColorSpace /DeviceGray /BitsPerComponent 1"
        " /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 10000 /Rows 10000 >>",
        size=(595.0, 595.0),
    )
    text, _ = pages_of(data, tmp_path / "a.pdf")
    assert TITLE in text


def photograph() -> Image.Image:
    """Soft shapes and grain, no letter."""
    rng = np.random.default_rng(11)
    coarse = Image.fromarray(rng.integers(30, 220, (9, 12, 3)).astype(np.uint8))
    soft = np.asarray(coarse.resize((900, 640), Image.Resampling.BICUBIC), np.int16)
    grain = rng.normal(0, 6, soft.shape)
    return Image.fromarray(np.clip(soft + grain, 0, 255).astype(np.uint8)).filter(
        ImageFilter.GaussianBlur(0.7)
    )


def handwriting() -> Image.Image:
    """Strokes of a pen that are no characters."""
    rng = np.random.default_rng(5)
    image = Image.new("RGB", (900, 420), "white")
    draw = ImageDraw.Draw(image)
    for row in range(4):
        for column in range(14):
            start = np.array([60 + 56 * column, 60 + 90 * row])
            points = start + np.cumsum(rng.normal(0, 11, (7, 2)), axis=0)
            draw.line([tuple(p) for p in points], fill=(30, 30, 60), width=3, joint="curve")
    return image


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("picture", "most"),
    [
        (lambda: Image.new("RGB", (900, 640), "white"), 0),
        (lambda: Image.new("RGB", (900, 640), "black"), 0),
        (photograph, 0),
        (handwriting, 120),
    ],
    ids=["empty", "black", "photograph", "handwriting"],
)
def test_where_no_print_stands_little_is_claimed(
    picture: Callable[[], Image.Image], most: int, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(picture(), (324.0, 230.0)))
    with OcrReader(path) as reader:
        read = reader.read_page(1).ocr
    assert read is not None
    assert sum(len(line.text) for line in read.lines) <= most
    # nothing of it is taken for sure: an editor looks at it
    assert all(line.state == "doubtful" for line in read.lines)
    if not read.lines:
        assert read.warnings in (("picture_blank",), ("picture_without_text",))


def test_a_page_upside_down_is_read_and_shown_as_it_lies(tmp_path: Path) -> None:
    text, codes = pages_of(
        drawn(Image.fromarray(page()).rotate(180), (WIDTH, HEIGHT)), tmp_path / "a.pdf"
    )
    assert TITLE in text and codes == ["from_picture"]


@pytest.mark.thorough
@pytest.mark.guarding
def test_without_memory_or_time_the_page_says_so_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    held = io.BytesIO()
    shown = [Image.fromarray(page()), Image.fromarray(page(LINES[::-1]))]
    shown[0].save(held, "PDF", save_all=True, append_images=shown[1:], resolution=200)
    path.write_bytes(held.getvalue())
    slow = msgspec.structs.replace(OCR_LIMITS, page_seconds=0.001)
    with OcrReader(path, slow) as reader:
        told = [[warning.code for warning in read.warnings] for read in reader.pages()]
    assert told == [["too_slow"], ["too_slow"]]
    with OcrReader(path) as reader:
        reader.limits = slow
        (first,) = reader.pages(1, 1)
        reader.limits = OCR_LIMITS
        (second,) = reader.pages(2, 2)
    assert first.warnings[0].code == "too_slow" and TITLE in second.text


def test_what_does_not_fit_into_memory_is_told(tmp_path: Path) -> None:
    """The process is given less than its networks take."""
    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(Image.fromarray(page()), (WIDTH, HEIGHT)))
    small = msgspec.structs.replace(OCR_LIMITS, memory_bytes=300 * MEBI)
    with pytest.raises(PaperError) as caught, OcrReader(path, small) as reader:
        reader.read_page(1)
    assert caught.value.code in ("reader_died", "too_much_memory")


def test_a_killed_process_is_started_again(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(Image.fromarray(page()), (WIDTH, HEIGHT)))
    with OcrReader(path) as reader:
        assert reader._process is not None
        reader._process.kill()
        reader._process.wait()
        codes = [warning.code for warning in next(reader.pages()).warnings]
        assert codes == ["reader_died"]
        assert TITLE in reader.read_page(1).page.text


def test_a_line_of_a_thousand_characters_is_bounded(tmp_path: Path) -> None:
    """A banner of which the single line is sixty times as wide as high."""
    text = TITLE * 8
    image = Image.new("RGB", (len(text) * 34 + 80, 90), "white")
    ImageDraw.Draw(image).text((40, 25), text, fill="black", font=font(12))
    size = (image.width * 72 / 200, image.height * 72 / 200)
    read, _ = pages_of(drawn(image, size), tmp_path / "a.pdf")
    assert read.count(TITLE) >= 6
