"""Keeps the catalogues in step with the messages of the source.

usage: python tools/messages.py [--check]

The messages are in Japanese. A package that has a ``locale/`` holds the English of its own messages
and of the packages below that have none; ``src/shiryokan/i18n/locale`` holds all others. Without
``--check`` new messages are added, to be translated, and old ones dropped; with it, the program
fails and names what is missing. What one catalogue translates need not be translated for another.
"""

from __future__ import annotations

import datetime
import io
import sys
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "shiryokan"
CORE = SOURCE / "i18n"
CATALOGUE = Path("locale", "en", "LC_MESSAGES", "django.po")
"""Below a folder that has messages of its own."""
CREATED = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""In the heads of the catalogues, which would differ with each run otherwise."""
Messages = dict[str, list[tuple[str, int]]]
"""Each message, with the places where it stands."""
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}


def folders() -> list[Path]:
    """The packages that have a catalogue; what is left of one that is no more does not count."""
    above = {path.parent for path in SOURCE.rglob("locale")}
    return sorted({CORE, *(folder for folder in above if (folder / "__init__.py").is_file())})


def owner(path: Path) -> Path:
    """The folder in whose catalogue the messages of a file stand."""
    above = (folder for folder in path.parents if folder.is_relative_to(SOURCE))
    return next((folder for folder in above if (folder / "locale").is_dir()), CORE)


def messages() -> dict[Path, Messages]:
    """The messages of the source, by the folder in whose catalogue they stand."""
    if not settings.configured:
        settings.configure()
        django.setup()
    from django.utils.translation.template import templatize  # noqa: PLC0415

    found: dict[Path, Messages] = {folder: {} for folder in folders()}
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            text = path.read_text("utf-8")
        elif path.suffix in (".html", ".txt"):
            text = templatize(path.read_text("utf-8"), origin=str(path))
        else:
            continue
        place = path.relative_to(ROOT).as_posix()
        own = found[owner(path)]
        for line, message, _, _ in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            if isinstance(message, str) and message:
                own.setdefault(message, []).append((place, line))
    return found


def read(folder: Path) -> dict[str, Message]:
    """The English catalogue of a folder as it stands."""
    path = folder / CATALOGUE
    if not path.exists():
        return {}
    with path.open("rb") as reading:
        return {str(message.id): message for message in read_po(reading, locale="en") if message.id}


def problems() -> list[str]:
    """What is wrong with the catalogues: untranslated, doubtful or superfluous messages, and those
    that two of them translate differently."""
    found: list[str] = []
    translations: dict[str, set[str]] = {}
    for folder, wanted in messages().items():
        known, name = read(folder), folder.relative_to(SOURCE)
        found += [
            *(f"{name}: not translated: {m}" for m in wanted if not _is_translated(known, m)),
            *(f"{name}: fuzzy: {m}" for m, message in known.items() if message.fuzzy),
            *(f"{name}: not in the source: {m}" for m in known if m not in wanted),
        ]
        for text, message in known.items():
            translations.setdefault(text, set()).add(str(message.string))
    return found + [
        f"translated in two ways: {text}: {', '.join(sorted(ways))}"
        for text, ways in translations.items()
        if len(ways) > 1
    ]


def _is_translated(known: dict[str, Message], message: str) -> bool:
    return message in known and bool(known[message].string)


def update() -> None:
    """Bring the catalogues in step, keeping their translations, and compile them."""
    old = {folder: read(folder) for folder in folders()}
    anywhere = {text: m.string for known in old.values() for text, m in known.items() if m.string}
    for folder, own in messages().items():
        new = Catalog(locale="en", project="shiryokan", fuzzy=False, creation_date=CREATED)
        for message, places in sorted(own.items(), key=lambda item: item[1][0]):
            known = old[folder].get(message)
            string = known.string if known and known.string else anywhere.get(message, "")
            new.add(message, string, locations=[(p, 0) for p, _ in places[:1]])
        path = folder / CATALOGUE
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as writing:
            write_po(writing, new, width=100, include_lineno=False, omit_header=False)
    for source in SOURCE.rglob("*.po"):
        with source.open("rb") as reading, source.with_suffix(".mo").open("wb") as writing:
            write_mo(writing, read_po(reading))


if __name__ == "__main__":
    if "--check" not in sys.argv:
        update()
    found = problems()
    print("\n".join(found))
    sys.exit(bool(found))
