"""A parcel made in one house opens in another, says where it came from, and brings what it should."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import homes, warm
from tests.conftest import ROOT
from tests.served import command, environment, run

pytestmark = pytest.mark.any_database
HOUSE = "霧浜市立病院"


def told(home: Path, module: str, *arguments: str) -> dict[str, Any]:
    """What a helper says of an instance."""
    done = warm.run(f"tests.parcels.{module}", *arguments, env=environment(home), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def refused(home: Path, *arguments: str) -> str:
    """Why a command ends badly; nothing came in."""
    done = command(home, "parcel", *arguments)
    assert done.returncode == 1, done.stdout
    return done.stderr


@pytest.mark.thorough
def test_documents_news_and_courses_go_from_house_to_house(tmp_path: Path) -> None:
    there, here, parcel = tmp_path / "there", tmp_path / "here", tmp_path / "june.parcel"
    homes.copy_with_samples(there)
    sent = told(there, "sending_house")
    things = ("--article", str(sent["article"]), "--course", str(sent["course"]))
    said = run(
        there, "parcel", "make", str(parcel), "--title", "六月の荷物", "--house", HOUSE, *things
    )
    assert "文書2件、記事1件、講座1件" in said
    key, fingerprint = run(there, "parcel", "keys", "show").splitlines()

    # of a house that is not known nothing is taken
    homes.copy_empty(here)
    said = refused(here, "take", str(parcel))
    assert fingerprint.removeprefix("指紋: ") in said
    assert "shiryokan parcel keys accept" in said
    assert fingerprint.removeprefix("指紋: ") in run(
        here, "parcel", "keys", "accept", key, "--name", HOUSE
    )
    # nor anything that was changed by one byte
    whole = parcel.read_bytes()
    changed = tmp_path / "changed.parcel"
    changed.write_bytes(whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])
    assert "封をしたあとで変わっています" in refused(here, "take", str(changed))
    assert "だれの名前で" in refused(here, "take", str(parcel))
    run(here, "user", "kanri", "--password", "kirihama-no-tomoshibi")
    look = run(here, "parcel", "take", str(parcel), "--look")
    assert f"{HOUSE} からの荷物「六月の荷物」" in look
    assert "講座: 年次計画のあらまし" in look
    assert told(here, "receiving_house")["documents"] == []

    said = run(here, "parcel", "take", str(parcel), "--as", "kanri")
    assert "記事1件と講座1件を受け取りました。" in said
    found = told(here, "receiving_house")
    assert found["documents"] == sent["documents"]
    assert found["publishers"] == ["水鏡市（架空）"]
    assert {tuple(each) for each in found["series"]} == {
        ("手で決めたシリーズ", 2024),
        ("手で決めたシリーズ", 2025),
    }
    assert [each[1:3] for each in found["articles"]] == [["published", 1]]
    assert found["news"] == sent["news"]
    assert found["courses"] == [["年次計画のあらまし", "open", 1]]
    assert found["exercises"] == sent["exercises"]
    assert found["from"] == [HOUSE]
    assert all(f"{HOUSE} の荷物" in said for said, *_ in found["pages"])
    assert f"{HOUSE}（" in run(here, "parcel", "list")

    # taken again it changes nothing, and what was written here is not overwritten
    run(here, "parcel", "take", str(parcel), "--as", "kanri")
    assert told(here, "receiving_house") == found
    told(here, "receiving_house", "change")
    said = refused(here, "take", str(parcel), "--as", "kanri")
    assert "この資料館で書き直されています" in said
    assert "この資料館で変えられています" in said

    # a key that was revoked opens no parcel any more
    run(here, "parcel", "keys", "revoke", *fingerprint.removeprefix("指紋: ").split())
    assert "受け入れを止めてあります" in refused(here, "take", str(parcel))
    assert "（止めてあります）" in run(here, "parcel", "keys", "list")
