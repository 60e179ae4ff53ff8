"""Comparisons that are kept as long as they hold, and the lives of records that they tell."""

from __future__ import annotations

from django.contrib.auth.models import User

from shiryokan.documents.models import Document
from shiryokan.records import models
from shiryokan.records.comparisons import comparison, editions, lifetime
from shiryokan.records.corrections import correct, correctable


def stored() -> models.StoredComparison:
    return models.StoredComparison.objects.get()


def test_a_comparison_is_made_once(extractions: list[models.Extraction]) -> None:
    old, new = extractions
    first = comparison(old, new)
    assert first.register == "measures"
    told = [key for change in first.changes for key in change.old]
    assert sorted(told) == sorted(
        models.Record.objects.filter(extraction=old).values_list("key", flat=True)
    )
    stamp, at = stored().stamp, stored().pk
    assert comparison(old, new) == first
    assert (stored().stamp, stored().pk) == (stamp, at)


def test_it_is_taken_from_where_it_is_kept(extractions: list[models.Extraction]) -> None:
    old, new = extractions
    made = comparison(old, new)
    # behind its back: the stamp tells nothing of it
    models.Record.objects.filter(extraction=new).delete()
    assert comparison(old, new) == made
    models.StoredComparison.objects.update(stamp="of another method")
    assert {change.kind for change in comparison(old, new).changes} == {"ended"}


def test_after_a_correction_it_is_made_anew(
    extractions: list[models.Extraction], hanako: User
) -> None:
    old, new = extractions
    before = comparison(old, new)
    record = models.Record.objects.get(extraction=new, key="3/ウ")
    (ministries,) = (field for field in correctable("measures") if field.name == "ministries")
    correct(record, ministries, ["文化課"], hanako)
    new.refresh_from_db()
    after = comparison(old, new)
    (change,) = (each for each in after.changes if "3/ウ" in each.new)
    assert "文化課" in {field.new for field in change.fields}
    assert after != before
    assert models.StoredComparison.objects.count() == 1


def test_what_an_editor_says_of_two_records_holds(
    extractions: list[models.Extraction], hanako: User
) -> None:
    old, new = extractions
    (same, *_) = (c for c in comparison(old, new).changes if c.kind in ("same", "changed"))
    models.Link.objects.create(
        register="measures", old_document=old.document, old_key=same.old[0],
        new_document=new.document, new_key=same.new[0], same=False, by=hanako,
    )  # fmt: skip
    changes = comparison(old, new).changes
    assert not any(same.old[0] in c.old and same.new[0] in c.new for c in changes)
    models.Link.objects.update(same=True)
    link = models.Link.objects.get()
    link.save()
    assert any(same.old[0] in c.old and same.new[0] in c.new for c in comparison(old, new).changes)


def test_editions_stand_by_year_and_the_draft_before_the_final(
    extractions: list[models.Extraction], plans: list[Document]
) -> None:
    assert [e.year for e in editions(extractions[1])] == [2024, 2025]
    models.Extraction.objects.filter(pk=extractions[0].pk).update(year=2025, draft=True)
    assert [(e.year, e.draft) for e in editions(extractions[1])] == [(2025, True), (2025, False)]


def test_who_is_in_no_series_lives_alone(extractions: list[models.Extraction]) -> None:
    models.Extraction.objects.filter(pk=extractions[0].pk).update(series=None)
    alone = models.Record.objects.filter(extraction=extractions[0]).select_related("extraction")[0]
    life = lifetime(alone)
    assert [e.pk for e in life.editions] == [extractions[0].pk]
    assert [stage.keys for stage in life.stages] == [(alone.key,)]


def test_a_record_is_followed_from_one_year_to_the_next(
    extractions: list[models.Extraction],
) -> None:
    old, new = extractions
    (change, *_) = (c for c in comparison(old, new).changes if c.kind in ("same", "changed"))
    begun = models.Record.objects.get(extraction=old, key=change.old[0])
    gone_on = models.Record.objects.get(extraction=new, key=change.new[0])
    for record in (begun, gone_on):
        life = lifetime(record)
        assert [e.year for e in life.editions] == [2024, 2025]
        assert [stage.keys for stage in life.stages] == [(begun.key,), (gone_on.key,)]
