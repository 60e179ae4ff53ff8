"""An organisation from a file: the hospital of the samples."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from shiryokan.checklists.carrying import years_of
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.models import Assessment, Checklist, Organisation
from shiryokan.checklists.organisation_file import organisation_in, put_in
from shiryokan.checklists.progress import progress_of
from tests.checklists.conftest import House


def test_the_hospital_of_the_samples_is_put_in_once(samples: Path, midori: House) -> None:
    written = organisation_in((samples / "organisation.json").read_bytes())
    made = put_in(written, midori.manager)
    assert made is not None and put_in(written, midori.manager) is None
    now = Assessment.objects.get(facility__name="水鏡市立病院", year=2025)
    assert (progress_of([now])[now.pk].answered, now.organisation) == (4, made)
    assert years_of(now).counts == {"same": 7, "reworded": 2, "new": 2, "gone": 1}
    assert Assessment.objects.get(year=2024).ended_at is not None
    # somebody else has one of their own, with the same forms
    assert put_in(written, midori.answerer) is not None
    assert Checklist.objects.count() == len(written.checklists)


def test_a_file_that_is_wrong_leaves_nothing(samples: Path, midori: House) -> None:
    written = organisation_in((samples / "organisation.json").read_bytes())
    lost = msgspec.structs.replace(written.assessments[0], facility="ない病院")
    with pytest.raises(ChecklistError, match="checklist_whose"):
        put_in(msgspec.structs.replace(written, assessments=(lost,)), midori.manager)
    assert not Organisation.objects.filter(name=written.name).exists()
    assert not Checklist.objects.exists()
    with pytest.raises(msgspec.DecodeError):
        organisation_in(b'{"name": 1}')
