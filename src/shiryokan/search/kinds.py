"""What can be found: pages, and the records of each register."""

from __future__ import annotations

from shiryokan.japanese.codepoints import fold
from shiryokan.registers.catalogue import REGISTERS

PAGE = "page"
KINDS = (PAGE, *REGISTERS)
_WORDS = {
    "page": PAGE, "pages": PAGE, "ページ": PAGE, "頁": PAGE,
    "measure": "measures", "施策": "measures",
    "fee": "fees", "診療報酬": "fees", "点数": "fees",
    "requirement": "requirements", "要求事項": "requirements", "管理策": "requirements",
    "answer": "answers", "質疑応答": "answers", "q&a": "answers", "疑義解釈": "answers",
}  # fmt: skip


def kind_named(text: str) -> str | None:
    """The kind that ``text`` names, in either language; nothing for none."""
    word = fold(text).text.strip()
    return word if word in KINDS else _WORDS.get(word)
