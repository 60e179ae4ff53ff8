"""Every room explains its own error codes, and none explains another's."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import shiryokan
from shiryokan.fetch.errors import FetchError
from shiryokan.i18n import explanations
from shiryokan.i18n.explanations import Explanation, explain, of_rooms
from shiryokan.paper.errors import PaperError
from shiryokan.paper.messages import EXPLANATIONS as OF_PAPER
from shiryokan.registers.errors import ParquetMissing, TooManyRows

SOURCE = Path(shiryokan.__file__).parent


def codes(kind: type[FetchError] | type[PaperError]) -> set[str]:
    return {kind.code}.union(*(codes(each) for each in kind.__subclasses__()))


def test_the_errors_of_every_pure_room_are_explained() -> None:
    wanted = codes(FetchError) | codes(PaperError) | {TooManyRows.code, ParquetMissing.code}
    assert len(wanted) > 15
    assert wanted <= of_rooms().keys()


def test_a_code_has_the_words_of_its_room() -> None:
    what, do = explain("encrypted", {}, str)
    assert (what, do) == (OF_PAPER["encrypted"].what, OF_PAPER["encrypted"].do)
    assert "nobody_knows" in explain("nobody_knows", {}, str).what


def test_two_rooms_that_explain_one_code_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from shiryokan.jobs import messages

    twice = {**messages.EXPLANATIONS, "encrypted": Explanation("a", "b")}
    monkeypatch.setattr(messages, "EXPLANATIONS", twice)
    with pytest.raises(ValueError, match="encrypted"):
        explanations.of_rooms.__wrapped__()


def test_messages_of_rooms_need_nothing_but_the_words() -> None:
    """They are loaded for any error, also in commands that must start quickly."""
    found = list(SOURCE.rglob("messages.py"))
    assert len(found) > 10
    for path in found:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                module = node.module or ""
                assert module == "__future__" or module.startswith("shiryokan.i18n"), path
            assert not isinstance(node, ast.Import), path
