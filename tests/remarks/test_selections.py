"""Words of random selections, read anew and revised, are found again or said to be unsure."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.quotes.document_text import DocumentText, place_in_newer
from tests.remarks import selections as made

PAPER = "mof-bos-tables-10p.pdf"


def test_none_of_many_selections_is_placed_wrongly(corpus: Path) -> None:
    """The whole measurement is ``bench/remarks.py``."""
    chance = random.Random(7)
    with IsolatedReader(corpus / "real" / PAPER) as reader:
        pages = [page for page, _ in zip(reader.pages(), range(3), strict=False)]
    pages = made.squeezes_alike(pages)
    old = made.text_of(pages)
    read_anew: Counter[str] = Counter()
    revised: Counter[str] = Counter()
    for number, one in enumerate(made.selections(pages, 90, chance)):
        page, ids = made.read_anew(one.page, chance)
        outcome = made.after_rereading(one, page, ids)
        read_anew[outcome] += 1
        # what is there is found
        assert outcome == "found again" or not made.is_read(one, ids), one.kind
        if number % 10 == 0:
            new = made.revised(old, chance)
        revised[made.after_revision(one, old, new)] += 1
    assert read_anew["wrongly placed"] == revised["wrongly placed"] == 0
    assert read_anew["found again"] > 60
    assert revised["found again"] > 25


A, B = "医療機関は、情報システムの利用者を識別し、", "利用者ごとに権限を定めること。"
BEFORE = "".join(f"第{n}条において定める事項{n * 7}を届け出る。" for n in range(40))
AFTER = "".join(f"別表{n}に掲げる記録{n * 13}を三年間保存する。" for n in range(40))


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (BEFORE + A + B + AFTER, True),
        ("前書き。" + BEFORE + A + B + AFTER, True),
        # a copy elsewhere, and the place itself changed
        (BEFORE + A + "権限を定めること。" + AFTER + BEFORE[-60:] + A + B + AFTER[:60], False),
        # twice the same: in its own place, and as a copy elsewhere
        (BEFORE + A + B + AFTER + BEFORE[-60:] + A + B + AFTER[:60], True),
        (BEFORE + A + AFTER, False),
        ("", False),
    ],
)
def test_a_place_is_sure_or_none(new: str, found: bool) -> None:
    old = DocumentText([(1, BEFORE + A + B + AFTER)])
    start = old.text.index("利用者ごと")
    end = start + len("利用者ごとに権限")
    newer = DocumentText([(1, new[:300]), (2, new[300:])])
    at = place_in_newer(old, start, end, newer)
    assert (at is not None) is found
    if at is not None:
        assert at == new.index(A) + len(A)
        assert newer.text[at : at + end - start] == old.text[start:end]
