"""What doctor finds of watched pages."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest
from django.utils import timezone, translation

from shiryokan.health import lookout_findings
from shiryokan.health.lookout_findings import look_at_lookout
from shiryokan.lookout.models import Address
from shiryokan.lookout.watching import set_active, watch

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def said() -> list[tuple[bool, str]]:
    with translation.override("ja"):
        return [(one.good, one.says) for one in look_at_lookout()]


def test_what_keeps_pages_from_being_read_is_found(
    empty_instance: object, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    assert said() == []
    now = timezone.now()
    fine, _ = watch("https://a.example.jp/fine/")
    gone, _ = watch("https://b.example.jp/gone/", council="消えた会議")
    closed, _ = watch("https://closed.example.jp/x/")
    assert [good for good, _ in said()] == [True]

    def own(watched: object) -> Any:
        return Address.objects.filter(watched=watched)

    own(gone).update(
        state="missing", error="bad_status", failures=9,
        failing_since=now - datetime.timedelta(days=2),
    )  # fmt: skip
    assert [good for good, _ in said()] == [True], "a bad day is none"
    own(gone).update(failing_since=now - datetime.timedelta(days=4))
    own(closed).update(state="trouble", error="robots_forbid", failing_since=now)
    (_, robots), (_, trouble) = said()
    assert "closed.example.jp" in robots and "robots.txt" in robots
    assert "消えた会議" in trouble and "1ページ" in trouble
    # a clock that leapt ahead makes no days of trouble, and says so
    monkeypatch.setattr(
        lookout_findings, "sure_time", lambda _now: now - datetime.timedelta(days=5)
    )
    (_, robots), (_, clock) = said()
    assert "robots.txt" in robots and "時計" in clock
    monkeypatch.undo()
    for watched in (gone, closed):
        set_active(watched, active=False)
    own(fine).update(due_at=now - datetime.timedelta(days=3))
    ((good, late),) = said()
    assert not good and "serve" in late
    settings.SHIRYOKAN = msgspec.structs.replace(settings.SHIRYOKAN, lookout="off")
    ((good, off),) = said()
    assert not good and "SHIRYOKAN_LOOKOUT" in off
