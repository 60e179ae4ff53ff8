"""What is kept of records beside them, and what a worker that keeps them needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from shiryokan.documents.models import Document
from shiryokan.jobs.worker import JobWorker
from shiryokan.records import models
from shiryokan.registers.catalogue import REGISTERS


def test_each_record_has_the_facets_that_its_fields_tell(plans: list[Document]) -> None:
    fields = [field for field in REGISTERS["measures"].fields if field.facet]
    told = {
        (record.pk, "measures", field.name, value)
        for record in models.Record.objects.filter(register="measures")
        for field in fields
        for value in field.kind.facets(record.data.get(field.name))
    }
    kept = models.Facet.objects.values_list("record_id", "register", "field", "value")
    assert len(told) > len(plans)
    assert sorted(map(str, kept)) == sorted(map(str, told))


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_worker_has_sqlite_keep_little_of_the_database(empty_instance: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size=-16000")
        JobWorker(stop_when=lambda: True).run()
        (kept,) = cursor.execute("PRAGMA cache_size").fetchone()
    assert -16_000 < kept < 0
