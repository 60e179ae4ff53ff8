"""What is said of pages that are pictures."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "picture_given_up": Explanation(
        _("このページの画像を読むたびに、読む係が止まりました。"),
        _("「画像の読み取りと照合」（/scans）から、もう一度させてみてください。"),
    ),
}
