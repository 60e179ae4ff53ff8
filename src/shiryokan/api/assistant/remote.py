"""An instance far away, asked through its REST interface."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx

from shiryokan.api.assistant.instance import Data, InstanceError
from shiryokan.i18n.explanations import explain

SECONDS = 60.0


class RemoteInstance:
    """The instance at ``address``, asked with a ``token`` if there is one."""

    def __init__(
        self, address: str, token: str, language: str, translate: Callable[[str], str]
    ) -> None:
        self.address = address.rstrip("/")
        self._translate = translate
        headers = {"Accept": "application/json", "Accept-Language": language}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._client = httpx.Client(headers=headers, timeout=SECONDS, follow_redirects=True)

    def search(self, parameters: Data) -> Data:
        """What a search finds."""
        return self._get("search", parameters)

    def finds(self, parameters: Data) -> Data:
        """What was found on watched pages, the newest first."""
        return self._get("finds", parameters)

    def page(self, document: str, number: int) -> Data:
        """A page."""
        return self._get(f"documents/{_part(document)}/pages/{number}")

    def record(self, record: str) -> Data:
        """A record."""
        return self._get(f"records/{_part(record)}")

    def quotes(self, parameters: Data) -> Data:
        """The quotes of whoever holds the token."""
        return self._get("quotes", parameters)

    def quote(self, quote: str) -> Data:
        """A quote with its standing."""
        return self._get(f"quotes/{_part(quote)}")

    def digest(self) -> Data:
        """What is new of what whoever holds the token follows."""
        return self._get("digest")

    def subject(self, subject: str) -> Data:
        """A subject with its versions."""
        return self._get(f"subjects/{_part(subject)}")

    def articles(self, parameters: Data) -> Data:
        """Articles of the news, the newest first."""
        return self._get("news", parameters)

    def article(self, article: int, *, working: bool) -> Data:
        """An article with its blocks."""
        return self._get(f"news/{article}", {"working": "true"} if working else None)

    def courses(self, parameters: Data) -> Data:
        """Courses that are open, by title."""
        return self._get("courses", parameters)

    def course(self, course: int) -> Data:
        """A course with its lessons and exercises, without their answers."""
        return self._get(f"courses/{course}")

    def assessments(self, parameters: Data) -> Data:
        """The assessments of the token's owner's organisations."""
        return self._get("assessments", parameters)

    def assessment(self, assessment: int) -> Data:
        """An assessment with its answers."""
        return self._get(f"assessments/{assessment}")

    def remarks(self, parameters: Data) -> Data:
        """The remarks of whoever holds the token."""
        return self._get("remarks", parameters)

    def deadlines(self, parameters: Data) -> Data:
        """Days that documents set as limits."""
        return self._get("deadlines", parameters)

    def binders(self, parameters: Data) -> Data:
        """The binders of whoever holds the token."""
        return self._get("binders", parameters)

    def binder(self, binder: str) -> Data:
        """A binder with its pieces."""
        return self._get(f"binders/{_part(binder)}")

    def citation(self, document: str, number: int | None) -> Data:
        """The citation of a page, or of the whole document."""
        page = "" if number is None else f"/pages/{number}"
        return self._get(f"documents/{_part(document)}{page}/citation")

    def _get(self, path: str, parameters: Data | None = None) -> Data:
        try:
            answer = self._client.get(
                f"{self.address}/api/v1/{path}", params=dict(parameters or {})
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            why = str(error) or type(error).__name__
            raise self._error("instance_unreachable", instance=self.address, why=why) from error
        data = _json(answer)
        if answer.is_success and data is not None:
            return data
        if data is not None and "detail" in data:
            missing = answer.status_code in (httpx.codes.NOT_FOUND, httpx.codes.GONE)
            raise InstanceError(str(data["detail"]), str(data.get("do", "")), missing=missing)
        raise self._error("instance_unexpected", instance=self.address, status=answer.status_code)

    def _error(self, code: str, **details: object) -> InstanceError:
        return InstanceError(*explain(code, details, self._translate))


def _part(text: str) -> str:
    """A text as one part of a path."""
    return quote(text, safe="") or "-"


def _json(answer: httpx.Response) -> dict[str, Any] | None:
    try:
        data = answer.json()
    except ValueError:
        return None
    return data if isinstance(data, dict) else None
