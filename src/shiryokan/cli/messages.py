"""What can go wrong at the command line alone, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "not_written": Explanation(
        _("書き込めません（%(reason)s）。"),
        _("フォルダーがあるか、書き込む権限と空きがあるかを確かめてください。"),
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
