"""Subjects as programs and assistants read them, with the reader's rights."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import User
from django.test import Client

from shiryokan.access.models import Collection
from shiryokan.api.assistant.local import LocalInstance
from shiryokan.api.assistant.results import got_subject
from shiryokan.documents.collections import put_in
from shiryokan.records import models
from tests.subjects.test_subjects import STAYS, record


def test_a_program_reads_the_versions_that_its_reader_may_see(
    versions: list[models.Extraction], hanako: User
) -> None:
    old, new = versions
    rows = record(old, STAYS), record(new, STAYS)
    client = Client()
    told = client.get(f"/api/v1/subjects/{rows[1].pk}").json()
    assert told["id"] == str(rows[0].pk) and told["state"] == "holds"
    assert [each["record"] for each in told["versions"]] == [str(rows[1].pk), str(rows[0].pk)]
    assert told["versions"][0]["source"]["sha256"] == new.document.sha256
    assert client.get(f"/api/v1/subjects/{uuid.uuid4()}").status_code == 404
    got = got_subject(LocalInstance("http://here").subject(str(rows[0].pk)))
    assert [each.document for each in got.versions] == [new.document_id, old.document_id]
    closed = Collection.objects.create(name="closed", visibility=Collection.GROUPS)
    put_in(old.document, closed)
    told = client.get(f"/api/v1/subjects/{rows[1].pk}")
    assert told.json()["id"] == str(rows[1].pk)
    assert str(rows[0].pk) not in told.content.decode()
    assert old.document_id not in told.content.decode()
