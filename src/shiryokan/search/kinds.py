"""What can be found: pages, and the records of each register."""

from __future__ import annotations

import zlib

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import COMMON_DETAILS
from shiryokan.japanese.codepoints import fold
from shiryokan.registers.catalogue import REGISTERS

PAGE = "page"
STRUCK = "struck"
"""The words that are struck out on a page. They are found only by who asks for this kind: among
all kinds they are not."""
KINDS = (PAGE, *REGISTERS, STRUCK)
TITLES = {PAGE: _("ページ"), STRUCK: _("取消線で消された文字")} | {
    name: register.search_title or register.title for name, register in REGISTERS.items()
}
"""What each kind is called, a message."""
NUMBERS = {kind: zlib.crc32(kind.encode()) for kind in KINDS}
"""A number for each kind, which stays the same when a register comes or goes."""
COMMON_DETAILS["kinds"] = ", ".join(KINDS)
_KIND_OF_NUMBER = {number: kind for kind, number in NUMBERS.items()}


def _words() -> dict[str, str]:
    """Words in either language for each kind; of registers, those of the first that has one."""
    words = dict.fromkeys(("page", "pages", "ページ", "頁"), PAGE)
    words |= dict.fromkeys(map(str, (STRUCK, "取消線", "見え消し")), STRUCK)
    for name, register in REGISTERS.items():
        for word in (name, TITLES[name], register.title, *register.aliases):
            words.setdefault(fold(word).text.strip(), name)
    return words


_WORDS = _words()


def kind_named(text: str) -> str | None:
    """The kind that ``text`` names, in either language; nothing for none."""
    return _WORDS.get(fold(text).text.strip())


def kind_numbered(number: int) -> str:
    """The kind of one of :data:`NUMBERS`; empty for that of a register that is no more."""
    return _KIND_OF_NUMBER.get(number, "")
