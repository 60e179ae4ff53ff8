"""What can be wrong with the disk or the database, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "disk_full": Explanation(
        _("ディスクの空きがありません。"),
        _("空きを作ってから、もう一度追加してください。"),
    ),
    "disk_read_only": Explanation(
        _("ディスクに書けません。"),
        _("読むことはできます。書けるようにしてから、もう一度お試しください。"),
    ),
    "database_away": Explanation(
        _("データベースにつながりません。"), _("少し待って、もう一度お試しください。")
    ),
    "database_busy": Explanation(
        _("今は混み合っています。"), _("少し待って、もう一度お試しください。")
    ),
    "database_broken": Explanation(
        _("データベースが読めません。"),
        _("管理者は shiryokan check で確かめ、控えから戻してください。"),
    ),
}
