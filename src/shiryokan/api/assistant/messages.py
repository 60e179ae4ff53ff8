"""Why another instance could not be asked, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "instance_unreachable": Explanation(
        _("資料館 %(instance)s につながりません（%(why)s）。"),
        _("アドレスと、資料館が公開中であることを確かめてください。"),
    ),
    "instance_unexpected": Explanation(
        _("%(instance)s の答えが資料館のものではありません（状態コード %(status)s）。"),
        _("--url に資料館のアドレスを指定しているか確かめてください。"),
    ),
}
