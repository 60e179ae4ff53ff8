"""The registers there are, found by the entry points of the installed packages.

A package declares each of its registers in the group ``shiryokan.registers``, ours too::

    [project.entry-points."shiryokan.registers"]
    grants = "grants:Grants"

One that cannot be loaded, or whose name another has already, is left out with a message that names
its package; all others work as before.
"""

from __future__ import annotations

import logging
import re
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import msgspec

from shiryokan.i18n import add_locale_folder
from shiryokan.i18n.explanations import add_explanation, of_rooms
from shiryokan.registers.base import Register
from shiryokan.registers.errors import none_code

GROUP = "shiryokan.registers"
_OWN = "shiryokan"
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,29}")
_NOT_NAMES = frozenset({"page", "all"})
"""Names that the search has for other things."""
_log = logging.getLogger(__name__)


class LeftOut(msgspec.Struct, frozen=True):
    """A register that could not be used: the package that declares it, and why, in English."""

    package: str
    name: str
    why: str

    def __str__(self) -> str:
        return f"register {self.name} of package {self.package} is left out: {self.why}"


def found_registers() -> tuple[dict[str, Register[Any]], list[LeftOut]]:
    """The registers of all installed packages by name, in their order, and those left out.

    Of two of one name ours is used, or that of the package whose name comes first. Raises
    :class:`ImportError` if not even ours are declared: the package's metadata are older than its
    code, and it has to be installed again.
    """
    declared = sorted(entry_points(group=GROUP), key=_precedence)
    # a package can be seen twice, as on a path that is given twice
    points = {(_package(point), point.name, point.value): point for point in declared}
    if not any(package == _OWN for package, _name, _value in points):
        raise ImportError(
            f"Shiryokan declares no entry points in the group {GROUP}: its metadata are older than "
            "its code. Install it again (make, or pip install --editable .)."
        )
    registers: dict[str, Register[Any]] = {}
    packages: dict[str, str] = {}
    left_out: list[LeftOut] = []
    for (package, name, _value), point in points.items():
        try:
            register = _loaded(point)
            if register.name in packages:
                raise TypeError(f"package {packages[register.name]} has a register of this name")
        except Exception as error:
            left_out.append(LeftOut(package, name, f"{type(error).__name__}: {error}"))
            continue
        registers[register.name], packages[register.name] = register, package
    ordered = sorted(registers.values(), key=lambda each: (each.order, each.name))
    return {register.name: register for register in ordered}, left_out


def _precedence(point: EntryPoint) -> tuple[bool, str, str]:
    return _package(point) != _OWN, _package(point), point.name


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else "?"


def _loaded(point: EntryPoint) -> Register[Any]:
    """The register of an entry point. Raises whatever is wrong with it."""
    kind = point.load()
    register = kind() if isinstance(kind, type) else kind
    if not isinstance(register, Register):
        raise TypeError(f"{point.value} is no subclass of shiryokan.registers.base.Register")
    taken = register.name in _NOT_NAMES or none_code(register.name) in of_rooms()
    if taken or not _NAME.fullmatch(register.name):
        raise ValueError(f"{register.name!r} can be no name of a register")
    names = [field.name for field in register.fields]
    unknown = set(names) - set(register.record.__struct_fields__)
    if unknown or len(set(names)) < len(names):
        raise ValueError(f"fields of its record and of the register differ: {names}")
    return register


REGISTERS, LEFT_OUT = found_registers()
for _left in LEFT_OUT:
    _log.error("%s", _left)
for _register in REGISTERS.values():
    add_explanation(none_code(_register.name), _register.nothing_found)
    if _register.locale is not None:
        add_locale_folder(_register.locale)
