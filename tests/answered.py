"""``python -m tests.answered ADDRESS``: what the WSGI application of a library answers somebody who has not
signed in. For tests that ask for a page, not for a server."""

from __future__ import annotations

import sys

from shiryokan.cli.setup import open_instance


def main(address: str) -> None:
    open_instance()
    from django.test import Client

    import shiryokan.site.wsgi  # noqa: F401  as the server begins

    answer = Client(headers={"host": "127.0.0.1"}).get(address)
    assert answer.status_code == 200, answer.status_code
    sys.stdout.write(answer.content.decode())


if __name__ == "__main__":
    main(*sys.argv[1:])
