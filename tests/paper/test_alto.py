"""ALTO: what its schema demands, every place in its units, every word."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import msgspec
from hypothesis import given

from shiryokan.paper.errors import TooSlow
from shiryokan.paper.formats import (
    as_alto,
)
from shiryokan.paper.isolated import unreadable_page
from shiryokan.paper.model import Page
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
