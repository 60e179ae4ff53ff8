"""``shiryokan mcp``: the house for assistants, over standard input and output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_house
from shiryokan.cli.translation import _, explain
from shiryokan.i18n import language_of

if TYPE_CHECKING:
    from shiryokan.api.assistant.house import House

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
    house = _distant(url, token or "") if url else _here()
    from shiryokan.api.assistant.server import server_of  # noqa: PLC0415

    if sys.stdin.isatty():
        click.echo(_("アシスタントからの接続を待っています。Ctrl-C で終わります。"), err=True)
    server_of(house).run("stdio")
    return Exit.OK


def _here() -> House:
    open_house()
    from shiryokan.api.assistant.here import HouseHere  # noqa: PLC0415

    return HouseHere(language_of())


def _distant(url: str, token: str) -> House:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise click.UsageError(
            _("%(url)s はURLではありません。https:// から書いてください。") % {"url": url}
        )
    if token and parts.scheme == "http" and parts.hostname not in LOCAL:
        click.echo(_("http:// では、トークンが途中で読まれるおそれがあります。"), err=True)
    from shiryokan.api.assistant.distant import DistantHouse  # noqa: PLC0415

    return DistantHouse(url, token, language_of(), _)
