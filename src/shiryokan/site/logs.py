"""What reaches the log: never a secret, never a line that somebody else wrote."""

from __future__ import annotations

import logging
import re
from typing import Any

HIDDEN = "•••"
_SECRETS = (
    # addresses whose last part is the key itself
    re.compile(
        r"(/(?:welcome|alerts/unsubscribe|alerts/feed|digest/(?:unsubscribe|manage|confirm)|checklists/vendor|account/password/reset/key"
        r"|account/confirm-email)/)[^\s\"\'?]+"
    ),
    re.compile(r"(\bshiryokan_)[A-Za-z0-9_-]{8,}"),
    re.compile(
        r"((?:password|passwd|secret|token|key|code|sessionid|csrftoken|csrfmiddlewaretoken"
        r"|authorization|cookie)[\"\']?\s*[=:]\s*[\"\']?(?:Bearer\s+|Basic\s+)?)[^\s\"\'&;,}]+",
        re.IGNORECASE,
    ),
    # the password in the address of a database or a mail server
    re.compile(r"(\w+://[^\s:/@]+:)[^\s@/]+(?=@)"),
)
_OWN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}
"""What every record has; the rest was added by whoever logs."""
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


def harmless(text: str) -> str:
    """``text`` without secrets, and with its control characters written out."""
    for secret in _SECRETS:
        text = secret.sub(rf"\1{HIDDEN}", text)
    return _CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


def written_as(style: str) -> dict[str, Any]:
    """How whatever runs here writes its log, for :func:`logging.config.dictConfig`: ``text`` or
    ``json``, on the standard error, made harmless. Who writes there is still to be said."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
                "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
                "json_ensure_ascii": False,
            },
        },
        "filters": {"harmless": {"()": "shiryokan.site.logs.Harmless"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": style,
                "filters": ["harmless"],
            }
        },
    }


class Harmless(logging.Filter):
    """Makes every message harmless before it is written; a traceback keeps its lines."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Nothing is left out."""
        record.msg, record.args = harmless(record.getMessage()), None
        for name in record.__dict__.keys() - _OWN:
            value = record.__dict__[name]
            if name == "request":
                # Django's: with its address, and whatever else it holds
                del record.__dict__[name]
            elif not isinstance(value, int | float | bool | None):
                record.__dict__[name] = harmless(str(value))
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = "\n".join(map(harmless, record.exc_text.splitlines()))
        return True
