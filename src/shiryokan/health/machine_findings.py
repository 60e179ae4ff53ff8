"""Is the machine fit: versions, room, fonts, and the walls around what reads files?"""

from __future__ import annotations

import platform
import sqlite3
import subprocess
import sys
from collections.abc import Iterator

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from shiryokan.documents.originals import free_bytes
from shiryokan.health.findings import Finding
from shiryokan.instance import current
from shiryokan.paper.errors import PaperError
from shiryokan.paper.isolated import confinement_here

FREE_BYTES = 1 << 30
"""Bytes of room below which the next large document may not find any."""


def look_at_machine() -> Iterator[Finding]:
    """Versions, room, fonts and walls."""
    yield Finding("Python", sys.version_info >= (3, 11), platform.python_version())
    yield Finding("SQLite", sqlite3.sqlite_version_info >= (3, 31), sqlite3.sqlite_version)
    free = free_bytes(current.config().folder)
    yield Finding(
        _("ディスクの空き"),
        free >= FREE_BYTES,
        _("%(free)s（%(least)s以上が必要）")
        % {"free": filesizeformat(free), "least": filesizeformat(FREE_BYTES)},
    )
    yield _japanese_font()
    yield from _walls()


def _walls() -> Iterator[Finding]:
    """Whether the kernel helps to shut in the process that reads files of strangers."""
    try:
        stand = confinement_here()
    except (PaperError, OSError) as error:
        yield Finding(_("読み取りの囲い"), False, str(error))
        return
    yield Finding(
        _("読み取りの囲い（Landlock）"),
        stand.landlock > 0,
        _("あります（版 %(version)s）") % {"version": stand.landlock}
        if stand.landlock
        else _("ありません。Linux 5.13以降で、Landlockを有効にしてください。"),
    )
    yield Finding(
        _("読み取りの囲い（seccomp）"),
        stand.seccomp,
        _("あります") if stand.seccomp else _("ありません。libseccomp2 を入れてください。"),
    )


def _japanese_font() -> Finding:
    name = _("日本語フォント")
    try:
        found = subprocess.run(
            ["fc-list", ":lang=ja", "family"],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        ).stdout.splitlines()
    except (OSError, subprocess.TimeoutExpired):
        found = []
    if found:
        return Finding(name, True, found[0])
    return Finding(
        name,
        False,
        _(
            "ありません。フォントを埋め込んでいないPDFの画像が欠けます。"
            "fonts-ipaexfont などを入れてください。"
        ),
    )
