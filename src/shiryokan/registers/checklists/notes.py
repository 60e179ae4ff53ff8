"""How a note begins, and a row that is filled in as an example."""

from __future__ import annotations

import re

NOTE = re.compile(r"[※＊*]|[(（]?注[)）]?[ 　0-9０-９]|[(（]注")
EXAMPLE = re.compile(r"[（(【〔\[＜<]?(?:記[入載]|回答)?例[)）】〕\]＞>]?(?:[ 　:：0-9０-９①-⑨]|$)")
