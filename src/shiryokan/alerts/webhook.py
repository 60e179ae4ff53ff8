"""Tells by webhook: JSON, signed as Standard Webhooks say (docs/alerts.md)."""

from __future__ import annotations

import base64
import datetime
import secrets
from typing import Any

import msgspec
from django.utils import timezone
from standardwebhooks import Webhook

from shiryokan.alerts.contents import contents
from shiryokan.alerts.models import Delivery
from shiryokan.delivery.errors import NotDelivered
from shiryokan.documents.fetched import fetch_rules
from shiryokan.fetch import BadStatus, FetchError

_PREFIX = "whsec_"
_GONE = 410
_FINAL = ("bad_url", "forbidden_address")


def new_secret() -> str:
    """A secret of 32 random bytes, in the form that receivers' libraries take."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode("ascii")


def send(delivery: Delivery) -> None:
    """Post it. Raises :class:`.NotDelivered`."""
    from shiryokan.fetch import post  # noqa: PLC0415  loads the HTTP client

    channel = delivery.channel
    body = msgspec.json.encode(payload(delivery))
    now = timezone.now().astimezone(datetime.UTC)
    identifier = str(delivery.pk)
    signature = Webhook(channel.secret).sign(identifier, now, body.decode())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "webhook-id": identifier,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature,
    }
    try:
        post(channel.address, body, headers, rules=fetch_rules())
    except BadStatus as error:
        if error.details["status"] == _GONE:
            raise NotDelivered("hook_gone", final=True) from error
        raise NotDelivered("hook_bad_status", error.details) from error
    except FetchError as error:
        final = error.code in _FINAL
        raise NotDelivered(f"hook_{error.code}", error.details, final=final) from error


def payload(delivery: Delivery) -> dict[str, Any]:
    """What is posted; the same at every attempt, but for documents taken out meanwhile."""
    message = contents(delivery)
    search = message.search
    return {
        "type": "shiryokan.trial" if delivery.trial else "shiryokan.hits",
        "timestamp": delivery.created_at.isoformat(),
        "data": {
            "search": {
                "id": str(search.pk),
                "name": search.name,
                "query": search.query,
                "url": message.address,
            },
            "total": message.hits,
            "total_documents": message.found_in,
            "documents": [
                {
                    "document": document.identifier,
                    "title": document.title,
                    "url": document.address,
                    "total": document.hits,
                    "pages": list(document.numbers),
                    "hits": [
                        {
                            "page": page.page,
                            "record": page.record or None,
                            "url": page.address,
                            "snippet": page.text,
                            "found": page.found_at,
                        }
                        for page in document.pages
                    ],
                }
                for document in message.documents
            ],
        },
    }
