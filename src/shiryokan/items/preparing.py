"""Makes what takes long to make, before anybody asks for it: comparisons of versions and the
tables told of them, the contents of schedules, the histories of long items, how letters stand
beside each other.

All of it is made when it is asked for, too, and kept then; here it is made behind whatever else
there is to do, once a document with records can be found.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from functools import partial

from django.db import transaction
from django.db.models.functions import Length
from django_tasks import task

from shiryokan.i18n import message as _
from shiryokan.items.contents import entries_of
from shiryokan.items.history import history_of, kept_history, one_a_year
from shiryokan.items.lineage import lineage_of, steps_of
from shiryokan.items.reading import Reading
from shiryokan.items.versions import versions_of
from shiryokan.jobs.queues import ON_DEMAND, at_home, enqueue_unless_waiting
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.records.comparisons import comparison, editions
from shiryokan.records.models import Extraction, ItemReference
from shiryokan.records.reports import (
    MOST_SIDE_BY_SIDE,
    rows_of_course,
    rows_of_one,
    rows_of_two,
    version_before,
)
from shiryokan.records.standings import standings_in
from shiryokan.registers.catalogue import REGISTERS

SLICE_SECONDS = 2.0
"""A job goes on so long, and then lets others go first."""
LONG_ITEM = 1000
"""Characters of an item from which on its history is made: it takes from some 30 ms of a processor
on, which together with the rest of its page is felt. Of 2,500 items a hundred are so long."""


def document_indexed(document_id: str, **_signal: object) -> None:
    """Queue what is to be made of a document, if it holds a register that has any of it."""
    if any(_is_worth_it(each) for each in _of(document_id)):
        with transaction.atomic():
            # what is made is kept in this home
            enqueue_unless_waiting(at_home(prepare), document_id)


@titled(_("比較や目次の用意"))
@task(priority=ON_DEMAND)
def prepare(document_id: str, attempt: int = 1, done: int = 0) -> None:
    """Make what the pages about a document's records take, as far as it is not there. ``done`` of
    the things to be made were made before."""
    with retried(prepare, document_id, attempt, _give_up):
        began = time.monotonic()
        makers = [make for extraction in _of(document_id) for make in _makers(extraction)]
        for number, make in enumerate(makers[done:], start=done + 1):
            make()
            if number < len(makers) and time.monotonic() - began > SLICE_SECONDS:
                at_home(prepare).enqueue(document_id, done=number)
                return


def _give_up(refusal: Refusal) -> None:
    """Whoever opens a page first waits for it."""


def _of(document_id: str) -> list[Extraction]:
    found = Extraction.objects.filter(document=document_id, state=Extraction.State.FOUND)
    return list(found.filter(register__in=REGISTERS).select_related("document"))


def _is_worth_it(extraction: Extraction) -> bool:
    register = REGISTERS[extraction.register]
    return (
        bool(register.schedules or register.serial or register.reports)
        or len(editions(extraction)) > 1
    )


def _makers(extraction: Extraction) -> Iterator[Callable[[], object]]:
    """What makes each of the things that a document's records are shown with."""
    name, register = extraction.register, REGISTERS[extraction.register]
    yield partial(standings_in, name)
    if register.schedules:
        yield partial(entries_of, extraction)
        for schedule in _schedules_of(extraction):
            yield partial(steps_of, name, schedule)
    found = editions(extraction)
    at = next(n for n, each in enumerate(found) if each.pk == extraction.pk)
    pairs = list(itertools.pairwise(found[max(at - 1, 0) : at + 2]))
    yield from (partial(comparison, old, new) for old, new in pairs)
    for report in register.reports:
        if report.versions == 1:
            # what the next one is told beside may be this one
            for new in found[at : at + 2]:
                yield partial(rows_of_one, report, new, version_before(new))
        else:
            yield from (partial(rows_of_two, report, old, new) for old, new in pairs)
    if register.schedules and pairs:
        for schedule, code in _long_items_of(extraction):
            yield partial(_history, schedule, code)
    if register.course is not None and len(found) > 1:
        yield partial(rows_of_course, register.course, found[-MOST_SIDE_BY_SIDE:])


def _schedules_of(extraction: Extraction) -> list[str]:
    stated = ItemReference.objects.filter(record__extraction=extraction, role="states", note="")
    return list(stated.order_by().values_list("schedule", flat=True).distinct())


def _long_items_of(extraction: Extraction) -> list[tuple[str, str]]:
    """The items of an extraction whose histories take long: their schedules and codes."""
    stated = ItemReference.objects.filter(record__extraction=extraction, role="states", note="")
    long = stated.annotate(length=Length("record__text")).filter(length__gte=LONG_ITEM)
    return list(long.order_by("record__position", "pk").values_list("schedule", "code"))


def _history(schedule: str, code: str) -> None:
    """Make the history that the page of an item shows, which is kept where it is long."""
    lineage = lineage_of(schedule, code, versions_of(schedule, code))
    years = one_a_year(lineage.versions)
    if len(years) > 1 and kept_history(years) is None:
        history_of(years, Reading(years))
