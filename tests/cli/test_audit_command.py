"""``shiryokan user``, ``delete`` and ``audit``: what the operator does, and the record of it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests import pdfs
from tests.cli.test_commands import shiryokan

PASSWORD, ANOTHER = "kirihama-no-tomoshibi", "misaki-no-toudai-mori"
TITLE = "灯台の塗り替えの記録"


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with one document."""
    folder = tmp_path_factory.mktemp("audit")
    path = folder / "goes.pdf"
    path.write_bytes(pdfs.pdf(TITLE))
    done = shiryokan("add", str(path), "--title", TITLE, home=folder / "home")
    assert done.returncode == 0, done.stderr
    return folder / "home"


def run(home: Path, *arguments: str, code: int = 0) -> str:
    done = shiryokan(*arguments, home=home)
    assert done.returncode == code, done
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def entries(home: Path, *arguments: str) -> list[dict[str, Any]]:
    """The entries, the oldest first."""
    told = shiryokan("audit", "--json", *arguments, home=home).stdout
    return [json.loads(line) for line in reversed(told.splitlines())]


def test_what_is_done_with_accounts_is_on_record_without_a_name(instance: Path) -> None:
    run(instance, "user", "hanako@example.jp", "--password", "12345678", code=1)
    before = len(entries(instance))
    run(instance, "user", "hanako@example.jp", "--password", PASSWORD, "--role", "reader")
    run(instance, "user", "hanako@example.jp", "--password", ANOTHER, "--role", "administrator")
    run(instance, "user", "hanako@example.jp", "--link", "--role", "administrator")
    found = entries(instance)[before:]
    assert [(d["kind"], d["details"]) for d in found] == [
        ("account", {"role": "reader", "new": True}),
        ("password", {"how": "command-line"}),
        ("person", {"role": "administrator", "was": "reader"}),
        ("password", {"how": "command-line"}),
        ("invited", {"role": "administrator", "first": False, "groups": []}),
    ]
    assert {(d["actor"], d["about"]) for d in found} == {("command-line", "user:1")}
    assert "hanako" not in json.dumps(found)


def test_a_document_goes_comes_back_and_goes_for_good(instance: Path, tmp_path: Path) -> None:
    path = tmp_path / "goes-too.pdf"
    path.write_bytes(pdfs.pdf("灯台の夜"))
    run(instance, "add", str(path), "--title", "灯台の夜")
    document = next(d for d in entries(instance) if d["name"] == "灯台の夜")["about"].split(":")[1]
    assert "ごみ箱は空です" in run(instance, "delete")
    assert "文書がありません: x" in run(instance, "delete", document, "x", code=1)
    assert "ごみ箱は空です" in run(instance, "delete")
    assert "30日のあいだ戻せます" in run(instance, "delete", document, "--because", "誤り")
    listed = run(instance, "delete").split("\t")
    assert (listed[0], listed[2:]) == (document, ["灯台の夜", "誤り\n"])
    assert "文書がありません" in run(instance, "delete", document, code=1)
    assert "戻しました" in run(instance, "delete", document, "--undo")
    run(instance, "delete", document)
    assert "一緒に使えません" in run(instance, "delete", document, "--undo", "--purge", code=2)
    run(instance, "delete", document, "--purge", code=130)  # nobody is there to be asked
    assert document in run(instance, "delete")
    assert "完全に消しました" in run(instance, "delete", document, "--purge", "--yes")
    assert [d["kind"] for d in entries(instance, "--about", document)] == [
        "added", "binned", "unbinned", "binned", "purged",
    ]  # fmt: skip
    assert [d["details"]["because"] for d in entries(instance, "--about", document) if d["kind"] == "binned"] == [
        "誤り", "",
    ]  # fmt: skip


def test_the_record_is_shown_and_what_was_changed_in_it_is_found(instance: Path) -> None:
    lines = run(instance, "audit", "--most", "2").splitlines()
    assert len(lines) == 2
    newest = entries(instance)[-1]
    assert lines[0].startswith(f"{newest['number']}\t") and "Z\tcommand-line\t" in lines[0]
    assert newest["at"].endswith("+00:00")
    assert newest["before"] == entries(instance)[-2]["hash"]
    assert "書かれたときのまま" in run(instance, "audit", "--verify")
    with sqlite3.connect(instance / "library.sqlite3") as database:
        database.execute("drop trigger audit_entry_kept_update")
        database.execute("update audit_entry set actor = 'user:9' where number = 2")
    assert "2" in run(instance, "audit", "--verify", code=1)
