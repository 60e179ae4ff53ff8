"""What was read from a picture, as values: kept, and led back to the page as it is shown."""

from __future__ import annotations

import msgspec
import pytest

from shiryokan.paper.model import Box
from shiryokan.paper.ocr.laying_out import laid_out
from shiryokan.paper.ocr.model import (
    Alternative,
    OcrCharacter,
    OcrLine,
    OcrPage,
    OtherSchema,
    State,
    from_json,
    to_json,
)

CHARACTER = OcrCharacter("掲", Box(10, 20, 22, 32), 0.91, (Alternative("揭", 0.07),))
LINE = OcrLine(
    "掲", CHARACTER.box, False, (CHARACTER,), 0.91, State.DOUBTFUL, ("揭",), (Box(22, 20, 28, 32),)
)
PAGE = OcrPage(
    (LINE,), (600.0, 800.0), 90, 0.0, "0" * 64, "pp-ocrv6-small/1.1", (Box(0, 5, 9, 5),), (),
    ("picture_reduced",),
)  # fmt: skip


def test_a_page_comes_back_from_json_as_it_was() -> None:
    back = from_json(to_json(PAGE))
    assert back == PAGE
    assert back.lines[0].uncovered == (Box(22, 20, 28, 32),)


def test_json_has_the_names_that_others_read() -> None:
    told = msgspec.json.decode(to_json(PAGE))
    assert told["schema"] == 1
    assert told["lines"][0]["state"] == "doubtful"
    assert told["lines"][0]["characters"][0]["alternatives"] == [{"text": "揭", "confidence": 0.07}]
    assert told["lines"][0]["box"] == [10, 20, 22, 32]
    assert told["lines"][0]["uncovered"] == [[22, 20, 28, 32]]


def test_json_of_another_schema_is_refused() -> None:
    other = msgspec.json.encode(msgspec.to_builtins(PAGE) | {"schema": 99})
    with pytest.raises(OtherSchema):
        from_json(other)
    with pytest.raises(msgspec.ValidationError):
        from_json('{"lines": 3}')


@pytest.mark.parametrize(
    ("rotation", "seen"),
    [
        (0, Box(10, 20, 30, 25)),
        # what is turned clockwise to be upright stands turned the other way on the page
        (90, Box(20, 570, 25, 590)),
        (180, Box(570, 775, 590, 780)),
        (270, Box(775, 10, 780, 30)),
    ],
)
def test_a_box_is_led_back_to_the_page_as_shown(rotation: int, seen: Box) -> None:
    page = msgspec.structs.replace(PAGE, rotation=rotation)
    assert page.seen(Box(10, 20, 30, 25)) == pytest.approx(seen)
    assert page.seen_size == ((800.0, 600.0) if rotation % 180 else (600.0, 800.0))


def test_skew_moves_what_is_far_from_the_centre_most() -> None:
    page = msgspec.structs.replace(PAGE, rotation=0, skew=2.0)
    middle, corner = page.seen(Box(295, 395, 305, 405)), page.seen(Box(0, 0, 10, 10))
    assert middle == pytest.approx((295, 395, 305, 405))
    # it was turned clockwise to be straight, so on the page it lies counter-clockwise of there
    assert corner.x0 == pytest.approx(-13.6, abs=0.3)
    assert corner.y0 == pytest.approx(10.5, abs=0.3)


@pytest.mark.parametrize(
    ("text", "steps", "laid"),
    [
        ("延べ7,656名", (10, 10, 5, 5, 5, 5, 5, 10), "延べ7,656名"),
        ("2023年11月", (5, 5, 5, 5, 10, 5, 5, 10), "2023年11月"),
        # half an em of white within a number is a space
        ("3956人", (10, 5, 5, 5, 10), "3 956人"),
    ],
)
def test_narrow_digits_of_a_number_stand_together(
    text: str, steps: tuple[int, ...], laid: str
) -> None:
    """The box of 1 and of a comma is that of their ink."""
    characters, x = [], 100.0
    for character, step in zip(text, steps, strict=True):
        ink = {"1": 1.4, ",": 1.0}.get(character, 4.6 if character.isascii() else 9.6)
        middle = x + (2.5 if character.isascii() else 5.0)
        box = Box(middle - ink / 2, 200, middle + ink / 2, 210)
        characters.append(OcrCharacter(character, box))
        x += step
    line = OcrLine(text, Box(100, 200, x, 210), False, tuple(characters))
    assert laid_out(OcrPage((line,), (600.0, 800.0)), 1).text == laid
