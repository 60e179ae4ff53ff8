"""The folder that keeps what was asked of a commit, so that it is asked once."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools.outputs.normalising import SUFFIX, Outcome, read_outcome

LENGTH = 12
"""Characters of a commit's name in a folder's."""
OF_OUTPUTS = ("src", "pyproject.toml")
"""What of a checkout its outputs depend on."""


def commit_of(checkout: Path) -> str:
    """The commit of a checkout, with a mark of what in it is not committed."""
    name = _git(checkout, "rev-parse", f"--short={LENGTH}", "HEAD").decode().strip()
    changed = _git(checkout, "diff", "HEAD", "--binary", "--", *OF_OUTPUTS)
    listed = _git(checkout, "ls-files", "-z", "-o", "--exclude-standard", "--", *OF_OUTPUTS)
    mark = hashlib.sha256(changed)
    for other in filter(None, listed.decode().split("\0")):
        mark.update(other.encode() + b"\0" + (checkout / other).read_bytes())
    return f"{name}-{mark.hexdigest()[:8]}" if changed or listed else name


def _git(checkout: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(checkout), *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout


class Store:
    """What is kept of one commit under ``folder``: outcomes by name, a home, and about it all."""

    def __init__(self, folder: Path, checkout: Path | None) -> None:
        self.folder, self._checkout = folder, checkout
        self.home = folder / "home"

    @classmethod
    def of(cls, cache: Path, named: str) -> Store:
        """That of a checkout, or of a commit whose outcomes are in the cache already.

        Raises :class:`SystemExit` if it is neither.
        """
        if (Path(named) / ".git").exists():
            checkout = Path(named).resolve()
            return cls(cache / commit_of(checkout), checkout)
        found = sorted(cache.glob(f"{named}*/about.json"))
        if len(found) != 1:
            raise SystemExit(f"{named} is neither a checkout nor one commit of {cache}")
        return cls(found[0].parent, None)

    @property
    def commit(self) -> str:
        """The commit, as far as it is known by the folder's name."""
        return self.folder.name

    @property
    def checkout(self) -> Path:
        """Where the commit is checked out. Raises :class:`SystemExit` if it is not."""
        if self._checkout is None:
            raise SystemExit(f"{self.commit} has not been asked everything, and is not checked out")
        return self._checkout

    @property
    def python(self) -> Path:
        """The checkout's Python. Raises :class:`SystemExit` if there is none."""
        path = self.checkout / ".venv" / "bin" / "python"
        if not path.exists():
            raise SystemExit(f"{path} is missing: set the checkout up first (make)")
        return path

    def target(self, name: str) -> Path:
        """Where the outcome of this name is kept."""
        return self.folder / "outputs" / f"{name}{SUFFIX}"

    def names(self) -> set[str]:
        """The names of all outcomes."""
        top = self.folder / "outputs"
        found = (path.relative_to(top).as_posix() for path in top.rglob(f"*{SUFFIX}"))
        return {name.removesuffix(SUFFIX) for name in found if "/." not in name}

    def forget(self, parts: Sequence[str], but: str) -> None:
        """Take away the outcomes of these parts, all ``but`` one."""
        for name in self.names():
            if name.split("/")[0] in parts and name != but:
                self.target(name).unlink()

    def outcome(self, name: str) -> Outcome | None:
        """An outcome, if there is one."""
        path = self.target(name)
        return read_outcome(path) if path.exists() else None

    def about(self) -> dict[str, Any]:
        """What is known of the commit beside its outcomes."""
        path = self.folder / "about.json"
        found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return found

    def note(self, **known: Any) -> None:
        """Keep something about the commit."""
        path = self.folder / "about.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.about() | known, ensure_ascii=False, indent=1)
        path.write_text(text + "\n", "utf-8")
