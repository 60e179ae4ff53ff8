"""Struck words are entries of their own, which a query may leave out, whichever the engine."""

from __future__ import annotations

from pathlib import Path

from shiryokan.search.analysis import Entry, analysed
from shiryokan.search.engine import Metadata, Request
from shiryokan.search.kinds import STRUCK
from shiryokan.search.query import Named, Not
from shiryokan.search.query_parser import parse
from tests.search.conftest import MakeEngine

DOCUMENT = "00000000000000d0"


def test_struck_words_are_found_only_among_their_kind(
    make_engine: MakeEngine, tmp_path: Path
) -> None:
    engine = make_engine(tmp_path)
    entries = [Entry(1, "電子処方箋の利用"), Entry(1, "電子カルテの利用", kind=STRUCK)]
    with engine.writing() as writing:
        writing.replace(DOCUMENT, Metadata(), analysed(entries))
    query = parse("利用")
    others = engine.search(Request(query=query.narrowed(Not(Named("kind", STRUCK))), facets=True))
    assert [(m.kind, m.record) for m in others.matches] == [("page", "")]
    assert (others.total, others.counts.kinds) == (1, {"page": 1})
    struck = engine.search(Request(query=query, kind=STRUCK))
    assert [(m.kind, m.page, m.record) for m in struck.matches] == [(STRUCK, 1, "")]
