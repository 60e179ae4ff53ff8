"""The compose file runs commands that are known, with settings that are known, and shares no home. Nothing is
started here: no container engine is needed."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from shiryokan.instance.config import PREFIX, load
from tests.conftest import ROOT
from tests.installing.test_containerfile import LAST, known

FILE = ROOT / "deploy" / "compose.yaml"
GIVEN = {
    "POSTGRES_PASSWORD": "p",
    "SHIRYOKAN_SECRET_KEY": "k" * 64,
    "S3_KEY": "a",
    "S3_SECRET": "b",
}
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))["services"]
OURS = {name: each for name, each in SERVICES.items() if each["image"] == "shiryokan"}


def filled(text: str) -> str:
    """A value with what the environment gives."""
    return re.sub(r"\$\{(\w+)(?::-([^}]*))?(?::\?)?\}", lambda m: GIVEN.get(m[1], m[2] or ""), text)


@pytest.mark.parametrize("name", OURS)
def test_a_service_runs_what_is_known_with_settings_that_agree(name: str) -> None:
    service = OURS[name]
    known(["shiryokan", *service["command"]])
    environment = {key: filled(value) for key, value in service["environment"].items()}
    config = load(environment)
    assert config.s3_bucket and config.secret_key and config.migrate == "command"
    assert config.search_engine == "postgresql"
    environment["SHIRYOKAN_SEARCH_ENGINE"] = "opensearch"
    (search,) = load(environment).opensearch_urls
    assert search.split("/")[2].split(":")[0] in SERVICES
    unknown = [key for key in environment if not key.startswith((PREFIX, "AWS_"))]
    assert unknown == []


def test_no_two_share_a_home_and_all_else_is_shut() -> None:
    homes = [volume for each in OURS.values() for volume in each.get("volumes", ())]
    assert len(homes) == len(set(homes)) == len(OURS) - 1
    (volume,) = LAST.last("VOLUME")
    assert all(home.endswith(f":{volume}") for home in homes)
    for each in OURS.values():
        assert each["read_only"] and each["cap_drop"] == ["ALL"]


def test_the_proxy_knows_every_server_and_servers_know_its_name() -> None:
    servers = {name for name in SERVICES if name.startswith("web-")}
    proxy = (ROOT / "deploy" / "Caddyfile.many").read_text("utf-8")
    assert set(re.findall(r"(web-\d+):8000", proxy)) == servers and len(servers) == 2
    for name in servers:
        hosts = filled(SERVICES[name]["environment"]["SHIRYOKAN_HOSTS"]).split(",")
        assert "127.0.0.1" in hosts


def test_only_one_service_changes_the_database() -> None:
    migrates = [name for name, each in OURS.items() if each["command"] == ["migrate"]]
    assert migrates == ["migrate"]
    for name in OURS.keys() - {"migrate"}:
        assert "migrate" in OURS[name]["depends_on"]
