"""Tells what a library's tables hold, from a process of its own.

usage: python -m tests.backup.kept_instance
"""

from __future__ import annotations

import json

from shiryokan.cli.setup import open_instance


def main() -> None:
    open_instance()
    from shiryokan.backup.tables import copied_models, count, digest

    print(
        json.dumps(
            {m._meta.db_table: [count(m, "default"), digest(m, "default")] for m in copied_models()}
        )
    )


if __name__ == "__main__":
    main()
