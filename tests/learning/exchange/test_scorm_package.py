"""What is in a SCORM package; that it plays is told in tests/browser/test_scorm.py."""

from __future__ import annotations

import io
import json
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest

from shiryokan.learning.exchange.content import Course, Lesson, PagePicture, Passage
from shiryokan.learning.exchange.scorm import scorm_package
from shiryokan.learning.exchange.scorm.data import exercise_data
from shiryokan.learning.exchange.scorm.package import MOST_EXERCISES, TooManyExercises
from shiryokan.learning.exercise import Order, TrueOrFalse
from tests.learning.exchange.exercises import ALL, POINT

IMS = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
COURSE = Course(
    "c/1",
    "</script><b>研修</b>",
    (Lesson("一", (Passage("</script><!--", "quotation", "p.1"),), ALL),),
    pass_percent=70,
)
PICTURES = {(POINT.sha256, POINT.page): PagePicture(b"\x89PNG", 595.0, 842.0)}


def files(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def test_the_manifest_names_one_sco_and_every_file() -> None:
    found = files(scorm_package(COURSE, PICTURES).data)
    root = ET.fromstring(found.pop("imsmanifest.xml"))
    assert (
        root.findtext(f"{IMS}metadata/{IMS}schema"),
        root.findtext(f".//{IMS}schemaversion"),
    ) == ("ADL SCORM", "1.2")
    organizations = root.find(f"{IMS}organizations")
    assert organizations is not None
    organization = organizations[0]
    assert organizations.get("default") == organization.get("identifier")
    item = organization.find(f"{IMS}item")
    assert item is not None
    assert item.findtext(f"{IMS}title") == COURSE.title
    assert item.findtext(f"{ADL}masteryscore") == "70"
    (resource,) = root.iter(f"{IMS}resource")
    assert resource.get("identifier") == item.get("identifierref")
    assert (resource.get(f"{ADL}scormtype"), resource.get("href")) == ("sco", "index.html")
    assert {each.get("href") for each in resource} == {*found}
    assert re.fullmatch(r"[A-Za-z_][\w.-]*", root.get("identifier", ""))


def test_the_page_asks_no_network_and_no_text_leaves_its_place() -> None:
    found = files(scorm_package(COURSE, PICTURES).data)
    page = found["index.html"].decode()
    assert "connect-src 'none'" in page
    for name in ("index.html", "grading.js", "host.js", "player.js", "player.css"):
        assert not re.search(
            rb"(?:https?:)?//[a-z]|fetch\(|XMLHttpRequest|innerHTML|eval\(",
            found[name].replace(b"// ", b""),
        ), name
    assert page.count("</script>") == 4
    held = json.loads(page.split('id="course">')[1].split("</script>")[0])
    assert held["title"] == COURSE.title
    assert [step["exercise"]["kind"] for step in held["steps"] if "exercise" in step] == [
        "one",
        "several",
        "truth",
        "number",
        "order",
        "point",
    ]


def test_the_same_course_makes_the_same_package() -> None:
    assert scorm_package(COURSE, PICTURES) == scorm_package(COURSE, PICTURES)


def test_an_exercise_whose_page_has_no_picture_is_left_out_and_told() -> None:
    package = scorm_package(COURSE)
    assert [(remark.code, remark.details["title"]) for remark in package.remarks] == [
        ("scorm_picture", POINT.prompt)
    ]
    assert b'"kind":"point"' not in files(package.data)["index.html"]


def test_items_never_stand_in_their_right_order_from_the_first() -> None:
    for at in range(200):
        exercise = Order(id="", prompt="", items=tuple(f"{at}-{n}" for n in range(2)))
        assert [item["place"] for item in exercise_data(exercise, {})["items"]] == [1, 0]


def test_more_than_a_host_can_remember_is_refused() -> None:
    many = tuple(TrueOrFalse(id=str(n), prompt="文", right=True) for n in range(MOST_EXERCISES + 1))
    with pytest.raises(TooManyExercises):
        scorm_package(Course("c", "研修", (Lesson("一", exercises=many),)))
    scorm_package(Course("c", "研修", (Lesson("一", exercises=many[1:]),)))
