"""Sample packs as extractions, made from their gold: what a perfect reader would hand to link and assess."""

import json
import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from allegedly.knowledge.identity import key, outlet
from allegedly.model import (
    Attribution,
    Claim,
    Count,
    Evidence,
    Extraction,
    Forward,
    Hedge,
    Place,
    Report,
    Source,
    Span,
    Speaker,
    When,
    Words,
)
from allegedly.model.vocabulary import PlacePrecision, SpeakerKind

FOLDER = Path(__file__).parents[2] / "samples"

# stem -> id, degrees, precision, region; a claim's place is the first stem that its words begin with.
PLACES: dict[str, tuple[str, float | None, float | None, PlacePrecision, str | None]] = {
    "крим": ("crimea", 45.2, 34.2, "region", "UA.11"),
    "крым": ("crimea", 45.2, 34.2, "region", "UA.11"),
    "crimea": ("crimea", 45.2, 34.2, "region", "UA.11"),
    "севастоп": ("sevastopol", 44.6, 33.53, "settlement", "UA.20"),
    "sevastop": ("sevastopol", 44.6, 33.53, "settlement", "UA.20"),
    "євпатор": ("yevpatoria", 45.19, 33.37, "settlement", "UA.11"),
    "евпатор": ("yevpatoria", 45.19, 33.37, "settlement", "UA.11"),
    "yevpator": ("yevpatoria", 45.19, 33.37, "settlement", "UA.11"),
    "уютн": ("uiutne", 45.21, 33.25, "settlement", "UA.11"),
    "uiutne": ("uiutne", 45.21, 33.25, "settlement", "UA.11"),
    "балакл": ("balaklava", 44.51, 33.6, "district", "UA.20"),
    "фіолент": ("fiolent", 44.5, 33.49, "exact", "UA.20"),
    "фиолент": ("fiolent", 44.5, 33.49, "exact", "UA.20"),
    "юхарин": ("yukharyna", 44.55, 33.5, "exact", "UA.20"),
    "yukharyna": ("yukharyna", 44.55, 33.5, "exact", "UA.20"),
    "чернореченск": ("chornorichchia", 44.54, 33.7, "settlement", "UA.20"),
    "chornorich": ("chornorichchia", 44.54, 33.7, "settlement", "UA.20"),
    "чорн": ("black-sea", 43.4, 34.3, "region", None),
    "чёрн": ("black-sea", 43.4, 34.3, "region", None),
    "black": ("black-sea", 43.4, 34.3, "region", None),
    "джанкой": ("dzhankoi", 45.71, 34.39, "settlement", "UA.11"),
    "dzhankoi": ("dzhankoi", 45.71, 34.39, "settlement", "UA.11"),
    "новофедор": ("novofedorivka", 45.09, 33.57, "settlement", "UA.11"),
    "novofedor": ("novofedorivka", 45.09, 33.57, "settlement", "UA.11"),
    "аеродром": ("saky-airfield", 45.09, 33.59, "exact", "UA.11"),
    "saky": ("saky-airfield", 45.09, 33.59, "exact", "UA.11"),
    "любим": ("liubymivka", 44.66, 33.54, "settlement", "UA.20"),
    "керч": ("kerch-bridge", 45.31, 36.51, "exact", None),
    "torvena": ("torvena", 50.0, 20.0, "settlement", "XX.01"),
    "торвен": ("torvena", 50.0, 20.0, "settlement", "XX.01"),
}
SPOTS = ("глухов", "hlukhov", "мостов", "mostova", "північ", "северн", "northern", "монастыр", "monastyr", "федюх",
         "fedyukh", "песчан", "піщан", "pishchan", "учку", "uchku", "жидилов", "zhydilov", "вулиц", "улиц")  # fmt: skip
# The innermost identifiable speaker by stems of its words: id, kind, party.
SPEAKERS: dict[str, tuple[str, SpeakerKind, str | None]] = {
    "развожа": ("actor:governor", "official", "russia"),
    "razvoz": ("actor:governor", "official", "russia"),
    "губернатор": ("actor:governor", "official", "russia"),
    "governor": ("actor:governor", "official", "russia"),
    "минобороны": ("russia:defence-ministry", "military", "russia"),
    "міноборони": ("russia:defence-ministry", "military", "russia"),
    "ministry of defence": ("russia:defence-ministry", "military", "russia"),
    "defence ministry": ("russia:defence-ministry", "military", "russia"),
    "оборонне відомство": ("russia:defence-ministry", "military", "russia"),
    "москва": ("russia:defence-ministry", "military", "russia"),
    "moscow": ("russia:defence-ministry", "military", "russia"),
    "росія": ("russia:defence-ministry", "military", "russia"),
    "russia": ("russia:defence-ministry", "military", "russia"),
    "окупаційна влада": ("russia:occupation-authority", "official", "russia"),
    "occupation authorities": ("russia:occupation-authority", "official", "russia"),
    "служба спасения": ("sevastopol:rescue", "official", "russia"),
    "рятувальна служба": ("sevastopol:rescue", "official", "russia"),
    "rescuers": ("sevastopol:rescue", "official", "russia"),
    "стратегіч": ("ukraine:stratcom", "military", "ukraine"),
    "стратегич": ("ukraine:stratcom", "military", "ukraine"),
    "strategic communications office": ("ukraine:stratcom", "military", "ukraine"),
    "stratcom": ("ukraine:stratcom", "military", "ukraine"),
    "general staff": ("ukraine:general-staff", "military", "ukraine"),
    "генштаб": ("ukraine:general-staff", "military", "ukraine"),
    "генеральний штаб": ("ukraine:general-staff", "military", "ukraine"),
    "командувач": ("ukraine:air-force", "military", "ukraine"),
    "commander": ("ukraine:air-force", "military", "ukraine"),
    "brask": ("org:brask", "group", None),
    "браск": ("org:brask", "group", None),
    "ozelka": ("org:ozelka", "group", None),
    "озелк": ("org:ozelka", "group", None),
    "компания": ("org:ozelka", "group", None),
    "профсоюз": ("org:union", "group", None),
    "профспілк": ("org:union", "group", None),
    "шерс": ("org:union", "group", None),
    "больниц": ("org:hospital", "group", None),
    "врачи": ("org:hospital", "group", None),
    "hospital": ("org:hospital", "group", None),
    "брелл": ("actor:mayor", "official", None),
    "пожежна": ("org:fire-service", "official", None),
    "fire service": ("org:fire-service", "official", None),
    "marta": ("org:fire-service", "official", None),
    "пожарные": ("org:fire-service", "official", None),
    "gas utility": ("org:gas", "group", None),
    "газовая": ("org:gas", "group", None),
}
CHANNELS = ("вітер над бухтою", "чп каламита", "південна хвиля", "viter nad bukhtoiu", "каламита", "incident channel")
KINDS = {
    "ракет": "missile", "missile": "missile", "беспилотник": "drone", "безпілотник": "drone", "drone": "drone",
    "цел": "air_target", "ціл": "air_target", "air target": "air_target", "объект": "air_target",
    "objects": "air_target",
    "частин": "military", "часть": "military", "пво": "military", "unit": "military", "command": "military",
    "командн": "military", "дом": "building", "house": "building", "будинок": "building",
    "фрагмент": "place", "уламк": "place", "fragments": "place",
}  # fmt: skip


@cache
def pack(name: str) -> dict[str, Extraction]:
    """Extractions of a pack by report id."""
    folder = FOLDER / name
    reports = [json.loads(line) for line in (folder / "reports.jsonl").read_text("utf-8").splitlines() if line]
    gold: dict[str, list[dict[str, Any]]] = {}
    for line in (folder / "reports_gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        gold.setdefault(row["report"], []).append(row)
    return {r["id"]: _extraction(r, gold.get(r["id"], [])) for r in reports}


@cache
def expected(name: str) -> dict[str, Any]:
    """What a careful desk sees in a pack."""
    return tomllib.loads((FOLDER / name / "expected.toml").read_text("utf-8"))


def points(name: str, kind: str) -> list[dict[str, Any]]:
    """The expectations of one kind."""
    return [p for p in expected(name)["point"] if p["kind"] == kind]


def _extraction(row: dict[str, Any], gold: list[dict[str, Any]]) -> Extraction:
    forward = row.get("forward")
    report = Report(
        row["id"], row["text"], row["title"], row["lang"], _time(row["published"]), source=row["source"],
        edited=_time(row.get("edited")),
        forward=Forward(forward["source"], _time(forward["published"]), forward["id"]) if forward else None,
    )  # fmt: skip
    made = [_claim(report, g) for g in gold]
    attributions = tuple(a for _, found in made for a in found)
    return Extraction(report, row["lang"], attributions, tuple(c for c, _ in made))


def _time(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value).astimezone(UTC) if value else None


def _claim(report: Report, g: dict[str, Any]) -> tuple[Claim, list[Attribution]]:
    name = f"{report.id}/{g['n']}"
    span = g["span"] if isinstance(g["span"], list) else None
    start = span[0] if span else report.text.index(g["span"])
    end = span[1] if span else start + len(g["span"])
    speaker, relays = _speaker(report, g), [_relay(report, v) for v in g["via"]]
    attributions = [
        Attribution(f"{name}a{n}", report.id, (Span(start, end),), s, None, None, "say", "affirm", "gold")
        for n, s in enumerate(relays)
    ]
    event = g["event"][0] if isinstance(g["event"], list) else g["event"]
    claim = Claim(
        name, report.id, None, report.text[start:end], Span(start, end), _sentence(report.text, start, end), speaker,
        None,
        tuple(Words(s.text, s.span) for s in relays), g["stance"], g.get("factuality", "asserted"),
        (Hedge("?", Span(0, 1)),) if g["hedged"] else (), "unstated", _interest(speaker, event, g["stance"]), event,
        g["object"], _count(g, report.text), tuple(_place(report.text, p) for p in g["places"]), _when(report, g),
        tuple(Evidence(e, "", Span(0, 0)) for e in g["evidence"]), "gold", kind=_kind(g),
        actor="Ukraine" if speaker and speaker.party == "ukraine" and event == "attack" else None,
    )  # fmt: skip
    return claim, attributions


def _sentence(text: str, start: int, end: int) -> Span:
    left = max(text.rfind(mark, 0, start) for mark in (". ", ".\n", "\n", "! ", "? "))
    right = min(
        (at for mark in (". ", ".\n", "\n", "! ", "? ") if (at := text.find(mark, end - 1)) >= 0), default=len(text) - 1
    )
    return Span(left + 1, right + 1)


def _speaker(report: Report, g: dict[str, Any]) -> Speaker | None:
    words = g.get("speaker_resolved") or g["speaker"]
    if not words:
        return None
    at = report.text.find(g["speaker"]) if g["speaker"] else -1
    span = Span(at, at + len(g["speaker"])) if at >= 0 else None
    lowered = words.casefold()
    if lowered.strip("«»") in CHANNELS or any(c in lowered for c in ("каламита", "incident channel")):
        channel = "ЧП Каламита" if "каламита" in lowered or "incident" in lowered else "Вітер над бухтою"
        return Speaker(words, span, outlet(channel), "channel", None, channel)
    if "viter" in lowered or "вітер над" in lowered:
        return Speaker(words, span, outlet("Вітер над бухтою"), "channel", None, "Вітер над бухтою")
    found = next((v for k, v in SPEAKERS.items() if k in lowered), None)
    if found is None:
        return Speaker(words, span, None, "witness", None)
    return Speaker(words, span, *found)


def _relay(report: Report, words: str) -> Source:
    at = report.text.find(words)
    lowered = words.casefold()
    named = "вітер" in lowered or "viter" in lowered or "same channel" in lowered
    found = next(
        (k for s, (k, _, _) in SPEAKERS.items() if s in lowered),
        "actor:governor" if lowered in ("він", "he", "его", "его словам") else None,
    )
    name = "Вітер над бухтою" if named else words if found else None
    return Source(words, Span(at, at + len(words)), outlet(name) if named and name else found, name)


def _interest(speaker: Speaker | None, event: str, stance: str) -> Any:
    """The declared table in short: harm told by who answers for the place, and an own act, run against the speaker."""
    if speaker is None or speaker.kind not in ("official", "military"):
        return "unknown"
    if stance == "affirm" and event in ("impact", "damage", "killed", "injured"):
        return "against"
    return "against" if event == "attack" and speaker.party == "ukraine" else "for"


def _kind(g: dict[str, Any]) -> str | None:
    words = (g["object"] or "").casefold()
    return next((kind for stem, kind in KINDS.items() if stem in words), None)


def _count(g: dict[str, Any], text: str) -> Count | None:
    count = g["count"]
    if count is None:
        return None
    low, high = (count["low"], count["high"]) if isinstance(count, dict) else (count, count)
    return Count(low, low, high, g["count_text"] or "", Span(0, 0))


def _place(text: str, words: str) -> Place:
    at = max(0, text.find(words))
    lowered = words.casefold()
    found = next((v for k, v in PLACES.items() if lowered.startswith(k)), None)
    if found is None:
        region = "UA.20" if any(s in lowered for s in SPOTS) else None
        degrees: tuple[float | None, float | None] = (44.62, 33.55) if region else (None, None)
        return Place(
            words, Span(at, at + len(words)), f"spot:{key(words)}", words, degrees[0], degrees[1], "exact", None, region
        )
    name, lat, lon, precision, region = found
    return Place(words, Span(at, at + len(words)), name, name.title(), lat, lon, precision, None, region)


DAYS = {"накануне": 1, "вчерашнюю": 1, "thursday": 1, "two days earlier": 2}


def _when(report: Report, g: dict[str, Any]) -> When | None:
    """The stated day; hours as the pack's clocks give them (Kyiv is UTC+2, Moscow and the place UTC+3)."""
    words, at = g["when_text"], report.published
    if not words or at is None:
        return None
    lowered, day = words.casefold(), at.replace(hour=0, minute=0)
    span = Span(max(0, report.text.find(words)), max(0, report.text.find(words)) + len(words))
    hour = next((w.strip(".,") for w in lowered.replace("–", " ").split() if w[:2].isdigit() and ":" in w), None)
    if "2023" in lowered:
        return When(words, span, datetime(2023, 11, 1, tzinfo=UTC), datetime(2023, 12, 1, tzinfo=UTC), "month")
    if hour and "станом" not in lowered:
        moscow = (
            "мск" in lowered or "москв" in lowered or "місцев" in lowered or "местн" in lowered or report.lang == "ru"
        )
        h, m = map(int, hour.split(":")[:2])
        start = day + timedelta(hours=h - (3 if moscow or "moscow" in lowered else 2), minutes=m)
        return When(words, span, start, start + timedelta(minutes=1), "minute")
    if "ніч" in lowered or "ночь" in lowered or "overnight" in lowered:
        return When(words, span, day - timedelta(hours=3), day + timedelta(hours=4), "part_of_day")
    for stem, back in DAYS.items():
        if stem in lowered and not (stem == "thursday" and at.day == 4):
            return When(words, span, day - timedelta(days=back), day - timedelta(days=back - 1), "day")
    return When(words, span, day, day + timedelta(days=1), "day")
