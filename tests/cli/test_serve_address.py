"""The address that ``serve`` tells."""

from __future__ import annotations

import pytest

from shiryokan.cli.serve import opened_at


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("192.0.2.7", "http://192.0.2.7:8000/"),
        ("0.0.0.0", "http://localhost:8000/"),
        ("[::]", "http://localhost:8000/"),
        ("[::1]", "http://[::1]:8000/"),
    ],
)
def test_an_address_that_is_told_can_be_opened(host: str, address: str) -> None:
    assert opened_at(host, 8000) == address
