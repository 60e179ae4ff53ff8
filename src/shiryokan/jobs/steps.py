"""What steps of work are called. Each room names its own, where it defines them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.module_loading import import_string
from django_tasks.base import Task

Step = TypeVar("Step", bound=Task[..., Any])
_titles: dict[str, str] = {}


def titled(title: str) -> Callable[[Step], Step]:
    """Call a step ``title``, a message, where people read of it. Stands above ``task``."""

    def named(step: Step) -> Step:
        _titles[step.module_path] = title
        return step

    return named


def title_of(path: str) -> str:
    """What a step is called, a message, by the path of its function.

    Of one that nobody named, or that this version does not have, it is the function's name.
    """
    if path not in _titles:
        try:
            import_string(path)
        except ImportError:
            return path.rpartition(".")[2]
    return _titles.get(path, path.rpartition(".")[2])
