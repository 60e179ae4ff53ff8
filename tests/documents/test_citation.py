"""A citation names a page as its reader finds it: by the label that is printed on it."""

from __future__ import annotations

import datetime

import pytest

from shiryokan.documents.citation import Cited, bibtex, csl, japanese
from shiryokan.paper.document import Document, label_of
from shiryokan.paper.page_edge import bare_label
from tests.paper.pages import block, line, page


def cited(page: int | None, label: str = "") -> Cited:
    return Cited(
        identifier="0123456789abcdef", title="点数表", publisher="厚生労働省", page=page, label=label,
        source_url="https://example.jp/a.pdf", address="https://house.example/documents/0/pages/90",
        accessed=datetime.date(2026, 11, 28),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("- 88 -", "88"), ("医科－12", "医科－12"), ("12", "12"), ("１２", "12"), ("12/47", "12"),
        ("－ 123／456 －", "123"), ("p. iv", "iv"), ("（３頁）", "3"), ("訪看－2－", "訪看－2"),
        ("別紙 1", "別紙 1"), ("", ""),
    ],
)  # fmt: skip
def test_labels_are_cited_without_ornaments(written: str, label: str) -> None:
    assert bare_label(written) == label


@pytest.mark.parametrize("label", ["88", "医科－12", "iv"])
def test_the_label_is_cited_and_beside_it_the_number_in_the_file(label: str) -> None:
    assert f"、p.{label}（PDF 90ページ目）。" in japanese(cited(90, label))
    assert f"pages = {{{label}}}" in bibtex(cited(90, label))
    assert "note = {PDF page 90. Source: https://example.jp/a.pdf}" in bibtex(cited(90, label))
    (item,) = csl(cited(90, label))
    assert item["page"] == label
    assert item["note"] == "PDF 90ページ目、公開元 https://example.jp/a.pdf"


@pytest.mark.parametrize("label", ["", "90"])
def test_the_number_alone_where_the_page_says_nothing_else(label: str) -> None:
    assert "、p.90。" in japanese(cited(90, label))
    assert "PDF" not in japanese(cited(90, label)) + bibtex(cited(90, label)) + str(
        csl(cited(90, label))
    )


def test_a_whole_document_has_no_page() -> None:
    assert "p." not in japanese(cited(None, ""))


def test_the_label_is_that_of_the_foot_of_the_page() -> None:
    pages = [
        page(block(line("本文の行です。", 72, 300)), block(line(f"医科－{n}", 280, 760)), number=n)
        for n in range(1, 6)
    ]
    document = Document.of(pages)
    assert [label_of(each) for each in document] == [f"医科－{n}" for n in range(1, 6)]
    assert document.labels[3] == "医科－3"
