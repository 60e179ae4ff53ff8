"""How a note begins."""

from __future__ import annotations

import re

NOTE = re.compile(r"[※＊*]|[(（]?注[)）]?[ 　0-9０-９]|[(（]注")
