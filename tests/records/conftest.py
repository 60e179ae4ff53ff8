"""Two years of the sample plan, read and structured."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

from shiryokan.documents.models import Document
from shiryokan.records import models
from tests.documents.conftest import Add, Fill, add, empty_instance, fill

__all__ = ["Add", "Fill", "add", "empty_instance", "fill"]
YEARS = (2024, 2025)


@pytest.fixture
def plans(fill: Fill, add: Add, samples: Path) -> list[Document]:
    def add_plans() -> None:
        for year in YEARS:
            title = f"水鏡市年次計画{year}"
            add(samples / f"mikagami-plan-{year}.pdf", title=title, publisher="水鏡市")

    fill(add_plans)
    return [Document.objects.get(title__endswith=str(year)) for year in YEARS]


@pytest.fixture
def extractions(plans: list[Document]) -> list[models.Extraction]:
    return [models.Extraction.objects.get(document=d, register="measures") for d in plans]


@pytest.fixture
def hanako(empty_instance: Path) -> User:
    return get_user_model().objects.create_user("hanako", is_staff=True)
