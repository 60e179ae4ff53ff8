"""What is said of documents at the command line is taken whole, or refused in words."""

from __future__ import annotations

from pathlib import Path

from tests import pdfs
from tests.served import command, run


def test_a_title_of_2000_characters_is_refused_and_nothing_is_added(tmp_path: Path) -> None:
    home, file, listed = tmp_path / "home", tmp_path / "a.pdf", tmp_path / "list.csv"
    file.write_bytes(pdfs.pdf("灯台の点検"))
    listed.write_text(f"file,title\na.pdf,{'題' * 2000}\n", "utf-8")
    for asked in ((str(file), "--title", "題" * 2000), ("--manifest", str(listed))):
        done = command(home, "add", *asked)
        assert done.returncode != 0
        assert "題名が長すぎます（2000文字）。500文字までです" in done.stderr
    assert '"documents": 0' in run(home, "status", "--json")
    run(home, "add", str(file), "--title", "題" * 500)
    assert '"documents": 1' in run(home, "status", "--json")


def test_a_date_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdfs.pdf("灯台の点検"))
    for written in ("令和0年", "昭和99年1月1日", "2024-02-30"):
        done = command(tmp_path / "home", "add", str(file), "--date", written)
        assert done.returncode != 0 and f"「{written}」という日付はありません" in done.stderr
