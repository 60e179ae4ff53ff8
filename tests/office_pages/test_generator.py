"""Generated pages: what the truth says is what a reader of PDFs finds at that place."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tools.office_pages import (
    HELD_KINDS,
    HELD_LOOKS,
    KINDS,
    LOOKS,
    TRAIN_KINDS,
    TRAIN_LOOKS,
    generate,
)
from tools.office_pages.truth import Page, Truth

# how far a glyph's own ink box may reach out of its line's box, in shares of the line's height
OVERHANG = 0.25
# lines overlap where they share more than this of the lesser side of either
LEAST_OVERLAP = 0.4


def glyphs(pdf: bytes) -> Iterator[list[tuple[str, float, float, float, float]]]:
    """Each page's characters with their ink boxes, y downwards."""
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        height = page.get_height()
        found = []
        for number in range(text.count_chars()):
            if pdfium.FPDFText_IsGenerated(text.raw, number) == 1:
                continue
            character = chr(pdfium.FPDFText_GetUnicode(text.raw, number))
            left, low, right, top = text.get_charbox(number)
            found.append((character, left, height - top, right, height - low))
        yield found


def wrong_glyphs(page: Page, found: list[tuple[str, float, float, float, float]]) -> list[str]:
    """Characters that stand in no line of the truth that has them, or in more than one field."""
    wrong = []
    for character, x0, y0, x1, y1 in found:
        if character.isspace() or x0 == x1:
            continue
        holders = {
            field.id
            for field in page.fields
            for line in field.lines
            if character in line.text
            and line.bbox[0] - _slack(line.bbox)
            <= (x0 + x1) / 2
            <= line.bbox[2] + _slack(line.bbox)
            and line.bbox[1] - _slack(line.bbox)
            <= (y0 + y1) / 2
            <= line.bbox[3] + _slack(line.bbox)
        }
        if not holders:
            wrong.append(f"{character} at {x0:.0f}, {y0:.0f}")
    return wrong


def _slack(box: tuple[float, float, float, float]) -> float:
    return OVERHANG * min(box[2] - box[0], box[3] - box[1])


def check(pdf: bytes, truth: Truth) -> None:
    for page, found in zip(truth.pages, glyphs(pdf), strict=True):
        assert page.fields
        assert not wrong_glyphs(page, found)
        drawn = Counter(c for c, *_ in found if not c.isspace())
        meant = Counter(
            c for f in page.fields for line in f.lines for c in line.text if not c.isspace()
        )
        assert drawn == meant
        for field in page.fields:
            whole = "".join("".join(line.text for line in field.lines).split())
            assert whole == "".join(field.text.split())
            for line in field.lines:
                x0, y0, x1, y1 = line.bbox
                assert 0 <= x0 < x1 <= page.width, line
                assert 0 <= y0 < y1 <= page.height, line


def overlaps(page: Page) -> Iterator[tuple[str, str]]:
    """Lines that are printed over each other."""
    lines = [(line.bbox, line.text) for field in page.fields for line in field.lines]
    for (first, text), (second, other) in itertools.combinations(lines, 2):
        across = min(first[2], second[2]) - max(first[0], second[0])
        down = min(first[3], second[3]) - max(first[1], second[1])
        least = min(
            *(b[2] - b[0] for b in (first, second)), *(b[3] - b[1] for b in (first, second))
        )
        if across > LEAST_OVERLAP * least and down > LEAST_OVERLAP * least:
            yield text, other


def test_a_paragraph_that_turns_the_page_leaves_its_first_part_on_it() -> None:
    _, truth = generate("circular", "held-thick", 103)
    for page in truth.pages:
        across = [f for f in page.fields if f.order is not None and f.table is None]
        tops = [f.lines[0].bbox[1] for f in sorted(across, key=lambda f: f.order or 0)]
        assert len(truth.pages) > 1
        assert tops == sorted(tops)


@pytest.mark.thorough
@pytest.mark.parametrize("kind", KINDS)
def test_truth_is_where_pdfium_sees_it_and_no_line_over_another(kind: str) -> None:
    looks = sorted(LOOKS)
    for seed in range(3):
        look = looks[(KINDS.index(kind) * 3 + seed * 7) % len(looks)]
        pdf, truth = generate(kind, look, seed)
        check(pdf, truth)
        # labels of charts may stand over each other
        if kind != "charts":
            for page in truth.pages:
                assert not list(overlaps(page)), (look, seed)


# landings try each kind in three looks
@pytest.mark.slow
@pytest.mark.parametrize("look", sorted(LOOKS))
def test_every_kind_comes_in_every_look(look: str) -> None:
    for kind in KINDS:
        pdf, truth = generate(kind, look, 11)
        assert pdf.startswith(b"%PDF")
        assert truth.pages


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(KINDS), st.sampled_from(sorted(LOOKS)), st.integers(0, 10**6))
def test_truth_holds_for_any_seed(kind: str, look: str, seed: int) -> None:
    check(*generate(kind, look, seed))


def test_the_same_seed_gives_the_same_bytes_in_another_process() -> None:
    kind, look = KINDS[0], "shuffled"
    code = (
        "import sys; from tools.office_pages import generate;"
        f"sys.stdout.buffer.write(generate({kind!r}, {look!r}, 5)[0])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert run.stdout == generate(kind, look, 5)[0]
    assert run.stdout != generate(kind, look, 6)[0]


def test_kinds_and_looks_are_parted() -> None:
    assert not set(TRAIN_KINDS) & set(HELD_KINDS)
    assert set(TRAIN_KINDS) | set(HELD_KINDS) == set(KINDS)
    assert not set(TRAIN_LOOKS) & set(HELD_LOOKS)


def test_order_is_a_count_without_gaps() -> None:
    for kind in KINDS:
        for page in generate(kind, "word-mincho", 3)[1].pages:
            orders = sorted(f.order for f in page.fields if f.order is not None)
            assert orders == list(range(len(orders)))


def test_json_holds_all() -> None:
    truth = generate(KINDS[0], "open", 2)[1]
    read = json.loads(truth.json())
    assert read["pages"][0]["fields"][0]["text"] == truth.pages[0].fields[0].text
