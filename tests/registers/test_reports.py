"""What the pages of reports are told of their rows."""

from __future__ import annotations

import pytest

from shiryokan.registers.reports import Row, Shown, said_again

CODE = Shown("区分番号", ("code",), "record")
NAME = Shown("名称", ("old_name", "new_name"), "pair", naming=True)
UNIT = Shown("算定単位", ("unit",))
COLUMNS = (CODE, NAME, UNIT)
ROW = {"code": "A000", "old_name": "初診料", "new_name": "初診料", "unit": "1回につき"}


@pytest.mark.parametrize(
    ("above", "again"),
    [
        (None, []),
        (ROW, [CODE, NAME]),
        ({**ROW, "unit": "1日につき"}, [CODE, NAME]),
        ({**ROW, "old_name": "初診"}, [CODE]),
        # another item of the same name
        ({**ROW, "code": "A001"}, []),
    ],
)
def test_what_names_the_record_of_the_row_above_is_said_again(
    above: Row | None, again: list[Shown]
) -> None:
    assert said_again(COLUMNS, ROW, above) == again


def test_without_a_record_nothing_is_said_again() -> None:
    assert said_again((NAME, UNIT), ROW, ROW) == []
