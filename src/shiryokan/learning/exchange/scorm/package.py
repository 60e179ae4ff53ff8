"""Builds the package: ``imsmanifest.xml``, one page, and the player beside it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from html import escape
from importlib import resources
from xml.etree import ElementTree as ET

import msgspec

from shiryokan.learning.exchange.content import Course
from shiryokan.learning.exchange.question import Remark
from shiryokan.learning.exchange.scorm.data import (
    Pictures,
    hash_of,
    picture_name,
    playable,
    steps_of,
)
from shiryokan.learning.exchange.scorm.words import words_in
from shiryokan.learning.exercise import PointAt

MOST_EXERCISES = 300
"""Of a package: what was answered must find room in 4,096 characters of ``cmi.suspend_data``."""
PLAYER = ("grading.js", "host.js", "player.js", "player.css")
_PACKAGING = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_SAME_TIME = (1980, 1, 1, 0, 0, 0)


class ScormPackage(msgspec.Struct, frozen=True):
    """A zip file, and which exercises are not in it."""

    data: bytes
    remarks: tuple[Remark, ...]


class TooManyExercises(ValueError):  # noqa: N818
    """More than :data:`MOST_EXERCISES`."""


def scorm_package(
    course: Course, pictures: Pictures | None = None, translate: Callable[[str], str] = str
) -> ScormPackage:
    """A course as a SCORM 1.2 package, the same bytes for the same course.

    ``pictures`` are the pages to be pointed at; ``translate`` gives the player's words in the
    course's language. Raises :class:`TooManyExercises`.
    """
    pictures = pictures or {}
    asked = [each for each in course.exercises if playable(each, pictures)]
    if len(asked) > MOST_EXERCISES:
        raise TooManyExercises(len(asked))
    remarks = tuple(
        Remark("scorm_picture", details={"title": each.prompt[:40]})
        for each in course.exercises
        if not playable(each, pictures)
    )
    files: dict[str, bytes] = {"index.html": _page(course, pictures, translate)}
    for name in PLAYER:
        files[name] = _player(name)
    for each in asked:
        if isinstance(each, PointAt):
            place = (each.sha256, each.page)
            files[picture_name(*place)] = pictures[place].png
    files["imsmanifest.xml"] = _manifest(course, sorted(files))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _SAME_TIME), files[name], zipfile.ZIP_DEFLATED)
    return ScormPackage(data.getvalue(), remarks)


def _player(name: str) -> bytes:
    return resources.files(__package__).joinpath("player", name).read_bytes()


def _page(course: Course, pictures: Pictures, translate: Callable[[str], str]) -> bytes:
    steps = steps_of(course, pictures)
    words = words_in(translate)
    data = {
        "id": course.id, "title": course.title, "pass": course.pass_percent,
        "hash": hash_of(steps), "words": words, "steps": steps,
    }  # fmt: skip
    # nothing in it ends the element it stands in
    held = msgspec.json.encode(data).decode("utf-8").replace("<", "\\u003c")
    values = {
        "language": escape(course.language), "title": escape(course.title), "course": held,
        **{name: escape(words[name]) for name in words},
    }  # fmt: skip
    return (_PAGE % values).encode()


def _manifest(course: Course, files: list[str]) -> bytes:
    ET.register_namespace("", _PACKAGING)
    ET.register_namespace("adlcp", _ADL)

    def under(parent: ET.Element, name: str, text: str = "", **given: str) -> ET.Element:
        element = ET.SubElement(parent, f"{{{_PACKAGING}}}{name}", given)
        element.text = text or None
        return element

    root = ET.Element(
        f"{{{_PACKAGING}}}manifest",
        {"identifier": f"shiryokan-{_plain(course.id)}", "version": "1"},
    )
    metadata = under(root, "metadata")
    under(metadata, "schema", "ADL SCORM")
    under(metadata, "schemaversion", "1.2")
    organization = under(
        under(root, "organizations", default="course"), "organization", identifier="course"
    )
    under(organization, "title", course.title)
    item = under(organization, "item", identifier="item", identifierref="player")
    under(item, "title", course.title)
    ET.SubElement(item, f"{{{_ADL}}}masteryscore").text = str(course.pass_percent)
    resource = under(
        under(root, "resources"), "resource", identifier="player", type="webcontent",
        href="index.html",
    )  # fmt: skip
    resource.set(f"{{{_ADL}}}scormtype", "sco")
    for name in files:
        under(resource, "file", href=name)
    ET.indent(root)
    written: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return written


def _plain(text: str) -> str:
    """Text as part of an XML name."""
    return "".join(each if each.isascii() and each.isalnum() else "-" for each in text)


_PAGE = """<!doctype html>
<html lang="%(language)s">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="connect-src 'none'; form-action 'none'; \
frame-src 'none'; object-src 'none'; base-uri 'none'">
<title>%(title)s</title>
<link rel="stylesheet" href="player.css">
</head>
<body>
<header>
<h1>%(title)s</h1>
<p id="counted"></p>
<progress id="bar" aria-label="%(progress)s"></progress>
</header>
<div id="trouble" role="alert" hidden>
<p></p>
<button type="button" id="again">%(send_again)s</button>
<button type="button" id="save">%(save)s</button>
</div>
<p id="told" role="status"></p>
<main id="step"></main>
<nav class="actions" aria-label="%(progress)s">
<button type="button" id="back">%(back)s</button>
<button type="button" id="next" class="primary">%(next)s</button>
</nav>
<noscript><p>%(no_script)s</p></noscript>
<script type="application/json" id="course">%(course)s</script>
<script src="grading.js"></script>
<script src="host.js"></script>
<script src="player.js"></script>
</body>
</html>
"""
