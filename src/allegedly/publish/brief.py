"""A short sourced text about an incident: every sentence ends in its references, or it is not written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from allegedly.knowledge.phrases import Phrases, phrases
from allegedly.model import Assessment, Cell, Extraction, Incident, Proposition
from allegedly.model.vocabulary import Lang
from allegedly.publish.clock import Clock
from allegedly.publish.labels import label
from allegedly.publish.told import Told, place_names, told

MOST_ROWS = 12  # a brief is read in a minute; the matrix holds the rest


@dataclass(slots=True)
class _Writer:
    """Sentences so far, and the numbers that references got in order of first use."""

    lang: Lang
    words: Phrases
    claims: Mapping[str, Told]
    clock: Clock
    sentences: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def say(self, sentence: str, claims: Iterable[str]) -> None:
        """Write a sentence that rests on claims; without a claim that is held it is left out."""
        reports = list(dict.fromkeys(self.claims[c].report.id for c in claims if c in self.claims))
        if reports:
            refs = "".join(f"[{self.numbers.setdefault(r, len(self.numbers) + 1)}]" for r in reports[:4])
            self.sentences.append(f"{sentence} {refs}.")

    def references(self, extractions: Mapping[str, Extraction]) -> list[str]:
        """One line a report: number, outlet, time, address or id."""
        lines = []
        for report_id, number in self.numbers.items():
            r = extractions[report_id].report
            at = self.clock.both(r.published, r.published_precision)
            lines.append(f"[{number}] {' · '.join(x for x in (r.source, at, r.url or r.id) if x)}")
        return lines


def brief(
    incident: Incident, assessed: Assessment, extractions: Mapping[str, Extraction], lang: Lang, clock: Clock
) -> str:
    """The brief as plain text (Markdown reads it as well) in `lang`."""
    words = phrases(lang)
    writer = _Writer(lang, words, told(incident, extractions), clock)
    _standing(writer, incident, assessed)
    for proposition in _ranked(assessed)[:MOST_ROWS]:
        _row(writer, assessed, proposition)
    _conflicts(writer, assessed)
    _toll(writer, assessed)
    _silences(writer, assessed)
    known = words.as_known.format(at=clock.both(assessed.as_of), zone=clock.name) if assessed.as_of else words.now
    head = [f"# {incident.title}", "", known, ""]
    tail = ["", f"## {words.references}", "", *writer.references(extractions)]
    return "\n".join([*head, *writer.sentences, *tail])


def _ranked(assessed: Assessment) -> list[Proposition]:
    """Contested rows first, then those that most origins speak on; the matrix's order breaks ties."""
    place = {key: n for n, key in enumerate(assessed.matrix.rows)}
    return sorted(
        (p for p in assessed.propositions if p.key in place and (p.affirm or p.deny)),
        key=lambda p: (p.status != "contested", -len(p.origins), place[p.key]),
    )


def _standing(writer: _Writer, incident: Incident, assessed: Assessment) -> None:
    words = writer.words
    supports = [c for p in assessed.propositions for c in (*p.affirm, *p.deny)][:4] or list(incident.claims[:1])
    because = {r.rule.split(".")[0]: r.claims for r in assessed.reasons}
    writer.say(words.occurrence[assessed.occurrence], because.get("occurrence") or supports)
    writer.say(words.attribution[assessed.attribution], because.get("attribution") or supports)
    voices = sum(o.counts for o in assessed.origins)
    firsts = [o.claims[0] for o in assessed.origins if o.claims and o.counts]
    writer.say(words.voices.format(voices=voices, reports=len(incident.reports)), firsts or supports)


def _row(writer: _Writer, assessed: Assessment, p: Proposition) -> None:
    names = {o.key: o.name for o in assessed.origins}
    cells = [c for c in assessed.matrix.cells if c.proposition == p.key]

    def voices(stance: str) -> str:
        return ", ".join(names.get(c.origin, c.origin) + _manner(c, writer.words) for c in cells if c.stance == stance)

    affirm, deny = voices("affirm"), voices("deny")
    sentence = writer.words.contested if affirm and deny else writer.words.affirmed if affirm else writer.words.denied
    if affirm or deny:
        rests_on = [c.claims[-1] for c in cells if c.stance in {"affirm", "deny"} and c.claims]
        writer.say(
            sentence.format(label=label(p, place_names(writer.claims), writer.lang), affirm=affirm, deny=deny), rests_on
        )


def _manner(cell: Cell, words: Phrases) -> str:
    return words.by_rule if cell.by_rule else words.hedged if cell.hedged else ""


def _conflicts(writer: _Writer, assessed: Assessment) -> None:
    for c in assessed.conflicts:
        a, b = _words(writer, c.a), _words(writer, c.b)
        if a and b:
            form = writer.words.update if c.settled else writer.words.conflict
            writer.say(form.format(kind=writer.words.conflicts[c.kind], a=a, b=b), (*c.a[:1], *c.b[:1]))


def _words(writer: _Writer, ids: Iterable[str]) -> str:
    """The exact words of the first of some claims, quoted."""
    one = next((writer.claims[i] for i in ids if i in writer.claims), None)
    return f"“{' '.join(one.claim.text.split())}”" if one else ""


def _toll(writer: _Writer, assessed: Assessment) -> None:
    for t in assessed.toll:
        if t.low_claim or t.high_claim:
            low = "?" if t.low is None else t.low
            high = writer.words.open_bound if t.high is None else t.high
            sentence = writer.words.toll.format(event=writer.words.events[t.event], low=low, high=high)
            writer.say(sentence, [c for c in (t.low_claim, t.high_claim) if c])


def _silences(writer: _Writer, assessed: Assessment) -> None:
    for s in assessed.silences:
        form = writer.words.silence_ended if s.until else writer.words.silent
        at, until = writer.clock.both(s.since), writer.clock.both(s.until)
        writer.say(form.format(who=s.name or s.who, at=at, until=until), [c for c in (s.claim, s.ended_by) if c])
