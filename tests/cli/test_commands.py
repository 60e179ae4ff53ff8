"""The command line, as a program of its own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from shiryokan.cli.main import COMMANDS
from tests import homes, warm


def shiryokan(
    *arguments: str, home: Path | None = None, language: str = "ja", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = warm.own_environment()
    environment["SHIRYOKAN_LANGUAGE"] = language
    if home:
        environment["SHIRYOKAN_HOME"] = str(home)
    return warm.run("shiryokan", *arguments, env=environment, cwd=cwd, timeout=120)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    folder = tmp_path_factory.mktemp("home")
    homes.copy_with_samples(folder)
    return folder


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_command_explains_itself(command: str, language: str) -> None:
    told = shiryokan(command, "--help", language=language)
    assert told.returncode == 0
    japanese = any("\u3040" <= c <= "\u30ff" for c in told.stdout)
    assert japanese == (language == "ja"), told.stdout


def test_text_needs_no_home(samples: Path, tmp_path: Path) -> None:
    told = shiryokan("text", str(samples / "mikagami-slides.pdf"), home=tmp_path / "none")
    assert told.returncode == 0
    assert told.stdout.count("\f") == 3
    assert "計画のねらい" in told.stdout
    assert not (tmp_path / "none").exists()


def test_text_as_json_has_the_documented_fields(samples: Path) -> None:
    told = shiryokan(
        "text", str(samples / "mikagami-slides.pdf"), "--format", "json", "--pages", "2-3"
    )
    pages = [json.loads(line) for line in told.stdout.splitlines()]
    assert [page["page"] for page in pages] == [2, 3]
    assert set(pages[0]) == {"schema", "page", "width", "height", "text", "blocks", "warnings"}
    assert set(pages[0]["blocks"][0]) - {"level", "ruled", "cells"} == {"kind", "bbox", "lines"}


@pytest.mark.parametrize(
    ("pages", "code"), [("2", 0), ("3-", 0), ("-2", 0), ("9", 1), ("0", 2), ("x", 2), ("3-2", 2)]
)
def test_ranges_of_pages(samples: Path, pages: str, code: int) -> None:
    told = shiryokan("text", str(samples / "mikagami-slides.pdf"), f"--pages={pages}")
    assert told.returncode == code, told.stderr
    assert bool(told.stdout) == (code == 0)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("not-a-pdf.pdf", "PDFではない"),
        ("empty.pdf", "空"),
        ("encrypted.pdf", "パスワード"),
        ("20000-pages.pdf", "上限"),
        ("no-such.pdf", "ありません"),
    ],
)
def test_text_says_what_is_wrong(bad_pdfs: Path, name: str, word: str) -> None:
    told = shiryokan("text", str(bad_pdfs / name))
    assert told.returncode == 1
    assert word in told.stderr
    assert "Traceback" not in told.stderr


def test_adding_again_says_that_all_is_there(home: Path, samples: Path) -> None:
    told = shiryokan("add", str(samples), home=home)
    assert told.returncode == 0
    assert "追加 0件（0ページ）、既存 5件、失敗 0件" in told.stdout


def test_bad_files_fail_and_the_others_are_done(home: Path, bad_pdfs: Path, samples: Path) -> None:
    told = shiryokan(
        "add", str(bad_pdfs), str(samples / "mikagami-slides.pdf"), "--json", home=home
    )
    assert told.returncode == 1
    rows = {row["name"]: row for row in map(json.loads, told.stdout.splitlines())}
    assert rows["mikagami-slides.pdf"]["state"] == "known"
    assert rows["encrypted.pdf"]["error"] == "encrypted"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("title\nx\n", "file"),
        ("file,colour\nx,red\n", "colour"),
        ("file,date\nx.pdf,昭和99年\n", "2行目"),
        ("file,title\n,x\n", "2行目"),
    ],
)
def test_a_bad_list_is_explained(home: Path, tmp_path: Path, content: str, word: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content, "utf-8")
    told = shiryokan("add", "--manifest", str(path), home=home)
    assert told.returncode == 2
    assert word in told.stderr


def test_a_list_in_another_encoding_is_explained(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("file,title\na.pdf,計画\n".encode("cp932"))
    told = shiryokan("add", "--manifest", str(path), home=home)
    assert (told.returncode, "UTF-8" in told.stderr) == (2, True)


def test_search_as_json_has_the_documented_fields(home: Path) -> None:
    told = shiryokan("search", "サイバー", "OR", "夜間を想定した訓練", "--json", home=home)
    assert told.returncode == 0
    hit = json.loads(told.stdout.splitlines()[0])
    assert set(hit) == {
        *("kind", "document", "title", "file_name", "page"),
        *("heading", "snippet", "score", "url", "from_picture", "other_reading"),
    }
    assert hit["url"].endswith(f"/documents/{hit['document']}/pages/{hit['page']}")


def test_search_says_when_nothing_is_found_and_what_is_wrong(home: Path) -> None:
    assert shiryokan("search", "存在しない語句です", home=home).returncode == 3
    told = shiryokan("search", '"閉じない', home=home)
    assert (told.returncode, "引用符" in told.stderr) == (2, True)


def test_status_and_doctor_as_json(home: Path) -> None:
    status = json.loads(shiryokan("status", "--json", home=home).stdout)
    assert status["documents"] == 5
    assert status["pages"] == status["indexed_pages"] == 18
    doctor = shiryokan("doctor", "--json", home=home)
    assert doctor.returncode == 0, doctor.stdout


def test_reindex_builds_the_same_index(home: Path) -> None:
    assert shiryokan("reindex", home=home).returncode == 0
    assert json.loads(shiryokan("status", "--json", home=home).stdout)["indexed_pages"] == 18


def test_a_home_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    told = shiryokan("status", home=blocked / "home")
    assert (told.returncode, "SHIRYOKAN_HOME" in told.stderr) == (1, True)
    assert "Traceback" not in told.stderr


def test_a_bad_setting_is_explained(home: Path, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('pages = "many"\n')
    told = shiryokan("status", home=tmp_path)
    assert (told.returncode, "pages" in told.stderr) == (1, True)
    assert "Traceback" not in told.stderr


def test_nothing_to_add_is_explained(home: Path, tmp_path: Path) -> None:
    assert shiryokan("add", home=home).returncode == 2
    assert shiryokan("add", str(tmp_path), home=home).returncode == 3


def test_an_account_needs_a_password_worth_the_name(home: Path) -> None:
    weak = shiryokan("user", "hanako", "--password", "password", home=home)
    good = shiryokan("user", "hanako", "--password", "kasumi-no-oku-7", home=home)
    assert (weak.returncode, good.returncode) == (1, 0)
