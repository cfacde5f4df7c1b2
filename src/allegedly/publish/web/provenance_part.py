"""What vouches for a report: its captures with log entry and stamps, its versions with what each changed, its media."""

from collections.abc import Sequence
from itertools import pairwise

from allegedly.model import Custody, Pictured, Provenance, Report, Stamped
from allegedly.publish.clock import Clock
from allegedly.publish.difference import difference
from allegedly.publish.origin import shown_origin
from allegedly.publish.tongue import _, later, n_
from allegedly.publish.web.links import report_href

INCLUSION = {
    "proven": later("proven: the newest checkpoint follows from it"),
    "waiting": later("waits for the next checkpoint"),
    "failed": later("FAILED: the newest checkpoint does not follow from it"),
}
MEDIA = {"fetched": later("kept"), "failed": later("could not be fetched"), "skipped": later("not fetched, on purpose")}


def context(found: Provenance, clock: Clock) -> dict[str, object]:
    """The template's variables for what vouches for one report."""
    seen = found.seen
    return {
        "custody": [_capture(one, clock) for one in found.custody],
        "versions": versions(found.versions, found.report.id, clock),
        "media": [_medium(one) for one in found.media],
        "seen": {
            "first": clock.both(seen.first),
            "last": clock.both(seen.last),
            "missing": clock.both(seen.missing) if seen.missing else "",
            "source": seen.source,
        }
        if seen
        else None,
    }


def _capture(one: Custody, clock: Clock) -> dict[str, object]:
    return {
        "sha256": one.sha256,
        "href": "" if one.redacted else f"/capture/{one.sha256}",
        "size": one.size,
        "origin": shown_origin(one.origin),
        "fetched": clock.both(one.fetched),
        "by": " · ".join(x for x in (one.tool, one.operator) if x),
        "entry": _entry(one),
        "inclusion": _(INCLUSION[one.inclusion]),
        "stamps": [_stamp(s, clock) for s in one.stamps],
        "redacted": one.redacted,
        "wrong": one.wrong,
    }


def _stamp(one: Stamped, clock: Clock) -> str:
    if one.block is not None:
        shown = _("{authority}: leads to Bitcoin block {block}, whose header was not checked")
        return shown.format(authority=one.authority, block=one.block)
    if one.at:
        return _("{authority}: stamped {at}").format(authority=one.authority, at=clock.both(one.at))
    return _("{authority}: pending").format(authority=one.authority)


def _entry(one: Custody) -> str:
    if one.checkpoint is None:
        return _("entry {position}").format(position=one.position)
    return _("entry {position}, in the checkpoint over {size}").format(position=one.position, size=one.checkpoint)


def versions(held: Sequence[Report], shown: str, clock: Clock) -> list[dict[str, object]]:
    """Each version with what it changed of the one before; nothing where there is only one."""
    if len(held) < 2:
        return []
    # Versions under other ids each call themselves the first; those that were erased leave a gap.
    numbers: dict[str, int] = {}
    for one in held:
        numbers[one.id] = max([one.version, *(n + 1 for n in numbers.values())])
    changed = {new.id: difference(old.text, new.text) for old, new in pairwise(held)}
    return [
        {
            "id": one.id,
            "href": report_href(one.id),
            "number": numbers[one.id],
            "here": one.id == shown,
            "at": clock.both(one.edited or one.published, one.published_precision),
            "seen": clock.both(one.first_seen) if one.first_seen else "",
            "pieces": changed.get(one.id, ()),
        }
        for one in held
    ]


def _medium(one: Pictured) -> dict[str, object]:
    m = one.medium
    return {
        "url": m.url,
        "state": _(MEDIA[m.state]),
        "reason": m.reason,
        "sha256": m.sha256,
        "kind": m.media_type,
        "twins": [
            {
                "href": report_href(t.medium.report),
                "report": t.medium.report,
                "how": _("the same bytes")
                if t.bits == 0
                else n_("{n} bit of 256 differs", "{n} bits of 256 differ", t.bits).format(n=t.bits),
            }
            for t in one.twins
        ],
    }
