"""Whether a PDF has layers (optional content) that are not shown.

PDFium draws them as they are set and says nothing of them, so the file's own words are looked for:
the dictionary of the layers stands in the file as it is, or within a stream of objects.
"""

from __future__ import annotations

import itertools
import mmap
import re
import zlib
from pathlib import Path

_LAYERS = b"/OCProperties"
_OFF = re.compile(
    rb"/OFF\s*(?:\[\s*\d|\d+\s+\d+\s+R)|/BaseState\s*/OFF|/(?:View|Print)State\s*/OFF"
)
_CATALOG = b"/Catalog"
_HIDDEN = b"/OFF"
_OBJECTS = re.compile(rb"/ObjStm\b[^\0]{0,400}?stream\r?\n", re.DOTALL)
_ENCRYPTED = b"/Encrypt"
_MOST = 20_000
"""Streams of objects that are looked at, at most."""
_LARGEST = 1024 * 1024
"""Bytes of a stream of objects that are looked at, at most."""


def may_have_layers_off(path: Path) -> bool:
    """Whether the PDF at ``path`` may have a layer that is off; of an encrypted file with streams
    of objects it is not known, so that it may."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _may_have_layers_off(data)


def _may_have_layers_off(data: mmap.mmap) -> bool:
    if data.find(_LAYERS) < 0 and data.find(_CATALOG) >= 0:
        # what names the layers would stand in it
        return False
    streams = [found.end() for found in itertools.islice(_OBJECTS.finditer(data), _MOST)]
    if streams and data.find(_ENCRYPTED) >= 0:
        return True
    layers = data.find(_LAYERS) >= 0
    off = data.find(_HIDDEN) >= 0 and bool(_OFF.search(data))
    for start in streams:
        if layers and off:
            return True
        inner = _inflated(data[start : start + _LARGEST])
        layers = layers or _LAYERS in inner
        if not layers and _CATALOG in inner:
            return False
        off = off or (_HIDDEN in inner and bool(_OFF.search(inner)))
    return layers and off


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _LARGEST)
    except zlib.error:
        return b""
