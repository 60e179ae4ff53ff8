"""Does the instance run, is it kept, can it send mail?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from shiryokan.audit.models import AuditEntry
from shiryokan.backup import audit_kinds
from shiryokan.backup.living import living_workers
from shiryokan.backup.locks import SERVE, held
from shiryokan.delivery.errors import NotDelivered
from shiryokan.delivery.mail import try_server
from shiryokan.documents.handover import waiting_elsewhere
from shiryokan.documents.models import Document
from shiryokan.health.findings import Finding
from shiryokan.i18n.explanations import explain
from shiryokan.instance import current
from shiryokan.jobs.models import Home
from shiryokan.jobs.queues import other_homes
from shiryokan.jobs.worker import failed_jobs, jobs_behind, oldest_waiting, unfinished_jobs

BACKUP_DAYS = 8
"""A backup that is older than this is old: a weekly one may come a day late."""
WAITING = datetime.timedelta(minutes=10)
"""A job that could be done and has waited for longer than this has nobody who does it."""


def look_at_running(*, mail: bool = True) -> Iterator[Finding]:
    """The worker, the jobs, the backups, and the mail, whose server is asked if ``mail``: that may
    take a while."""
    yield _worker()
    yield _jobs()
    yield from _other_homes()
    yield _backup()
    yield _mail(ask=mail)


def _worker() -> Finding:
    name, home = _("作業係"), current.home()
    if alive := living_workers():
        return Finding(name, True, _("%(count)s人が働いています。") % {"count": alive})
    with held(home, SERVE) as could:
        closed = could
    if closed:
        message = _("資料館は公開されていません。shiryokan serve で公開すると、作業も進みます。")
        return Finding(name, True, message)
    message = _(
        "公開中なのに作業係がいません。shiryokan serve をやり直すか、"
        "別に動かしているなら作業係（shiryokan work --forever）を始めてください。"
    )
    return Finding(name, False, message)


def _jobs() -> Finding:
    name, failed, waited = _("作業"), failed_jobs(), oldest_waiting()
    numbers = {
        "waiting": unfinished_jobs(),
        "failed": failed,
        "minutes": int(waited.total_seconds() // 60),
    }
    if failed:
        message = _(
            "待ち %(waiting)s、失敗 %(failed)s。"
            "ブラウザーの「館の具合」（/health）か記録（標準エラー出力）で理由を見て、もう一度させてください。"
        )
        return Finding(name, False, message % numbers)
    if waited > WAITING:
        message = _(
            "待ち %(waiting)s。いちばん古いものは%(minutes)s分待っています。"
            "shiryokan work で片づけるか、shiryokan serve で公開してください。"
        )
        return Finding(name, False, message % numbers)
    if behind := jobs_behind():
        message = _("待ち %(waiting)s（ほかに、あとでよいもの %(behind)s）、失敗 %(failed)s")
        return Finding(name, True, message % (numbers | {"behind": behind}))
    return Finding(name, True, _("待ち %(waiting)s、失敗 %(failed)s") % numbers)


def _other_homes() -> Iterator[Finding]:
    """Of homes that share the database: what waits for one without a worker, and whether all find
    the same."""
    name, others = _("ほかのホーム"), other_homes()
    if not others:
        return
    if waiting := waiting_elsewhere().count():
        idle = set(waiting_elsewhere().values_list("queue_name", flat=True))
        places = ", ".join(map(str, Home.objects.filter(pk__in=idle))) or ", ".join(sorted(idle))
        message = _(
            "待ち %(waiting)s件は、作業係のいないホーム（%(places)s）のファイルが要ります。"
            "そこで shiryokan serve か shiryokan work を動かしてください。"
        )
        yield Finding(name, False, message % {"waiting": waiting, "places": places})
    elif current.config().search_engine == "tantivy":
        message = _(
            "データベースを分け合う%(count)sのホームの索引が別々です。"
            "どのホームにも SHIRYOKAN_SEARCH_ENGINE=postgresql か opensearch を設定してください。"
        )
        yield Finding(name, False, message % {"count": len(others) + 1})
    elif not current.config().secret_key:
        message = _(
            "ホームごとに署名の鍵が違うので、一つのサーバーでサインインした人がほかでは締め出されます。"
            "どのホームにも同じ SHIRYOKAN_SECRET_KEY を設定してください。"
        )
        yield Finding(name, False, message, advice=True)
    else:
        message = _("%(count)sのホームがデータベースを分け合っています。")
        yield Finding(name, True, message % {"count": len(others) + 1})


def _backup() -> Finding:
    name = _("控え")
    last = AuditEntry.objects.filter(kind=audit_kinds.BACKED_UP).first()
    if last is None:
        if not Document.everything.exists():
            return Finding(name, True, _("まだ要りません。文書がありません。"))
        message = _(
            "まだ一度も作っていません。資料館の機械で、別のディスクに作ってください"
            "（例: shiryokan backup /mnt/hikae）。"
        )
        return Finding(name, False, message, advice=True)
    days = max((timezone.now() - last.at).days, 0)
    details_of_last = {"days": days, "when": f"{timezone.localtime(last.at):%Y-%m-%d %H:%M}"}
    if days > BACKUP_DAYS:
        message = _(
            "最後は%(days)s日前（%(when)s）です。"
            "毎日作るようにしてください（例: shiryokan backup /mnt/hikae）。"
        )
        return Finding(name, False, message % details_of_last, advice=True)
    return Finding(name, True, _("最後は%(days)s日前（%(when)s）です。") % details_of_last)


def _mail(*, ask: bool) -> Finding:
    name, config = _("メール"), current.config()
    if not config.sends_mail:
        return Finding(name, True, _("出さない設定です。"))
    server = {"host": config.smtp_host, "port": config.smtp_port}
    if not ask:
        return Finding(name, True, _("%(host)s:%(port)s から出します。") % server)
    try:
        try_server()
    except NotDelivered as error:
        return Finding(name, False, explain(error.code, error.details, _).whole)
    message = _("%(host)s:%(port)s につながり、出せます。")
    return Finding(name, True, message % server)
