"""Decisions for programs: what was decided, and the doors by which decisions come in."""

from dataclasses import replace
from datetime import UTC
from typing import Annotated

from msgspec import Meta, Struct

from allegedly.model import Judgement, Taken, Wish
from allegedly.model.listing import Mark, Page
from allegedly.publish.api.answers import Answer, Refused
from allegedly.publish.api.listed import List, ListAsked
from allegedly.publish.api.route import Call, Route
from allegedly.publish.desk import Decider
from allegedly.publish.visitor import visitor
from allegedly.publish.web.doors import signed


class Judgements(Struct, frozen=True):
    """Decisions, the newest first; the undone ones too."""

    items: tuple[Judgement, ...]
    next: str | None


class Undoing(Struct, frozen=True, forbid_unknown_fields=True):
    """Who undoes a decision, and why."""

    by: Annotated[str, Meta(max_length=100)]
    reason: Annotated[str, Meta(max_length=2000)] = ""


def _judgements(call: Call) -> Answer:
    # What persons decide is little enough to be read whole.
    every = sorted(call.desk.decisions(), key=_mark, reverse=True)

    def page(mark: Mark | None, limit: int) -> Page[Judgement]:
        rest = [one for one in every if mark is None or _mark(one) < mark]
        return Page(tuple(rest[:limit]), _mark(rest[limit - 1]) if len(rest) > limit else None)

    return List("judgements", page, Judgements, tuple[str, str]).answer(call)


def _mark(one: Judgement) -> tuple[str, str]:
    return one.at.astimezone(UTC).isoformat(timespec="microseconds"), one.id


def _decide(call: Call) -> Answer:
    return Answer(_decider(call).decide(replace(call.body, by=signed(call.body.by))))


def _undo(call: Call) -> Answer:
    return Answer(_decider(call).undo(call.path["judgement"], signed(call.body.by), call.body.reason))


def _decider(call: Call) -> Decider:
    if not visitor().may("decide"):
        raise Refused(403, "Your role, or this token, may read and not decide.")
    if call.given.decider is None:
        raise Refused(403, "This desk takes no decisions: it was started with --read-only.")
    return call.given.decider


ROUTES = (
    Route("/judgements", "listJudgements", "What people decided, the newest first.", _judgements, Judgements, ListAsked,
          example="/judgements"),
    Route("/judgements", "decide", "Take a decision; incidents are as it says when this returns.", _decide, Taken,
          method="POST", body=Wish, status=201),
    Route("/judgements/{judgement}/undo", "undo", "Undo a decision; the desk is as if it had never been taken.", _undo,
          Taken, method="POST", body=Undoing),
)  # fmt: skip
