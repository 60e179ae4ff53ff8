"""The names under which a note pays."""

from __future__ import annotations

import pytest

from shiryokan.registers.fees.additions import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a bracket within a name does not begin it
        ("重症児（者）受入連携加算として、入院初日に限り2,000点を", ["重症児（者）受入連携加算"]),
        ("救急・在宅重症児(者)受入加算として、200点を", ["救急・在宅重症児(者)受入加算"]),
        # one before it does not belong to it
        ("入院した患者（霧の日の者）乳幼児加算として、75点を", ["乳幼児加算"]),
        (
            "時間外加算、休日加算又は深夜加算として、それぞれ",
            ["時間外加算", "休日加算", "深夜加算"],
        ),
    ],
)
def test_an_addition_has_its_whole_name(text: str, names: list[str]) -> None:
    assert names_in(text) == names
