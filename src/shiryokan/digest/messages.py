"""Why a digest was not sent, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "digest_off": Explanation(
        _("送る前に、便りが止められました。"),
        _("必要なら、便りの設定でもう一度始めてください。"),
    ),
    "digest_empty": Explanation(
        _("送る前に、知らせるものが資料館からなくなりました。"),
        _("何もしなくてかまいません。"),
    ),
    "digest_no_address": Explanation(
        _("宛先のメールアドレスがありません。"),
        _("アカウントの設定で、メールアドレスを入れて確認してください。"),
    ),
    "follows_many": Explanation(
        _("フォローできるのは%(most)s件までです。"),
        _("使わなくなったフォローをやめてから、もう一度お試しください。"),
    ),
    "follow_unknown": Explanation(
        _("フォローできるものが見つかりません。"),
        _("ページを開き直して、もう一度お試しください。"),
    ),
}
