"""What servers agree on by their database: allowances, what is remembered, the clock, who lives. Each is a
file of the home where the database is."""

from __future__ import annotations

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import F

from shiryokan.api.models import Allowance
from shiryokan.api.throttling import Buckets, SharedBuckets
from shiryokan.backup.living import living_workers
from shiryokan.instance import current
from shiryokan.jobs.clock import sure_time
from shiryokan.jobs.models import Heartbeat, Home, Look, Remembered

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_allowance_is_one_for_all_servers_and_fills_with_time() -> None:
    if connection.vendor != "postgresql":
        assert isinstance(Buckets.of_instance(), Buckets)
        return
    servers = [SharedBuckets(), Buckets.of_instance()]
    assert isinstance(servers[1], SharedBuckets)
    answers = [servers[number % 2].ask("a", 3) for number in range(4)]
    assert [each.allowed for each in answers] == [True, True, True, False]
    assert answers[-1].wait > 0 and answers[0].left == 2
    assert servers[0].ask("b", 3).allowed
    Allowance.objects.filter(key="a").update(at=F("at") - datetime.timedelta(seconds=21))
    assert [server.ask("a", 3).allowed for server in servers] == [True, False]
    # a clock that was set back gives nothing away
    Allowance.objects.filter(key="a").update(at=F("at") + datetime.timedelta(days=1))
    assert not servers[0].ask("a", 3).allowed


def test_what_is_remembered_and_the_clock_lie_where_all_servers_see_them() -> None:
    shared = bool(current.config().database_url)
    cache.set("attempts", [1, 2], 60)
    assert cache.get("attempts") == [1, 2]
    assert Remembered.objects.exists() == shared
    cache.delete("attempts")
    sure_time()
    assert Look.objects.exists() == shared


def test_a_worker_of_another_home_counts_as_long_as_it_says_that_it_lives() -> None:
    from django.db.models.functions import Now

    before = living_workers()
    home = Home.objects.create(id="b" * 32, host="elsewhere", folder="/b")
    Heartbeat.objects.create(worker="w", home=home, at=Now())
    shared = bool(current.config().database_url)
    assert living_workers() == before + shared
    Heartbeat.objects.update(at=Now() - datetime.timedelta(hours=1))
    assert living_workers() == before
