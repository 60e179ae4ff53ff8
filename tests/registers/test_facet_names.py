"""What people choose from beside a table."""

from __future__ import annotations

import pytest

from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.fields import Flag


@pytest.mark.parametrize("register", sorted(REGISTERS))
def test_both_values_of_a_flag_have_a_name_of_their_own(register: str) -> None:
    for field in REGISTERS[register].fields:
        if field.facet and isinstance(field.kind, Flag):
            words = [str(field.kind.facet_word(value)) for value in ("yes", "no")]
            assert all(words) and words[0] != words[1], field.name
