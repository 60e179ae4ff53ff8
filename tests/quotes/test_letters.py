"""Quotes beside letters that come later: an answer that ends one, a letter that corrects words."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from shiryokan.documents.bin import put_in_bin, take_out_of_bin
from shiryokan.documents.models import Document, Page
from shiryokan.documents.pages import page_from_row
from shiryokan.quotes.keeping import keep
from shiryokan.quotes.models import QuoteStanding
from shiryokan.records.models import Record
from tests import pdfs
from tests.quotes import gold
from tests.quotes.conftest import Add, Fill, a_quote, work
from tests.web.test_items import LATER, LETTER

FIRST = "疑義解釈資料の送付について（その１）"
SECOND = "疑義解釈資料の送付について（その２）"


def test_a_later_answer_withdraws_a_quoted_one(fill: Fill, add: Add, tmp_path: Path) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    first.write_bytes(pdfs.pdf(LETTER.format(code="A000", name="初診料")))
    second.write_bytes(pdfs.pdf(LATER))
    fill(lambda: add(first, title=FIRST, date="2024-05-07"))
    hanako = get_user_model().objects.create_user("hanako")
    answers = Record.objects.filter(register="answers").order_by("position")
    ended = a_quote(hanako, answers[0], "霧の日に限らず算定できる。")
    stays = a_quote(hanako, answers[1], "毎年四月である。")
    work()
    assert {row.state for row in QuoteStanding.objects.all()} == {"holds"}
    add(second, title=SECOND, date="2024-06-20")
    work()
    standing = QuoteStanding.objects.get(quote=ended)
    later = Document.objects.get(title=SECOND)
    assert (standing.state, standing.cause_kind) == ("withdrawn", "answer")
    assert (standing.cause_document, standing.cause_page) == (later.pk, 1)
    assert "廃止する" in standing.cause_words and standing.cause_boxes
    assert QuoteStanding.objects.get(quote=stays).state == "holds"
    put_in_bin(later)
    work()
    assert QuoteStanding.objects.get(quote=ended).state == "holds"
    take_out_of_bin(Document.everything.get(pk=later.pk))
    work()
    assert QuoteStanding.objects.get(quote=ended).state == "withdrawn"


@pytest.mark.thorough
@pytest.mark.corpus
def test_a_letter_of_corrections_corrects_the_very_words(
    fill: Fill, add: Add, corpus: Path
) -> None:
    letter, notice = "errata/kaiteikankei_r060517_1.pdf", "notices/dental-r6.pdf"

    def add_papers() -> None:
        add(corpus / notice, title="歯科の留意事項")
        add(corpus / letter, title="一部訂正について")

    fill(add_papers)
    hanako = get_user_model().objects.create_user("hanako")
    papers = {name: Document.objects.get(file_name=Path(name).name) for name in (letter, notice)}
    rows = [row for row in gold.rows() if (row.old, row.new) == (notice, letter)]
    assert {row.standing for row in rows} == {"corrected", "holds"}
    for row in rows:
        page = page_from_row(Page.objects.get(document=papers[notice], number=row.page))
        bare = gold.quote_at(row, page)
        assert bare is not None
        quote = keep(hanako, papers[notice], row.page, bare.boxes)
        work()
        standing = QuoteStanding.objects.get(quote=quote)
        assert standing.state == row.standing
        if row.standing == "corrected":
            assert (standing.cause_kind, standing.cause_document) == ("letter", papers[letter].pk)
            assert standing.cause_page == int(row.about.split(":")[0])
            assert standing.cause_boxes and standing.cause_words
