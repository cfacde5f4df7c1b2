"""What deploy/ names exists: commands, options, settings, files, pages. Nothing runs with more than it needs."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from typer.main import get_command

from allegedly.cli.app import app
from allegedly.publish.clock import Clock
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Given
from allegedly.settings import Settings
from tests.publish.build import HandDesk

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
TOOL = Path(sys.executable).with_name("allegedly")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NO_HOST = re.compile(r"[a-z0-9]+(:[a-z0-9.-]+)?")
LOCAL = re.compile(r"http://127\.0\.0\.1:(\d+)(/\w+)")
EXPOSURE = 20  # tenths, of systemd-analyze security: at most "OK"


def steps() -> list[tuple[str, str]]:
    """Instructions of the Containerfile with what they are given."""
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#")).replace("\\\n", " ").splitlines()
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines if line.strip()]


def given(instruction: str) -> list[str]:
    return [rest for name, rest in steps() if name == instruction]


def understood(words: list[str]) -> dict[str, Any]:
    """A command of the tool with its options, as the tool itself reads them. Raises click's own errors."""
    group = get_command(app)
    command = group.commands[words[0]]  # type: ignore[attr-defined]
    return dict(command.make_context(words[0], words[1:]).params)


def setting(name: str, value: str) -> None:
    if name.startswith("ALLEGEDLY_") and name != "ALLEGEDLY_CONFIG":
        field = name.removeprefix("ALLEGEDLY_").lower()
        assert field in Settings.model_fields, name
        Settings.__pydantic_validator__.validate_assignment(Settings.model_construct(), field, value)


def pages() -> set[str]:
    from allegedly.publish.web.metrics import Metrics

    return {getattr(one, "path", "") for one in create_app(Given(HandDesk(), Clock(), metrics=Metrics())).routes}


def test_tool_refuses_what_it_does_not_know() -> None:
    assert understood(["watch", "--metrics", "9100"])["metrics"] == 9100
    for wrong in (["watch", "--no-such"], ["no-such"]):
        with pytest.raises((Exception,), match="no-such"):
            understood(wrong)


def test_images_need_no_host_and_packages_are_hashed() -> None:
    assert {one.split()[0] for one in given("FROM")} == {"python:3.11-slim"}
    assert all(NO_HOST.fullmatch(one.split()[0]) for one in given("FROM"))
    installs = [part.strip() for one in given("RUN") for part in one.split("&&") if "pip install" in part]
    assert installs == [
        "pip install --require-hashes -r requirements.lock",
        "pip install --no-deps --no-build-isolation .",
    ]


def test_what_the_image_is_made_of_is_there() -> None:
    ignored = (DEPLOY / "Containerfile.dockerignore").read_text("utf-8").split("*\n", 1)[1].splitlines()
    sent = {line[1:] for line in ignored if line.startswith("!")}
    copied = {word for one in given("COPY") if "--from" not in one for word in one.split()[:-1]}
    assert copied == sent
    assert [one for one in copied if not (ROOT / one).exists()] == []
    modules = re.findall(r"python -m ([\w.]+)", " ".join(given("RUN")))
    assert "assets.fetch" in modules
    assert [one for one in modules if find_spec(one) is None] == []


def test_only_what_tests_and_builders_use_is_taken_out_again() -> None:
    (line,) = [one for one in given("RUN") if "pip uninstall" in one]
    out = set(line.split()[3:])
    extras = PROJECT["optional-dependencies"]
    names = {re.split(r"[<>=\[]", one)[0] for key in ("dev", "docs") for one in extras[key]}
    needed = {
        re.split(r"[<>=\[]", one)[0] for key, rows in extras.items() if key not in ("dev", "docs") for one in rows
    }
    assert out == names - needed
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert [one for one in out if not re.search(rf"^{re.escape(one)}==", lock, re.MULTILINE)] == []


def test_the_image_runs_as_nobody_and_its_settings_are_settings() -> None:
    assert given("USER") == ["10001:10001"]
    for one in given("ENV"):
        for pair in shlex.split(one):
            setting(*pair.split("=", 1))
    assert yaml.safe_load(given("ENTRYPOINT")[0])[0] in PROJECT["scripts"]
    assert understood(yaml.safe_load(given("CMD")[0]))
    assert given("VOLUME") == ["/desk"]


def temporary(pairs: Iterator[str]) -> list[str]:
    return [value for name, _, value in (one.partition("=") for one in pairs) if name == "TMPDIR"]


def test_what_rests_while_a_large_desk_is_linked_rests_on_a_disk_and_not_in_memory() -> None:
    (there,) = temporary(pair for one in given("ENV") for pair in shlex.split(one))
    for name, one in services().items():
        mounted = {volume.partition(":")[2]: volume.partition(":")[0] for volume in one["volumes"]}
        kept = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["volumes"]
        assert mounted[there] in kept, name
        assert [row for row in one["tmpfs"] if row.partition(":")[0] == there] == []
    for unit in UNITS:
        assert temporary(value for name, value in entries(unit) if name == "Environment") == [there]
        assert dict(entries(unit))["PrivateTmp"] == "true", "else /var/tmp cannot be written"


def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    return found


@pytest.mark.parametrize("name", services())
def test_service_has_what_it_needs_and_no_more(name: str) -> None:
    one = services()[name]
    assert (one["user"], one["read_only"], one["cap_drop"]) == ("10001:10001", True, ["ALL"])
    assert "no-new-privileges:true" in one["security_opt"]
    assert one["volumes"] == ["desk:/desk", "tmp:/var/tmp"]
    assert {"ports", "privileged", "cap_add", "pid"} & set(one) == set()
    assert (DEPLOY / one["build"]["context"] / one["build"]["dockerfile"]).is_file()
    options = understood([str(word) for word in one["command"]])
    (address,) = LOCAL.findall(" ".join(one["healthcheck"]["test"]))
    assert address[1] in pages()
    listens = options["metrics"] if name == "watch" else Settings.model_fields["port"].default
    assert int(address[0]) == listens


def test_check_of_health_fails_where_nobody_answers() -> None:
    code = services()["desk"]["healthcheck"]["test"][3].replace(":8017", ":9")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 1


def entries(unit: Path) -> Iterator[tuple[str, str]]:
    for line in unit.read_text("utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            yield name, value


@pytest.mark.parametrize("unit", UNITS, ids=lambda p: p.name)
def test_unit_starts_a_command_that_exists_with_settings_that_exist(unit: Path) -> None:
    rows = list(entries(unit))
    (start,) = [value for name, value in rows if name == "ExecStart"]
    assert Path(start.split()[0]).name in PROJECT["scripts"]
    assert understood(start.split()[1:])
    for name, value in rows:
        if name == "Environment":
            setting(*value.split("=", 1))
    once = dict(rows)
    assert once["User"] != "root"
    assert (once["ProtectSystem"], once["NoNewPrivileges"], once["CapabilityBoundingSet"]) == ("strict", "true", "")


def test_both_units_are_confined_alike() -> None:
    own = {"Description", "ExecStart", "RestartSec", "RestartPreventExitStatus", "TimeoutStopSec", "KillMode", "After",
           "Wants", "ConditionPathExists"}  # fmt: skip
    first, second = ([row for row in entries(unit) if row[0] not in own] for unit in UNITS)
    assert first == second


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda p: p.name)
def test_systemd_understands_the_unit_and_finds_it_confined(unit: Path, tmp_path: Path) -> None:
    here = tmp_path / unit.name
    here.write_text(unit.read_text("utf-8").replace("/opt/allegedly/bin/allegedly", str(TOOL)), "utf-8")
    told = subprocess.run(["systemd-analyze", "verify", "--man=no", here], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    ask = ["systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE}", str(here)]
    told = subprocess.run(ask, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-300:]


def test_dask_on_kubernetes_names_what_exists_and_runs_with_no_rights() -> None:
    made = list(yaml.safe_load_all((DEPLOY / "dask.yaml").read_text("utf-8")))
    named = {(one["kind"], one["metadata"]["name"]) for one in made}
    assert named == {("Service", "scheduler"), ("Deployment", "scheduler"), ("Deployment", "worker"), ("Job", "batch")}
    for one in (m for m in made if m["kind"] != "Service"):
        pod = one["spec"]["template"]["spec"]
        (container,) = pod["containers"]
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["automountServiceAccountToken"] is False
        assert container["securityContext"]["allowPrivilegeEscalation"] is False
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert container["image"] == "allegedly"
        assert set(container["resources"]["limits"]) == {"cpu", "memory"}
        if container["command"][0] == "allegedly":
            assert understood(container["command"][1:])["scheduler"] == "tcp://scheduler:8786"
        else:
            assert container["command"][:2] in (["dask", "scheduler"], ["dask", "worker"])
