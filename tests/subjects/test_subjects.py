"""Subjects in a library: their address lasts, whatever comes, goes or is said."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.access.models import Collection
from shiryokan.access.readers import reading_as
from shiryokan.documents.bin import purge, put_in_bin, take_out_of_bin
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Document
from shiryokan.following.followable import of_kind
from shiryokan.records import extraction as extracting
from shiryokan.records import models
from shiryokan.records.links import NotLinkable, say
from shiryokan.records.rows import extracted_record
from shiryokan.subjects.events import events_of
from shiryokan.subjects.history import steps_of
from shiryokan.subjects.models import SubjectPlace
from shiryokan.subjects.standing import standing_of
from shiryokan.subjects.subject import Subject, pin, subject_at, subject_of

STAYS, ENDED = "1/ウ", "4/ウ"
WORDS = "引き続き、疑問を受け付け、四半期ごとに答えを改める。"


def record(extraction: models.Extraction, key: str) -> models.Record:
    return models.Record.objects.get(extraction=extraction, key=key)


def subject(extraction: models.Extraction, key: str) -> Subject:
    found = subject_of(record(extraction, key))
    assert found is not None
    return found


def at(address: uuid.UUID) -> Subject:
    found = subject_at(address)
    assert found is not None
    return found


def other(extractions: list[models.Extraction], key: str) -> str:
    """A key of the second document that is not joined to ``key`` of the first."""
    joined = {
        row.pk for row in models.Record.objects.filter(pk__in=subject(extractions[0], key).records)
    }
    rows = models.Record.objects.filter(extraction=extractions[1]).exclude(pk__in=joined)
    return next(row.key for row in rows if len(subject_of(row).records) == 1)  # type: ignore[union-attr]


def test_any_of_its_records_leads_to_it_and_what_is_not_sure_is_apart(
    versions: list[models.Extraction], hanako: User
) -> None:
    old, new = versions
    found = subject(old, STAYS)
    assert found.records == (record(old, STAYS).pk, record(new, STAYS).pk)
    assert found == subject(new, STAYS) == at(record(new, STAYS).pk)
    assert found.id == record(old, STAYS).pk
    assert not SubjectPlace.objects.exists(), "nobody relies on it yet"
    steps = steps_of(found)
    assert [step.kind for step in steps] == ["first", "changed" if steps[1].pieces else "same"]
    assert standing_of(steps).state == "holds"
    ended = subject(old, ENDED)
    assert ended.records == (record(old, ENDED).pk,)
    told = standing_of(steps_of(ended))
    assert told.state in ("gone", "unsure")
    events = events_of(steps_of(ended), told)
    assert {event.kind for event in events} == {"first", told.state}
    assert subject_at(uuid.uuid4()) is None


def test_an_older_version_a_link_and_parting_leave_each_address_a_way(
    versions: list[models.Extraction], hanako: User
) -> None:
    old, new = versions
    stays, ended = subject(old, STAYS), subject(old, ENDED)
    lone = other(versions, ENDED)
    pin(subject(new, lone))
    say(record(old, ENDED), record(new, lone), True, hanako)
    joined = subject(old, ENDED)
    assert joined.id == record(new, lone).pk, "the address that somebody relies on"
    assert at(ended.id) == joined and joined.records[0] == ended.id
    say(record(old, ENDED), record(new, lone), False, hanako)
    assert at(ended.id).records == (ended.id,)
    assert at(record(new, lone).pk).records == (record(new, lone).pk,)
    # joined by the comparison, and parted
    say(record(old, STAYS), record(new, STAYS), False, hanako)
    assert len(at(stays.id).records) == 1 == len(subject(new, STAYS).records)
    assert models.Link.objects.get(old_key=STAYS).by == hanako
    with pytest.raises(NotLinkable):
        say(record(old, STAYS), record(old, ENDED), True, hanako)


def test_the_bin_and_the_purge_leave_its_addresses(
    versions: list[models.Extraction], hanako: User
) -> None:
    old, new = versions
    found = subject(old, STAYS)
    pin(subject(old, "1/ア"))
    first = subject(old, "1/ア").id
    document = Document.everything.get(pk=old.document_id)
    put_in_bin(document)
    stays = record(new, STAYS).pk
    assert at(found.id).records == (stays,)
    assert at(first).id == first, "a pinned one stays as it is"
    take_out_of_bin(Document.everything.get(pk=document.pk))
    assert at(found.id).records == found.records and at(found.id).id == found.id
    put_in_bin(Document.everything.get(pk=document.pk))
    purge(Document.everything.get(pk=document.pk))
    assert at(found.id).records == (stays,) and at(found.id).id == stays
    assert at(first).id == first
    assert not SubjectPlace.objects.filter(document_id=document.pk).exists()


def test_what_went_between_two_leaves_them_joined(
    versions: list[models.Extraction], hanako: User
) -> None:
    """A document in the middle is purged; without it nothing says that both are the same."""
    old, new = versions
    a, b, c = record(old, ENDED), record(new, STAYS), record(old, "2/ウ")
    for place, row in (("x", a), ("x", c)):
        SubjectPlace.objects.create(
            address=uuid.uuid5(uuid.NAMESPACE_URL, place), document_id=row.document_id,
            register="measures", key=row.key,
        )  # fmt: skip
    assert subject(old, ENDED).records[:1] and c.pk in subject(old, ENDED).records
    assert b.pk not in subject(old, ENDED).records


def test_reading_anew_leaves_the_address_where_keys_change(
    versions: list[models.Extraction], hanako: User
) -> None:
    old, _ = versions
    found = subject(old, STAYS)
    rows = models.Record.objects.filter(extraction=old).order_by("position")
    records = [extracted_record(row) for row in rows]
    for each in records:
        each.key = f"第{each.key}"
    extracting._replace_records(old, records)
    models.Extraction.objects.filter(pk=old.pk).update(stamp=uuid.uuid4())
    again = at(found.id)
    assert again.records[0] == record(old, f"第{STAYS}").pk != found.id
    assert again.records[1:] == found.records[1:]


def test_a_reader_sees_of_it_what_they_may(
    versions: list[models.Extraction], hanako: User, client: Client
) -> None:
    old, new = versions
    closed = Collection.objects.create(name="closed", visibility=Collection.GROUPS)
    put_in(new.document, closed)
    found = subject(old, STAYS)
    reader = get_user_model().objects.create_user("taro")
    with reading_as(reader):
        steps = steps_of(at(found.id))
        assert [step.record.pk for step in steps] == [found.records[0]]
        assert standing_of(steps).state == "holds"
        assert not steps_of(subject(old, STAYS))[1:]
    only = subject(new, other(versions, STAYS)).id
    assert client.get(f"/subjects/{only}/").status_code == 404
    with reading_as(reader):
        told = list(of_kind("subject").since(str(found.id), {"arrival": 0}, reader))  # type: ignore[union-attr]
    assert [each.title for each in told] == [old.document.title]
    assert client.get(f"/subjects/{found.id}/").status_code == 200
    assert new.document.title not in client.get(f"/subjects/{found.id}/").content.decode()


def test_whoever_follows_it_is_told_of_what_came_after(
    versions: list[models.Extraction], hanako: User
) -> None:
    kind = of_kind("subject")
    assert kind is not None
    old, new = versions
    ref = str(subject(old, "2/ウ").id)
    named = kind.named(ref, hanako)
    assert named is not None and named.path == f"/subjects/{ref}/"
    mark = kind.mark(ref)
    assert SubjectPlace.objects.get(address=ref).pinned
    assert not list(kind.since(ref, mark, hanako))
    told = {each.title: each for each in kind.since(ref, {"arrival": 0}, hanako)}
    assert {old.document.title} <= set(told) and len({each.key for each in told.values()}) == len(
        told
    )
    words = [each.excerpts()[0] for each in told.values()]
    assert all(excerpt.text and excerpt.label for excerpt in words)
    joined = str(subject(new, STAYS).id)
    assert {each.title for each in kind.since(joined, {"arrival": 0}, hanako)} == {
        old.document.title, new.document.title,
    }  # fmt: skip
    for nonsense in ("x", str(uuid.uuid4())):
        assert kind.named(nonsense, hanako) is None
        assert not list(kind.since(nonsense, {"arrival": 0}, hanako))
