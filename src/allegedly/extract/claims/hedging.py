"""Which weakening words belong to a happening, and whose they are."""

from collections.abc import Iterable, Sequence

from allegedly.extract.claims.happenings import Happening
from allegedly.extract.claims.patterns import Found
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.knowledge.modality import HedgeWords
from allegedly.model import Attribution, Hedge

Weak = Found[HedgeWords]
# A hedge that opens the sentence and is parted by a mark reaches all it states in one voice.
OPENS = frozenset({"distance", "preliminary", "likely"})
# Behind these a hedge weakens the cause or the doer and not what happened.
BEFORE_CAUSE = frozenset(
    {"after", "because", "due", "by", "from", "when", "из-за", "от", "после", "через", "після", "від"}
)
MODAL = frozenset({"может", "могут", "мог", "могла", "могли", "може", "можуть", "міг"})
THAT, LEAD = frozenset({"что", "що", "that"}), 4
ABOUT = frozenset({"ориентировочно", "орієнтовно", "приблизно", "приблизительно"})


def hedges(scene: Scene, h: Happening, zone: Iterable[int], chain: Sequence[Attribution]) -> tuple[Hedge, ...]:
    """Weakening words around the happening. A word of distance inside another's words is the outlet's."""
    allowed = {*zone, *_opening(scene, h), *_leading(scene, h)}
    words, index = scene.words, scene.lexicon.hedges
    found = [f for i in index.begins(words, sorted(allowed)) for f in index.at(words, i) if f.end - 1 in allowed]
    done: dict[int, Hedge] = {}
    reach = -1
    for f in sorted(found, key=lambda f: (f.start, -f.end)):
        if f.start < reach or any(rule(scene, h, f) for rule in NOT_OF_IT):
            continue
        reach = f.end
        span = scene.span(f.start, f.end - 1)
        indirect = scene.owner[f.start] != OWN_VOICE
        whose = "outlet" if f.value.strength == "distance" and indirect else "speaker"
        done[span.start] = Hedge(scene.analysis.text[span.start : span.end], span, whose)
    for a in chain[:1]:
        if a.hedge and not any(x.span.meets(a.hedge.span) for x in done.values()):
            done[a.hedge.span.start] = Hedge(a.hedge.text, a.hedge.span)
    return tuple(done[k] for k in sorted(done))


def _opening(scene: Scene, h: Happening) -> range:
    """The words of a hedge at the sentence's head, up to their comma, where the same voice goes on."""
    for f in scene.lexicon.hedges.at(scene.words, 0):
        comma = next((k for k in range(f.end - 1, min(f.end + 3, len(scene.tokens))) if scene.tokens[k].text == ","), 0)
        if comma and f.value.strength in OPENS and scene.owner[0] == h.owner:
            return range(comma)
    return range(0)


def _leading(scene: Scene, h: Happening) -> range:
    """The words before a "that" which opens the clause («есть версия, что»), or an insertion («мост, видимо, цел»)."""
    first = h.clause.tokens[0]
    inserted = next((k for k in range(first - 2, max(first - LEAD, 0), -1) if scene.at(k) == ","), 0)
    if inserted and scene.at(first - 1) == ",":
        return range(inserted + 1, first - 1)
    that = next((k for k in (first, first - 1) if scene.at(k) in THAT), None)
    return range(max(that - LEAD, 0), that) if that else range(0)


def _a_name_or_date(scene: Scene, _: Happening, f: Weak) -> bool:
    """ "may" as the month and the like: a name or a date, not a hedge."""
    for k in range(f.start, f.end):
        token = scene.tokens[k]
        if token.pos == "PROPN" or any(t.when.span.start <= token.start < t.when.span.end for t in scene.times):
            return True
    return False


def _of_the_cause(scene: Scene, h: Happening, f: Weak) -> bool:
    """Behind the event's word it weakens a cause, or an apposition ("..., apparently after a cable jumped")."""
    if f.start < h.trigger.end:
        return False
    if scene.at(f.end) in BEFORE_CAUSE:
        return True
    if scene.tokens[f.start].pos in ("VERB", "AUX"):
        return False
    inserted = scene.at(f.start - 1) == "," == scene.at(f.end)
    between = range(h.trigger.end, f.start - inserted)
    parted = any(scene.tokens[k].text in (",", ";", "—", "–") for k in between)
    return parted and f.end < len(scene.tokens) - 1 and scene.tokens[f.end].text not in (".", "!", "?", ")")


def _in_another_line(scene: Scene, h: Happening, f: Weak) -> bool:
    """The end of a line parts it from the event's word."""
    start, end = sorted((scene.tokens[f.start].start, scene.tokens[h.trigger.start].start))
    return "\n" in scene.analysis.text[start:end]


def _denied_modal(scene: Scene, _: Happening, f: Weak) -> bool:
    """ "Cannot confirm": a modal that is denied weakens nothing."""
    return f.end - f.start == 1 and scene.at(f.start) in MODAL and scene.at(f.start - 1) == "не"


def _of_the_saying(scene: Scene, _: Happening, f: Weak) -> bool:
    """ "At first insisted that": it tells of the saying, not of what is said."""
    return (
        f.value.strength == "preliminary" and f.end < len(scene.tokens) and scene.barred[f.end] and f.end - f.start == 1
    )


def _of_a_figure(scene: Scene, _: Happening, f: Weak) -> bool:
    """An "about" before an hour or a number weakens that alone."""
    return scene.at(f.start) in ABOUT and any(
        scene.tokens[k].pos == "NUM" for k in range(f.end, min(f.end + 3, len(scene.tokens)))
    )


NOT_OF_IT = (_a_name_or_date, _in_another_line, _of_the_cause, _denied_modal, _of_the_saying, _of_a_figure)
