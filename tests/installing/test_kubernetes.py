"""The manifests of Kubernetes run commands that are known, with settings that are known, and share no home.
Nothing is started here: no cluster is needed."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from shiryokan.instance.config import PREFIX, load
from tests.conftest import ROOT
from tests.installing.test_containerfile import LAST, known

SECRETS = {
    "SHIRYOKAN_SECRET_KEY": "k" * 64,
    "SHIRYOKAN_DATABASE_URL": "postgresql://shiryokan:p@postgresql/shiryokan",
    "SHIRYOKAN_OPENSEARCH_PASSWORD": "o",
    "AWS_ACCESS_KEY_ID": "a",
    "AWS_SECRET_ACCESS_KEY": "b",
}
FILE = (ROOT / "deploy" / "kubernetes" / "shiryokan.yaml").read_text("utf-8")
OBJECTS: list[dict[str, Any]] = yaml.safe_load(FILE)["items"]
BY_NAME = {f"{each['kind']} {each['metadata']['name']}": each for each in OBJECTS}
PODS = {name: each["spec"]["template"]["spec"] for name, each in BY_NAME.items()
        if "template" in each.get("spec", {})}  # fmt: skip


def test_the_settings_agree_and_the_secrets_that_are_asked_for_are_told() -> None:
    given = BY_NAME["ConfigMap shiryokan"]["data"]
    config = load({**given, **SECRETS})
    assert config.search_engine == "opensearch" and config.s3_bucket and config.secret_key
    assert config.migrate == "command"
    assert [key for key in given if not key.startswith((PREFIX, "AWS_"))] == []
    for name in SECRETS:
        assert f"--from-literal={name}=" in FILE
        assert name not in given


@pytest.mark.parametrize("name", PODS)
def test_a_pod_runs_what_is_known_and_shares_no_home(name: str) -> None:
    (container,) = PODS[name]["containers"]
    known(["shiryokan", *container["args"]])
    assert container["envFrom"] == [
        {"configMapRef": {"name": "shiryokan"}}, {"secretRef": {"name": "shiryokan"}}
    ]  # fmt: skip
    assert container["securityContext"]["readOnlyRootFilesystem"]
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert str(PODS[name]["securityContext"]["runAsUser"]) == LAST.last("USER")[0].split(":")[0]
    homes = {mount["name"] for mount in container["volumeMounts"] if mount["mountPath"] == HOME}
    kinds = {volume["name"]: volume for volume in PODS[name]["volumes"]}
    assert [kinds[home] for home in homes] == [{"name": "home", "emptyDir": {}}]


HOME = LAST.last("VOLUME")[0]


def test_what_is_served_is_what_servers_answer() -> None:
    web = BY_NAME["Deployment shiryokan-web"]
    service, ingress = BY_NAME["Service shiryokan"], BY_NAME["Ingress shiryokan"]
    labels = web["spec"]["template"]["metadata"]["labels"]
    assert service["spec"]["selector"] == labels == web["spec"]["selector"]["matchLabels"]
    (rule,) = ingress["spec"]["rules"]
    hosts = BY_NAME["ConfigMap shiryokan"]["data"]["SHIRYOKAN_HOSTS"].split(",")
    assert rule["host"] in hosts and "127.0.0.1" in hosts
    (container,) = web["spec"]["template"]["spec"]["containers"]
    port = str(service["spec"]["ports"][0]["targetPort"])
    assert port in container["args"]


def test_only_the_job_changes_the_database() -> None:
    migrates = [name for name, pod in PODS.items() if pod["containers"][0]["args"] == ["migrate"]]
    assert migrates == ["Job shiryokan-migrate"]
