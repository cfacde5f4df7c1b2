"""How firmly, on what evidence, whether at all: the words of each language. Patterns are written as in `events`."""

from typing import Literal

import msgspec

from allegedly.knowledge.events import Patterns
from allegedly.knowledge.load import load
from allegedly.model.vocabulary import EvidenceKind, Lang, SpeakerKind

Strength = Literal["distance", "possible", "likely", "preliminary"]


class HedgeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that weaken. `distance`: who writes them does not vouch ("allegedly", "якобы", "нібито")."""

    strength: Strength
    forms: Patterns


class EvidenceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for a kind of evidence."""

    kind: EvidenceKind
    forms: Patterns


class SpeakerWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell what kind of speaker somebody is. Files list the more telling kinds first."""

    kind: SpeakerKind
    forms: Patterns


class AccuseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs of laying blame. `of`: what stands between the accused and the deed; `on`: before the accused behind it.

    `alone`: with an object alone it is to blame for what was told before ("parents blame spoiled fish").
    """

    forms: Patterns
    alone: bool = False
    of: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()


class Modality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/modality.toml`.

    negation      words that deny the next predicate or noun; `not_negation`: formulas with such a word that do not
    absence       predicates of absence, before or after their noun ("there are no", "нет", "обошлось без")
    denial        whole formulas that deny the clause they stand in ("is a fake", "не соответствует действительности")
    query         the event is open, asked about or being checked
    details       what else is being checked of an event that is not in doubt («детали уточняются»)
    wrong         what a statement is called that does not hold ("reports that ... were wrong")
    retraction    something said before is taken back or put right
    silence       somebody says nothing; `evidence_absent`: somebody shows nothing
    unnamed       the own name, where it is that which somebody keeps back ("would not give his name")
    owing         what stands before whoever gave no word ("no comment from", "со стороны", "з боку")
    future, conditional   not (yet) so
    recall        something is told again from before
    perceive      what witnesses do; `people`: who they are; `show`: verbs of publishing; `record`: verbs of filming
    pointer       words that stand for what was said before ("this", "the allegations")
    blame         words for being behind it ("responsibility")
    guilt         words for having done it, of which a court or a suspect speaks ("wrongdoing")
    charge        what accuses: whoever denies it denies what is told, though he denied that before
    belie         predicates that call false what their subject tells ("a lie", «не соответствует действительности»)
    deictic       subjects of these that only point to what was told before ("this", «эта информация»)
    rebut         verbs that deny their object
    contradiction whole answers that deny what another said, behind "that is" or alone ("not true", «не так», «ні»)
    own_up        verbs by which somebody takes the blame
    observe       verbs of those who record or count: their subject speaks
    verify, unable   finding out and not being able to: together the happening is open ("подтвердить ... не удалось")
    impersonal    nouns that name no speaker though something is said "according to" them ("preliminary information")
    self_report   how a report names what it said before; `correction`: words that put it right, in a sentence nearby
    recant        verbs of taking back what was said; `earlier`: words for a first version
    interrogative words that open an indirect question; `unknown`: formulas that leave it open
    that          words that open what is said
    statement     nouns for what was said ("the report of")
    turn          words by which a sentence turns to something else ("but")
    insert        words of comment that may stand between commas in a clause without parting it ("fortunately")
    carry_on      words by which a sentence goes on with the words of the speaker before it
    """

    negation: Patterns
    not_negation: Patterns
    absence: Patterns
    denial: Patterns
    query: Patterns
    details: Patterns
    wrong: Patterns
    retraction: Patterns
    silence: Patterns
    evidence_absent: Patterns
    future: Patterns
    conditional: Patterns
    recall: Patterns
    perceive: Patterns
    people: Patterns
    show: Patterns
    record: Patterns
    carry_on: Patterns
    pointer: Patterns
    blame: Patterns
    guilt: Patterns
    belie: Patterns
    deictic: Patterns
    charge: Patterns
    rebut: Patterns
    contradiction: Patterns
    observe: Patterns
    own_up: Patterns
    verify: Patterns
    unable: Patterns
    hedge: tuple[HedgeWords, ...]
    evidence: tuple[EvidenceWords, ...]
    speaker: tuple[SpeakerWords, ...]
    impersonal: Patterns = ()
    self_report: Patterns = ()
    correction: Patterns = ()
    recant: Patterns = ()
    earlier: Patterns = ()
    interrogative: Patterns = ()
    unknown: Patterns = ()
    turn: Patterns = ()
    statement: Patterns = ()
    that: Patterns = ()
    insert: Patterns = ()
    owing: Patterns = ()
    unnamed: Patterns = ()
    accuse: tuple[AccuseWords, ...] = ()


def modality(lang: Lang) -> Modality:
    """The words of a language for doubt, denial, silence and evidence."""
    return load(f"lexicon/{lang}/modality.toml", Modality)
