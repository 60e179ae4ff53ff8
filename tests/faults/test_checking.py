"""What breaks is found, said, and put right out of the originals."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests import homes
from tests.served import command, run, served

Damage = Callable[[Path], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    home = tmp_path_factory.mktemp("whole") / "home"
    homes.copy_with_samples(home)
    return home


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "home")
    return tmp_path / "home"


def check(home: Path, *options: str) -> tuple[int, str]:
    done = command(home, "check", *options)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def codes(home: Path, *options: str) -> set[str]:
    return {each["code"] for each in json.loads(check(home, "--json", *options)[1])}


def change(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "library.sqlite3")) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def first_original(home: Path) -> Path:
    return min(home.glob("originals/*/*.pdf"))


def spoil(path: Path) -> None:
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def lose_a_page(home: Path) -> None:
    change(home, "delete from documents_page where id = (select min(id) from documents_page)")


def spoil_a_layout(home: Path) -> None:
    change(home, "update documents_page set layout = x'00ff' where number = 1")


def lose_the_index(home: Path) -> None:
    shutil.rmtree(home / "index")


def spoil_the_index(home: Path) -> None:
    for path in home.glob("index/*/*"):
        if path.name != "meta.json" and path.is_file():
            path.write_bytes(b"\0" * 100)


def spoil_the_index_list(home: Path) -> None:
    for path in home.glob("index/*/meta.json"):
        path.write_bytes(b"{")


def lose_an_index_job(home: Path) -> None:
    change(home, "update documents_document set state = 'read'")


def lose_a_reading_job(home: Path) -> None:
    change(home, "update documents_document set state = 'stored', pages_read = 0")


def lose_a_row(home: Path) -> None:
    """A document's row with all that hangs on it, whatever tables have come since."""
    with closing(sqlite3.connect(home / "library.sqlite3")) as database:
        database.execute("pragma foreign_keys = off")
        database.execute(
            "delete from documents_document where id = (select min(id) from documents_document)"
        )
        while hanging := database.execute("pragma foreign_key_check").fetchall():
            for table, row, *_ in hanging:
                database.execute(f'delete from "{table}" where rowid = ?', (row,))
        database.commit()


REPAIRED: list[tuple[Damage, str]] = [
    (lose_a_page, "check_pages"),
    (spoil_a_layout, "check_pages"),
    (lose_the_index, "check_index"),
    (spoil_the_index, "check_index_damaged"),
    (spoil_the_index_list, "check_index_damaged"),
    (lose_an_index_job, "check_not_indexed"),
    (lose_a_reading_job, "check_not_read"),
    (lose_a_row, "check_stray"),
]


def test_a_whole_instance_is_whole(home: Path) -> None:
    assert check(home) == (0, "✓ すべてそろっています。\n")
    assert codes(home, "--quick") == set()


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize(
    ("damage", "code"), REPAIRED, ids=lambda each: getattr(each, "__name__", "")
)
def test_what_can_be_made_again_is(damage: Damage, code: str, home: Path) -> None:
    damage(home)
    if damage is lose_a_row:
        for path in home.glob("originals/*/*"):
            import os

            os.utime(path, (0, 0))
    assert code in codes(home)
    status, _said = check(home, "--repair")
    assert status == 0
    assert check(home)[0] == 0
    numbers = json.loads(run(home, "status", "--json"))
    assert (numbers["documents"], numbers["pages"], numbers["indexed_pages"]) == (5, 18, 18)


def test_an_original_that_is_lost_comes_back_with_the_file(home: Path, samples: Path) -> None:
    first_original(home).unlink()
    assert codes(home) == {"check_original_missing"}
    assert check(home, "--repair")[0] == 1
    run(home, "add", str(samples))
    assert check(home)[0] == 0


def test_an_original_that_is_damaged_is_put_aside_and_replaced(home: Path, samples: Path) -> None:
    spoil(first_original(home))
    assert codes(home, "--quick") == set()
    assert codes(home) == {"check_original_damaged"}
    status, said = check(home, "--repair")
    assert status == 1
    assert "もう一度追加" in said
    assert len(list((home / "lost+found").iterdir())) == 1
    run(home, "add", str(samples))
    assert check(home)[0] == 0


def test_a_damaged_original_is_replaced_by_the_same_file_at_once(home: Path, samples: Path) -> None:
    spoil(first_original(home))
    run(home, "add", str(samples))
    assert check(home)[0] == 0


def overwrite_the_database(home: Path) -> None:
    path = home / "library.sqlite3"
    data = bytearray(path.read_bytes())
    data[100 : len(data) // 2] = b"\x5a" * (len(data) // 2 - 100)
    path.write_bytes(data)


def cut_the_database(home: Path) -> None:
    path = home / "library.sqlite3"
    path.write_bytes(path.read_bytes()[:5000])


def empty_the_database(home: Path) -> None:
    (home / "library.sqlite3").write_bytes(b"")


def lose_the_database(home: Path) -> None:
    (home / "library.sqlite3").unlink()


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize(
    "damage", [overwrite_the_database, cut_the_database, empty_the_database, lose_the_database],
    ids=lambda each: each.__name__,
)  # fmt: skip
def test_a_database_that_is_gone_is_told_and_the_originals_are_read_anew(
    damage: Damage, home: Path
) -> None:
    damage(home)
    status, said = check(home)
    assert status == 1
    assert "shiryokan restore" in said
    status, said = check(home, "--repair")
    assert status == 0
    assert "原本5件を読み直します" in said
    numbers = json.loads(run(home, "status", "--json"))
    assert (numbers["documents"], numbers["pages"]) == (5, 18)


def test_a_server_does_not_open_a_broken_database_but_says_what_to_do(home: Path) -> None:
    overwrite_the_database(home)
    done = command(home, "serve", "--port", "0", timeout=60)
    assert done.returncode == 1
    assert "shiryokan restore" in done.stderr
    assert "Traceback" not in done.stderr


def test_lost_pictures_are_drawn_again(home: Path) -> None:
    import urllib.request

    document = json.loads(run(home, "search", "図書館", "--json").splitlines()[0])["document"]
    with served(home) as address:
        picture = f"{address}/documents/{document}/pages/1/picture/thumbnail.webp"
        first = urllib.request.urlopen(picture, timeout=60).read()
        shutil.rmtree(home / "pictures")
        assert urllib.request.urlopen(picture, timeout=60).read() == first
    assert check(home)[0] == 0


def test_of_two_servers_in_one_home_the_second_says_so(home: Path) -> None:
    with served(home):
        done = command(home, "serve", "--port", "0", timeout=60)
    assert done.returncode == 1
    assert "すでに公開中" in done.stderr


def test_a_lost_key_is_made_anew_and_readable_by_its_owner_only(home: Path) -> None:
    (home / "secret-key").unlink()
    run(home, "status")
    assert (home / "secret-key").stat().st_mode & 0o777 == 0o600
