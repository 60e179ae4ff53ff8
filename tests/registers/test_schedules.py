"""What records say of fee items: schedules, notes named in texts, names folded, items set out."""

from __future__ import annotations

import pytest

from shiryokan.registers.answers import Answers
from shiryokan.registers.fees import Fees
from shiryokan.registers.schedules import (
    folded_name,
    note_in,
    notes_named,
    schedule_headed,
    schedule_in,
)
from tests.registers.schedule import body, code, extract, row


@pytest.mark.parametrize(
    ("heading", "schedule"),
    [
        ("医科診療報酬点数表関係", "medical"),
        ("歯科診療報酬点数表関係", "dental"),
        ("調剤報酬点数表関係", "dispensing"),
        ("医科・歯科診療報酬点数表関係", ""),
        ("訪問看護療養費関係", ""),
        ("", ""),
    ],
)
def test_a_heading_names_a_schedule(heading: str, schedule: str) -> None:
    assert schedule_in(heading) == schedule


@pytest.mark.parametrize(
    ("line", "schedule"),
    [
        ("別表第一 医科診療報酬点数表", "medical"),
        ("別表第二　歯科診療報酬点数表", "dental"),
        ("調剤報酬点数表", "dispensing"),
        ("調剤報酬点数表に関する事項", ""),
        ("医科診療報酬点数表の第１章による。", ""),
    ],
)
def test_a_line_of_its_own_begins_a_schedule(line: str, schedule: str) -> None:
    assert schedule_headed(line) == schedule


def test_notes_are_named_behind_their_item() -> None:
    text = "「Ａ００１」再診料の注19及び「Ａ００２」外来診療料の注10に規定する加算"
    assert notes_named(text) == {("A001", "注19"), ("A002", "注10")}


def test_a_note_of_another_sentence_is_no_items() -> None:
    assert notes_named("「Ａ００１」再診料について。注19は別に定める。") == set()


@pytest.mark.parametrize(
    ("place", "note"),
    [("注5", "注5"), ("注5イ(1)", "注5"), ("1注2ロ", "1注2"), ("注", "注"), ("イ", "")],
)
def test_the_note_of_a_place(place: str, note: str) -> None:
    assert note_in(place) == note


def test_names_are_folded() -> None:
    assert (
        folded_name("入院基本料　（１日につき）")
        == folded_name("入院基本料(1日につき)")
        == "入院基本料"
    )


def test_codes_tell_the_schedule_where_no_head_does() -> None:
    (first, *_) = extract(
        *[
            code("Ａ０００　霧の診察料", "100点"), body("注１　霧の日に限り算定する。"),
            code("Ａ００１　灯の診察料", "90点"), body("注１　灯の日に限り算定する。"),
            code("Ａ００２　波の診察料", "80点"), body("注１　波の日に限り算定する。"),
        ]
    ).records  # fmt: skip
    assert first.schedule == "medical"


def test_a_head_tells_the_schedule() -> None:
    found = extract(
        *[
            row(0, "別表第二"), row(4, "歯科診療報酬点数表"),
            code("Ａ０００　霧の診察料", "100点"), body("注１　霧の日に限り算定する。"),
            code("Ａ００１　灯の診察料", "90点"), body("注１　灯の日に限り算定する。"),
            code("Ａ００２　波の診察料", "80点"), body("注１　波の日に限り算定する。"),
        ]
    ).records  # fmt: skip
    assert {record.schedule for record in found} == {"dental"}


def test_an_item_is_set_out_part_by_part_with_its_places() -> None:
    (first, *_) = extract(
        *[
            code("Ａ０００　霧の診察料", "100点"),
            body("注１　霧の日に、区分番号Ａ００１に掲げる灯の診察料と併せて算定する。"),
            body("２　夜にあっては、所定点数に20点を加算する。", further=1),
            code("Ａ００１　灯の診察料", "90点"), body("注１　灯の日に限り算定する。"),
            code("Ａ００２　波の診察料", "80点"), body("注１　波の日に限り算定する。"),
        ]
    ).records  # fmt: skip
    parts = Fees().parts([first])
    assert [part.note for part in parts] == ["", "注1", "注2"]
    assert [branch.worth for branch in parts[0].branches] == ["100点"]
    assert all(part.places for part in parts)
    (stated, *cited) = Fees().items(
        {
            "schedule": first.schedule,
            "code": first.code,
            "name": first.name,
            "kind": "item",
            "references": first.references,
        }
    )
    assert (stated.schedule, stated.code, stated.note, stated.role) == (
        "medical",
        "A000",
        "",
        "states",
    )
    assert [(each.code, each.role) for each in cited] == [("A001", "cites")]


def test_a_question_speaks_of_the_note_it_names_and_of_the_heading_over_it() -> None:
    found = Answers().items(
        {
            "links": [
                {"kind": "code", "schedule": "medical", "code": "A000", "note": "注5"},
                {"kind": "heading", "schedule": "medical", "name": "灯火体制加算"},
                {"kind": "mention", "schedule": "medical", "code": "A001", "name": "灯の診察料"},
                {"kind": "question", "question": {"number": "3"}},
            ]
        }
    )
    assert [(each.schedule, each.code, each.name, each.note) for each in found] == [
        ("medical", "A000", "", "注5"),
        ("medical", "", "灯火体制加算", ""),
    ]
