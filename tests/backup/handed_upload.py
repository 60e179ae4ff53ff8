"""Hands an upload in and leaves it waiting, as an instance does whose worker is busy.

usage: python -m tests.backup.handed_upload FILE [absolute]

With ``absolute`` the row names the place of the file in full, as rows did once.
"""

from __future__ import annotations

import sys
from pathlib import Path

from shiryokan.cli.setup import open_instance


def main(path: Path, how: str = "") -> None:
    open_instance()
    from shiryokan.documents.description import Description
    from shiryokan.documents.models import Intake
    from shiryokan.documents.receive import hand_in, receive_upload
    from shiryokan.instance import current

    with path.open("rb") as file:
        handed = receive_upload(file, path.name, Description())
    batch = hand_in([handed])
    place = current.home().incoming / handed.source
    if how == "absolute":
        Intake.objects.filter(batch=batch).update(source=str(place))
    print(place)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
