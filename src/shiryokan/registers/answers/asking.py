"""What asks, and what calls itself a paper of questions: words of the language, not marks of a body."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from shiryokan.paper.model import Page

_ASKS = re.compile(
    r"(?:[かの]|(?:です|ます)か(?:ね|な)?)[。．.]?[」』)）]?$|[?？][」』)）]?$"
    r"|(?:教えて|教示|示して|お示し|伺い|知りたい|説明して|聞かせて|回答)[^。]{0,12}[。]?$|について[。]?$"
)
"""How a sentence that asks ends."""
_BY_SIGN = re.compile(
    r"か[。．.]?[」』)）]?$|[?？][」』)）]?$|(?:教えて|教示|お示し)[^。]{0,12}[。]?$"
)
"""The same, without what an answer may end with as well."""
_ENDS = re.compile(r"[。．？?」』)）]$|[かい]$")
_NAMES = re.compile(
    r"質\s*問|質\s*疑|問\s*答|Q\s*(?:&|and|アンド|・)\s*A|F\s*A\s*Q|疑\s*義|疑問|照\s*会|問い?合わ?せ|お?尋ね|相談|よくある"
)
"""Words by which a paper of questions calls itself."""
_SHORT = 40
"""Characters of a title or a heading at most."""
_FIRST_PAGES = 2
"""Pages on which any short line may be a title."""


def asks(text: str) -> bool:
    """Whether a question ends with the text."""
    return _ASKS.search(text.strip()) is not None


def asks_plainly(text: str) -> bool:
    """Whether it ends as only questions do: an answer may end with について. as well."""
    return _BY_SIGN.search(text.strip()) is not None


def ends_sentence(text: str) -> bool:
    """Whether a sentence may end with the text."""
    return _ENDS.search(text.strip()) is not None


def names_itself(pages: Sequence[Page]) -> bool:
    """Whether a title or a heading says that the paper holds questions."""
    return any(_is_name(text) for page in pages for text in _titles(page))


def _titles(page: Page) -> Iterable[str]:
    for block in page.blocks:
        if block.kind == "furniture":
            continue
        if page.page <= _FIRST_PAGES or block.kind == "heading":
            yield from (line.text for line in block.lines)


def _is_name(text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text).strip()
    return len(plain) <= _SHORT and not plain.endswith("。") and bool(_NAMES.search(plain))
