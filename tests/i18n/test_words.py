"""What English words of ours would be taken for."""

from __future__ import annotations

from pathlib import Path

from babel.messages.pofile import read_po

import shiryokan

VALUES = ("None", "None.", "null", "undefined", "NaN")
"""What a program says where it has nothing to say: whoever reads it takes it for a fault."""


def test_no_message_reads_as_a_value_of_a_program() -> None:
    found = 0
    for path in Path(shiryokan.__file__).parent.rglob("en/LC_MESSAGES/django.po"):
        with path.open("rb") as reading:
            for message in read_po(reading):
                said = message.string if isinstance(message.string, str) else message.string[0]
                assert said not in VALUES, (path, message.id)
                found += 1
    assert found > 1000
