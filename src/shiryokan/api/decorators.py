"""How an address of the interface says what it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from ninja import Router
from pydantic import BaseModel

VERSION = "1"
"""Version of the interface. It grows when something that is there goes or changes its meaning."""

JSON = "application/json"
F = TypeVar("F", bound=Callable[..., Any])


class Reading:
    """Makes functions answer GET under a path; ``failing`` are those that may be down at times."""

    def __init__(self, router: Router) -> None:
        self._router = router
        self.failing: set[str] = set()

    def __call__(
        self,
        name: str,
        path: str,
        shape: type[BaseModel] | None,
        summary: str,
        *,
        tag: str,
        about: str = "",
        media_type: str = JSON,
        may_fail: bool = False,
    ) -> Callable[[F], F]:
        """Have a function answer ``path`` with a ``shape``, or with a text of ``media_type``.

        ``name`` is that of operation and address; ``summary`` and ``about`` are messages.
        """
        if may_fail:
            self.failing.add(name)
        text = {"responses": {200: {"content": {media_type: {"schema": {"type": "string"}}}}}}
        return self._router.get(
            path,
            response=shape,
            operation_id=name,
            url_name=name,
            summary=summary,
            # without one, the function's own docstring would be taken, which is for developers
            description=about or " ",
            tags=[tag],
            by_alias=True,
            exclude_unset=True,
            openapi_extra=None if shape else text,
        )
