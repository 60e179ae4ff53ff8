"""Whether a PDF has layers (optional content) that are not shown.

PDFium draws them as they are set and says nothing of them, so the file's own words are looked for:
the dictionary of the layers stands in the file as it is, or within a stream of objects.
"""

from __future__ import annotations

import re
import zlib

_LAYERS = b"/OCProperties"
_GROUP = re.compile(rb"/Type\s*/OCG\b")
_OFF = re.compile(
    rb"/OFF\s*(?:\[\s*\d|\d+\s+\d+\s+R)|/BaseState\s*/OFF|/(?:View|Print)State\s*/OFF"
)
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b[^\0]{0,400}?stream\r?\n", re.DOTALL)
_ENCRYPTED = b"/Encrypt"
_LARGEST = 8 * 1024 * 1024
"""Bytes of a stream of objects that are looked at, at most."""


def may_have_layers_off(data: bytes) -> bool:
    """Whether the PDF ``data`` may have a layer that is off; of an encrypted file with streams of
    objects it is not known, so that it may."""
    streams = list(_OBJECTS.finditer(data))
    if streams and _ENCRYPTED in data:
        return True
    layers, off = _LAYERS in data or bool(_GROUP.search(data)), bool(_OFF.search(data))
    for found in streams:
        if layers and off:
            return True
        inner = _inflated(data[found.end() : found.end() + _LARGEST])
        layers = layers or _LAYERS in inner or bool(_GROUP.search(inner))
        off = off or bool(_OFF.search(inner))
    return layers and off


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _LARGEST)
    except zlib.error:
        return b""
