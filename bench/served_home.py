"""A library made of the samples and of documents of the corpus, served for a real browser."""

from __future__ import annotations

import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests import session_folder  # noqa: E402
from tests.served import command, run, served  # noqa: E402
from tools.hands import browser  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus"
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
VIEWPORTS = ((1366, 768), (390, 844), (1920, 1080))
"""Width and height in CSS pixels: a laptop, a phone, a desk."""
_SECONDS = 60
"""A page may take so long on a busy machine."""
_PACE = "100000"
"""Requests a minute that are answered: as many as a browser can ask for."""


def page(address: str) -> tuple[int, str]:
    """Status and text of an answer."""
    try:
        with urllib.request.urlopen(address, timeout=_SECONDS) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


def chromium() -> str:
    """The browser's path; the command ends with a word where there is none."""
    try:
        return browser()
    except FileNotFoundError as error:
        sys.exit(str(error))


@contextmanager
def served_home(documents: Sequence[Path]) -> Iterator[str]:
    """The address of a library that holds the samples and ``documents``."""
    with tempfile.TemporaryDirectory() as folder:
        # what commands of tests share with each other: there is no session of tests here
        shared = Path(folder) / "shared"
        shared.mkdir()
        session_folder.share(shared)
        home = Path(folder) / "home"
        run(home, "add", "--manifest", str(ROOT / "samples" / "manifest.csv"))
        for document in documents:
            # one that is refused does not keep the others out
            command(home, "add", str(document))
        paces = dict.fromkeys(("api_per_minute", "web_per_minute", "heavy_per_minute"), _PACE)
        with served(home, **paces) as address:
            yield address
