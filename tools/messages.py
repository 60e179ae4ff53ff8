"""Keeps the catalogues in step with the messages of the source.

usage: python tools/messages.py [--check]

The messages are in Japanese; ``src/shiryokan/i18n/locale/en`` holds the English. Without
``--check`` new messages are added, to be translated, and old ones dropped; with it, the program
fails and names what is missing.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "shiryokan"
CATALOGUE = SOURCE / "i18n" / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}


def messages() -> dict[str, list[tuple[str, int]]]:
    """Each message of the source, with the places where it stands."""
    if not settings.configured:
        settings.configure()
        django.setup()
    from django.utils.translation.template import templatize  # noqa: PLC0415

    found: dict[str, list[tuple[str, int]]] = {}
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            text = path.read_text("utf-8")
        elif path.suffix in (".html", ".txt"):
            text = templatize(path.read_text("utf-8"), origin=str(path))
        else:
            continue
        place = path.relative_to(ROOT).as_posix()
        for line, message, _, _ in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            if isinstance(message, str) and message:
                found.setdefault(message, []).append((place, line))
    return found


def read() -> Catalog:
    """The English catalogue as it stands."""
    with CATALOGUE.open("rb") as reading:
        return read_po(reading, locale="en")


def problems() -> list[str]:
    """What is wrong with the catalogue: untranslated, doubtful or superfluous messages."""
    wanted, catalogue = messages(), read()
    known = {str(message.id): message for message in catalogue if message.id}
    return [
        *(f"not translated: {m}" for m in wanted if m not in known or not known[m].string),
        *(f"fuzzy: {m}" for m, message in known.items() if message.fuzzy),
        *(f"not in the source: {m}" for m in known if m not in wanted),
    ]


def update() -> None:
    """Bring the catalogue in step, keeping its translations, and compile it."""
    old = {str(message.id): message.string for message in read() if message.id}
    new = Catalog(locale="en", project="shiryokan", fuzzy=False, creation_date=None)
    for message, places in sorted(messages().items(), key=lambda item: item[1][0]):
        new.add(message, old.get(message, ""), locations=[(p, 0) for p, _ in places[:1]])
    with CATALOGUE.open("wb") as writing:
        write_po(writing, new, width=100, include_lineno=False, omit_header=False)
    for source in SOURCE.rglob("*.po"):
        with source.open("rb") as reading, source.with_suffix(".mo").open("wb") as writing:
            write_mo(writing, read_po(reading))


if __name__ == "__main__":
    if "--check" not in sys.argv:
        CATALOGUE.touch()
        update()
    found = problems()
    print("\n".join(found))
    sys.exit(bool(found))
