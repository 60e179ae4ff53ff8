"""The kinds of pages, a module each: ``compose(press, author)`` composes one document.

A module is a kind by being in this folder; its name with hyphens is the kind's. ``HELD`` in it says
whether the kind is kept from training.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

_MODULES: dict[str, ModuleType] = {
    info.name.replace("_", "-"): importlib.import_module(f"{__name__}.{info.name}")
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name)
}
HELD_KINDS = tuple(name for name, module in _MODULES.items() if module.HELD)
TRAIN_KINDS = tuple(name for name, module in _MODULES.items() if not module.HELD)
KINDS = tuple(_MODULES)


def module_of(kind: str) -> ModuleType:
    """The module of a kind; raises KeyError for one that is not known."""
    return _MODULES[kind]
