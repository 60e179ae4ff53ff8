"""The registers there are, by name. A new one is a line here."""

from __future__ import annotations

from typing import Any

from shiryokan.registers.answers import Answers
from shiryokan.registers.base import Register
from shiryokan.registers.fees import Fees
from shiryokan.registers.measures import Measures
from shiryokan.registers.requirements import Requirements

VERSION = 1
"""Version of the grammars together. It grows when documents should be read into records anew."""

_ALL: tuple[Register[Any], ...] = (Measures(), Fees(), Requirements(), Answers())
REGISTERS: dict[str, Register[Any]] = {register.name: register for register in _ALL}
