"""Values of form fields and notes are text of the page; lines of annotations are lines on words."""

from __future__ import annotations

from pathlib import Path

import pytest

from shiryokan.paper.reader import Reader
from tests.paper.drawn import lines, plain, read, struck, underlined
from tests.paper.font_drawing import stream
from tests.pdfs import JAPANESE_FONT, raw_pdf

LABEL = "担当課".encode("utf-16-be").hex().encode()


def text(value: str) -> bytes:
    """A text string of a PDF."""
    return b"<FEFF" + value.encode("utf-16-be").hex().encode() + b">"


def page_with(annotation: bytes, *, rotate: int = 0, form: bytes = b"", fields: int = 8) -> bytes:
    """A page with the words 担当課 and one annotation, which is object 8; more of the form in
    ``form``."""
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [%d 0 R] /DA (/F1 0 Tf 0 g)"
            b" /DR << /Font << /F1 5 0 R >> >> %s >> >>" % (fields, form),
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R /Rotate %d"
            b" /Annots [8 0 R] /Resources << /Font << /F1 5 0 R >> >> >>" % rotate,
            stream(b"BT /F1 12 Tf 50 200 Td <%s> Tj ET" % LABEL),
            *JAPANESE_FONT,
            annotation,
            stream(
                b"/Tx BMC BT /F1 11 Tf 2 5 Td <%s> Tj ET EMC"
                % "企画振興課".encode("utf-16-be").hex().encode(),
                b"/Type /XObject /Subtype /Form /BBox [0 0 200 20]"
                b" /Resources << /Font << /F1 5 0 R >> >>",
            ),
            b"<< /FT /Tx /T (unit) /V %s /Kids [8 0 R] >>" % text("総務部情報政策課"),
        ]
    )


def widget(more: bytes, flags: int = 4) -> bytes:
    return b"<< /Type /Annot /Subtype /Widget /Rect [100 195 300 215] /F %d /P 3 0 R %s >>" % (
        flags,
        more,
    )


VALUES = ["企画振興課", "PlanningDiv.", "令和６年４月１日", "03-1234-5678", "△43,300"]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("da", [b"/DA (/F1 11 Tf 0 g)", b"/DA (/F1 0 Tf 0 g)", b""])
@pytest.mark.parametrize("form", [b"", b"/NeedAppearances true"])
def test_a_value_without_an_appearance_is_read(
    tmp_path: Path, value: str, da: bytes, form: bytes
) -> None:
    made = page_with(widget(b"/FT /Tx /T (unit) /V %s %s" % (text(value), da)), form=form)
    page = read(tmp_path, made)
    assert plain(page) == "担当課" + value
    assert all(100 <= line.bbox.x0 <= 104 for line in lines(page) if line.text.strip() == value)


def test_a_value_is_read_as_its_appearance_shows_it(tmp_path: Path) -> None:
    field = widget(b"/FT /Tx /T (unit) /V %s /AP << /N 9 0 R >>" % text("企画振興課"))
    page = read(tmp_path, page_with(field))
    assert plain(page) == "担当課企画振興課"


def test_a_field_may_have_its_value_from_its_parent(tmp_path: Path) -> None:
    page = read(tmp_path, page_with(widget(b"/Parent 10 0 R"), fields=10))
    assert plain(page) == "担当課総務部情報政策課"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_values_stand_upright_on_turned_pages(tmp_path: Path, rotate: int) -> None:
    field = widget(b"/FT /Tx /T (unit) /V %s" % text("企画振興課"))
    page = read(tmp_path, page_with(field, rotate=rotate))
    assert plain(page) == "担当課企画振興課"


@pytest.mark.parametrize(
    "choice",
    [
        b"/Ff 131072 /Opt [%s %s]" % (text("企画振興課"), text("総務課")),
        b"/Ff 131072 /Opt [[(a) %s] [(b) %s]]" % (text("企画振興課"), text("総務課")),
        b"/Opt [%s %s]" % (text("総務課"), text("企画振興課")),
    ],
)
def test_a_choice_is_read_as_its_label(tmp_path: Path, choice: bytes) -> None:
    chosen = b"(a)" if b"(a)" in choice else text("企画振興課")
    page = read(tmp_path, page_with(widget(b"/FT /Ch /T (unit) /V %s %s" % (chosen, choice))))
    assert plain(page) == "担当課企画振興課"


@pytest.mark.parametrize("flags", [2, 32, 34])
def test_what_is_hidden_is_not_read(tmp_path: Path, flags: int) -> None:
    field = widget(b"/FT /Tx /T (unit) /V %s" % text("企画振興課"), flags)
    assert plain(read(tmp_path, page_with(field))) == "担当課"


def test_a_password_is_not_read(tmp_path: Path) -> None:
    field = widget(b"/FT /Tx /T (unit) /Ff 8192 /V %s" % text("himitsu"))
    assert plain(read(tmp_path, page_with(field))) == "担当課"


@pytest.mark.parametrize(
    "note", ["訂正あり", "第３条を参照すること。", "一行目\r二行目", "要確認\n差替え", "(案)"]
)
def test_a_note_on_the_page_is_read(tmp_path: Path, note: str) -> None:
    annotation = (
        b"<< /Type /Annot /Subtype /FreeText /Rect [50 50 350 110] /F 4"
        b" /DA (/Helv 10 Tf 0 g) /Contents %s >>" % text(note)
    )
    page = read(tmp_path, page_with(annotation))
    assert plain(page) == "担当課" + "".join(note.split())


@pytest.mark.parametrize("kind", [b"Text", b"Popup", b"Link"])
def test_what_pops_up_is_not_on_the_page(tmp_path: Path, kind: bytes) -> None:
    annotation = b"<< /Type /Annot /Subtype /%s /Rect [50 50 90 90] /F 4 /Contents %s >>" % (
        kind,
        text("見えないメモ"),
    )
    assert plain(read(tmp_path, page_with(annotation))) == "担当課"


@pytest.mark.parametrize("appearance", [False, True])
@pytest.mark.parametrize("kind", [b"StrikeOut", b"Underline", b"Squiggly"])
def test_lines_of_annotations_are_lines_on_words(
    tmp_path: Path, kind: bytes, appearance: bool
) -> None:
    height = {b"StrikeOut": 204, b"Underline": 198.6, b"Squiggly": 198.6}[kind]
    drawn = b"/AP << /N 11 0 R >>" if appearance else b""
    annotation = (
        b"<< /Type /Annot /Subtype /%s /Rect [62 198 86 211] /F 4 /C [1 0 0] %s"
        b" /QuadPoints [62 210.6 86 210.6 62 198.6 86 198.6] >>" % (kind, drawn)
    )
    made = page_with(annotation)
    if appearance:
        line = stream(
            b"0.6 w 62 %g m 86 %g l S" % (height, height),
            b"/Type /XObject /Subtype /Form /BBox [62 198 86 211] /Matrix [1 0 0 1 0 0]",
        )
        made = page_with(annotation.replace(b"11 0 R", b"9 0 R"))
        made = raw_pdf_with(made, line)
    page = read(tmp_path, made)
    if kind == b"StrikeOut":
        assert (struck(page), plain(page)) == (["当課"], "担")
    else:
        assert (underlined(page), plain(page)) == (["当課"], "担当課")


def raw_pdf_with(made: bytes, ninth: bytes) -> bytes:
    """The same file with another object 9."""
    bodies = [
        part.split(b" 0 obj\n", 1)[1].rsplit(b"\nendobj", 1)[0]
        for part in made.split(b"\nxref")[0].removeprefix(b"%PDF-1.7\n").split(b"endobj\n")
        for part in [part + b"\nendobj"]
        if b" 0 obj\n" in part
    ]
    bodies[8] = ninth
    return raw_pdf(bodies)


def test_a_page_is_read_the_same_twice(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(page_with(widget(b"/FT /Tx /T (unit) /V %s" % text("企画振興課"))))
    with Reader(path) as reader:
        first = reader.page(1)
        assert plain(first) == "担当課企画振興課"
        assert reader.page(1) == first
    path.write_bytes(
        page_with(widget(b"/FT /Tx /T (unit) /V %s /AP << /N 9 0 R >>" % text("企画振興課")))
    )
    with Reader(path) as reader:
        assert reader.page(1) == reader.page(1)
