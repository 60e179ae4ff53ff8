"""``python -m shiryokan.site.alive PORT``: whether the server on this machine answers, for whoever
watches over its process (a container's health check). Ends with 0 if it does, else with 1."""

from __future__ import annotations

import http.client
import sys

from shiryokan.instance.config import load

_SECONDS = 5.0
"""Longest wait for an answer: of what answers more slowly nobody has use."""
_HERE = "127.0.0.1"


def host_of(hosts: tuple[str, ...]) -> str:
    """A name under which the server answers, of those that the settings name."""
    named = next((host for host in hosts if host != "*"), _HERE)
    # .example.jp stands for all names below it and for itself
    return named.removeprefix(".")


def answers(port: int) -> bool:
    """Whether ``/healthz`` is answered."""
    connection = http.client.HTTPConnection(_HERE, port, timeout=_SECONDS)
    try:
        connection.request("GET", "/healthz", headers={"Host": host_of(load().hosts)})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(not answers(int(sys.argv[1])))
