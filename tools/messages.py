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
Plurals = dict[str, str]
"""The form for many of each message that has one: in Japanese mostly the same words."""
FORMS = 2
"""Forms of an English message that has a plural."""
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}


def folders() -> list[Path]:
    """The packages that have a catalogue; what is left of one that is no more does not count."""
    above = {path.parent for path in SOURCE.rglob("locale")}
    return sorted({CORE, *(folder for folder in above if (folder / "__init__.py").is_file())})


def owner(path: Path) -> Path:
    """The folder in whose catalogue the messages of a file stand."""
    above = (folder for folder in path.parents if folder.is_relative_to(SOURCE))
    return next((folder for folder in above if (folder / "locale").is_dir()), CORE)


def messages() -> tuple[dict[Path, Messages], dict[Path, Plurals]]:
    """The messages of the source, by the folder in whose catalogue they stand, and their plurals.

    One that stands somewhere with a plural and elsewhere without has one in the catalogue.
    """
    if not settings.configured:
        settings.configure()
        django.setup()
    from django.utils.translation.template import templatize  # noqa: PLC0415

    found: dict[Path, Messages] = {folder: {} for folder in folders()}
    plurals: dict[Path, Plurals] = {folder: {} for folder in found}
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            text = path.read_text("utf-8")
        elif path.suffix in (".html", ".txt"):
            text = templatize(path.read_text("utf-8"), origin=str(path))
        else:
            continue
        place = path.relative_to(ROOT).as_posix()
        own, many = found[owner(path)], plurals[owner(path)]
        for line, message, _, _ in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            single = message if isinstance(message, str) else message[0]
            if single:
                own.setdefault(single, []).append((place, line))
            if single and not isinstance(message, str):
                many[single] = message[1]
    return found, plurals


def read(folder: Path) -> dict[str, Message]:
    """The English catalogue of a folder as it stands."""
    path = folder / CATALOGUE
    if not path.exists():
        return {}
    with path.open("rb") as reading:
        return {single(message): message for message in read_po(reading, locale="en") if message.id}


def single(message: Message) -> str:
    """The message itself, or its form for one."""
    return str(message.id if isinstance(message.id, str) else message.id[0])


def problems() -> list[str]:
    """What is wrong with the catalogues: untranslated, doubtful or superfluous messages, and those
    that two of them translate differently."""
    found: list[str] = []
    translations: dict[str, set[str]] = {}
    wanted_everywhere, plurals = messages()
    for folder, wanted in wanted_everywhere.items():
        known, name = read(folder), folder.relative_to(SOURCE)
        found += [
            *(f"{name}: not translated: {m}" for m in wanted if not _is_translated(known, m)),
            *(
                f"{name}: has no plural: {m}"
                for m in plurals[folder]
                if m in known and isinstance(known[m].id, str)
            ),
            *(f"{name}: fuzzy: {m}" for m, message in known.items() if message.fuzzy),
            *(f"{name}: not in the source: {m}" for m in known if m not in wanted),
        ]
        for text, message in known.items():
            # a message without a plural is said as the form for one
            string = message.string if isinstance(message.string, str) else message.string[0]
            translations.setdefault(text, set()).add(string)
    return found + [
        f"translated in two ways: {text}: {', '.join(sorted(ways))}"
        for text, ways in translations.items()
        if len(ways) > 1
    ]


def _is_translated(known: dict[str, Message], message: str) -> bool:
    if message not in known:
        return False
    string = known[message].string
    return bool(string) if isinstance(string, str) else all(string) and len(string) == FORMS


def update() -> None:
    """Bring the catalogues in step, keeping their translations, and compile them."""
    old = {folder: read(folder) for folder in folders()}
    anywhere = {text: m.string for known in old.values() for text, m in known.items() if m.string}
    found, plurals = messages()
    for folder, own in found.items():
        new = Catalog(locale="en", project="shiryokan", fuzzy=False, creation_date=CREATED)
        for message, places in sorted(own.items(), key=lambda item: item[1][0]):
            known = old[folder].get(message)
            string = known.string if known and known.string else anywhere.get(message, "")
            many = plurals[folder].get(message)
            if many is None:
                name: str | tuple[str, str] = message
                string = string if isinstance(string, str) else string[0]
            else:
                name = message, many
                string = ("", "") if isinstance(string, str) else string
            new.add(name, string, locations=[(p, 0) for p, _ in places[:1]])
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
