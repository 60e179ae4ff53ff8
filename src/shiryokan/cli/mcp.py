"""``shiryokan mcp``: the instance for assistants, over standard input and output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _, explain
from shiryokan.i18n import language_of

if TYPE_CHECKING:
    from shiryokan.api.assistant.instance import Instance

LOCAL = ("localhost", "127.0.0.1", "::1")


@click.command(
    "mcp",
    help=_(
        "アシスタントがこの資料館を検索し、読み、引用できるようにします（MCP、標準入出力）。"
        "--url で、離れた資料館につなぎます。"
    ),
)
@click.option(
    "--url", metavar=_("アドレス"), help=_("離れた資料館のアドレス。例: https://library.example.jp")
)
@click.option(
    "--token",
    envvar="SHIRYOKAN_TOKEN",
    metavar=_("トークン"),
    help=_("その資料館のAPIトークン（環境変数 SHIRYOKAN_TOKEN でも渡せます）"),
)
def command(url: str | None, token: str | None) -> int:
    """Serve assistants until they hang up."""
    if token and not url:
        raise click.UsageError(_("--token は --url と一緒に使います。"))
    try:
        import mcp as _protocol  # noqa: F401, PLC0415  large, and not everybody's
    except ImportError:
        click.echo(explain("mcp_missing"), err=True)
        return Exit.FAILED
    instance = _remote(url, token or "") if url else _local()
    from shiryokan.api.assistant.server import server_of  # noqa: PLC0415

    if sys.stdin.isatty():
        click.echo(_("アシスタントからの接続を待っています。Ctrl-C で終わります。"), err=True)
    server_of(instance).run("stdio")
    return Exit.OK


def _local() -> Instance:
    open_instance()
    from shiryokan.api.assistant.local import LocalInstance  # noqa: PLC0415

    return LocalInstance(language_of())


def _remote(url: str, token: str) -> Instance:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise click.UsageError(
            _("%(url)s はURLではありません。https:// から書いてください。") % {"url": url}
        )
    if token and parts.scheme == "http" and parts.hostname not in LOCAL:
        click.echo(_("http:// では、トークンが途中で読まれるおそれがあります。"), err=True)
    from shiryokan.api.assistant.remote import RemoteInstance  # noqa: PLC0415

    return RemoteInstance(url, token, language_of(), _)
