"""Writes the bill of materials of an instance: every package that runs in one, as CycloneDX.

usage: python -m tools.sbom [OUT]          (default: sbom.cdx.json)

Made from the lock and from what is installed, so run it in an environment made from the lock. The
same lock gives the same file.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.licences import told
from tools.locked import ROOT, SERVER, locked, normal

Bill = dict[str, Any]


def _made(*arguments: str) -> Bill:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "bill.json"
        subprocess.run(
            [
                sys.executable, "-m", "cyclonedx_py", *arguments, "--output-reproducible",
                "--spec-version", "1.6", "--of", "JSON", "-o", str(out),
            ],
            check=True, capture_output=True,
        )  # fmt: skip
        bill: Bill = json.loads(out.read_text("utf-8"))
        return bill


def bill() -> Bill:
    """The bill of the packages in the lock of an instance, with licences, hashes and what needs
    what.

    Raises :class:`ValueError` if what is installed is not what the lock says.
    """
    whole = _made("environment", sys.executable, "--pyproject", str(ROOT / "pyproject.toml"))
    hashes = {
        normal(component["name"]): component.get("externalReferences", [])
        for component in _made("requirements", str(SERVER))["components"]
    }
    versions, licences, kept = locked(), told(), []
    for component in whole["components"]:
        name = normal(component["name"])
        if name not in versions:
            continue
        if component["version"] != versions[name]:
            raise ValueError(f"{name} {component['version']} is installed, not {versions[name]}")
        links = [link for link in hashes.get(name, []) if link.get("hashes")]
        links = [*component.get("externalReferences", []), *links]
        named = component.get("licenses") or [{"license": {"name": licences[name][1]}}]
        kept.append({**component, "licenses": named, "externalReferences": links})
    names = {component["bom-ref"] for component in kept}
    names.add(whole["metadata"]["component"]["bom-ref"])
    needs = [
        {**needing, "dependsOn": [ref for ref in needing.get("dependsOn", []) if ref in names]}
        for needing in whole["dependencies"]
        if needing["ref"] in names
    ]
    return {**whole, "components": kept, "dependencies": needs}


def checked(made: Bill) -> str:
    """The bill as text. Raises :class:`ValueError` if it is not as CycloneDX 1.6 says."""
    # two seconds of a processor, which who only lists packages need not wait for
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415

    text = json.dumps(made, ensure_ascii=False, indent=1)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        raise ValueError(str(wrong))
    return text + "\n"


if __name__ == "__main__":
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "sbom.cdx.json")
    made = bill()
    out.write_text(checked(made), "utf-8")
    print(f"{out}: {len(made['components'])} packages")
