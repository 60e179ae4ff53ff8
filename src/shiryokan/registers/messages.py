"""What can be wrong with the records of a register, and what kinds of change are called."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "too_many_rows": Explanation(
        _("%(rows)s行あり、Excelの1枚に入る%(most)s行を超えています。"),
        _("絞り込むか、CSVかParquetで書き出してください。"),
    ),
    "parquet_missing": Explanation(
        _("Parquetを書き出す部品（pyarrow）が入っていません。"),
        _("pip install 'shiryokan[parquet]' で加えるか、CSVかJSON Linesで書き出してください。"),
    ),
}

CHANGE_TITLES: dict[str, str] = {
    "same": _("変わらない"),
    "changed": _("変わった"),
    "moved": _("移った"),
    "split": _("分かれた"),
    "merged": _("合わさった"),
    "new": _("新しい"),
    "ended": _("なくなった"),
}

UNPLACED_REASONS: dict[str, str] = {
    "orphan": _("どの項目にも属さない文章です。"),
    "incomplete": _("項目に必要な部分が見つかりません。"),
    "disorder": _("番号や符号の順が飛んでいます。"),
    "unreadable": _("このページは読み取れません。"),
    "unknown": _("この台帳の書き方に当てはまりません。"),
}
