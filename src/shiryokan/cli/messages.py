"""What can go wrong at the command line alone, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "not_written": Explanation(
        _("書き込めません（%(reason)s）。"),
        _("フォルダーがあるか、書き込む権限と空きがあるかを確かめてください。"),
    ),
    "database_newer": Explanation(
        _("データベースはこのプログラムより新しい版のものです（%(names)s）。何も変えていません。"),
        _("このプログラムを、データベースを更新したものと同じ版に上げてください。"),
    ),
    "database_older": Explanation(
        _("データベースはこのプログラムより古い版のものです。"),
        _("shiryokan migrate を一度動かしてください（SHIRYOKAN_MIGRATE=command の設定です）。"),
    ),
    "extra_missing": Explanation(
        _("このコマンドの要る部品（%(package)s）が入っていません。"),
        _("pip install 'shiryokan[server]' で加えてください。"),
    ),
    "mcp_missing": Explanation(
        _("アシスタントと話す部品（mcp）が入っていません。"),
        _("pip install 'shiryokan[server,mcp]' で加えてください。"),
    ),
}
