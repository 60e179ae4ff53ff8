"""The contents of a schedule, made of its items and the headings over them."""

from __future__ import annotations

from shiryokan.items.contents import Entry, arranged

PART, SECTION = "第１部 初・再診料", "第１節 初診料"


def test_items_stand_under_their_headings_in_their_order() -> None:
    whole = arranged(
        [
            Entry("A000", "初診料", (PART, SECTION)),
            Entry("A001", "再診料", (PART, "第２節 再診料")),
            Entry("B000", "指導料", ("第２部 医学管理等",)),
        ]
    )
    assert [each.title for each in whole.chapters] == [PART, "第２部 医学管理等"]
    part = whole.chapters[0]
    assert [(each.title, each.anchor) for each in part.chapters] == [
        (SECTION, "第１部-第１節"),
        ("第２節 再診料", "第１部-第２節"),
    ]
    assert (part.count, whole.count) == (2, 3)


def test_a_chapter_goes_from_its_first_item_to_its_last_wherever_they_stand_in_it() -> None:
    whole = arranged(
        [
            Entry("A000", "初診料", (PART, SECTION)),
            Entry("A001", "再診料", (PART,)),
            Entry("A002", "外来診療料", (PART, SECTION)),
            Entry("A003", "電話再診", (PART,)),
        ]
    )
    assert (whole.chapters[0].first, whole.chapters[0].last) == ("A000", "A003")
    section = whole.chapters[0].chapters[0]
    assert (section.first, section.last, section.count) == ("A000", "A002", 2)


def test_of_chapters_whose_names_are_alike_in_an_address_the_first_has_it() -> None:
    whole = arranged(
        [
            Entry("A000", "初診料", (PART, SECTION)),
            Entry("A001", "再診料", (PART, "第１節 再診料")),
            Entry("A002", "外来診療料", (PART, SECTION)),
        ]
    )
    first, second = whole.chapters[0].chapters
    assert (first.anchor, second.anchor) == ("第１部-第１節", "")
    assert first.count == 2


def test_a_schedule_without_items_has_no_chapters() -> None:
    whole = arranged([])
    assert (whole.count, whole.first, whole.chapters) == (0, "", [])
