"""The registers there are, by name. A new one is a line here."""

from __future__ import annotations

from typing import Any

from shiryokan.records.answers import Answers
from shiryokan.records.fees import Fees
from shiryokan.records.measures import Measures
from shiryokan.records.model import Register
from shiryokan.records.requirements import Requirements

VERSION = 1
"""Version of the grammars together. It grows when documents should be read into records anew."""

_ALL: tuple[Register[Any], ...] = (Measures(), Fees(), Requirements(), Answers())
REGISTERS: dict[str, Register[Any]] = {register.name: register for register in _ALL}
