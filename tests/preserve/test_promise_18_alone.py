"""Promise 18: the verifier in a bundle runs on a clean machine: Python alone, no network, no allegedly."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from allegedly.preserve import notes
from allegedly.preserve.evidence import Evidence
from allegedly.preserve.verifier import read_note
from allegedly.preserve.wacz import pack_wacz

from .desk import Desk, captures
from .test_promise_14_tamper import small_bundle

# No socket, no allegedly, and (by choice) no cryptography: as on a machine that has only Python.
FENCED = """
import builtins, importlib.abc, runpy, sys
class Wall(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {barred!r}:
            raise ImportError(name + " is not here")
sys.meta_path.insert(0, Wall())
sys.addaudithook(lambda event, args: (_ for _ in ()).throw(OSError(event)) if event.startswith("socket.") else None)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
BARE = {"allegedly", "cryptography", "msgspec", "sqlalchemy", "httpx", "warcio"}


def alone(script: Path, *arguments: str | Path, barred: set[str] = BARE) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-I", "-c", FENCED.format(barred=barred), str(script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONIOENCODING": "utf-8"})


@pytest.fixture
def bundle(desk: Desk, tmp_path: Path) -> tuple[Path, Path]:
    """A bundle, and the verifier taken out of it."""
    small_bundle(desk, tmp_path / "case.zip")
    with zipfile.ZipFile(tmp_path / "case.zip") as archive:
        (tmp_path / "verify.py").write_bytes(archive.read("evidence/verify.py"))
    return tmp_path / "case.zip", tmp_path / "verify.py"


def test_it_runs_with_nothing_but_python(bundle: tuple[Path, Path]) -> None:
    path, script = bundle
    done = alone(script, path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "signatures were NOT checked" in done.stdout
    assert done.stdout.splitlines()[-1] == "12 files · 2 captures · 0 redacted · 2 reports · 0 stamps · 0 wrong"


def test_with_cryptography_it_checks_signatures(bundle: tuple[Path, Path], desk: Desk) -> None:
    path, script = bundle
    done = alone(script, path, barred=BARE - {"cryptography"})
    assert done.returncode == 0
    assert "NOT checked" not in done.stdout
    name = read_note(desk.note()).origin
    (path.parent / "key.txt").write_text(notes.verifier_key(name, Ed25519PrivateKey.generate()))
    wrong = alone(script, path, "--key", path.parent / "key.txt", barred=BARE - {"cryptography"})
    assert wrong.returncode == 1
    assert "WRONG  evidence/checkpoint.txt" in wrong.stdout
    (path.parent / "key.txt").write_text("allegedly.desk/0+00000000+AQ==")
    none = alone(script, path, "--key", path.parent / "key.txt", barred=BARE - {"cryptography"})
    assert none.returncode == 2
    assert none.stderr.startswith("--key ")


def test_a_changed_capture_is_named(bundle: tuple[Path, Path]) -> None:
    path, script = bundle
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("archive/data.warc.gz")
        custody = json.loads(archive.read("evidence/custody.json"))
    at, length = custody["entries"][1]["at"]
    data = bytearray(path.read_bytes())
    data[info.header_offset + 30 + len(info.filename) + at + length // 2] ^= 4
    path.write_bytes(data)
    done = alone(script, path)
    assert done.returncode == 1
    assert "WRONG  archive/data.warc.gz" in done.stdout
    assert "WRONG  https://paper.example/news/1?from=list" in done.stdout
    assert "note-0.txt" not in done.stdout


def test_a_wacz_too_and_a_checkpoint_kept_elsewhere(desk: Desk, tmp_path: Path) -> None:
    desk.keep(*captures(2))
    (tmp_path / "kept.txt").write_text(desk.note())
    desk.keep(*captures(5))
    evidence = Evidence(desk.store, desk.archive)
    pack_wacz(tmp_path / "a.wacz", evidence, evidence.entries(), "Cranes")
    (tmp_path / "verify.py").write_bytes(evidence.files([], {})["evidence/verify.py"])
    done = alone(tmp_path / "verify.py", tmp_path / "a.wacz", "--checkpoint", tmp_path / "kept.txt")
    assert done.returncode == 0, done.stdout
    (tmp_path / "kept.txt").write_text(desk.note().replace("\n5\n", "\n4\n"))
    done = alone(tmp_path / "verify.py", tmp_path / "a.wacz", "--checkpoint", tmp_path / "kept.txt")
    assert done.returncode == 1


@pytest.mark.parametrize("content", [b"", b"nothing", b"PK\3\4" + b"\0" * 40, b"[" * 100_000, b"\0" * 5000])
def test_what_is_no_bundle_ends_with_status_2(bundle: tuple[Path, Path], content: bytes) -> None:
    path, script = bundle
    path.write_bytes(content)
    done = alone(script, path)
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stderr


def test_a_bomb_in_a_record_is_not_unpacked(bundle: tuple[Path, Path]) -> None:
    import gzip

    from allegedly.preserve.verifier import payload

    bomb = gzip.compress(b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 99\r\n\r\n" + b"\0" * 200_000_000)
    with pytest.raises(ValueError, match="more in it than its entry says"):
        payload(bomb, 99)
