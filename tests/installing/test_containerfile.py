"""What the Containerfile names is there, and what it runs is known. The steps themselves are run by
``python -m tools.container_steps``."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import click
import pytest
from tools.containerfile import Stage, admitted, of_project, stages

from shiryokan.cli.main import group
from shiryokan.site.alive import answers, host_of
from tests.conftest import ROOT
from tests.served import free_port, served

TEXT = (ROOT / "Containerfile").read_text("utf-8")
IGNORE = (ROOT / ".containerignore").read_text("utf-8")
STAGES = of_project()
LAST = STAGES[-1]


def known(words: list[str]) -> click.Context:
    """The words of a command line as the command line itself takes them; raises for what it does
    not know."""
    program, name, *rest = words
    assert Path(program).name == "shiryokan"
    command = group.get_command(click.Context(group), name)
    assert command is not None, name
    return command.make_context(name, rest)


def test_instructions_are_read_as_an_engine_reads_them() -> None:
    (one, two) = stages(
        'FROM a AS b\nRUN x \\\n # said\n && y\nFROM c\nCMD ["d", "e f"]\nENV A=1\n'
    )
    assert (one.base, one.name, two.base, two.name) == ("a", "b", "c", "")
    assert [each.value for each in one.of("RUN")] == ["x && y"]
    assert two.last("CMD") == ["d", "e f"] and two.environment == {"A": "1"}


def test_the_command_is_one_that_is_known() -> None:
    context = known(LAST.last("ENTRYPOINT") + LAST.last("CMD"))
    assert context.params["host"] == "0.0.0.0"
    assert str(context.params["port"]) in LAST.last("EXPOSE")
    assert LAST.health[-1] == str(context.params["port"])


def test_it_runs_as_a_user_that_is_not_root_and_keeps_all_in_a_volume() -> None:
    (user,), (volume,) = LAST.last("USER"), LAST.last("VOLUME")
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    assert LAST.environment["SHIRYOKAN_HOME"] == volume
    (made,) = [each.value for each in LAST.of("RUN")]
    assert f"--uid {user.split(':')[0]} " in made and f"-m 0700 {volume}" in made


def copied(stage: Stage) -> list[str]:
    return [
        name
        for each in stage.of("COPY")
        if not each.value.startswith("--from=")
        for name in each.words[:-1]
    ]


def test_what_is_copied_is_there_and_let_in() -> None:
    names = [name for stage in STAGES for name in copied(stage)]
    assert {"src", "requirements/server.txt"} <= set(names)
    for name in names:
        assert (ROOT / name).exists(), name
        inside = f"{name}/a.py" if (ROOT / name).is_dir() else name
        assert admitted(inside, IGNORE), name
    # nothing else, least of all what a folder of work holds beside
    for name in ("config.toml", ".git/config", ".venv/x", ".home/secret-key", "src/a/x.mo"):
        assert not admitted(name, IGNORE), name
    assert (ROOT / ".dockerignore").read_text("utf-8") == IGNORE


def test_a_stage_copies_from_one_before_it() -> None:
    named: set[str] = set()
    for stage in STAGES:
        for each in stage.of("COPY"):
            if each.value.startswith("--from="):
                assert each.words[0].partition("=")[2] in named
        named.add(stage.name)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a tree without git")
def test_all_that_the_wheel_is_made_of_is_let_in() -> None:
    names = subprocess.run(
        ["git", "ls-files", "src"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert [name for name in names if not admitted(name, IGNORE)] == []


@pytest.mark.parametrize(
    ("hosts", "named"),
    [
        (("localhost", "127.0.0.1"), "localhost"),
        (("*",), "127.0.0.1"),
        ((".example.jp",), "example.jp"),
        ((), "127.0.0.1"),
    ],
)
def test_the_health_check_asks_by_a_name_that_is_answered(
    hosts: tuple[str, ...], named: str
) -> None:
    assert host_of(hosts) == named


@pytest.mark.any_database
def test_the_health_check_tells_whether_the_server_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosts = "library.example.jp,127.0.0.1"
    monkeypatch.setenv("SHIRYOKAN_HOSTS", hosts)
    assert not answers(free_port())
    with served(tmp_path / "home", "--without-worker", hosts=hosts) as at:
        assert answers(int(at.rpartition(":")[2].strip("/")))
