"""Reads the Containerfile: its stages and their instructions, and what of the tree it may take."""

from __future__ import annotations

import dataclasses
import fnmatch
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclasses.dataclass(frozen=True)
class Instruction:
    """One instruction: its name in capitals, and the rest of its line, joined."""

    name: str
    value: str

    @property
    def words(self) -> list[str]:
        """The rest as words: those of a JSON list, or as the shell splits them."""
        if self.value.startswith("["):
            return [str(word) for word in json.loads(self.value)]
        return shlex.split(self.value)


@dataclasses.dataclass(frozen=True)
class Stage:
    """From one FROM to the next. ``name`` is empty of one that is not named."""

    base: str
    name: str
    instructions: tuple[Instruction, ...]

    def of(self, name: str) -> Iterator[Instruction]:
        """The instructions of this name, in their order."""
        return (each for each in self.instructions if each.name == name)

    def last(self, name: str) -> list[str]:
        """The words of the last one of this name; none where there is none."""
        return next((each.words for each in reversed(list(self.of(name)))), [])

    @property
    def environment(self) -> dict[str, str]:
        """The variables that it sets."""
        pairs = (word.partition("=") for each in self.of("ENV") for word in each.words)
        return {name: value for name, _, value in pairs}

    @property
    def health(self) -> list[str]:
        """The command of its health check."""
        value = next(each.value for each in self.of("HEALTHCHECK"))
        return Instruction("CMD", value.partition(" CMD ")[2]).words


def stages(text: str) -> list[Stage]:
    """The stages of a Containerfile."""
    lines = [line for line in text.splitlines() if not re.match(r"\s*(#|$)", line)]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    found: list[Stage] = []
    for line in joined.splitlines():
        name, _, value = line.strip().partition(" ")
        if name == "FROM":
            base, *more = value.split()
            found.append(Stage(base, more[1] if more else "", ()))
            continue
        before = found.pop()
        instruction = Instruction(name, value.strip())
        found.append(dataclasses.replace(before, instructions=(*before.instructions, instruction)))
    return found


def of_project() -> list[Stage]:
    """Those of this project's own."""
    return stages((ROOT / "Containerfile").read_text("utf-8"))


def admitted(path: str, ignore: str) -> bool:
    """Whether an ignore file lets ``path`` (relative, with slashes) into the build."""
    ignored = False
    for line in ignore.split():
        pattern = line.removeprefix("!")
        candidates = [path, *(str(parent) for parent in Path(path).parents)][:-1]
        if pattern.startswith("**/"):
            hit = any(fnmatch.fnmatch(Path(each).name, pattern[3:]) for each in candidates)
        else:
            hit = any(fnmatch.fnmatch(each, pattern) for each in candidates)
        if hit:
            ignored = not line.startswith("!")
    return not ignored
