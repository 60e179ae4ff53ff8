"""The instance in numbers, for Prometheus."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator

from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django_tasks_db.models import DBTaskResult
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from shiryokan.access.policies import free
from shiryokan.access.readers import reading_everything
from shiryokan.access.rules import always_public
from shiryokan.audit.models import AuditEntry
from shiryokan.backup import audit_kinds
from shiryokan.backup.locks import living_workers
from shiryokan.documents.models import Document, Intake, Page
from shiryokan.documents.originals import free_bytes
from shiryokan.instance import current
from shiryokan.jobs.worker import oldest_waiting
from shiryokan.search.engine import SearchError
from shiryokan.search.indexing import engine
from shiryokan.search.rebuilding import progress, under_way

_LOOPBACK = ("127.0.0.1", "::1")


class InstanceCollector(Collector):
    """What the database and the disk say at this moment."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges."""
        yield _by(
            "shiryokan_documents", "Documents by state.", "state",
            dict(Document.everything.order_by().values_list("state").annotate(n=Count("pk"))),
        )  # fmt: skip
        yield _one("shiryokan_bin_documents", "Documents in the bin.",
                   Document.everything.filter(binned_at__isnull=False).count())  # fmt: skip
        yield _one("shiryokan_pages", "Pages that were read.", Page.objects.count())
        yield _one("shiryokan_original_bytes", "Bytes of all originals.",
                   Document.everything.aggregate(sum=Sum("size"))["sum"] or 0)  # fmt: skip
        yield _by(
            "shiryokan_intakes_refused", "Things that were not taken in, by why.", "why",
            dict(
                Intake.objects.filter(state=Intake.State.REFUSED)
                .order_by().values_list("error").annotate(n=Count("pk"))
            ),
        )  # fmt: skip
        yield from _jobs()
        yield from _index()
        yield _one("shiryokan_disk_free_bytes", "Free bytes where the instance lies.",
                   free_bytes(current.config().folder))  # fmt: skip
        last = AuditEntry.objects.filter(kind=audit_kinds.BACKED_UP).first()
        yield _one("shiryokan_last_backup_timestamp_seconds",
                   "When the last backup was made; 0 is never.",
                   last.at.timestamp() if last else 0)  # fmt: skip
        yield _one("shiryokan_worker_up", "Whether a worker lives.", float(living_workers() > 0))


def _index() -> Iterator[GaugeMetricFamily]:
    """Without a number where the index does not answer: 0 would be one."""
    try:
        entries = engine().count()
    except SearchError:
        entries = None
    yield _one(
        "shiryokan_index_up", "Whether the search index answers.", float(entries is not None)
    )
    if entries is not None:
        yield _one("shiryokan_index_entries", "Entries of the search index.", entries)
    if (rebuild := under_way()) is not None:
        now = progress(rebuild)
        left = now.documents - now.done
        yield _one("shiryokan_rebuild_documents_left", "Documents not yet in the new index.", left)


def _jobs() -> Iterator[GaugeMetricFamily]:
    states = DBTaskResult.objects.order_by().values_list("status").annotate(n=Count("pk"))
    yield _by("shiryokan_jobs", "Jobs by state.", "state", {s.lower(): n for s, n in states})
    yield _one("shiryokan_oldest_job_seconds", "How long the oldest job has waited.",
               oldest_waiting().total_seconds())  # fmt: skip


def _one(name: str, says: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, says, value=value)


def _by(name: str, says: str, label: str, values: dict[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, says, labels=[label])
    for value, number in sorted(values.items()):
        family.add_metric([value or "none"], number)
    return family


@always_public
@free
def metrics(request: HttpRequest) -> HttpResponse:
    """All numbers, for this machine or for whoever has the token."""
    if not _may_read(request):
        return HttpResponse("forbidden\n", status=403, content_type="text/plain")
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        text = generate_latest(registry)
    else:
        text = generate_latest(REGISTRY)
    own = CollectorRegistry(auto_describe=False)
    own.register(InstanceCollector())
    with reading_everything():
        text += generate_latest(own)
    answer = HttpResponse(text, content_type=CONTENT_TYPE_LATEST)
    answer["Cache-Control"] = "no-store"
    return answer


def _may_read(request: HttpRequest) -> bool:
    token = current.config().metrics_token
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if token and secrets.compare_digest(sent.encode(), token.encode()):
        return True
    # behind a proxy everybody comes from this machine
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR") in _LOOPBACK and not forwarded
