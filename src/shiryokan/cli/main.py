"""``shiryokan``: the command line. Each command is a module, loaded when it is called."""

from __future__ import annotations

import gc
import importlib
import sys

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.translation import _, explain

COMMANDS = {
    "add": _("PDFやフォルダー、URLを資料館に加える"),
    "text": _("PDFの文字を読み順に書き出す（資料館は不要）"),
    "records": _("PDFから台帳の項目を取り出す（資料館は不要）"),
    "compare": _("2つのPDFの台帳をくらべる（資料館は不要）"),
    "search": _("資料館の文書を検索する"),
    "mcp": _("アシスタントのために資料館を開く（MCP）"),
    "serve": _("資料館をブラウザーに公開する"),
    "status": _("文書・ページ・作業の数を示す"),
    "doctor": _("資料館と機械の具合を調べる"),
    "reindex": _("検索の索引を作り直す"),
    "reread": _("文書を、今の読み取りで読み直す"),
    "semantic": _("意味の近いページのためのベクトルを作る"),
    "scans": _("画像だけのページを読み、文字データを画像と照合する"),
    "lookout": _("会議のページを見張り、新しい文書や差し替えを見つける"),
    "digest": _("フォローしているものの便りを見る"),
    "collection": _("文書を見てよい人を決める"),
    "structure": _("台帳の項目を抽出し直す"),
    "token": _("APIトークンを作る"),
    "course": _("ファイルに書いた講座を入れる"),
    "organisation": _("ファイルに書いた組織とその点検を入れる"),
    "user": _("アカウントを作る・変える"),
    "delete": _("文書をごみ箱に入れる・戻す・完全に消す"),
    "audit": _("だれが何をしたかの記録を示す"),
    "check": _("すべてそろっているかを確かめ、直す"),
    "backup": _("資料館の控えを作る"),
    "restore": _("控えから資料館を作り直す"),
    "transfer": _("データベースをSQLiteとPostgreSQLの間で移す"),
    "exchange": _("講座を別のシステムの形式で書き出し、問題を取り込む"),
    "parcel": _("文書・記事・講座を荷物にして別の資料館に渡す"),
    "originals": _("原本をホームとバケットの間で写す"),
    "migrate": _("データベースをこの版のものにする"),
    "work": _("待っている作業を片づける"),
}


_GARBAGE = 50_000
"""Objects that are made before some of them may be garbage. Modules, pages and records are none; at
Python's own 700, looking for it takes a sixth of an ingest."""


class _Commands(click.Group):
    """Loads a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"shiryokan.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("コマンド")):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=_Commands,
    help=_("資料館: 政策文書を読み、探し、引用するための家。"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="shiryokan")
def group() -> None:
    """Read, find and cite policy documents."""


def main() -> None:
    """Entry point of the ``shiryokan`` program."""
    gc.set_threshold(_GARBAGE)
    try:
        code = group.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo(_("中断しました。始めた作業は次の実行で続きます。"), err=True)
        code = Exit.INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package in ("", "shiryokan"):
            raise
        click.echo(explain("extra_missing", {"package": package}), err=True)
        code = Exit.FAILED
    except BrokenPipeError:
        sys.stderr.close()
        code = Exit.OK
    except Exception as error:
        # what a room says of itself that it is to be told, and not traced
        if not getattr(error, "told", False):
            raise
        click.echo(explain(getattr(error, "code", "")), err=True)
        code = Exit.FAILED
    sys.exit(int(code or 0))
