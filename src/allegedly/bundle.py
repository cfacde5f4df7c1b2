"""One incident with all that its assessment rests on, in one file; and the check that it gives the same again.

A bundle is a ZIP of JSON with fixed dates and order, so that equal content is an equal file:

    README.txt          what this is, and how it is checked
    manifest.json       versions, the moment it was assessed for, SHA-256 of each file below
    incident.json       the incident
    reports.jsonl       every report with its claims and attributions (spans are code points of its text)
    judgements.jsonl    what people decided about it, the undone decisions too
    watches.jsonl       when the sources of those whose word is expected were watched (absent in bundles of before)
    assessment.json     what came out
    rules.json          the sentence behind each rule that is named
    evidence/           what proves the captures behind it (see allegedly.preserve.evidence); verify.py checks the whole
    archive/            the captures themselves, where they were asked for
"""

import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from allegedly.assess import assess
from allegedly.assess.expected import speaks_for
from allegedly.errors import InputMissing
from allegedly.methodology import sentences
from allegedly.model import Assessment, Extraction, Incident, Judgement, Watch
from allegedly.model.vocabulary import KnownBy
from allegedly.preserve.evidence import Evidence
from allegedly.preserve.verifier import WARC
from allegedly.preserve.zipped import Zip
from allegedly.stages import LINK, knowledge_version

FORMAT = 1
README = """An incident and what its assessment rests on.

The assessment is computed from the claims in reports.jsonl, from what people decided (judgements.jsonl), and, of those
who were not heard, from when they were watched (watches.jsonl), by rules whose sentences are in rules.json; it never
says what is true. Check that the same comes out, byte for byte, with the
version named in manifest.json:

    allegedly recompute THIS-FILE

Check that nothing in this file was altered, and that what the reports were read from stands in the desk's log, with
Python alone, without network:

    python3 evidence/verify.py THIS-FILE
"""
MOST = 512 * 1024 * 1024  # bytes of one file in a bundle that is opened: a bomb is no evidence
FILES = ("incident.json", "reports.jsonl", "judgements.jsonl", "assessment.json", "rules.json")
WATCHES = "watches.jsonl"
Moment = tuple[datetime | None, KnownBy]
NOW: Moment = (None, "published")


@dataclass(frozen=True, slots=True)
class Checked:
    """A bundle read back: its incident, and what is wrong with it (nothing where the same came out)."""

    incident: Incident
    reports: int
    claims: int
    faults: tuple[str, ...]


def pack(
    path: Path,
    incident: Incident,
    extractions: Mapping[str, Extraction],
    judgements: Iterable[Judgement] = (),
    at: Moment = NOW,
    watched: Iterable[Watch] = (),
) -> Assessment:
    """Assess the incident as of a moment, and write it with all that it rests on. Raises OutputFailed.

    `at` is the moment and by which clock it counts; of `watched` only the sources that speak for somebody are kept.
    """
    held, decided = {report: extractions[report] for report in incident.reports}, list(judgements)
    looks = [one for one in watched if speaks_for(one.source)]
    assessed = assess(incident, held, at[0], decided, at[1], looks)
    named = {one.rule for found in held.values() for one in found.claims}
    named |= {one.rule for found in held.values() for one in found.attributions}
    named |= {r.rule for r in assessed.reasons} | {r.rule for p in assessed.propositions for r in p.reasons}
    files = {
        "incident.json": _json(incident),
        "reports.jsonl": b"".join(_json(held[report]) for report in sorted(held)),
        "judgements.jsonl": b"".join(_json(one) for one in decided),
        WATCHES: b"".join(_json(one) for one in looks),
        "assessment.json": _json(assessed),
        "rules.json": _json(dict(sorted(sentences(named).items()))),
    }
    manifest = {
        "format": FORMAT,
        "rules": knowledge_version(LINK),
        "as_of": at[0],
        "known_by": at[1],
        "sha256": {name: sha256(content).hexdigest() for name, content in files.items()},
    }
    _write(path, {"README.txt": README.encode(), "manifest.json": _json(manifest), **files})
    return assessed


def recompute(path: Path) -> Checked:
    """Assess the incident of a bundle from its claims alone. Raises InputMissing where it is no bundle."""
    files = _read(path)
    if missing := [name for name in ("manifest.json", *FILES) if name not in files]:
        raise InputMissing(f"{path}: this is no bundle of allegedly: it lacks {', '.join(missing)}. Export it anew.")
    try:
        manifest = json.loads(files["manifest.json"])
        sums = msgspec.convert(manifest["sha256"], dict[str, str])
        incident = msgspec.json.decode(files["incident.json"], type=Incident)
        found = [msgspec.json.decode(line, type=Extraction) for line in files["reports.jsonl"].split(b"\n") if line]
        decided = [msgspec.json.decode(line, type=Judgement) for line in files["judgements.jsonl"].split(b"\n") if line]
        looks = [msgspec.json.decode(line, type=Watch) for line in files.get(WATCHES, b"").split(b"\n") if line]
        as_of = msgspec.convert(manifest["as_of"], datetime | None)
        known_by: KnownBy = msgspec.convert(manifest.get("known_by", "published"), KnownBy)
    except (msgspec.MsgspecError, ValueError, KeyError, TypeError) as error:
        raise InputMissing(f"{path}: this is no bundle of allegedly: {error}. Export it anew.") from error
    faults = [
        f"{name}: its SHA-256 is not that of the manifest"
        for name in (*FILES, WATCHES)
        if sums.get(name) != (sha256(files[name]).hexdigest() if name in files else None)
    ]
    faults += _misquoted(found)
    held = {one.report.id: one for one in found}
    if absent := [report for report in incident.reports if report not in held]:
        faults.append(f"reports.jsonl: lacks {', '.join(absent)}")
    elif _json(assess(incident, held, as_of, decided, known_by, looks)) != files["assessment.json"]:
        other = manifest.get("rules") != knowledge_version(LINK)
        why = " (it was made with other rules: see `rules` in the manifest)" if other else ""
        faults.append(f"assessment.json: another assessment comes out{why}")
    return Checked(incident, len(found), len(incident.claims), tuple(faults))


def _misquoted(found: Iterable[Extraction]) -> list[str]:
    """Claims whose words are not those at their place in the report."""
    return [
        f"{one.report.id}: the words of claim {claim.id} are not in its text at {claim.span.start}-{claim.span.end}"
        for one in found
        for claim in one.claims
        if one.report.text[claim.span.start : claim.span.end] != claim.text
    ]


def _json(record: object) -> bytes:
    return msgspec.json.encode(record) + b"\n"


def prove(path: Path, evidence: Evidence, captures: bool = False) -> None:
    """Add to a bundle what proves the captures that its reports came from; with `captures`, their bytes too.

    Raises OutputFailed, and StoreFailed where the archive has lost a capture.
    """
    files, places = _read(path), dict[int, tuple[int, int]]()
    found = [msgspec.json.decode(line, type=Extraction) for line in files["reports.jsonl"].split(b"\n") if line]
    entries = evidence.entries({one.report.snapshot for one in found if one.report.snapshot})
    manifest = json.loads(files.pop("manifest.json"))
    with Zip(path) as out:
        out.add_all(files)
        if captures:
            out.add(WARC, evidence.records(entries, places))
        out.add_all(evidence.files(entries, places))
        manifest["sha256"] = {name: one.sha256 for name, one in out.written.items()}
        evidence.seal(out, "manifest.json", _json(manifest))


def _write(path: Path, files: Mapping[str, bytes]) -> None:
    """Whole or not at all, and every byte of it follows from the contents."""
    with Zip(path) as archive:
        archive.add_all(files)


def _read(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            if any(entry.file_size > MOST for entry in archive.infolist()):
                raise InputMissing(f"{path}: a file in it is larger than {MOST:,} bytes; this is no bundle.")
            return {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except OSError as error:
        raise InputMissing(f"{path}: cannot be read: {error.strerror}. Name a bundle.") from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        raise InputMissing(f"{path}: this is no bundle: {error}. Export it anew.") from error
