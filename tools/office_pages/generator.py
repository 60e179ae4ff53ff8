"""A document of a kind, in a look, by a seed: its PDF and its truth."""

from __future__ import annotations

import random

from tools.office_pages.kinds import module_of
from tools.office_pages.press import Press
from tools.office_pages.style import styled
from tools.office_pages.truth import Truth
from tools.office_pages.words import Author


def generate(kind: str, look: str, seed: int) -> tuple[bytes, Truth]:
    """The PDF and the truth of a document. The same arguments give the same bytes.

    Raises KeyError for a kind or a look that is not known, and
    :class:`tools.office_pages.fonts.MissingFontError` where a font is not installed.
    """
    chance = random.Random(f"{kind}/{look}/{seed}")
    style = styled(look, chance)
    module = module_of(kind)
    style = module.adapted(style, chance) if hasattr(module, "adapted") else style
    author = Author(chance, full=style.full_width_digits, era=style.era == "era")
    press = Press(kind, look, seed, style, chance)
    module.compose(press, author)
    return press.finish()
