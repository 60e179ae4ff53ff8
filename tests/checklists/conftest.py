"""An organisation with a hospital, a vendor and a system, last year's form and this year's; and
another organisation, which is none of its business."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from shiryokan.checklists import assessing, making, membership, parts
from shiryokan.checklists.answering import Given, answer
from shiryokan.checklists.membership import Role
from shiryokan.checklists.models import (
    AnswerKind,
    Assessment,
    Checklist,
    Facility,
    Organisation,
    Result,
    System,
    Vendor,
)
from shiryokan.checklists.typed_form import typed_items
from tests.records.conftest import Add, Fill, add, empty_instance, fill

__all__ = ["Add", "Fill", "add", "empty_instance", "fill"]
TODAY = timezone.localdate()
SERIES = "医療機関確認用"
OLD = """# 体制構築
1(1) 院長が責任者を書面で任命しているか。 ▶企画管理編 2.1
1(2) 連絡先を職員の見える所に掲げているか。
# 管理・運用
## サーバ
2(1) 利用者ごとに見られる範囲を定めているか。 ▶システム運用編 5.3
2(2) 紙の台帳を施錠して保管しているか。
"""
NEW = """# 体制構築
1(1) 院長が責任者を書面で任命しているか。 ▶企画管理編 2.1
1(2) 連絡先を、夜間を含め職員の見える所に掲げているか。
# 管理・運用
## サーバ
★2(1) 利用者ごとに見られる範囲を定めているか。 ▶システム運用編 5.3
2(2) 身代金を求められたときに相談する先を決めているか。
"""


@dataclasses.dataclass
class House:
    """An organisation and who is in it."""

    organisation: Organisation
    manager: User
    answerer: User
    reader: User
    facility: Facility
    vendor: Vendor
    system: System


def house(name: str) -> House:
    people = [User.objects.create_user(f"{name}-{role}") for role in ("mana", "ans", "read")]
    organisation = membership.new_organisation(f"{name}会", people[0])
    membership.put_member(organisation, people[1], Role.ANSWERER)
    membership.put_member(organisation, people[2], Role.READER)
    facility = parts.put_part(organisation, Facility, f"{name}病院")
    vendor = parts.put_part(organisation, Vendor, f"{name}システム社")
    assert isinstance(facility, Facility) and isinstance(vendor, Vendor)
    system = parts.put_part(
        organisation, System, f"{name}電子カルテ", facility=facility, vendor=vendor
    )
    assert isinstance(system, System)
    return House(organisation, *people, facility, vendor, system)


@pytest.fixture(autouse=True)
def it_stays_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session that goes on after midnight stays in the day in which it was collected."""
    day_of = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda *of: day_of(*of) if of else TODAY)


@pytest.fixture
def midori(empty_instance: Path) -> House:
    return house("緑")


@pytest.fixture
def kurenai(midori: House) -> House:
    return house("紅")


def sheet(
    user: User,
    text: str,
    year: int,
    series: str = SERIES,
    kind: Checklist.For = Checklist.For.FACILITY,
    rounds: int = 1,
) -> Checklist:
    return making.make(
        user, typed_items(text), title=f"点検表 {year}（{series}）", series=series, year=year,
        answered_by=kind, rounds=rounds,
    )  # fmt: skip


@pytest.fixture
def sheets(midori: House) -> list[Checklist]:
    """Last year's form and this year's."""
    return [sheet(midori.manager, OLD, 2025), sheet(midori.manager, NEW, 2026)]


@pytest.fixture
def assessments(midori: House, sheets: list[Checklist]) -> list[Assessment]:
    """The hospital's, of both years."""
    return [
        assessing.begin(midori.organisation, each, midori.manager, facility=midori.facility)
        for each in sheets
    ]


@pytest.fixture
def by_vendor(midori: House) -> Assessment:
    form = sheet(midori.manager, NEW, 2026, "事業者確認用", Checklist.For.VENDOR)
    return assessing.begin(midori.organisation, form, midori.manager, vendor=midori.vendor)


def result_of(assessment: Assessment, key: str) -> Result:
    return assessment.results.select_related("item", "assessment__checklist").get(item__key=key)


def say(assessment: Assessment, key: str, kind: AnswerKind, user: User, **given: object) -> Result:
    row = result_of(assessment, key)
    return answer(row, Given(kind, **given), row.version, user=user)  # type: ignore[arg-type]
