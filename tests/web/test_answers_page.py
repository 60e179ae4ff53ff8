"""The page of a question: what it links to, withdraws and reprints, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from shiryokan.records.models import Record
from tests.web.conftest import Add, Fill


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", ("再掲・訂正のもとの問", "疑義解釈（その6）", "事務連絡の前文が扱うほかの問", "見出しによる")),
        ("en", ("Reprint of", "clarification letter 6", "What the head of the letter does", "by heading")),
    ],
)  # fmt: skip
def test_a_corrected_question_says_so(
    client: Client, fill: Fill, add: Add, corpus: Path, language: str, words: tuple[str, ...]
) -> None:
    fill(lambda: add(corpus / "answers" / "001707505.pdf", title="疑義解釈その７"))
    row = next(r for r in Record.objects.filter(register="answers") if r.data["reprint_of"])
    answer = client.get(f"/records/{row.pk}/", HTTP_ACCEPT_LANGUAGE=language)
    text = answer.content.decode()
    assert answer.status_code == 200
    for word in words:
        assert word in text
    seen = re.sub(r"<[^>]*>", " ", text)
    assert not re.search("letter_says|reprint_of|withdraws|left_out", seen)
