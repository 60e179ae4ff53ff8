"""Which characters a page's glyphs stand for, where PDFium's answer is in pieces.

PDFium gives the characters of a glyph one by one, all at the glyph's place: a ligature as its
letters, a character beyond the basic plane as two surrogates, a decomposed character as its base
and its mark. It knows no CMap of UTF-8 or UTF-32 and cuts such text into codes of two bytes.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from itertools import pairwise

import numpy as np

from shiryokan.paper.glyphs import Bools, Floats, Glyphs, Ints

_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000
"""Where the high and the low surrogates begin, and where they end."""
_MARKS = ((0x300, 0x370), (0x3099, 0x309B))
"""Combining marks of Latin, and those of kana."""
_SELECTORS = ((0xFE00, 0xFE10), (0xE0100, 0xE01F0), (0x200B, 0x200E), (0x2060, 0x2061))
"""What picks a variant of the character before it, joins it or parts it, and shows nothing."""
_ASCII_END = 0x7F
_LATIN_1 = (0xA1, 0x100)
_JAPANESE = 0x2E80
_KANA = (0x3041, 0x3100)
_TRUSTED = 0.1
"""Text of Japanese has at least this share of kana; codes that are no characters do not."""
_COMMON = 3
"""So many codes, all of them among the characters of Shift_JIS, are no numbers by chance: of all
code points of kanji three in ten are."""
_LAST_PLANE = 0x10
_LETTERS = (0xC0, 0x250)
"""Where letters of Latin stand that are not of ASCII."""
_WIDE_LETTERS = frozenset("ÆæŒœ×÷")
"""Those of them that a font may set an em wide, and signs among them that have wide forms."""
_EM = 0.02
"""Ems by which the cell of a wide character differs from an em at most."""


def with_characters(glyphs: Glyphs) -> Glyphs:
    """``glyphs``, in the order of the content stream, with a whole character each.

    The letters of a ligature share out its cell, evenly along the baseline. Where a code is still
    a guess ``unmapped`` stays true; it becomes true where a font maps to what cannot be.
    """
    return _with_doubted_codes(_whole(glyphs))


def _with_doubted_codes(glyphs: Glyphs) -> Glyphs:
    """``glyphs``, those of fonts that map wrongly as without a mapping.

    No font makes ÿ or Ā as wide as a kanji. Some programs that write a PDF anew number the glyphs
    of a font and give the numbers as what they mean, so that （二） becomes ÿ二Ā; nor can what such
    a font says of other characters that wide be true. Letters beside letters are left: fonts of
    JIS X 0213 have wide ones for foreign words.
    """
    code = glyphs.code
    odd = _among(code, (_LETTERS,))
    if not odd.any():
        return glyphs
    letter = ((code | 0x20) >= ord("a")) & ((code | 0x20) <= ord("z"))
    among = _beside(code >= _JAPANESE) & ~_beside(letter)
    level = np.abs(np.sin(glyphs.angle)) < _EM
    wide = level & (np.abs(glyphs.box[:, 2] - glyphs.box[:, 0] - glyphs.size) < _EM * glyphs.size)
    odd &= wide & among & ~np.isin(code, [ord(each) for each in _WIDE_LETTERS])
    if not odd.any():
        return glyphs
    wrong = np.isin(glyphs.font, glyphs.font[odd]) & wide & (code < _LETTERS[1])
    return dataclasses.replace(glyphs, unmapped=glyphs.unmapped | wrong & ~glyphs.generated)


def _beside(which: Bools) -> Bools:
    """(n,) true beside those that are ``which``."""
    beside = np.zeros(len(which), np.bool_)
    beside[1:] |= which[:-1]
    beside[:-1] |= which[1:]
    return beside


def _whole(glyphs: Glyphs) -> Glyphs:
    if glyphs.unmapped.any():
        glyphs = _with_known_codes(_reencoded(glyphs))
    count = len(glyphs)
    if count < 2:
        return glyphs
    code, x, y = glyphs.code, glyphs.origin[:, 0], glyphs.origin[:, 1]
    follows = np.zeros(count, np.bool_)
    # what PDFium puts in itself has the place of what is before it, and no painter
    follows[1:] = (x[1:] == x[:-1]) & ~glyphs.generated[1:] & ~glyphs.generated[:-1]
    if follows.any():
        follows[1:] &= (
            (y[1:] == y[:-1])
            & (glyphs.painter[1:] == glyphs.painter[:-1])
            & (glyphs.box[1:] == glyphs.box[:-1]).all(axis=1)
        )
    marks = _among(code, _MARKS)
    if not (follows.any() or marks.any() or _among(code, ((_HIGH, _END),)).any()):
        return glyphs
    return _joined(glyphs, follows, marks)


def _among(code: Ints, ranges: tuple[tuple[int, int], ...]) -> Bools:
    found = np.zeros(len(code), np.bool_)
    for low, high in ranges:
        found |= (code >= low) & (code < high)
    return found


def _joined(glyphs: Glyphs, follows: Bools, marks: Bools) -> Glyphs:
    """The glyphs with surrogates and marks joined to what they follow, and ligatures spread."""
    code, box = glyphs.code.copy(), glyphs.box.copy()
    keep = np.ones(len(code), np.bool_)
    rare = follows | marks | _among(code, ((_HIGH, _END),))
    for i in np.flatnonzero(rare).tolist():
        last = i - 1
        while last >= 0 and not keep[last]:
            last -= 1
        if last < 0 or glyphs.generated[last]:
            continue
        whole = _together(int(code[last]), int(code[i]), bool(follows[i]))
        if whole is not None and (follows[i] or _stands_on(glyphs, i, last)):
            code[last] = whole
            box[last, :2] = np.minimum(box[last, :2], box[i, :2])
            box[last, 2:] = np.maximum(box[last, 2:], box[i, 2:])
            keep[i] = False
    box, origin = _spread(dataclasses.replace(glyphs, box=box), follows & keep, keep)
    glyphs = dataclasses.replace(glyphs, code=code, box=box, origin=origin)
    return taken(glyphs, np.flatnonzero(keep))


def _together(before: int, code: int, same: bool) -> int | None:
    """The one character that two codes are, the second at the place of the first if ``same``."""
    if _HIGH <= before < _LOW <= code < _END:
        return 0x10000 + ((before - _HIGH) << 10) + code - _LOW
    if _HIGH <= code < _END or _HIGH <= before < _END:
        return None
    if same and any(low <= code < high for low, high in _SELECTORS):
        return before
    if any(low <= code < high for low, high in _MARKS):
        text = unicodedata.normalize("NFC", chr(before) + chr(code))
        return ord(text) if len(text) == 1 else None
    return None


def _stands_on(glyphs: Glyphs, mark: int, base: int) -> bool:
    """Whether a glyph of its own stands within an em of the base before it."""
    away = np.abs(glyphs.origin[mark] - glyphs.origin[base]).max()
    return bool(away <= max(float(glyphs.size[base]), float(glyphs.size[mark])) * 1.1)


def _spread(glyphs: Glyphs, follows: Bools, keep: Bools) -> tuple[Floats, Floats]:
    """Boxes and origins, those of one glyph's letters side by side."""
    box, origin = glyphs.box, glyphs.origin
    if not follows.any():
        return box, origin
    box, origin = box.copy(), origin.copy()
    kept = np.flatnonzero(keep)
    first = np.flatnonzero(~follows[kept]).tolist()
    for start, end in pairwise([*first, len(kept)]):
        if end - start < 2:
            continue
        letters = kept[start:end]
        quarter = round(float(glyphs.angle[letters[0]]) / (np.pi / 2)) % 4
        axis, back = quarter % 2, quarter in (2, 3)
        low, high = float(box[letters[0], axis]), float(box[letters[0], axis + 2])
        step = (high - low) / len(letters)
        for number, i in enumerate(letters.tolist()):
            at = len(letters) - 1 - number if back else number
            box[i, axis], box[i, axis + 2] = low + at * step, low + (at + 1) * step
            origin[i, axis] += (-1 if back else 1) * number * step
    return box, origin


def taken(glyphs: Glyphs, chosen: Ints) -> Glyphs:
    """The chosen glyphs, in the order given."""
    columns = {
        field.name: getattr(glyphs, field.name)[chosen]
        for field in dataclasses.fields(glyphs)
        if field.name != "fonts"
    }
    return Glyphs(**columns, fonts=glyphs.fonts)


def joined(one: Glyphs, other: Glyphs) -> Glyphs:
    """The glyphs of one page and, behind them, those of another that lies over it."""
    columns = {
        field.name: np.concatenate((getattr(one, field.name), getattr(other, field.name)))
        for field in dataclasses.fields(one)
        if field.name not in ("fonts", "font")
    }
    shifted = np.where(other.font >= 0, other.font + len(one.fonts), -1)
    font = np.concatenate((one.font, shifted))
    return Glyphs(**columns, font=font, fonts=one.fonts + other.fonts)


def _reencoded(glyphs: Glyphs) -> Glyphs:
    """``glyphs`` with text of UTF-8 or UTF-32, given as codes of two bytes, put right.

    What PDFium lays out has one cell a code, and there are fewer characters than codes: they take
    the first cells, whose advance is that of a character.
    """
    code, keep = glyphs.code.copy(), np.ones(len(glyphs), np.bool_)
    unmapped, inked = glyphs.unmapped.copy(), glyphs.inked.copy()
    painter = glyphs.painter
    edges = np.flatnonzero(painter[1:] != painter[:-1]) + 1
    for start, end in pairwise([0, *edges.tolist(), len(painter)]):
        if not painter[start] or not unmapped[start:end].any():
            continue
        text = _decoded(code[start:end].tolist())
        if text is None:
            continue
        code[start : start + len(text)] = [ord(character) for character in text]
        unmapped[start:end] = inked[start:end] = False
        keep[start + len(text) : end] = False
    glyphs = dataclasses.replace(glyphs, code=code, unmapped=unmapped, inked=inked)
    return glyphs if keep.all() else taken(glyphs, np.flatnonzero(keep))


def _decoded(codes: list[int]) -> str | None:
    """The text of one run of two-byte codes if it is UTF-32 or UTF-8, of Japanese at least half."""
    if not all(0 <= code <= 0xFFFF for code in codes):
        return None
    high = codes[::2]
    if len(codes) % 2 == 0 and all(code <= _LAST_PLANE for code in high):
        points = [(a << 16) + b for a, b in zip(high, codes[1::2], strict=True)]
        text = "".join(chr(point) for point in points if point <= 0x10FFFF)
        whole = len(text) == len(points)
    else:
        raw = b"".join(code.to_bytes(2, "big") for code in codes)
        try:
            # an odd number of bytes is filled up with a zero
            text = raw.removesuffix(b"\0").decode("utf-8")
        except UnicodeDecodeError:
            return None
        whole = len(text) < len(codes)
    written = whole and bool(text) and all(unicodedata.category(c)[0] != "C" for c in text)
    return text if written and 2 * sum(ord(c) >= _JAPANESE for c in text) >= len(text) else None


def _with_known_codes(glyphs: Glyphs) -> Glyphs:
    """``glyphs`` with the codes that cannot be characters made unknown, those that are trusted.

    A code without a mapping is the font's own number. It is the character where the font's CMap,
    unknown to PDFium, is one of Unicode, which is seen from the text; elsewhere only codes of
    Latin-1 are likely to be what they say.
    """
    if not glyphs.unmapped.any():
        return glyphs
    code, unmapped, inked = glyphs.code, glyphs.unmapped.copy(), glyphs.inked.copy()
    for font in set(glyphs.font[unmapped].tolist()):
        mine = unmapped & (glyphs.font == font)
        if _is_japanese(code[mine]):
            unmapped[mine] = False
        else:
            inked |= mine & (code >= _ASCII_END) & ~_among(code, (_LATIN_1,))
    return dataclasses.replace(glyphs, unmapped=unmapped, inked=inked)


def _is_japanese(code: Ints) -> bool:
    """Whether codes are likely to be characters of Japanese text."""
    if np.count_nonzero(_among(code, (_KANA,))) >= _TRUSTED * len(code):
        return True
    wide = [chr(point) for point in code.tolist() if point >= _JAPANESE]
    if len(wide) < _COMMON or np.count_nonzero(_among(code, ((_ASCII_END, _JAPANESE),))):
        return False
    try:
        "".join(wide).encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
