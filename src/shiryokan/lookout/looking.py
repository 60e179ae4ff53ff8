"""Looks at one address: the request, and what becomes of its answer. A host's turn is claimed
first, so that two workers never ask one host at once, and nobody sooner than the pause allows."""

from __future__ import annotations

import datetime
import hashlib

from django.db import transaction
from django.utils import timezone

from shiryokan.instance import current
from shiryokan.lookout.asking import SECONDS, Failed, asked
from shiryokan.lookout.bytes_found import document_answered, document_failed
from shiryokan.lookout.models import Address, Host
from shiryokan.lookout.pages_read import page_answered, page_failed
from shiryokan.lookout.reading.isolated import PageNotRead, read_isolated
from shiryokan.lookout.reading.model import PageRead

_PDF = b"%PDF-"
_HEAD = 1024
"""Bytes at the beginning in which a PDF says that it is one."""
_LEASE = datetime.timedelta(seconds=SECONDS + 60)
"""How long a claimed turn lasts whose worker was killed."""


def claim(host: str, now: datetime.datetime) -> bool:
    """Take a host's turn, if it is free."""
    Host.objects.get_or_create(name=host, defaults={"next_at": now})
    free = Host.objects.filter(name=host, next_at__lte=now)
    return bool(free.update(next_at=now + _LEASE))


def release(host: str) -> None:
    """Give a host's turn back, to be taken after the pause."""
    pause = datetime.timedelta(seconds=current.config().lookout_pause_seconds)
    Host.objects.filter(name=host).update(next_at=timezone.now() + pause)


def look(address: Address, now: datetime.datetime) -> None:
    """Ask an address, and keep what came of it. The caller has the host's turn."""
    if address.role == Address.Role.DOCUMENT:
        _look_for_document(address, now)
    else:
        _look_at_page(address, now)


def _look_for_document(address: Address, now: datetime.datetime) -> None:
    try:
        with asked(address) as (fetched, source):
            if not fetched.unchanged and _PDF not in source.read(_HEAD):
                raise Failed("not_a_pdf", {}, absent=False)
            source.seek(0)
            document_answered(address.pk, fetched, source, now)
    except Failed as failed:
        document_failed(address.pk, failed, now)


def _look_at_page(address: Address, now: datetime.datetime) -> None:
    read: PageRead | None = None
    try:
        with asked(address) as (fetched, source):
            data = b"" if fetched.unchanged else source.read()
        sha256 = address.sha256 if fetched.unchanged else hashlib.sha256(data).hexdigest()
        if sha256 != address.sha256 or address.state == Address.State.ODD:
            read = _read(data, fetched.final_url, fetched.encoding, fetched.media_type)
    except Failed as failed:
        page_failed(address.pk, failed, now)
    else:
        with transaction.atomic():
            page_answered(address.pk, fetched, sha256, read, now)


def _read(data: bytes, url: str, encoding: str, media_type: str) -> PageRead:
    try:
        return read_isolated(data, url, encoding, media_type)
    except PageNotRead as error:
        raise Failed("page_not_read", {}, absent=False) from error
