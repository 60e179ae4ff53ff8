"""What the instance is made of: locked with hashes, with licences that may be linked, and listed."""

from __future__ import annotations

import json
import re

import pytest
from tools import audit, licences, sbom
from tools.locked import ROOT, locked

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_of_a_lock_has_one_version_and_hashes(lock: object) -> None:
    text = lock.read_text("utf-8")  # type: ignore[attr-defined]
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert entries
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+(\[[\w,]+\])?==", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


def test_no_package_of_the_instance_has_a_licence_that_may_not_be_linked() -> None:
    assert licences.problems() == []


@pytest.mark.parametrize(
    ("licence", "linked"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-3-Clause", True),
        ("BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", True),
        ("Mozilla Public License 2.0 (MPL 2.0)", True),
        ("LGPL-3.0-only", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0", False),
        ("GNU Affero General Public License v3", False),
        ("MIT AND GPL-2.0-only", False),
        ("Other/Proprietary License", False),
        ("UNKNOWN", False),
        ("", False),
    ],
)
def test_a_licence_is_judged_by_all_of_its_parts(licence: str, linked: bool) -> None:
    assert licences.allowed(licence) == linked


@pytest.mark.slow
def test_the_bill_of_materials_lists_the_lock_and_is_valid() -> None:
    made = json.loads(sbom.checked(sbom.bill()))
    assert made["bomFormat"] == "CycloneDX"
    assert made["metadata"]["component"]["name"] == "shiryokan"
    listed = {part["purl"].partition("@")[0].rpartition("/")[2] for part in made["components"]}
    assert listed == {name.replace("_", "-") for name in locked()}
    assert all(part.get("licenses") for part in made["components"])
    assert all(
        any(link.get("hashes") for link in part["externalReferences"])
        for part in made["components"]
    )


def test_a_vulnerable_package_is_named_and_an_unasked_one_is_not_called_safe() -> None:
    answers = [
        {"name": "safe", "version": "1", "vulns": []},
        {"name": "unknown", "version": "1", "skip_reason": "not found"},
        {
            "name": "holed", "version": "2",
            "vulns": [{"id": "CVE-1", "fix_versions": ["2.1"]}, {"id": "CVE-2", "fix_versions": []}],
        },
    ]  # fmt: skip
    assert audit.audit(answers) == (2, ["holed 2: CVE-1, put right in 2.1", "holed 2: CVE-2"])
    assert audit.audit([]) == (0, [])
