"""What asks, and what calls itself a paper of questions: words of the language, not marks of any
body."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from shiryokan.paper.model import Page

_ASKS = re.compile(
    r"か(?:ね|な)?[。．.]?[」』)）]?$|[?？][」』)）]?$"
    r"|(?:教えて|教示|示して|お示し|伺い|知りたい|説明して|聞かせて)[^。]{0,12}[。]?$|について[。]?$"
)
"""How a sentence that asks ends."""
_BY_SIGN = re.compile(
    r"か[。．.]?[」』)）]?$|[?？][」』)）]?$|(?:教えて|教示|お示し)[^。]{0,12}[。]?$"
)
"""The same, without what an answer may end with as well."""
_ENDS = re.compile(r"[。．？?」』)）]$|[かい]$")
_SURE = (
    r"質\s*疑\s*応\s*答|質\s*問.{0,12}(?:回\s*答|答え)|よくある.{0,4}質問|Q\s*(?:&|and|アンド|・)\s*A"
    r"|F\s*A\s*Q|疑\s*義\s*(?:解釈|照会|回答)|照会.{0,8}回答|一問一答|問\s*答\s*集"
)
_CONTACT = r"(?!先|窓口|員|者|支援|体制|業務|等?は|紙)"
_NAMES = re.compile(
    rf"{_SURE}|質\s*問|質\s*疑|問\s*答|疑\s*義|疑問|(?:照\s*会|問い?合わ?せ|相\s*談){_CONTACT}|お?尋ね|よくある"
    r"|意\s*見.{0,14}(?:考え方|回答|対応|結果)"
)
"""Words by which a paper of questions calls itself in its title."""
_PARTS = re.compile(_SURE)
"""The same of a part of a paper."""
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
    """Whether a title or a heading says that the paper, or a part of it, holds questions."""
    return any(_is_named(page) for page in pages)


def _is_named(page: Page) -> bool:
    first = page.page <= _FIRST_PAGES
    return any(
        _is_name(line.text, _NAMES if first else _PARTS)
        for block in page.blocks
        if block.kind == "heading" or (first and block.kind != "furniture")
        for line in block.lines
    )


def _is_name(text: str, names: re.Pattern[str]) -> bool:
    plain = unicodedata.normalize("NFKC", text).strip()
    return len(plain) <= _SHORT and not plain.endswith("。") and bool(names.search(plain))
