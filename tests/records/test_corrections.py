"""What editors put right: kept apart from what was extracted, and put in wherever a record is shown."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from shiryokan.documents.models import Document
from shiryokan.records import models
from shiryokan.records.corrections import (
    NotCorrectable,
    correct,
    correctable,
    corrections_of,
    typed_value,
    withdraw,
)
from shiryokan.records.extraction import extract_all
from shiryokan.registers.base import Field

KEY = "3/ウ"


def measure(document: Document, key: str = KEY) -> models.Record:
    return models.Record.objects.get(document=document, register="measures", key=key)


def field(name: str) -> Field:
    return next(each for each in correctable("measures") if each.name == name)


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("ministries", "市立図書館\r\n 文化課 \r\n\r\n", ["市立図書館", "文化課"]),
        ("ministries", "", []),
        ("year", " 2026 ", 2026),
        ("year", "", None),
        ("title", " 二行の\r\n題 ", "二行の\n題"),
    ],
)
def test_what_is_written_becomes_a_value_of_the_fields_kind(
    name: str, written: str, value: object
) -> None:
    assert typed_value(field(name), written) == value


def test_what_is_no_number_is_no_year() -> None:
    with pytest.raises(NotCorrectable, match="来年"):
        typed_value(field("year"), "来年")


def test_a_correction_changes_the_record_its_facets_and_its_text(
    plans: list[Document], hanako: User
) -> None:
    before = measure(plans[1])
    stamp = before.extraction.stamp
    made = correct(before, field("ministries"), ["文化課"], hanako, "原本で確認")
    after = measure(plans[1])
    assert (made.extracted, made.value, made.note) == (["市立図書館"], ["文化課"], "原本で確認")
    assert (after.pk, after.corrected, after.data["ministries"]) == (before.pk, True, ["文化課"])
    facets = after.facets.filter(field="ministries").values_list("value", flat=True)
    assert list(facets) == ["文化課"]
    assert "文化課" in after.text
    # whatever was made of the records before is known to be old
    assert after.extraction.stamp != stamp


def test_it_outlives_extracting_anew_and_touches_no_other_record(
    plans: list[Document], hanako: User
) -> None:
    others = models.Record.objects.filter(document=plans[1]).exclude(key=KEY)
    had = dict(others.values_list("key", "data"))
    correct(measure(plans[1]), field("ministries"), ["文化課"], hanako)
    extract_all(plans[1])
    assert measure(plans[1]).data["ministries"] == ["文化課"]
    assert dict(others.values_list("key", "data")) == had
    assert not models.Record.objects.filter(document=plans[0], corrected=True).exists()


def test_of_two_corrections_of_a_field_the_later_holds_and_the_earlier_stays_on_record(
    plans: list[Document], hanako: User
) -> None:
    for value in (["文化課"], ["教育課"]):
        correct(measure(plans[1]), field("ministries"), value, hanako)
    assert corrections_of(plans[1].pk, "measures") == {KEY: {"ministries": ["教育課"]}}
    held, withdrawn = models.Correction.objects.order_by("-at", "-id")
    assert (held.withdrawn_at, withdrawn.withdrawn_by) == (None, hanako)
    # both say what was extracted, not what the other one said
    assert held.extracted == withdrawn.extracted == ["市立図書館"]


def test_taken_back_the_extracted_value_holds_again(plans: list[Document], hanako: User) -> None:
    before = measure(plans[1])
    correct(before, field("ministries"), ["文化課"], hanako)
    withdraw(measure(plans[1]), "ministries", hanako)
    after = measure(plans[1])
    assert (after.data, after.text, after.corrected) == (before.data, before.text, False)
    assert corrections_of(plans[1].pk, "measures") == {}
    assert models.Correction.objects.get().withdrawn_by == hanako


def test_a_value_of_another_kind_is_refused_and_nothing_is_kept(
    plans: list[Document], hanako: User
) -> None:
    before = measure(plans[1])
    with pytest.raises(NotCorrectable):
        correct(before, field("ministries"), "文化課", hanako)
    assert not models.Correction.objects.exists()
    assert measure(plans[1]).data == before.data
