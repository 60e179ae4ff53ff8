"""Documents read from their pictures in the limited process, on the command line and in Python."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bench.ocr_scoring import normal
from PIL import Image

import shiryokan
from shiryokan.paper.errors import OcrMissing
from shiryokan.paper.isolated import is_unreadable
from shiryokan.paper.legible import is_readable
from shiryokan.paper.ocr import models
from shiryokan.paper.ocr.isolated import OcrReader, read_pages
from shiryokan.paper.ocr.model import State
from tests import pdfs
from tests.cli.test_commands import shiryokan as command
from tests.paper.ocr.pictures import LINES, page, pdf_of

WANTED = normal("".join(LINES))


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "走査.pdf"
    path.write_bytes(pdf_of(page(), np.full((200, 200, 3), 255, np.uint8)))
    return path


def test_a_scan_is_a_document_like_others(scan: Path) -> None:
    with shiryokan.open(scan, ocr="scans") as document:
        assert normal(document.text()) == WANTED
        read = document.read_pictures
    assert [len(each.ocr.lines) > 0 for each in read if each.ocr] == [True, False]
    assert [warning.code for warning in read[1].page.warnings] == ["no_text", "picture_blank"]


def test_the_command_reads_scans_when_it_is_told_to(scan: Path) -> None:
    without = command("text", str(scan))
    assert normal(without.stdout) == ""
    assert "--ocr" in without.stderr
    assert normal(command("text", str(scan), "--ocr").stdout) == WANTED


def test_lines_of_a_digital_page_are_verified_and_hidden_words_are_not(tmp_path: Path) -> None:
    path = tmp_path / "digital.pdf"
    path.write_bytes(pdfs.pdf("保険料の納付について\n令和6年度の予算", size=(300, 150)))
    with OcrReader(path) as reader:
        assert reader.confinement.landlock or not Path("/sys/kernel/security").exists()
        read = reader.read_page(1, "all")
        assert reader.read_page(1, "scans").ocr is None
        hashed = reader.picture_hash(1)
    assert read.ocr is not None
    assert read.ocr.picture_sha256 == hashed
    assert [line.state for line in read.ocr.lines] == [State.VERIFIED, State.VERIFIED]
    assert [line.text for line in read.ocr.lines] == read.page.text.split("\n")


def test_text_that_fonts_do_not_tell_is_none() -> None:
    assert not is_readable("")
    assert not is_readable("第\ufffd\ufffd\ufffd 条")
    assert is_readable("第一条の規定 \ufffd")


@pytest.mark.thorough
def test_pictures_that_mean_harm_are_bounded_and_told(tmp_path: Path) -> None:
    path = tmp_path / "odd.pdf"
    huge = Image.new("1", (12_000, 9_000), 1)
    huge.paste(Image.fromarray(page()).convert("1"), (50, 50))
    photograph = np.random.default_rng(1).integers(0, 255, (300, 300, 3)).astype(np.uint8)
    path.write_bytes(pdf_of(huge, np.zeros((300, 300, 3), np.uint8), photograph))
    with OcrReader(path) as reader:
        read = list(read_pages(reader))
    assert not any(is_unreadable(each.page) for each in read)
    told = [[warning.code for warning in each.page.warnings] for each in read]
    assert "picture_reduced" in told[0]
    assert told[1] == ["no_text", "picture_blank"]
    assert told[2] == ["no_text", "picture_without_text"]


def test_without_the_extra_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    models.network.cache_clear()
    monkeypatch.setattr(
        models, "_CARRIED", {models.DETECTION: (("not_installed_anywhere", "x.onnx"),)}
    )
    assert not models.are_installed()
    with pytest.raises(OcrMissing):
        models.network(models.DETECTION)
    models.network.cache_clear()
