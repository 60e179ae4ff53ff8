"""``shiryokan exchange``: a course goes out in every form, and questions come in."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests import homes, warm
from tests.conftest import ROOT
from tests.served import command, environment, run

pytestmark = pytest.mark.any_database


def test_a_course_goes_out_and_its_questions_come_in(tmp_path: Path) -> None:
    home = tmp_path / "home"
    homes.copy_with_samples(home)
    done = warm.run("tests.parcels.sending_house", env=environment(home), cwd=ROOT, check=True)
    number = str(json.loads(done.stdout.splitlines()[-1])["course"])
    files = {form: tmp_path / f"course.{form}" for form in ("gift", "scorm", "csv")}
    for form, place in files.items():
        run(home, "exchange", "export", number, str(place), "--form", form)
    assert files["gift"].read_text("utf-8").count("担当はどこか") == 2
    assert "imsmanifest.xml" in zipfile.ZipFile(files["scorm"]).namelist()
    assert files["csv"].read_text("utf-8-sig").startswith("氏名,")

    files["gift"].write_text(files["gift"].read_text("utf-8") + "\n\n首都は｛＝東京｝\n", "utf-8")
    said = command(home, "exchange", "import", number, str(files["gift"]), "--as", "kisha")
    assert said.returncode == 1
    assert "設問2件を取り込みました" in said.stdout
    assert "半角の { } で書き直してください" in said.stderr
    said = command(home, "exchange", "certificate", "2026-000009", str(tmp_path / "c.pdf"))
    assert (said.returncode, "有効な修了証" in said.stderr) == (1, True)
    said = command(home, "exchange", "export", "99", str(tmp_path / "x"), "--form", "qti")
    assert "講座 99 がありません。" in said.stderr
