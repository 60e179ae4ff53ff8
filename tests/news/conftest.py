"""Two plans, read and structured, and editors who write of them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from shiryokan.news import desk, models, publishing
from tests.alerts.conftest import work
from tests.records.conftest import Add, Fill, add, empty_instance, extractions, fill, hanako, plans

__all__ = ["Add", "Fill", "add", "empty_instance", "extractions", "fill", "hanako", "plans", "work"]


@pytest.fixture
def writer(empty_instance: object) -> User:
    return User.objects.create_user("kisha", is_staff=True)


@pytest.fixture
def approver(empty_instance: object) -> User:
    return User.objects.create_user("desk", is_staff=True)


@pytest.fixture
def article(writer: User) -> models.Article:
    """A draft with a heading and a statement."""
    made = desk.new_article(writer, "改定のあらまし")
    desk.add_block(made, made.version, writer, kind="heading", text="はじめに")
    desk.add_block(made, made.version, writer, kind="statement", text="これは**大事**です。")
    return made


def published(article: models.Article, writer: User, approver: User) -> models.Article:
    publishing.send(article, article.version, writer)
    publishing.approve(article, article.version, approver)
    article.refresh_from_db()
    return article
