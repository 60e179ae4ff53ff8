"""Settings that are dangerous, each with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from shiryokan.health.findings import Finding
from shiryokan.instance.config import Config

_HERE = ("localhost", "127.0.0.1", "[::1]", "::1")


def look_at_settings(config: Config) -> Iterator[Finding]:
    """What of the settings is dangerous; that they are fine, if nothing is."""
    wrong = [*_always(config), *_mail(config), *(_reachable(config) if _is_open(config) else ())]
    yield from wrong
    if not any(finding.bad for finding in wrong):
        yield Finding(
            _("設定"),
            True,
            _("公開する名前: %(hosts)s。危ないものはありません。")
            % {"hosts": ", ".join(config.hosts)},
        )
    if config.https:
        yield Finding(
            _("プロキシ"),
            True,
            _(
                "手前のプロキシの X-Forwarded-Proto と X-Forwarded-For を信じます。"
                "プロキシを通らずにサーバーへ届く道を、ふさいでおいてください。"
            ),
        )


def _is_open(config: Config) -> bool:
    """Whether the instance is for others than who sits at its machine."""
    return any(host not in _HERE and not host.endswith(".localhost") for host in config.hosts)


def _always(config: Config) -> Iterator[Finding]:
    if config.debug:
        message = _(
            "誤りのページが、設定や資料館の中身を見せます。SHIRYOKAN_DEBUG を外してください。"
        )
        yield Finding("SHIRYOKAN_DEBUG", False, message)
    if any(host in ("*", ".") for host in config.hosts):
        message = _(
            "どの名前で呼ばれても答えるので、にせの名前のリンクを作られます。"
            "公開する名前だけを書いてください。"
        )
        yield Finding("SHIRYOKAN_HOSTS", False, message)
    base = urlsplit(config.base_url)
    if config.base_url and (base.scheme not in ("http", "https") or not base.hostname):
        message = _("アドレスになっていません。https://library.example.jp のように書いてください。")
        yield Finding("SHIRYOKAN_BASE_URL", False, message)
    elif config.base_url and not _answers_as(base.hostname or "", config.hosts):
        message = _("この名前では答えません。%(host)s を SHIRYOKAN_HOSTS に加えてください。")
        yield Finding("SHIRYOKAN_BASE_URL", False, message % {"host": base.hostname})
    elif config.https and base.scheme == "http":
        message = _("HTTPSで公開しているのに http:// です。https:// に直してください。")
        yield Finding("SHIRYOKAN_BASE_URL", False, message)


def _answers_as(name: str, hosts: tuple[str, ...]) -> bool:
    """Whether the server answers under a name, as Django reads the list."""
    names = (name, f"[{name}]")
    return any(
        host == "*" or host.lower() in names or (host.startswith(".") and name.endswith(host))
        for host in hosts
    )


def _mail(config: Config) -> Iterator[Finding]:
    if bool(config.smtp_host) != bool(config.mail_from):
        message = _(
            "SHIRYOKAN_SMTP_HOST と SHIRYOKAN_MAIL_FROM の片方だけなので、メールは出ません。"
            "両方を書いてください。"
        )
        yield Finding("SHIRYOKAN_MAIL_FROM", False, message)
    if config.smtp_password and config.smtp_tls == "none" and config.smtp_host not in _HERE:
        message = _("メールサーバーのパスワードが裸で流れます。starttls か tls にしてください。")
        yield Finding("SHIRYOKAN_SMTP_TLS", False, message)


def _reachable(config: Config) -> Iterator[Finding]:
    """What matters once others can reach the instance."""
    if not config.https:
        message = _(
            "パスワードとクッキーが裸で流れます。HTTPSのプロキシを手前に置き、"
            "SHIRYOKAN_HTTPS=true にしてください。"
        )
        yield Finding("SHIRYOKAN_HTTPS", False, message)
    if config.uploads == "anyone":
        message = _("だれでもファイルを加えられます。SHIRYOKAN_UPLOADS=staff にしてください。")
        yield Finding("SHIRYOKAN_UPLOADS", False, message)
    if config.signup == "anyone":
        message = _(
            "だれでもアカウントを作れ、「ログインした人」向けの文書を見られます。"
            "そのつもりがなければ SHIRYOKAN_SIGNUP=nobody にしてください。"
        )
        yield Finding("SHIRYOKAN_SIGNUP", False, message, advice=True)
    if config.second_factor != "editors":
        message = _(
            "編集者・管理者がパスワードだけで入れます。"
            "SHIRYOKAN_SECOND_FACTOR=editors にしてください。"
        )
        yield Finding("SHIRYOKAN_SECOND_FACTOR", False, message, advice=True)
    if not config.base_url:
        message = _(
            "引用やメールのリンクが、開いた人のアドレスになります。"
            "公開するアドレスを SHIRYOKAN_BASE_URL に書いてください。"
        )
        yield Finding("SHIRYOKAN_BASE_URL", False, message, advice=True)
