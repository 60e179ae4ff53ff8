"""Looks into a library of quotes from a process of its own, as after a restart.

usage: python -m tests.quotes.killed_instance (fill|turn|look) NUMBER
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import django

COPIES = 60
"""Quotes of each record: so many that judging them takes seconds."""


def fill(_number: int) -> None:
    """Make the two plans a draft and its final, and quote each record of the draft many times."""
    from django.contrib.auth.models import User

    from shiryokan.quotes.models import Quote
    from shiryokan.quotes.quote import AROUND
    from shiryokan.records.models import Extraction
    from shiryokan.records.rows import record_of

    old = Extraction.objects.get(register="measures", document__title__endswith="2024")
    Extraction.objects.filter(pk=old.pk).update(year=2025, draft=True)
    people = [User.objects.create_user(f"reader{n}", is_staff=True) for n in range(2)]
    for row in old.records.all():
        place = record_of(row).provenance["next_plan"][0].places[0]
        Quote.objects.bulk_create(
            Quote(
                owner=people[n % 2], document_id=old.document_id, sha256=old.document.sha256,
                page=place.page, boxes=[list(box) for box in place.boxes],
                words=place.text.replace("\n", "")[: AROUND * 10], register="measures",
                key=row.key, field="next_plan",
            )
            for n in range(COPIES)
        )  # fmt: skip


def turn(number: int) -> None:
    """Say of a record that it is the same in the final, or not: the quotes are to be judged."""
    from django.contrib.auth.models import User

    from shiryokan.records.links import say
    from shiryokan.records.models import Extraction

    old = Extraction.objects.get(register="measures", draft=True)
    new = Extraction.objects.get(register="measures", draft=False)
    both = sorted(
        {*old.records.values_list("key", flat=True)} & {*new.records.values_list("key", flat=True)}
    )
    key = both[number % len(both)]
    say(
        old.records.get(key=key), new.records.get(key=key), number // len(both) % 2 == 1,
        User.objects.order_by("pk")[0],
    )  # fmt: skip


def look(_number: int) -> dict[str, Any]:
    """How many quotes and standings there are, how many stand otherwise than they should, and the
    jobs that are not done."""
    from django_tasks_db.models import DBTaskResult

    from shiryokan.access.readers import reading_as
    from shiryokan.quotes.library import Library
    from shiryokan.quotes.models import Quote, QuoteStanding
    from shiryokan.quotes.rows import quote_from

    wrong = 0
    true: dict[tuple[int, str], tuple[str, str]] = {}
    libraries: dict[int, Library] = {}
    for row in Quote.objects.select_related("standing", "owner"):
        at = row.owner_id, row.key
        if at not in true:
            with reading_as(row.owner):
                library = libraries.setdefault(row.owner_id, Library())
                found = library.standing_of(quote_from(row))
            assert found is not None
            cause = found.cause.key if found.cause and found.state != "holds" else ""
            true[at] = found.state, cause
        standing = getattr(row, "standing", None)
        wrong += standing is None or (standing.state, standing.cause_key) != true[at]
    left = DBTaskResult.objects.exclude(status="SUCCESSFUL").count()
    return {
        "quotes": Quote.objects.count(),
        "standings": QuoteStanding.objects.count(),
        "states": len({state for state, _ in true.values()}),
        "wrong": wrong,
        "left": left,
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shiryokan.site.settings")
    django.setup()
    print(json.dumps({"fill": fill, "turn": turn, "look": look}[sys.argv[1]](int(sys.argv[2]))))
