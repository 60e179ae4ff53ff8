"""What is said of a job that failed by a fault of ours."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "internal": Explanation(
        _("資料館の側で問題が起きました（%(kind)s）。"),
        _("もう一度追加し、続くときはログを確かめてください。"),
    ),
}
