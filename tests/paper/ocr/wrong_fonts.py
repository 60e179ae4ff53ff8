"""PDFs whose fonts say other characters than they draw, or none."""

from __future__ import annotations

from pathlib import Path

from tools.office_pages.fonts import font
from tools.office_pages.pdf import PdfWriter

LINES = (
    "医療機関における事務の取扱いについて",
    "施設基準に適合しているものとして届け出た",
    "保険料の納付期限は令和六年三月とする",
    "患者の同意を得て診療情報を提供した場合",
)


def drawn(
    path: Path, wrong: dict[str, str], *, shifted: bool = False, pages: int = 1, rest: str = ""
) -> Path:
    """Pages with the lines, whose font says ``wrong`` characters for some glyphs; for each the one
    of the next glyph; or for all that are not among ``wrong`` the character ``rest``."""
    writer = PdfWriter("題", "試験")
    used = writer.font(font("IPAexMincho"))
    content = "".join(
        f"BT /{used.name} 14 Tf 1 0 0 1 40 {240 - 40 * number} Tm <{used.encoded(line)}> Tj ET\n"
        for number, line in enumerate(LINES)
    )
    glyphs = sorted(used.glyphs)
    characters = [used.glyphs[glyph] for glyph in glyphs]
    if shifted:
        characters = [*characters[1:], characters[0]]
    for glyph, character in zip(glyphs, characters, strict=True):
        used.glyphs[glyph] = wrong.get(character, rest or character)
    for _ in range(pages):
        writer.page(420, 300, content)
    path.write_bytes(writer.bytes())
    return path
