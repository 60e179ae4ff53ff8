"""ALTO and hOCR: what their schemas demand, every place in its units, every word."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import msgspec
from hypothesis import given

from shiryokan.paper.errors import TooSlow
from shiryokan.paper.formats import as_alto, as_hocr
from shiryokan.paper.isolated import unreadable_page
from shiryokan.paper.line_states import LineState, Other
from shiryokan.paper.model import Page
from shiryokan.paper.ocr.model import Alternative, State
from tests.paper.pages import block, line, page, table, vertical
from tests.paper.written import ABOUT, ALL_TEXT, WHOLE, without_controls

ALTO = "{http://www.loc.gov/standards/alto/ns-v4#}"


def alto(*pages: Page) -> ElementTree.Element:
    root = ElementTree.fromstring(as_alto(pages, ABOUT))
    ids = [each.attrib["ID"] for each in root.iter() if "ID" in each.attrib]
    assert len(set(ids)) == len(ids)
    for each in root.iter():
        assert set(each.get("TAGREFS", "").split()) <= set(ids)
        if each.tag in tagged("TextBlock", "ComposedBlock", "TextLine", "String", "SP"):
            for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"):
                assert float(each.attrib[name]) >= 0
    for each in root.iter(f"{ALTO}TextLine"):
        names = [child.tag for child in each]
        assert names == (tagged("String", "SP") * len(names))[: len(names)]
        assert len(names) % 2 == 1
    return root


def tagged(*names: str) -> list[str]:
    return [ALTO + name for name in names]


def test_alto_measures_in_parts_of_an_inch() -> None:
    root = alto(page(block(line("避難所 の", x=72.0, y=36.0, reasons=("columns",)))))
    assert root.tag == f"{ALTO}alto"
    assert root.findtext(f"{ALTO}Description/{ALTO}MeasurementUnit") == "inch1200"
    assert root.findtext(f".//{ALTO}fileName") == "計画 & 案.pdf"
    sheet = root.find(f"{ALTO}Layout/{ALTO}Page")
    assert sheet is not None
    assert (sheet.get("PHYSICAL_IMG_NR"), sheet.get("WIDTH"), sheet.get("HEIGHT")) == (
        "1",
        "10000",
        "13333.33",
    )
    first, space, last = root.iter(f"{ALTO}TextLine").__next__()
    assert first.attrib == {
        "ID": "p1_b0_l0_s0", "HPOS": "1200", "VPOS": "600", "WIDTH": "500", "HEIGHT": "166.67",
        "CONTENT": "避難所", "WC": "0.6",
    }  # fmt: skip
    assert (space.tag, space.get("HPOS"), space.get("WIDTH")) == (f"{ALTO}SP", "1700", "166.67")
    assert (last.get("CONTENT"), last.get("HPOS")) == ("の", "1866.67")


def test_alto_of_vertical_lines() -> None:
    root = alto(page(block(vertical("縦 書"))))
    own = root.find(f".//{ALTO}TextLine")
    assert own is not None
    assert own.get("BASEDIRECTION") == "ttb"
    last = list(own)[-1].attrib
    assert (last["HPOS"], last["VPOS"], last["HEIGHT"]) == ("8333.33", "1533.33", "166.67")


def test_alto_puts_furniture_in_the_margins_and_tables_together() -> None:
    root = alto(WHOLE)
    sheet = root.find(f"{ALTO}Layout/{ALTO}Page")
    assert sheet is not None
    assert [space.tag for space in sheet] == tagged("TopMargin", "BottomMargin", "PrintSpace")
    grid = sheet.find(f".//{ALTO}ComposedBlock")
    assert grid is not None
    assert grid.get("TYPE") == "table"
    assert [cell.get("ID") for cell in grid] == [
        "p1_b5_c0_row0_column0",
        "p1_b5_c1_row1_column0",
        "p1_b5_c2_row1_column1",
    ]
    tags = {b.get("ID"): b.get("TAGREFS") for b in sheet.iter(f"{ALTO}TextBlock")}
    assert tags["p1_b1"] == "kind_heading level_2"


def test_alto_without_places_keeps_a_line_whole() -> None:
    bare = msgspec.structs.replace(line("a b"), edges=())
    strings = list(alto(page(block(bare))).iter(f"{ALTO}String"))
    assert [s.get("CONTENT") for s in strings] == ["a b"]


def test_alto_of_a_page_that_was_not_read() -> None:
    root = alto(unreadable_page(1, TooSlow()), page(block("次"), number=2))
    assert [p.get("ID") for p in root.iter(f"{ALTO}Page")] == ["p1", "p2"]


@given(ALL_TEXT)
def test_any_text_survives_in_alto(text: str) -> None:
    root = alto(page(block(text), table((0, 0, text.replace("\n", "")))))
    words = [s.attrib["CONTENT"] for s in root.iter(f"{ALTO}String")]
    parts = re.split("[ \t\r\n\u00a0]+", text)
    wanted = [without_controls(word) for word in parts if word] or [without_controls(text)]
    assert words[: len(wanted)] == wanted


def test_what_a_character_may_be_instead_is_a_variant_of_its_glyph() -> None:
    read = page(block(line("霧苗の 点検")))
    (_, _, only) = next(iter(read.lines()))
    state = LineState(
        only.bbox, only.text, State.DOUBTFUL, ("霧笛の 点検",), (0.99, 0.6, 0.99, 1.0, 0.9, 0.99),
        (Other(1, (Alternative("笛", 0.3), Alternative("", 0.05))),),
    )  # fmt: skip
    root = ElementTree.fromstring(as_alto([read], ABOUT, {1: [state]}))
    first, last = root.iter(f"{ALTO}String")
    assert (first.attrib["WC"], last.attrib["WC"]) == ("0.6", "0.9")
    glyphs = [(g.attrib["CONTENT"], g.attrib["GC"]) for g in first.iter(f"{ALTO}Glyph")]
    assert glyphs == [("霧", "0.99"), ("苗", "0.6"), ("の", "0.99")]
    (variant,) = root.iter(f"{ALTO}Variant")
    assert variant.attrib == {"CONTENT": "笛", "VC": "0.3"}
    assert not list(last)
    # of a line that says something else by now nothing is told
    other = msgspec.structs.replace(state, text="別の行")
    assert as_alto([read], ABOUT, {1: [other]}) == as_alto([read], ABOUT)


def test_hocr_has_the_words_at_their_places_in_pixels_and_other_readings() -> None:
    read = page(block(line("霧苗 点検", x=72.0, y=36.0)))
    (_, _, only) = next(iter(read.lines()))
    confidences = (0.99, 0.6, 1.0, 0.9, 0.99)
    state = LineState(only.bbox, only.text, State.DOUBTFUL, (), confidences)
    written = as_hocr([read], ABOUT, {1: [state]})
    root = ElementTree.fromstring(written.replace("<!DOCTYPE html>", ""))
    classes = [each.get("class") for each in root.iter() if each.get("class")]
    assert classes == [
        "ocr_page", "ocr_carea", "ocr_par", "ocr_line", "ocrx_word", "ocrx_word",
    ]  # fmt: skip
    words = [each for each in root.iter() if each.get("class") == "ocrx_word"]
    assert [each.text for each in words] == ["霧苗", "点検"]
    assert words[0].attrib["title"].startswith("bbox 200 100 ")
    assert words[0].attrib["title"].endswith("; x_wconf 60; x_confs 99 60")
    whole = msgspec.structs.replace(state, text="霧苗", alternatives=("霧笛",), confidences=())
    other = as_hocr([page(block(line("霧苗")))], ABOUT, {1: [whole]})
    assert '<ins class="alt">霧苗</ins><del class="alt">霧笛</del>' in other


@given(ALL_TEXT)
def test_any_text_survives_in_hocr(text: str) -> None:
    root = ElementTree.fromstring(
        as_hocr([page(block(text))], ABOUT).replace("<!DOCTYPE html>", "")
    )
    shown = "".join("".join(root.itertext()).split())
    assert "".join(without_controls(text).split()) in shown
