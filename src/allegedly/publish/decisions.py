"""What persons decided, in words: what terminal, page and list share."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from rich.console import Console
from rich.text import Text

from allegedly.knowledge.offices import voice_in
from allegedly.knowledge.phrases import phrases
from allegedly.model import Assessment, Expected, Judgement, Origin, Taken
from allegedly.publish.clock import Clock
from allegedly.publish.labels import retitled
from allegedly.publish.tongue import _, later, quoted, spoken

SAYS: Mapping[str, str] = {
    "merge": later("one incident: {what}"),
    "split": later("an incident of its own: {what}"),
    "reject": later("belongs to no incident of others: {what}"),
    "pin": later("stays together: {what}"),
    "apart": later("not one happening: {what}"),
    "same-origin": later("one voice: {what}"),
    "independent": later("voices of their own: {what}"),
    "discount": later("discounted: {what}"),
}


def decision(one: Judgement) -> str:
    """What was decided, in a line."""
    called = [_called(id, name) for id, name in zip_longest(one.target, one.names[: len(one.target)], fillvalue="")]
    if one.kind == "move":
        return _("belongs to {home}: {what}").format(home=called[-1], what=", ".join(called[:-1]))
    if one.kind == "letter":
        what = _("reliability {letter}: {who}").format(letter=one.value, who=", ".join(called))
        return what + (_(", on {topic}").format(topic=_topic(one.topic)) if one.topic else "")
    form = SAYS.get(one.kind)
    return (_(form) if form else f"{one.kind}: {{what}}").format(what=", ".join(called))


def _topic(event: str) -> str:
    """A kind of happening in the language that is spoken; English has the vocabulary's own words."""
    return event if spoken() == "en" else phrases(spoken()).events.get(event, event)


def _called(id: str, name: str) -> str:
    """A voice by its name, an incident by its title with the start of its id, a report by its id."""
    if not name:
        return id
    return voice_in(id, name, spoken()) if ":" in id else f"{quoted(retitled(name, spoken()))} ({id[:6]})"


def signed(one: Judgement, clock: Clock) -> str:
    """Who decided and when, and who undid it."""
    by = one.undone_by or _("somebody")
    undone = _("; undone by {by}, {at}").format(by=by, at=clock.both(one.undone)) if one.undone else ""
    why = f" ({one.undone_reason})" if one.undone_reason else ""
    return f"{one.by}, {clock.both(one.at)}{undone}{why}"


def letters(origin: Origin) -> str:
    """The letters of a source, `B` or `B, on killed D`; F, no basis to judge, where nobody has judged."""
    told = [
        _("on {topic} {letter}").format(topic=_topic(topic), letter=letter) if topic else letter
        for topic, letter in origin.letters
    ]
    return ", ".join(told) or "F"


def decisions(found: Sequence[Judgement], console: Console, clock: Clock) -> None:
    """Each decision with its id, who took it and why; the undone ones told so."""
    for one in found:
        console.print(line(one, clock), soft_wrap=True)


def line(one: Judgement, clock: Clock) -> Text:
    """A decision as two lines of a terminal."""
    reason = f'  "{one.reason}"' if one.reason else ""
    head = (decision(one), "strike dim" if one.undone else "bold")
    return Text.assemble((f"{one.id}  ", "dim"), head, reason, (f"\n    {signed(one, clock)}", "dim"))


def taken(one: Taken, console: Console, clock: Clock) -> None:
    """What a decision did: what it overrules, and where it is seen."""
    console.print(line(one.judgement, clock), soft_wrap=True)
    for other in one.overrules:
        console.print(
            Text(f"    overrules {other.id}, {decision(other)} ({other.by}): the newest wins"), soft_wrap=True
        )
    if one.incidents:
        console.print(Text(f"    seen in {', '.join(one.incidents)}"), soft_wrap=True)


def awaited(assessed: Assessment) -> list[Expected]:
    """Those whose word could be expected and did not come."""
    return [one for one in assessed.expected if one.state != "heard"]


def standing_of(one: Expected, clock: Clock) -> str:
    """What may be said of somebody who was not heard."""
    if one.state == "silent":
        return _("silent: what it publishes was watched without a gap to {at}").format(at=clock.both(one.until))
    gaps = "; ".join(_("{start} to {end}").format(start=clock.both(a), end=clock.both(b)) for a, b in one.gaps)
    unheard = _("not heard in what was given")
    return f"{unheard}; " + (_("nobody watched from {gaps}").format(gaps=gaps) if gaps else _("nobody watched it"))


def expectations(found: Iterable[Expected], clock: Clock) -> list[Text]:
    """Lines of a terminal for those who were not heard."""
    return [Text.assemble((one.name, "bold"), f"  {standing_of(one, clock)}") for one in found]
