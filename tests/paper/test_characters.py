"""What glyphs stand for: mappings of several units, to control characters, to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from shiryokan.paper.model import UNREADABLE, Line, Page
from shiryokan.paper.reader import Reader
from tests.paper.font_drawing import mapped, page_of, written
from tests.pdfs import raw_pdf


def read(tmp_path: Path, data: bytes) -> Page:
    path = tmp_path / "odd.pdf"
    path.write_bytes(data)
    with Reader(path) as reader:
        return reader.page(1)


def the_line(page: Page) -> Line:
    (found,) = (line for _, _, line in page.lines())
    return found


def line_of(tmp_path: Path, mapping: Sequence[str], extra: bytes = b"") -> Line:
    """The only line of a page with one glyph for each of ``mapping``, in order."""
    numbers = range(1, len(mapping) + 1)
    return the_line(read(tmp_path, page_of(written(numbers) + extra, mapped(mapping))))


@pytest.mark.parametrize(
    "word",
    ["𠮷田", "𠮟る", "𩸽の干物", "𡈽屋", "𣘺本", "土𠀋", "𠮷𠮷", "𪚲", "𨦇𩊠", "A𝒳B", "🈁です"],
)
def test_a_character_beyond_the_basic_plane_is_one(tmp_path: Path, word: str) -> None:
    line = line_of(tmp_path, list(word))
    assert (line.text, line.reasons) == (word, ())
    assert len(line.edges) == len(word) + 1


@pytest.mark.parametrize(
    ("given", "read_as"),
    [
        (["か\u3099", "き"], "がき"),
        (["ハ\u309a", "ン"], "パン"),
        (["ウ\u3099", "ィ"], "ヴィ"),
        (["へ\u309a", "ん"], "ぺん"),
        (["か", "\u3099", "き"], "がき"),
        (["e\u0301", "t"], "ét"),
        (["o\u0308", "l"], "öl"),
        (["n\u0303"], "ñ"),
        (["ホ\u3099", "ホ\u309a"], "ボポ"),
        (["サ\u3099", "ク\u3099"], "ザグ"),
    ],
)
def test_a_decomposed_character_is_whole(tmp_path: Path, given: list[str], read_as: str) -> None:
    line = line_of(tmp_path, given)
    assert (line.text, line.reasons) == (read_as, ())


@pytest.mark.parametrize(
    "word",
    [
        ["o", "ffi", "c", "e"],
        ["o", "ff", "e", "r"],
        ["fi", "n", "d"],
        ["fl", "a", "t"],
        ["ffl", "e"],
        ["A", "ll", "y"],
        ["s", "tt", "ee"],
        ["株式会社", "架", "空"],
        ["平成", "3", "年"],
        ["キロ", "を", "メートル"],
        ["ffi", "ffi"],
    ],
)
def test_a_ligature_keeps_all_its_letters(tmp_path: Path, word: list[str]) -> None:
    line = line_of(tmp_path, word)
    assert (line.text, line.reasons) == ("".join(word), ())
    assert list(line.edges) == sorted(line.edges) and len(set(line.edges)) == len(line.edges)


@pytest.mark.parametrize("shift", [0.0, 0.2, 0.4, 0.8, 1.2])
def test_a_ligature_painted_twice_for_weight_is_read_once(tmp_path: Path, shift: float) -> None:
    mapping = ["o", "ffi", "c", "e"]
    again = written(range(1, 5), x=50 + shift)
    line = line_of(tmp_path, mapping, again)
    assert line.text == "office"


@pytest.mark.parametrize("selector", ["\U000e0100", "\U000e0103", "\ufe00", "\ufe0f", "\u200d"])
@pytest.mark.parametrize("base", ["葛", "辻"])
def test_what_picks_a_variant_is_no_character(tmp_path: Path, base: str, selector: str) -> None:
    line = line_of(tmp_path, [base + selector, "城"])
    assert (line.text, line.reasons) == (base + "城", ())


SILENT = [
    *(chr(code) for code in (0x00, 0x01, 0x02, 0x03, 0x04, 0x08, 0x0B, 0x0E, 0x13, 0x1B, 0x1F)),
    "\x7f", "\x80", "\x8f", "\x9f", "\u200b", "\u200e", "\u2060", "\ufeff",
]  # fmt: skip


@pytest.mark.parametrize("control", SILENT, ids=ascii)
def test_a_glyph_that_is_seen_is_never_dropped(tmp_path: Path, control: str) -> None:
    line = line_of(tmp_path, [control, "4", "3", ",", "3", "0", "0"])
    assert line.text == UNREADABLE + "43,300"
    assert line.reasons == ("unmapped",) and line.confidence < 1


@pytest.mark.parametrize("space", [" ", "\u3000"], ids=ascii)
def test_a_space_that_paints_something_is_no_space(tmp_path: Path, space: str) -> None:
    line = line_of(tmp_path, ["学", "習", space, "ー", "タ"])
    assert line.text == "学習\ufffdータ"
    assert "unmapped" in line.reasons


def test_a_control_character_that_paints_nothing_is_nothing(tmp_path: Path) -> None:
    line = line_of(tmp_path, ["金", "\t", "額"])
    assert ("".join(line.text.split()), line.reasons) == ("金額", ())


def test_a_hyphen_at_the_end_of_a_line_stays_one(tmp_path: Path) -> None:
    page = page_of(written([1, 2, 3], y=300) + written([4, 2], y=284), mapped(["c", "o", "-", "p"]))
    assert read(tmp_path, page).text.split("\n") == ["co-", "po"]


def test_a_glyph_without_any_mapping_is_unknown(tmp_path: Path) -> None:
    line = line_of(tmp_path, ["予", "", "算"])
    assert line.text[0] + line.text[2] == "予算"
    assert line.text[1] == UNREADABLE and line.reasons == ("unmapped",)


def predefined(encoding: str, codes: bytes) -> bytes:
    """A page with one line in a CJK font that is not in the file, under a predefined CMap."""
    content = b"BT /F1 14 Tf 30 300 Td <%s> Tj ET" % codes.hex().encode()
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /%s"
            b" /DescendantFonts [6 0 R] >>" % encoding.encode(),
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /DW 1000"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >>"
            b" /FontDescriptor 7 0 R >>",
            b"<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /ItalicAngle 0"
            b" /FontBBox [0 -120 1000 880] /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
        ]
    )


SENTENCES = [
    "行政手続法の施行について第1項",
    "令和6年度の予算案を議決する",
    "架空市長 山田太郎",
    "𠮷野家の申請を受理した",
    "次のとおり改める。",
    "児童手当（第3条関係）",
    "市民税・県民税の納付書",
    "病床数は120床とする",
    "保険医療機関の指定",
    "公布の日から施行する",
]


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize(
    ("cmap", "encoding"),
    [
        ("UniJIS-UTF8-H", "utf-8"),
        ("UniJIS2004-UTF8-H", "utf-8"),
        ("UniJIS-UTF32-H", "utf-32-be"),
        ("UniJISX0213-UTF32-H", "utf-32-be"),
        ("UniJIS-UTF16-H", "utf-16-be"),
        ("UniJIS2004-UTF16-H", "utf-16-be"),
    ],
)
def test_text_under_a_unicode_cmap(tmp_path: Path, cmap: str, encoding: str, text: str) -> None:
    line = the_line(read(tmp_path, predefined(cmap, text.encode(encoding))))
    assert "".join(line.text.split()) == "".join(text.split())
    assert line.reasons == ()


@pytest.mark.parametrize("told", ["ÿ二Ā", "¹ÿ月", "ā号", "を~{ÿの"])
def test_what_a_font_cannot_mean_is_doubted(tmp_path: Path, told: str) -> None:
    """A Latin letter as wide as a kanji: programs that write a PDF anew give numbers as letters."""
    line = line_of(tmp_path, list(told))
    assert (line.text, line.reasons) == (told, ("unmapped",))


@pytest.mark.parametrize("told", ["Café", "Æ号", "10×5号", "±二"])
def test_letters_that_may_be_wide_are_not(tmp_path: Path, told: str) -> None:
    assert line_of(tmp_path, list(told)).reasons == ()
