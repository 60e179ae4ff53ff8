"""The description after OpenAPI, and that the interface is as it says, whatever it is asked."""

from __future__ import annotations

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.served import get

EXAMPLES = int(os.environ.get("SHIRYOKAN_FUZZ", "12"))
"""Requests to each operation; SHIRYOKAN_FUZZ=500 for a long look."""
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance,
]  # fmt: skip


@pytest.mark.thorough
def test_every_operation_answers_as_described_whatever_it_is_asked(api_address: str) -> None:
    schema = schemathesis.openapi.from_url(f"{api_address}/api/v1/openapi.json")
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) > 15
    for operation in operations:

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize="SHIRYOKAN_FUZZ" not in os.environ,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def check(case: Case) -> None:
            case.call_and_validate(checks=CHECKS)

        check()


def test_the_description_is_the_same_in_english_but_for_the_words(api_address: str) -> None:
    address = f"{api_address}/api/v1/openapi.json"
    japanese = get(address, headers={"Accept-Language": "ja"}).json()
    english = get(address, headers={"Accept-Language": "en"}).json()
    assert japanese["paths"].keys() == english["paths"].keys()
    assert japanese["info"]["description"] != english["info"]["description"]
