"""How much of a request is read at all, and from whom files are taken: decided before any of it is.

Django reads the body of a form when its token against forgery is looked for, and writes files to
the disk as they come. So this stands before that, and says for each request what its parser may
keep: files only where documents are handed in and only of who may; elsewhere none, and no more
than fields of a form need.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext

from shiryokan.access.policies import is_gated, may_send_files, takes_files_here
from shiryokan.documents.names import tidy
from shiryokan.i18n.explanations import explain
from shiryokan.instance import current

_LINGER_SECONDS = 10.0
"""How long the rest is read, and dropped, of who may hand in: a browser shows no answer before it
has sent all, or much of it."""


class NoFilesHere(SuspiciousOperation):
    """A file was sent to where none is taken."""


class FileTooLong(RequestDataTooBig):
    """One file is longer than the instance takes."""

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(f"a file of more than {limit} bytes")
        self.name, self.limit = name, limit


TOO_MUCH = (RequestDataTooBig, TooManyFilesSent, NoFilesHere)
"""What is answered by :func:`too_much`."""


class NoFiles(FileUploadHandler):
    """Ends the reading of a form at its first file."""

    def new_file(self, *args: Any, **named: Any) -> None:
        """Refuse."""
        raise NoFilesHere

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Never asked."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Never asked."""


class BoundedFiles(TemporaryFileUploadHandler):
    """Writes files as they come, each up to the limit; past it the form is read no further."""

    def new_file(self, *args: Any, **named: Any) -> None:
        """The next file."""
        super().new_file(*args, **named)
        self.written = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write, or end the reading."""
        limit = current.config().upload_bytes
        self.written += len(raw_data)
        if self.written > limit:
            self.leave()
            raise FileTooLong(tidy(self.file_name or "", 255), limit)
        super().receive_data_chunk(raw_data, start)

    def leave(self) -> None:
        """Remove what is not complete: Django does not where reading ended by an error."""
        if hasattr(self, "file"):
            self.file.close()


class BodiesMiddleware(MiddlewareMixin):
    """Before the one that looks for the token against forgery, after all that say who asks, how
    often, and whether at all."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Refuse what is too long by its own word, and say what the parser may keep of the
        rest. Bodies whose length is not told are read by nothing, nor is any by the interface for
        programs, which refuses to be posted to in its own form."""
        if request.method != "POST" or is_gated(request):
            return None
        takes = takes_files_here(request)
        if takes and not may_send_files(request):
            # the view's own rule refuses, before anything was read
            refusal: HttpResponseBase = view(request, *args, **kwargs)
            return refusal
        if _length(request) > (_most() if takes else settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
            return too_much(request, None)
        handler = BoundedFiles(request) if takes else NoFiles(request)
        request.upload_handlers = [handler]
        return None

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Leave nothing of an upload that broke off."""
        for handler in getattr(request, "_upload_handlers", None) or []:
            if isinstance(handler, BoundedFiles):
                handler.leave()
        return response


def too_much(request: HttpRequest, error: Exception | None) -> HttpResponse:
    """413, with the limit, to a person or to the page's script."""
    takes = may_send_files(request)
    if takes:
        _drop_the_rest(request)
    message = _message(error, takes)
    if request.headers.get("accept") == "application/json":
        return JsonResponse({"errors": {"all": [{"message": message}]}}, status=413)
    return render(request, "site/413.html", {"message": message, "takes": takes}, status=413)


def _message(error: Exception | None, takes: bool) -> str:
    config = current.config()
    if isinstance(error, FileTooLong):
        return f"{error.name}: {explain('too_large', {'limit': error.limit}, gettext).whole}"
    if takes and not isinstance(error, RequestDataTooBig):
        text = gettext("一度に送れるのは%(files)s件まで、1件%(bytes)sバイトまでです。")
        return text % {"files": config.upload_files, "bytes": config.upload_bytes}
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024
    if takes:
        return gettext("書き込める文字は、合わせて%(most)s KiBまでです。") % {"most": most}
    text = gettext("ここに送れるのは%(most)s KiBまでの書き込みだけで、ファイルは送れません。")
    return text % {"most": most}


def _most() -> int:
    """As much as the files of one form and its fields can be."""
    config = current.config()
    fields: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return config.upload_bytes * config.upload_files + fields


def _length(request: HttpRequest) -> int:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isdecimal() else 0


def _drop_the_rest(request: HttpRequest) -> None:
    end = time.monotonic() + _LINGER_SECONDS
    try:
        while request.read(1 << 16) and time.monotonic() < end:
            pass
    except OSError:
        return
