"""A PDF is read in a limited process: pages, text with its places, pictures, and refusals."""

from __future__ import annotations

import io
import os
import signal
from pathlib import Path

import psutil
import pytest
from PIL import Image

from shiryokan.paper.errors import (
    EmptyFile,
    Encrypted,
    NoPages,
    NotAPdf,
    PaperError,
    TooLarge,
    TooManyPages,
    TooMuchMemory,
    error_from_code,
)
from shiryokan.paper.formats import as_data, as_markdown
from shiryokan.paper.isolated import IsolatedReader, is_unreadable, pages_by_two
from shiryokan.paper.limits import Limits
from shiryokan.paper.model import Page
from shiryokan.paper.picture import LOW, SCREEN, SIZES, THUMBNAIL
from tests import pdfs

PARTS = 3
"""Parts of the hostile files; all but the first are slow tests."""


def read(path: Path, limits: Limits | None = None) -> list[Page]:
    with IsolatedReader(path, limits) as reader:
        return list(reader.pages())


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "one.pdf"
    path.write_bytes(pdfs.pdf("医療機関の安全\n二行目の文", "二枚目"))
    return path


def test_pages_have_lines_at_their_places(one: Path) -> None:
    first, second = read(one)
    assert (first.page, first.width, first.height) == (1, 595, 842)
    assert first.text == "医療機関の安全\n二行目の文"
    line = first.blocks[0].lines[0]
    assert line.text == "医療機関の安全"
    assert line.bbox.x0 == pytest.approx(50, abs=1)
    assert line.bbox.y0 < 60 < line.bbox.y1
    assert len(line.edges) == len(line.text) + 1
    assert line.edges[1] - line.edges[0] == pytest.approx(12, abs=0.5)
    assert second.text == "二枚目"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_places_are_as_seen_on_cropped_and_rotated_pages(tmp_path: Path, rotation: int) -> None:
    import pypdfium2

    path = tmp_path / "turned.pdf"
    source = tmp_path / "source.pdf"
    source.write_bytes(pdfs.pdf("角"))
    with pypdfium2.PdfDocument(source) as pdf:
        pdf[0].set_cropbox(30, 400, 430, 842)
        pdf[0].set_rotation(rotation)
        pdf.save(path)
    (page,) = read(path)
    assert (page.width, page.height) == ((400, 442) if rotation % 180 == 0 else (442, 400))
    box = page.blocks[0].lines[0].bbox
    across, down = 50 - 30 + 6, 60 - 4
    expected = {
        0: (across, down),
        90: (442 - down, across),
        180: (400 - across, 442 - down),
        270: (down, 400 - across),
    }[rotation]
    centre = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    assert centre == pytest.approx(expected, abs=4)


def test_the_range_of_pages(one: Path) -> None:
    with IsolatedReader(one) as reader:
        assert [page.page for page in reader.pages(2)] == [2]
        assert [page.page for page in reader.pages(1, 1)] == [1]
        assert [page.page for page in reader.pages(3)] == []


def test_stopping_half_way_leaves_the_reader_usable(one: Path) -> None:
    with IsolatedReader(one) as reader:
        for page in reader.pages():
            assert page.page == 1
            break
        assert reader.picture(1, THUMBNAIL)
        assert [page.page for page in reader.pages()] == [1, 2]


@pytest.mark.thorough
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_pictures_are_bounded(one: Path, tmp_path: Path, size: object) -> None:
    huge = tmp_path / "huge.pdf"
    huge.write_bytes(pdfs.one_page(b"0 0 28346 28346"))
    for path in (one, huge):
        with IsolatedReader(path) as reader:
            data = reader.picture(1, size)  # type: ignore[arg-type]
        picture = Image.open(io.BytesIO(data))
        assert max(picture.size) <= size.longest  # type: ignore[attr-defined]
        assert picture.format == size.format  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("not-a-pdf.pdf", NotAPdf),
        ("empty.pdf", EmptyFile),
        ("encrypted.pdf", Encrypted),
        ("no-pages.pdf", (NoPages, NotAPdf)),
        ("20000-pages.pdf", TooManyPages),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(
    bad_pdfs: Path, name: str, error: type[PaperError]
) -> None:
    with pytest.raises(error):
        IsolatedReader(bad_pdfs / name)


def test_a_truncated_file_is_refused_or_read(bad_pdfs: Path) -> None:
    try:
        read(bad_pdfs / "truncated.pdf")
    except PaperError as error:
        assert error.code in ("not_a_pdf", "no_pages")


def test_a_file_over_the_limit_is_refused(one: Path) -> None:
    with pytest.raises(TooLarge):
        IsolatedReader(one, Limits(file_bytes=100))


@pytest.mark.thorough
@pytest.mark.guarding
def test_a_bomb_takes_its_own_page_only_and_bounded_memory(bomb: Path) -> None:
    assert bomb.stat().st_size < 5 * 1024**2
    limits = Limits(memory_bytes=768 * 1024**2, page_seconds=15)
    (page,) = read(bomb, limits)
    assert is_unreadable(page) or page.text == ""


def test_a_page_with_too_much_text_is_cut_with_a_word(one: Path) -> None:
    pages = read(one, Limits(glyphs_per_page=3))
    assert pages[0].text == "医療機"
    assert "glyphs_cut" in {warning.code for warning in pages[0].warnings}


def test_the_death_of_the_reading_process_costs_one_page(tmp_path: Path) -> None:
    path = tmp_path / "many.pdf"
    path.write_bytes(pdfs.pdf(*[f"第{i}頁" * 500 for i in range(60)]))
    with IsolatedReader(path) as reader:
        pages = []
        for page in reader.pages():
            pages.append(page)
            if page.page == 5:
                assert reader._process
                os.kill(reader._process.pid, signal.SIGKILL)
    assert [page.page for page in pages] == list(range(1, 61))
    assert sum(is_unreadable(page) for page in pages) <= 1


@pytest.fixture
def long(tmp_path: Path) -> Path:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdfs.pdf(*[f"第{i}頁" * 200 for i in range(1, 82)]))
    return path


@pytest.mark.thorough
@pytest.mark.parametrize("first", [1, 2, 21, 80, 81, 82])
def test_two_processes_read_what_one_does(long: Path, first: int) -> None:
    with IsolatedReader(long) as reader:
        alone = list(reader.pages(first))
    with IsolatedReader(long) as reader:
        assert list(pages_by_two(reader, first)) == alone


def test_of_two_processes_each_may_die(long: Path) -> None:
    others = set(psutil.Process().children())
    with IsolatedReader(long) as reader:
        pages = []
        for page in pages_by_two(reader):
            pages.append(page)
            if page.page in (5, 40):
                for child in set(psutil.Process().children()) - others:
                    child.kill()
        assert reader._process
    assert [page.page for page in pages] == list(range(1, 82))
    assert sum(is_unreadable(page) for page in pages) <= 4


def test_where_a_second_process_cannot_start_the_first_one_reads_all(
    long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def starve(*_: object) -> None:
        raise TooMuchMemory

    with IsolatedReader(long) as reader:
        monkeypatch.setattr(IsolatedReader, "__init__", starve)
        pages = list(pages_by_two(reader))
    assert [page.page for page in pages] == list(range(1, 82))
    assert not any(is_unreadable(page) for page in pages)


def test_stopping_half_way_ends_both_processes(long: Path) -> None:
    others = set(psutil.Process().children())
    with IsolatedReader(long) as reader:
        pages = pages_by_two(reader)
        assert [next(pages).page for _ in range(4)] == [1, 2, 3, 4]
        pages.close()
        assert len(set(psutil.Process().children()) - others) < 2
    assert set(psutil.Process().children()) <= others


def test_a_slow_page_is_given_up(one: Path) -> None:
    with IsolatedReader(one) as reader:
        assert reader._process
        os.kill(reader._process.pid, signal.SIGSTOP)
        reader.limits = Limits(page_seconds=0.3)
        pages = list(reader.pages())
    assert [is_unreadable(page) for page in pages] == [True, False]
    assert pages[0].warnings[0].code == "too_slow"


def test_a_scan_says_that_it_has_no_text(samples: Path) -> None:
    (page,) = read(samples / "mikagami-notice-scan.pdf")
    assert page.text == ""
    assert [warning.code for warning in page.warnings] == ["no_text"]


def test_the_outline_and_title_are_known(samples: Path) -> None:
    with IsolatedReader(samples / "mikagami-guideline.pdf") as reader:
        summary = reader.summary
    assert summary.title == "水鏡市情報セキュリティ手引書 第2版"
    assert [item.title for item in summary.outline if item.level == 0] == [
        "表題・目次",
        "第1章 組織と役割",
        "第2章 情報の分類と取扱い",
        "第3章 事故への備え",
    ]
    assert summary.outline[1].page == 2


def test_data_has_the_documented_fields(one: Path) -> None:
    data = as_data(read(one)[0])
    assert list(data) == ["schema", "page", "width", "height", "text", "blocks", "warnings"]
    assert list(data["blocks"][0]) == ["kind", "bbox", "lines"]
    assert list(data["blocks"][0]["lines"][0]) == ["text", "bbox"]


def test_markdown_keeps_what_looks_like_markup(tmp_path: Path) -> None:
    path = tmp_path / "m.pdf"
    path.write_bytes(pdfs.pdf("# 1 *印* [a]"))
    assert "\\# 1 \\*印\\* \\[a\\]" in as_markdown(read(path)[0])


def test_errors_come_back_from_their_codes() -> None:
    assert isinstance(error_from_code("too_many_pages"), TooManyPages)
    assert type(error_from_code("something new")) is PaperError


@pytest.mark.corpus
def test_boxes_of_real_pages_that_do_not_begin_at_the_corner(corpus: Path) -> None:
    """The white paper's pages have a crop box away from 0,0."""
    for page in read(corpus / "real" / "mext-sti-wp-r6-ch1.pdf"):
        for block in page.blocks:
            assert block.bbox.x0 > -5
            assert block.bbox.x1 < page.width + 5


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.corpus
@pytest.mark.parametrize(
    ("parts", "least"), [((0,), 33), pytest.param((1, 2), 67, marks=pytest.mark.slow)]
)
def test_every_hostile_file_is_read_or_refused(
    corpus: Path, parts: tuple[int, ...], least: int
) -> None:
    """One file of each nine, to its end; with the slow tests a third of the hostile files. The whole
    set is ``bench/hostile.py``'s."""
    limits = Limits(page_seconds=10, file_seconds=30, pages=200)
    read_files = refused = 0
    third = sorted((corpus / "hostile").glob("*.pdf"))[::3]
    for path in (path for part in parts for path in third[part::PARTS]):
        try:
            with IsolatedReader(path, limits) as reader:
                count = sum(1 for _ in reader.pages(1, 20))
                assert count == min(reader.summary.pages, 20)
            read_files += 1
        except PaperError as error:
            assert error.code
            refused += 1
    assert read_files > least
    assert refused > 0


@pytest.mark.parametrize("size", [SCREEN, LOW])
def test_pictures_show_something(samples: Path, size: object) -> None:
    with IsolatedReader(samples / "mikagami-slides.pdf") as reader:
        data = reader.picture(1, size)  # type: ignore[arg-type]
    colours = Image.open(io.BytesIO(data)).convert("RGB").getcolors(1 << 24)
    assert colours and len(colours) > 50
