"""The instance on this machine."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.models import AnonymousUser
from django.db import close_old_connections
from django.utils import translation
from pydantic import BaseModel, ValidationError

from shiryokan.access.readers import reading_all_but_the_bin
from shiryokan.api import (
    binders,
    checklists,
    citations,
    digest,
    documents,
    learning,
    lookout,
    news,
    own,
    pages,
    quotes,
    records,
    search,
    subjects,
)
from shiryokan.api.addresses import Addresses
from shiryokan.api.assistant.instance import Data, InstanceError
from shiryokan.api.problems import Problem, explanation_of, of_values
from shiryokan.api.schemas.own import Deadlines, Remarks
from shiryokan.api.schemas.parameters import (
    DeadlineParameters,
    FindParameters,
    NewsParameters,
    Paging,
    QuoteParameters,
    SearchParameters,
)
from shiryokan.api.schemas.quotes import Quotes

P = ParamSpec("P")


def _answering(
    method: Callable[Concatenate[LocalInstance, P], BaseModel],
) -> Callable[Concatenate[LocalInstance, P], Data]:
    """A method of the instance as plain values, whose problems are told in words.

    It is called in threads of the protocol's own, which live long and know no language.
    """

    @functools.wraps(method)
    def answer(instance: LocalInstance, *args: P.args, **kwargs: P.kwargs) -> Data:
        close_old_connections()
        with translation.override(instance.language), reading_all_but_the_bin():
            try:
                found = method(instance, *args, **kwargs)
                data: dict[str, Any] = found.model_dump(mode="json", by_alias=True)
                return data
            except ValidationError as error:
                raise instance.error(of_values(list(error.errors()))) from error
            except Problem as problem:
                raise instance.error(problem) from problem

    return answer  # type: ignore[return-value]


class LocalInstance:
    """An instance that was opened in this process."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._addresses = Addresses.of(None)

    @_answering
    def search(self, parameters: Data) -> BaseModel:
        """What a search finds."""
        return search.hits(SearchParameters.model_validate(parameters), self._addresses)

    @_answering
    def finds(self, parameters: Data) -> BaseModel:
        """What was found on watched pages, the newest first."""
        return lookout.finds_answer(FindParameters.model_validate(parameters), self._addresses)

    @_answering
    def page(self, document: str, number: int) -> BaseModel:
        """A page."""
        row, page = pages.place_of(document, number)
        return pages.whole(row, page, self._addresses)

    @_answering
    def record(self, record: str) -> BaseModel:
        """A record."""
        try:
            wanted = uuid.UUID(record)
        except ValueError as error:
            raise Problem("unknown_record", 404, record=record) from error
        return records.whole(records.row_of(wanted), self._addresses)

    @_answering
    def quotes(self, parameters: Data) -> BaseModel:
        """The quotes that are shared: nobody is signed in here."""
        found = quotes.listed(quotes.shared(), QuoteParameters.model_validate(parameters))
        return Quotes(
            items=quotes.many(found, self._addresses),
            total=found.total,
            next=None,
            next_cursor=found.cursor,
        )

    @_answering
    def quote(self, quote: str) -> BaseModel:
        """A shared quote with its standing."""
        try:
            wanted = uuid.UUID(quote)
        except ValueError as error:
            raise Problem("unknown_quote", 404, quote=quote) from error
        return quotes.whole(quotes.quote_of(AnonymousUser(), wanted), self._addresses)

    @_answering
    def digest(self) -> BaseModel:
        """Nothing: nobody is signed in here."""
        return digest.digest(AnonymousUser(), self._addresses)

    @_answering
    def subject(self, subject: str) -> BaseModel:
        """A subject with its versions."""
        try:
            wanted = uuid.UUID(subject)
        except ValueError as error:
            raise Problem("unknown_subject", 404, subject=subject) from error
        return subjects.subject_of(wanted, self._addresses)

    @_answering
    def articles(self, parameters: Data) -> BaseModel:
        """Published articles: nobody is signed in here."""
        asked = NewsParameters.model_validate(parameters)
        return news.answer(AnonymousUser(), asked, self._addresses)

    @_answering
    def article(self, article: int, *, working: bool) -> BaseModel:
        """A published article with its blocks."""
        return news.whole(AnonymousUser(), article, self._addresses, working=working)

    @_answering
    def courses(self, parameters: Data) -> BaseModel:
        """Courses that are open, to whoever has the machine."""
        asked = Paging.model_validate(parameters)
        return learning.answer(learning.every_open(), asked, self._addresses)

    @_answering
    def course(self, course: int) -> BaseModel:
        """A course with its lessons and exercises, without their answers."""
        return learning.whole(learning.every_open(), course, self._addresses)

    @_answering
    def assessments(self, parameters: Data) -> BaseModel:
        """Nobody's: whoever has the machine is in no organisation."""
        asked = Paging.model_validate(parameters)
        return checklists.answer(checklists.seen_by(AnonymousUser()), asked, self._addresses)

    @_answering
    def assessment(self, assessment: int) -> BaseModel:
        """None that there is, for the same reason."""
        return checklists.one(checklists.seen_by(AnonymousUser()), assessment, self._addresses)

    @_answering
    def remarks(self, parameters: Data) -> BaseModel:
        """Nobody's: nobody is signed in here."""
        nobody = AnonymousUser()
        found = own.remarks(own.remarks_of(nobody), Paging.model_validate(parameters))
        return Remarks(
            items=own.many_remarks(found, nobody, self._addresses),
            total=found.total,
            next=None,
            next_cursor=found.cursor,
        )

    @_answering
    def deadlines(self, parameters: Data) -> BaseModel:
        """Days that documents set as limits."""
        found = own.deadlines(DeadlineParameters.model_validate(parameters))
        return Deadlines(
            items=own.many_deadlines(found, self._addresses),
            total=found.total,
            next=None,
            next_cursor=found.cursor,
        )

    @_answering
    def binders(self, parameters: Data) -> BaseModel:
        """Nobody's, for the same reason."""
        rows = binders.binders_of(AnonymousUser())
        found = binders.listed(rows, Paging.model_validate(parameters))
        return binders.many(found, self._addresses)

    @_answering
    def binder(self, binder: str) -> BaseModel:
        """None that there is."""
        try:
            wanted = uuid.UUID(binder)
        except ValueError as error:
            raise Problem("unknown_binder", 404, binder=binder) from error
        return binders.one(AnonymousUser(), wanted, self._addresses)

    @_answering
    def citation(self, document: str, number: int | None) -> BaseModel:
        """The citation of a page, or of the whole document."""
        row = documents.document_of(document)
        if number is None:
            return citations.of_document(row, self._addresses)
        return citations.of_page(row, number, self._addresses)

    def error(self, problem: Problem) -> InstanceError:
        """A problem in words."""
        what, do = explanation_of(problem, self._addresses)
        return InstanceError(what, do, missing=problem.status in (404, 410))
