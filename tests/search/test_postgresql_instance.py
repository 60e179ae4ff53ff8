"""An instance that lives in PostgreSQL wholly, its index too: commands, server, being killed."""

from __future__ import annotations

import json
import random
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shiryokan.instance.config import ConfigError, load
from tests import pdfs
from tests.killing import killed
from tests.postgresql import new_database
from tests.served import ANSWER_SECONDS, command, run, served

DOCUMENTS, PAGES = 4, 12
KILLS = 4


@pytest.fixture(scope="module")
def database(postgresql: str) -> str:
    """A database of the instance's own."""
    return new_database(postgresql)


@pytest.fixture(scope="module")
def settings(database: str) -> dict[str, str]:
    return {"database_url": database, "search_engine": "postgresql"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, settings: dict[str, str]) -> Path:
    home, pile = tmp_path_factory.mktemp("instance"), tmp_path_factory.mktemp("pile")
    for i in range(DOCUMENTS):
        texts = [f"文書{i}の第{n}頁。避難訓練を行う。" for n in range(PAGES)]
        (pile / f"{i}.pdf").write_bytes(pdfs.pdf(*texts))
    run(home, "add", str(pile), **settings)
    return home


def numbers(home: Path, settings: dict[str, str]) -> dict[str, int]:
    said: dict[str, int] = json.loads(run(home, "status", "--json", **settings))
    return said


@pytest.mark.thorough
@pytest.mark.guarding
def test_commands_fill_it_and_find_in_it(home: Path, settings: dict[str, str]) -> None:
    assert numbers(home, settings)["indexed_pages"] == DOCUMENTS * PAGES
    assert not any((home / "index").iterdir())
    lines = run(home, "search", "避難訓練 第3頁", "--json", **settings).splitlines()
    assert sorted(json.loads(line)["page"] for line in lines) == [4] * DOCUMENTS
    run(home, "reindex", **settings)
    assert numbers(home, settings)["indexed_pages"] == DOCUMENTS * PAGES
    findings = json.loads(run(home, "doctor", "--json", **settings))
    assert {f["name"] for f in findings if not f["good"] and not f["advice"]} == set()


def test_many_readers_at_once_are_all_answered(home: Path, settings: dict[str, str]) -> None:
    asked = ("避難訓練", "文書1", "第3頁 OR 第4頁", "避難 -文書2", '"第11頁。避難"')
    with served(home, **settings) as address, ThreadPoolExecutor(8) as pool:

        def status(query: str) -> int:
            url = f"{address}/search?{urllib.parse.urlencode({'q': query})}"
            with urllib.request.urlopen(url, timeout=ANSWER_SECONDS) as answer:
                assert "件" in answer.read().decode()
                return int(answer.status)

        assert set(pool.map(status, asked * 8)) == {200}
        url = f"{address}/search.json?{urllib.parse.urlencode({'q': '避難訓練'})}"
        with urllib.request.urlopen(url, timeout=ANSWER_SECONDS) as answer:
            assert "避難訓練" in json.dumps(json.load(answer), ensure_ascii=False)


@pytest.mark.slow
def test_a_rebuilding_that_is_killed_leaves_the_old_index_whole(
    home: Path, settings: dict[str, str]
) -> None:
    dice = random.Random(5)
    for _ in range(KILLS):
        moment = 0.5 + dice.random() * 1.5
        killed(home, "reindex", after=moment, working=False, **settings)
        assert numbers(home, settings)["indexed_pages"] == DOCUMENTS * PAGES
    run(home, "reindex", **settings)
    assert numbers(home, settings)["indexed_pages"] == DOCUMENTS * PAGES


@pytest.mark.parametrize("address", ["", "sqlite:///somewhere.sqlite3", "mysql://host/name"])
def test_without_postgresql_it_is_refused_with_a_word(tmp_path: Path, address: str) -> None:
    given = {"search_engine": "postgresql", "database_url": address}
    with pytest.raises(ConfigError, match="not PostgreSQL"):
        load({f"SHIRYOKAN_{name.upper()}": value for name, value in given.items()})
    done = command(tmp_path, "status", **given)
    assert done.returncode != 0
    assert "SHIRYOKAN_SEARCH_ENGINE=tantivy" in done.stderr
    assert "Traceback" not in done.stderr
