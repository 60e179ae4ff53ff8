"""``docs/formats.md`` says what is so: its examples run, its fields are those there are."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest

from shiryokan.paper.document import Document
from shiryokan.paper.formats import PAGE_FORMS, as_data, flow_as_data
from shiryokan.paper.model import SCHEMA_VERSION, BlockKind, Reason, Ruby
from tests.conftest import ROOT
from tests.paper.pages import block, line, page, table, vertical

PAGE = (ROOT / "docs" / "formats.md").read_text("utf-8")


def test_the_examples_run(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(samples / "mikagami-plan-2024.pdf", tmp_path / "plan.pdf")
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    assert len(examples) == 3
    exec("\n".join(examples), {})
    assert {"plan.html", "plan.xml", "plan.jsonl", "plan.md", "flow.md"} < {
        p.name for p in tmp_path.iterdir()
    }
    assert list(tmp_path.glob("p*-*.csv"))


def test_every_field_is_described() -> None:
    doubtful = line("避難", ruby=(Ruby(0, 2, "ひなん"),), reasons=("columns",))
    pages = [page(block(doubtful, vertical("縦"), kind="heading", level=1), table((0, 0, "甲")))]

    def names(data: object) -> set[str]:
        if isinstance(data, dict):
            return set(data).union(*map(names, data.values()))
        return set().union(*map(names, data)) if isinstance(data, list) else set()

    for data in (as_data(pages[0]), flow_as_data(Document.of(pages).flow)):
        assert {
            name for name in names(data) if not re.search(rf"[`{{ \"]{name}[`,}}\"]", PAGE)
        } == set()


def test_the_words_are_those_of_the_model() -> None:
    assert f'"schema": {SCHEMA_VERSION},' in PAGE
    for word in (*get_args(BlockKind), *get_args(Reason), *PAGE_FORMS):
        assert f"`{word}`" in PAGE
