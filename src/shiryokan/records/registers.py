"""The registers there are, by name. A new one is a line here."""

from __future__ import annotations

from typing import Any

from shiryokan.records.measures import Measures
from shiryokan.records.model import Register

REGISTERS: dict[str, Register[Any]] = {register.name: register for register in (Measures(),)}
