"""Lines of a page that are entries stay apart in the piece of it that a hit shows."""

from __future__ import annotations

import pytest

from shiryokan.search.snippets import Snippet, snippet

FULL = "厚生局長等に届け出ていた病棟であって、当該基準のうち別に大臣が定めるもの"


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        # figures of two entries would be another figure
        (["霧の入院料", "1,306点", "２", "13対１入院料"], "霧の入院料 1,306点 ２ 13対１入院料"),
        (["霧の支援加算１", "イ　一般病棟"], "霧の支援加算１ イ　一般病棟"),
        (["霧の加算", "注２　届け出た病棟"], "霧の加算 注２　届け出た病棟"),
        # a sentence goes on in the next line, also beside a figure
        ([FULL[:-1] + "第１", "２条の霧の日"], FULL[:-1] + "第１２条の霧の日"),
        (["霧の日に", "算定する。"], "霧の日に算定する。"),
    ],
)
def test_entries_are_kept_apart_and_sentences_are_not(lines: list[str], shown: str) -> None:
    text = "\n".join([*lines, FULL, FULL])
    at = text.index("霧")
    found = whole(snippet(text, [(at, at + 1)], width=400))
    assert found.startswith(shown)


def test_a_hit_at_the_edge_is_shown_whole() -> None:
    text = "あ" * 30 + "入院基本料" + "い" * 30 + "入院基本料の注" + "う" * 100
    hits = [(30, 35), (65, 70), (71, 72)]
    shown = snippet(text, hits, width=60)
    assert [words for words, hit in shown.parts if hit] == ["入院基本料", "入院基本料", "注"]
    # cut in the middle it would be marked as a hit on other words
    late = snippet(
        "あ" * 5 + "入院基本料" + "い" * 12 + "注の霧", [(5, 10), (22, 23), (24, 25)], width=60
    )
    assert "入院基本料" in [words for words, hit in late.parts if hit]


@pytest.mark.parametrize("width", range(20, 60, 3))
def test_no_hit_is_cut_wherever_the_piece_begins(width: int) -> None:
    text = "入院基本料の注" * 20
    hits = [(at, at + 5) for at in range(0, len(text), 7)]
    marked = {words for words, hit in snippet(text, hits, width=width).parts if hit}
    assert marked == {"入院基本料"}


def whole(found: Snippet) -> str:
    return "".join(words for words, _hit in found.parts)
