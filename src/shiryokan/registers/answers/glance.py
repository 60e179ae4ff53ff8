"""Whether a document may hold questions and answers: a look at how its lines begin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from shiryokan.paper.model import Page
from shiryokan.registers.answers.asking import asks, names_itself
from shiryokan.registers.answers.column_evidence import ANSWERED, ASKED, TITLE
from shiryokan.registers.answers.tables import COLUMNS

_OPEN = r"(\[{<【〔〈《「『≪"
_QUESTION = re.compile(
    rf"(?:^|\s)[{_OPEN}]?\s*(?:(?:[ご御]\s*)?(?:質\s*問|照\s*会|意\s*見)|設\s*問|問|QUESTION|Question|Q)(?:\s*い)?\s*"
    r"(?:No\.?|[.\-])?\s*(?:\d|[\s.:)\]}>】〕〉》」』≫]|$)",
    re.MULTILINE,
)
_ANSWER = re.compile(
    rf"(?:^|\s)[{_OPEN}]?\s*(?:(?:[ご御]\s*)?回\s*答|答|ANSWER|Answer|A)(?:\s*え)?\s*"
    r"\.?\s*(?:\d|[\s.:)\]}>】〕〉》」』≫]|$)"
    rf"|(?:^|\s)[{_OPEN}][^{_OPEN}\n]{{0,8}}(?:考え方?|対応|見解)\s*[)\]}}>】〕〉》」』≫]"
    r"|^(?:回答(?![者率数書])|答(?![申弁案])|A)(?=[ぁ-んァ-ヶ一-龠「])",
    re.MULTILINE,
)
"""Wider than the marks of the grammar, which it reads in single paragraphs: white space may stand
anywhere, so that a mark broken over lines is seen as well."""
_FEWEST = 2


def glance(pages: Sequence[Page]) -> bool:
    """Whether two lines begin as a question and one as an answer, or cells head columns of them;
    or whether the paper calls itself one of questions, and lines ask."""
    questions = answers = 0
    headed: set[str] = set()
    for page in pages:
        text = unicodedata.normalize("NFKC", page.text)
        questions += sum(1 for _ in _QUESTION.finditer(text))
        answers += _ANSWER.search(text) is not None
        if not {"question", "answer"} <= headed:
            headed |= _headed(page)
        if (questions >= _FEWEST and answers) or {"question", "answer"} <= headed:
            return True
    asking = sum(asks(line) for page in pages for line in page.text.split("\n"))
    return asking >= _FEWEST and names_itself(pages)


def _headed(page: Page) -> set[str]:
    """The columns that cells of the page's tables head."""
    found = set()
    for block in page.blocks:
        for cell in block.cells:
            whole = "".join(line.text for line in block.lines[cell.start : cell.end])
            title = "".join(unicodedata.normalize("NFKC", whole).split())
            found |= {name for name, words in COLUMNS.items() if words.fullmatch(title)}
            if len(title) <= TITLE:
                found |= {"question"} if ASKED.search(title) else set()
                found |= {"answer"} if ANSWERED.search(title) else set()
    return found
