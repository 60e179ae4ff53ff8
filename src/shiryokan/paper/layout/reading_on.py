"""Whether characters read on: pairs that are frequent in Japanese official prose.

Which of two neighbours follows is seen from how often such pairs stand side by side and how often
below each other: by chance they hardly do. The pairs are function words, endings and the commonest
words of documents of offices.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from shiryokan.paper.glyphs import Bools

_FREQUENT = """
する した して され させ しな すれ ある あり いる いて いた なる なり なっ ない れる れた られ
こと もの ため から まで より など また ただ おい よう よる よっ つい とし とす との には では
にお によ につ に関 を行 を図 を踏 及び 又は 並び 若し 当該 ます です でき だけ ほか それ この
その これ 令和 平成 昭和 年度 年前 の規 規定 条例 規則 法律 第一 第二 第三 定め 関す 関係 必要
実施 支援 地域 医療 保険 施設 計画 情報 事業 整備 推進 対策 管理 制度 基準 会議 委員 議案 予算
市町 町村 都道 府県 国民 住民 利用 対象 場合 以上 以下 以外 期間 申請 提出 報告 調査 検討 取組
強化 促進 向上 確保 安全 教育 福祉 環境 経済 社会 機関 団体 職員 業務 費用 金額 合計 番号 名称
住所 氏名 電話 ション システ サービ センタ 株式 会社
"""


def _key(first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return (first << 21) | second


_PAIRS = frozenset(a + b for word in _FREQUENT.split() for a, b in pairwise(word))
_KNOWN = np.array(sorted((ord(pair[0]) << 21) | ord(pair[1]) for pair in _PAIRS))
"""The pairs of neighbouring characters, as numbers, ascending."""
_BEGINS = np.zeros(0x10000, np.bool_)
"""Whether a pair begins with a code point; no with the last one."""
_BEGINS[_KNOWN >> 21] = True


def read_on(first: str, second: str) -> bool:
    """Whether the last character of ``first`` and the first of ``second`` are a frequent pair."""
    return first[-1:] + second[:1] in _PAIRS


def pairs_known(characters: npt.NDArray[np.int32], apart: Bools) -> int:
    """How many neighbours among ``characters`` (n,) are a frequent pair.

    ``apart`` (n - 1,) is true where the next character is of another line.
    """
    # few characters begin such a pair, and only these are looked up
    first = np.flatnonzero(_BEGINS[np.minimum(characters[:-1], len(_BEGINS) - 1)] & ~apart)
    codes = characters.astype(np.int64)
    keys = _key(codes[first], codes[first + 1])
    return int(np.count_nonzero(_is_known(keys)))


def reads_on(characters: npt.NDArray[np.int32]) -> Bools:
    """(n,) whether each of ``characters`` (n,) and the one before it are a frequent pair."""
    found = np.zeros(len(characters), np.bool_)
    codes = characters.astype(np.int64)
    found[1:] = _is_known(_key(codes[:-1], codes[1:]))
    return found


def _is_known(keys: npt.NDArray[np.int64]) -> Bools:
    at = np.searchsorted(_KNOWN, keys)
    known: Bools = _KNOWN[np.minimum(at, len(_KNOWN) - 1)] == keys
    return known
