"""How pages tell of a claim: who, which sign, the exact words with their language, and the link to their span."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from allegedly.knowledge.offices import voice_in
from allegedly.model import Assessment, Extraction, Origin
from allegedly.publish import marks
from allegedly.publish.clock import Clock
from allegedly.publish.told import Told, exact, relays, shown_names, themselves, undated, who_says
from allegedly.publish.tongue import spoken
from allegedly.publish.toponyms import places_in
from allegedly.publish.web.links import report_href


@dataclass(frozen=True, slots=True)
class Teller:
    """One incident's claims, with the names of its voices in the language that is spoken."""

    assessed: Assessment
    extractions: Mapping[str, Extraction]
    claims: Mapping[str, Told]
    clock: Clock
    voices: Mapping[str, str] = field(init=False)  # shown name by origin key
    names: Mapping[str, str] = field(init=False)  # shown name by claim id
    places: Mapping[str, str] = field(init=False)  # shown name by place id
    themselves: frozenset[str] = field(init=False)  # claims whose voice passes on nobody

    def __post_init__(self) -> None:
        object.__setattr__(self, "voices", shown_names(self.assessed))
        names = {c: self.voices[o.key] for o in self.assessed.origins for c in o.claims}
        object.__setattr__(self, "names", names)
        object.__setattr__(self, "themselves", themselves(self.assessed, self.claims))
        object.__setattr__(self, "places", places_in(spoken(), self.claims))

    def called(self, key: str, name: str) -> str:
        """A voice, or somebody who is silent, by the name that this page has for them."""
        return self.voices.get(key) or voice_in(key, name, spoken())

    def telling(self, t: Told) -> dict[str, object]:
        """A claim as pages show it."""
        return {
            "id": f"t-{t.claim.id}",
            "mark": marks.said(marks.of_claim(t.claim)),
            "who": who_says(t.claim, t.report, self.names, self.themselves),
            "words": exact(t),
            "lang": self.lang(t.report.id),
            "href": self.href(t),
            "outlet": t.report.source or t.report.id,
            "at": self.at(t),
            "time": self.clock.time(t.at),
            "iso": t.at.isoformat() if t.at else "",
            "via": relays(t.claim),
            "evidence": ", ".join(marks.evidence_word(k) for k in sorted({e.kind for e in t.claim.evidence})),
        }

    def at(self, t: Told) -> str:
        """When its report was published, or that it gives no date."""
        said = self.clock.both(t.at, t.report.published_precision)
        return said if t.report.published else undated(t, said)

    def tellings(self, ids: Iterable[str]) -> list[dict[str, object]]:
        """Those of the claims that are held."""
        return [self.telling(self.claims[i]) for i in ids if i in self.claims]

    def href(self, t: Told) -> str:
        """The words in the preserved report."""
        return report_href(t.report.id, t.claim.id)

    def lang(self, report: str) -> str:
        """The language of a report's words."""
        return self.extractions[report].lang

    def outlet(self, report: str) -> str:
        """Who published a report."""
        held = self.extractions.get(report)
        return held.report.source or report if held else report

    def name_lang(self, origin: Origin) -> str:
        """The language of a voice's name where it is not the page's: that of what it said first."""
        cyrillic = not self.voices[origin.key].isascii()
        first = next((self.claims[c] for c in origin.claims if c in self.claims), None)
        written = self.lang(first.report.id) if first else ""
        return written if cyrillic and written != spoken() and written != "en" else ""
