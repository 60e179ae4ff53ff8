"""What stands before every address of the interface: who may ask, how often, and in what form."""

from __future__ import annotations

import functools
import hashlib
import ipaddress
import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt

from shiryokan.access.policies import AnyUser, free, gated
from shiryokan.access.readers import each_as, reading_as
from shiryokan.access.rules import public
from shiryokan.api import tokens
from shiryokan.api.models import ApiToken
from shiryokan.api.openapi import parameters
from shiryokan.api.problems import Problem, response_of
from shiryokan.api.throttling import Answer, Buckets
from shiryokan.instance import current
from shiryokan.instance.config import Config

logger = logging.getLogger(__name__)

METHODS = ("GET", "HEAD", "OPTIONS")
View = Callable[..., HttpResponseBase]


def gate(view: View, operation: str = "") -> View:
    """A view of the interface behind the gate; ``operation`` names it in the description."""

    @public
    @free
    @gated
    @csrf_exempt
    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(METHODS)})
        counted: list[Answer] = []
        try:
            person = _admit(request, counted)
            # a token stands for its owner, whose quotes are asked for
            request.user = person  # type: ignore[assignment]
            _check(request, operation)
            with reading_as(person):
                response = _get(view, request, args, kwargs)
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = each_as(person, iter(response))
        except Problem as problem:
            response = response_of(problem, request)
        except Http404:
            response = response_of(Problem("unknown_address", 404), request)
        except Exception:
            logger.exception("the API failed at %s", request.path)
            response = response_of(Problem("api_internal", 500), request)
        return _finished(response, request, counted)

    return guarded


def _get(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
    """The view's answer to a GET; HEAD is a GET whose body is not sent."""
    method, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = method


def _admit(request: HttpRequest, counted: list[Answer]) -> AnyUser:
    """Let the request pass if whoever makes it may, and not too often; who that is."""
    if request.method not in METHODS:
        raise Problem("method", 405, method=request.method, headers={"Allow": ", ".join(METHODS)})
    config = current.config()
    if config.api == "off":
        raise Problem("api_off", 403)
    token, refusal = _token(request)
    key, limit = _bucket(request, token)
    if limit > 0:
        answer = Buckets.of_instance().ask(key, limit)
        counted.append(answer)
        if not answer.allowed:
            wait = str(answer.wait)
            raise Problem("too_many", 429, limit=limit, seconds=wait, headers={"Retry-After": wait})
    if refusal is None and token is None and _is_closed(request, config):
        refusal = "token_needed"
    if refusal is not None:
        raise Problem(refusal, 401, headers={"WWW-Authenticate": 'Bearer realm="shiryokan"'})
    if token is None:
        return request.user
    tokens.note_use(token)
    return token.user


def _is_closed(request: HttpRequest, config: Config) -> bool:
    return config.api == "tokens" or (config.closed and not request.user.is_authenticated)


def _token(request: HttpRequest) -> tuple[ApiToken | None, str | None]:
    """The token that the request carries, or why it is refused; neither for one without."""
    header = request.headers.get("Authorization", "").strip()
    if not header:
        return None, None
    scheme, _space, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        return None, "token_scheme"
    token = tokens.holder(secret.strip())
    if token is None:
        return None, "token_unknown"
    return (token, None) if tokens.usable(token) else (None, "token_ended")


def _bucket(request: HttpRequest, token: ApiToken | None) -> tuple[str, int]:
    """Whose bucket the request is taken from, and how much goes into it."""
    config = current.config()
    if token is not None:
        return f"token {token.pk}", config.api_token_per_minute
    # addresses of people are not kept, not even for a minute
    hashed = salted_hmac("shiryokan.api.bucket", caller(request)).hexdigest()
    return f"address {hashed}", config.api_per_minute


def caller(request: HttpRequest) -> str:
    """The network address that a request comes from; of IPv6 the /64, which is one customer's.

    Behind a proxy (the setting ``https``) it is the last one in ``X-Forwarded-For``, which the
    proxy itself wrote.
    """
    text = str(request.META.get("REMOTE_ADDR", ""))
    if current.config().https and (forwarded := request.headers.get("X-Forwarded-For", "")):
        text = forwarded.rsplit(",", 1)[-1].strip()
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text[:100]
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _check(request: HttpRequest, operation: str) -> None:
    """Refuse what no operation could understand: a misspelt parameter must not look like one."""
    try:
        given = dict(request.GET.lists())
    except SuspiciousOperation as error:
        raise Problem("bad_request", 400) from error
    texts = [request.path, *given, *(value for values in given.values() for value in values)]
    if any("\x00" in text for text in texts):
        raise Problem("nul", 400)
    known = parameters(operation) if operation else frozenset(given)
    for name in given:
        if name not in known:
            shown = ", ".join(sorted(known)) or "—"
            raise Problem("unknown_parameter", 400, name=name, known=shown)


def _finished(
    response: HttpResponseBase, request: HttpRequest, counted: list[Answer]
) -> HttpResponseBase:
    """The answer with what every answer says, and only what is new to whoever asks."""
    if isinstance(response, HttpResponse) and response.status_code == 200:
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = etag
        response = get_conditional_response(request, etag=etag, response=response) or response
    response["Cache-Control"] = "no-store" if response.status_code >= 400 else "private, no-cache"
    patch_vary_headers(response, ("Authorization",))
    for answer in counted:
        response["RateLimit-Limit"] = str(answer.limit)
        response["RateLimit-Remaining"] = str(answer.left)
        response["RateLimit-Reset"] = str(answer.reset)
    if request.method == "HEAD":
        return _without_body(response)
    return response


def _without_body(response: HttpResponseBase) -> HttpResponseBase:
    """The same answer without its body, but with the length that it would have."""
    if isinstance(response, StreamingHttpResponse):
        response.close()
        return HttpResponse(status=response.status_code, headers=dict(response.items()))
    if isinstance(response, HttpResponse) and response.status_code == 200:
        length = str(len(response.content))
        response.content = b""
        response["Content-Length"] = length
    return response
