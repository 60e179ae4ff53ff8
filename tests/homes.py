"""Homes made once a session and copied: an empty one whose database is up to date, and one with the
samples in it.

Both are made by the program itself.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from shiryokan.japanese import vocabulary
from tests import session_folder, warm

SAMPLES = Path(__file__).parent.parent / "samples"
DATABASE = "library.sqlite3"
SPELLINGS = "spellings.msgpack"


def migrated_database() -> Path:
    """A file of SQLite with the tables of an instance, which are empty."""
    return session_folder.once("empty", _make_empty) / DATABASE


def copy_empty(home: Path) -> None:
    """A home in which nothing was ever done."""
    home.mkdir(parents=True, exist_ok=True)
    shutil.copy(migrated_database(), home / DATABASE)
    # as an earlier process of the instance left it
    (home / "cache").mkdir(exist_ok=True)
    kept = session_folder.once(SPELLINGS, lambda place: vocabulary.families(place))
    shutil.copy(kept, home / "cache" / SPELLINGS)


def copy_with_samples(home: Path) -> None:
    """A home to which the samples were added, from their manifest."""
    shutil.copytree(session_folder.once("samples", _make_with_samples), home, dirs_exist_ok=True)


def _run(home: Path, *arguments: str) -> str:
    surroundings = {"SHIRYOKAN_HOME": str(home), "SHIRYOKAN_LANGUAGE": "ja"}
    done = warm.run("shiryokan", *arguments, env={**warm.own_environment(), **surroundings})
    assert done.returncode == 0, done.stderr
    return done.stdout


def _make_empty(home: Path) -> None:
    _run(home, "status")


def _make_with_samples(home: Path) -> None:
    copy_empty(home)
    said = _run(home, "add", "--manifest", str(SAMPLES / "manifest.csv"))
    assert "追加 5件（18ページ）、既存 0件、失敗 0件" in said
