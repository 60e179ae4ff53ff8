"""Notices on invented pages: what the grammar understands, and what it reports."""

from __future__ import annotations

import pytest

from shiryokan.paper.model import Page
from shiryokan.registers.base import Extraction, Heading
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.notices import Notice, Notices
from tests.paper.pages import block, page


def extract(*pages: Page) -> Extraction[Notice]:
    return Notices().extract(list(pages), "a notice")


def medical() -> Page:
    return page(
        block("医科診療報酬点数表に関する事項"),
        block("第１章　基本診療料"),
        block("＜通則＞"),
        block("１　猫の費用は別に定める。"),
        block("２　犬も同じ。"),
        block("第１節　初診料"),
        block("Ａ０００　初診料"),
        block("(1) 猫を診た場合に算定する。"),
        block("ア　黒猫"),
        block("(2) 「注１」の加算は「Ａ００１」再診料と併せて算定できない。"),
        block("Ａ００１－２　再診料"),
        block("(1) 犬を診た場合に算定する。"),
    )


def test_each_top_paragraph_of_an_item_is_a_record() -> None:
    found = extract(medical())
    assert [(r.key, r.name, r.text) for r in found.records] == [
        ("第1章/通則/1", "通則", "猫の費用は別に定める。"),
        ("第1章/通則/2", "通則", "犬も同じ。"),
        ("A000/(1)", "初診料", "猫を診た場合に算定する。\nア　黒猫"),
        ("A000/(2)", "初診料", "「注１」の加算は「Ａ００１」再診料と併せて算定できない。"),
        ("A001-2/(1)", "再診料", "犬を診た場合に算定する。"),
    ]
    assert found.unplaced == []


def test_a_record_tells_where_it_stands_and_what_it_names() -> None:
    record = extract(medical()).records[3]
    assert record.schedule == "medical"
    assert record.section == [Heading("第１章", "基本診療料"), Heading("第１節", "初診料")]
    assert (record.notes, record.codes) == (["注1"], ["A001"])
    assert record.provenance["notes"][0].places[0].text == "「注１」"
    assert Notices().heading({"code": "A000", "number": "(2)", "name": "初診料"}) == (
        "A000　(2)　初診料"
    )


def test_a_fee_schedule_is_no_notice() -> None:
    pages = [
        page(
            block("Ａ０００　初診料"), block("１　猫の場合　291点"), block("(1) 黒猫　20点"),
            block("Ａ００１　再診料"), block("(1) 犬の場合　75点"), block("(2) 鳥の場合　76点"),
        )
    ]  # fmt: skip
    assert not Notices().glance(pages)
    with pytest.raises(NoRecords):
        Notices().extract(pages)


def test_items_of_dispensing_have_numbers_for_codes() -> None:
    found = extract(
        page(
            block("調剤報酬点数表に関する事項"),
            block("区分００　調剤基本料"),
            block("１　受付回数"),
            block("(1) 受付の回数による。"),
            block("(2) 受付は１回とする。"),
            block("２　妥結率"),
            block("区分１０の２　調剤管理料"),
            block("(1) 薬を渡す。"),
            block("区分２０　使用薬剤料"),
            block("(1) 薬の費用による。"),
        )
    )
    assert [(r.code, r.number) for r in found.records] == [
        ("00", "1"),
        ("00", "2"),
        ("10-2", "(1)"),
        ("20", "(1)"),
    ]
    assert found.records[0].text == "受付回数\n(1) 受付の回数による。\n(2) 受付は１回とする。"


def test_a_number_out_of_its_order_is_text_of_its_paragraph() -> None:
    found = extract(
        page(
            block("Ａ０００　初診料"), block("(1) 猫。"), block("(5) に該当する猫を除く。"), block("(2) 犬。"),
            block("Ａ００１　再診料"), block("(1) 鳥。"),
        )
    )  # fmt: skip
    assert [r.key for r in found.records] == ["A000/(1)", "A000/(2)", "A001/(1)"]
    assert "(5) に該当する猫を除く。" in found.records[0].text


def test_a_document_of_another_kind_has_no_records() -> None:
    pages = [page(block("問１　猫か。"), block("（答）はい。"), block("Ａ０００　初診料　291点"))]
    assert not Notices().glance(pages)
    with pytest.raises(NoRecords):
        Notices().extract(pages)


def test_what_stands_right_under_a_heading_are_its_general_rules() -> None:
    found = extract(page(block("第１節　入院料"), block("猫の例により算定する。")), medical())
    assert (found.records[0].key, found.records[0].name) == ("第1節", "入院料")
    assert found.records[0].text == "猫の例により算定する。"
