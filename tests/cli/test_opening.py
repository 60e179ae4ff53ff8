"""Opening an instance: what it costs. Whether its database is behind is seen without loading the
migrations, and what few jobs need is loaded by them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from shiryokan.cli.setup import migrations_of

pytestmark = pytest.mark.django_db


def test_a_database_that_is_up_to_date_is_seen_to_be_so() -> None:
    assert not migrations_of(connection).missing


@pytest.mark.parametrize("app", ["documents", "django_tasks_database", "auth"])
def test_one_migration_that_is_not_recorded_is_missed(app: str) -> None:
    recorder = MigrationRecorder(connection)
    name = sorted(name for label, name in recorder.applied_migrations() if label == app)[-1]
    recorder.record_unapplied(app, name)
    assert migrations_of(connection).missing
    recorder.record_applied(app, name)
    assert not migrations_of(connection).missing


def test_what_few_jobs_need_is_not_loaded_at_the_start(tmp_path: Path) -> None:
    code = (
        "import sys, django; django.setup(); import shiryokan.jobs.worker;"
        "print(*{'cryptography', 'markdown_it', 'xlsxwriter'} & set(sys.modules))"
    )
    environment = {
        **os.environ, "SHIRYOKAN_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "shiryokan.site.settings",
    }  # fmt: skip
    found = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
    )
    assert found.stdout.split() == []
