"""Is the library whole: originals, index, records, vectors, clock?"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from shiryokan.backup.future_rows import audit_entries_ahead, dated_ahead, held_in_the_bin
from shiryokan.documents.bulk_rereading import read_by_older
from shiryokan.documents.models import Document, Page
from shiryokan.documents.originals import original_store
from shiryokan.documents.store_errors import StoreUnavailable
from shiryokan.health.findings import Finding
from shiryokan.i18n.explanations import explain
from shiryokan.instance import current
from shiryokan.jobs.queues import other_homes
from shiryokan.jobs.worker import jobs_to_wait_for
from shiryokan.paper.version import VERSION
from shiryokan.records.models import Record
from shiryokan.registers.catalogue import LEFT_OUT, REGISTERS
from shiryokan.scans.contradictions import contradicted_pages
from shiryokan.scans.progress import progress
from shiryokan.search.engine import KeptByCluster, SearchError
from shiryokan.search.indexing import engine, records_in_index
from shiryokan.search.kinds import PAGE
from shiryokan.search.rebuilding import progress as progress_of_rebuild
from shiryokan.search.rebuilding import under_way
from shiryokan.semantic.availability import is_set
from shiryokan.semantic.state import state

_ASKED_OF_A_BUCKET = 50


def look_at_library() -> Iterator[Finding]:
    """The registers, and what is kept."""
    yield from _registers()
    yield from _library()


def _registers() -> Iterator[Finding]:
    """The registers, and the packages whose register could not be used."""
    titles = _("、").join(_(register.title) for register in REGISTERS.values())
    yield Finding(_("台帳の種類"), True, titles)
    for left in LEFT_OUT:
        yield Finding(_("台帳の種類"), False, str(left))


def _library() -> Iterator[Finding]:
    originals = original_store()
    others = set() if originals.shared else other_homes()
    rows = Document.objects.order_by("-added_at").values_list("sha256", "home")
    try:
        # a bucket is asked for each, and may be large: shiryokan check looks at all
        few = rows[:_ASKED_OF_A_BUCKET] if originals.shared else rows
        not_here = [home for sha, home in few if not originals.has(sha)]
    except StoreUnavailable as error:
        yield Finding(_("原本"), False, explain(error.code, {}, _).whole)
        return
    elsewhere = sum(home in others for home in not_here)
    if missing := len(not_here) - elsewhere:
        says = _(
            "%(count)s件が見つかりません。ホームの originals フォルダー（ディスクや共有）が"
            "つながっているかを確かめ、なくなったときは同じファイルをもう一度追加してください。"
        ) % {"count": missing}
    elif elsewhere:
        says = _("%(count)s件は、同じデータベースを使うほかのホームにあります") % {
            "count": elsewhere
        }
    else:
        says = _("すべてあります")
    yield Finding(_("原本"), not missing, says)
    yield _reading()
    try:
        yield from _index()
    except SearchError as error:
        told = explain(error.code, {}, _)
        yield Finding(_("索引"), False, f"{told.whole} ({error})")
    yield from _rebuilding()
    yield from _pictures()
    yield from _semantic()
    yield _clock()


def _index() -> Iterator[Finding]:
    pages = Page.objects.filter(
        document__state=Document.State.INDEXED, document__binned_at=None
    ).count()
    indexed = engine().count(PAGE)
    yield from _cluster()
    # pages go in before their document is called searchable, and out before it is gone
    busy = jobs_to_wait_for() > 0
    under_way = _("%(indexed)s/%(pages)s。今、文書を索引に入れています。")
    wrong = _("%(indexed)s/%(pages)sページ。shiryokan reindex で作り直せます。")
    yield Finding(
        _("索引"),
        pages == indexed or busy,
        (under_way if busy else wrong) % {"indexed": indexed, "pages": pages}
        if pages != indexed
        else _("%(pages)sページ") % {"pages": pages},
    )
    records = Record.objects.filter(
        document__state=Document.State.INDEXED, register__in=REGISTERS, document__binned_at=None
    ).count()
    found = records_in_index()
    wrong = _("%(found)s/%(records)s件。shiryokan reindex で作り直せます。")
    yield Finding(
        _("台帳の索引"),
        records == found or busy,
        (under_way if busy else wrong)
        % {"found": found, "records": records, "indexed": found, "pages": records}
        if records != found
        else _("%(records)s件") % {"records": records},
    )


def _cluster() -> Iterator[Finding]:
    """What the cluster says of itself, if one keeps the index."""
    index = engine()
    if not isinstance(index, KeptByCluster):
        return
    name, (status, nodes) = _("索引のサーバー"), index.health()
    numbers = {"status": status, "nodes": nodes}
    if status == "red":
        says = _("一部が失われています（%(status)s、%(nodes)s台）。サーバーの記録を見てください。")
        yield Finding(name, False, says % numbers)
    elif status != "green":
        says = _("控えが揃っていません（%(status)s、%(nodes)s台）。")
        yield Finding(name, False, says % numbers, advice=True)
    else:
        yield Finding(name, True, _("揃っています（%(nodes)s台）。") % numbers)
    if others := index.other_indexes():
        says = _(
            "ほかの版の索引が残っています（%(names)s）。古い版がもう動いていなければ、"
            "shiryokan reindex --tidy で消せます。"
        )
        yield Finding(name, True, says % {"names": _("、").join(others)})


def _rebuilding() -> Iterator[Finding]:
    """How far an index is that many build."""
    if (rebuild := under_way()) is not None:
        now = progress_of_rebuild(rebuild)
        says = _("%(done)s/%(documents)s件の文書を入れました。") % {
            "done": now.done, "documents": now.documents,
        }  # fmt: skip
        yield Finding(_("索引の作り直し"), True, says)


def _reading() -> Finding:
    """Whether pages are as the present reading gives them."""
    older = read_by_older().count()
    says = _("%(count)s件は古い版の読み取りです。shiryokan reread で読み直せます。")
    return Finding(
        _("読み取りの版"),
        not older,
        says % {"count": older} if older else str(VERSION),
        advice=True,
    )


def _clock() -> Finding:
    """Whether the clock has left traces that time alone will not mend."""
    name = _("時計")
    held = held_in_the_bin()
    if held.documents:
        return Finding(
            name,
            False,
            _(
                "%(sure)s から大きく進んだので、ごみ箱の%(count)s件をまだ消しません。"
                "時計が正しければ、3日続けて動けば消します。違うなら時計を直してください。"
            )
            % {"sure": f"{held.sure:%Y-%m-%d}", "count": held.documents},
        )
    ahead = dated_ahead()
    if ahead:
        tables = _("、").join(f"{table} {count}" for table, count in ahead.items())
        return Finding(
            name,
            False,
            _("未来の日時の記録があります（%(tables)s）。時計を確かめてください。")
            % {"tables": tables},
        )
    if entries := audit_entries_ahead():
        says = _("操作の記録の%(count)s件が先の日時ですが、番号の順は正しいままです") % {
            "count": entries
        }
        return Finding(name, True, says)
    return Finding(name, True, _("未来の日時の記録はありません"))


def _pictures() -> Iterator[Finding]:
    """Pages that are pictures: whether anything reads them, and what could not be read; and those
    whose fonts say other characters than they show."""
    name, now = _("画像だけのページ"), progress()
    bare = Page.objects.filter(text="", unreadable=False, document__binned_at=None).count()
    if bare and current.config().scans == "on" and not now.installed:
        says = _(
            "%(count)sページが読めません。pip install 'shiryokan[ocr]' で読めるようになります。"
        )
        yield Finding(name, False, says % {"count": bare}, advice=True)
    elif failed := now.reading.failed + now.checking.failed:
        says = _(
            "読めないものが%(count)sページあります。「画像の読み取りと照合」（/scans）で見られます。"
        )
        yield Finding(name, False, says % {"count": failed}, advice=True)
    elif now.reading.all or now.checking.all:
        says = _("読み取り %(read)s、照合 %(checked)s、待ち %(waiting)s")
        numbers = {"read": now.reading.done, "checked": now.checking.done, "waiting": now.waiting}
        yield Finding(name, True, says % numbers)
    if wrong := contradicted_pages():
        says = _(
            "文字のデータが見える文字と違う文書が%(count)s件あります。"
            "「画像の読み取りと照合」（/scans）で、画像からの読みに替えられます。"
        )
        name = _("フォントの文字の割り当て")
        yield Finding(name, False, says % {"count": len(wrong)}, advice=True)


def _semantic() -> Iterator[Finding]:
    if not is_set():
        return
    name = _("意味の検索")
    found = state()
    if found.problem:
        yield Finding(name, False, _("モデルを使えません: %(why)s") % {"why": found.problem})
        return
    yield Finding(
        name,
        found.documents == found.searchable,
        _("%(have)s/%(all)s件。shiryokan semantic build で作れます。")
        % {"have": found.documents, "all": found.searchable}
        if found.documents != found.searchable
        else _("%(all)s件（%(model)s）") % {"all": found.searchable, "model": found.model},
    )
