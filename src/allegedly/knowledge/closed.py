"""Closed classes of English words that rules steer by: pronouns, questions, refusals, words for information."""

import msgspec

from allegedly.knowledge.load import load


class ClosedWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/en/closed.toml`; whole words or lemmas in lower case.

    tellers           those who tell the text, or whom it addresses: they are no source of the report's
    addressed         more words that can be no source ("let us", "one sees")
    third             pronouns for a speaker named before
    expletive         subjects that stand for nothing ("it is raining")
    nobody            subjects that cannot say anything ("this means")
    pointers          pronouns for what was said before
    possessive        possessives that stand for a speaker ("by their account")
    determiners       words that make a noun definite
    questions         words that open an indirect question; `open_questions`: those that leave a happening open;
                      `asking`: those that stand with another word ("how many died")
    none              objects and determiners that deny the verb ("found nothing")
    refusals          verbs that deny the infinitive behind them ("declined to say")
    granted           what may be denied to somebody, so that no words are ("denied the patrol access")
    incapable         adjectives that do so too ("was unable to establish")
    impersonal        what it is to say something, for nobody in particular ("it is too early to say")
    light_adjectives  belong to the verb before them ("made clear")
    information       nouns of a formula of source ("by the words of")
    figures           nouns that a figure is given of ("put the dead at nine")
    locative          prepositions of the place where a source is
    name_links        small words inside names of organisations
    marks, adverbial  words that open a subordinate clause; of them those that may also ask
    heads             pronouns that head a phrase of their own
    objects           object forms of pronouns
    turning           words by which a sentence opens that leaves the speaker of the one before
    titles            forms of address before a name
    spoken_by         nouns of those who speak for their owner ("its press officer")
    roles             nouns for one person that tell no more than that somebody holds an office ("the official")
    parts, part_tails numbers and pronouns for part of a group, and what may follow them ("nine of them")
    feminine, masculine   nouns for a woman, for a man
    circumstance      prepositions that tell when, where or how somebody judged, not what
    wordless          objects of "say" that tell nothing ("say a word")
    anybody           nouns for those whom something happens to rather than those who tell
    seconding         verbs of those who say another's words too
    deeming           verbs that call something something; `false`: words that call it untrue; `leading`: before them
    apart             words with which a report speaks for itself ("no reports", "the same plant", "is not known")
    """

    seconding: frozenset[str]
    deeming: frozenset[str]
    leading: frozenset[str]
    false: frozenset[str]
    tellers: frozenset[str]
    addressed: frozenset[str]
    third: frozenset[str]
    expletive: frozenset[str]
    nobody: frozenset[str]
    pointers: frozenset[str]
    possessive: frozenset[str]
    determiners: frozenset[str]
    questions: frozenset[str]
    open_questions: frozenset[str]
    asking: frozenset[str]
    none: frozenset[str]
    refusals: frozenset[str]
    granted: frozenset[str]
    incapable: frozenset[str]
    impersonal: frozenset[str]
    light_adjectives: frozenset[str]
    information: frozenset[str]
    figures: frozenset[str]
    locative: frozenset[str]
    name_links: frozenset[str]
    marks: frozenset[str]
    adverbial: frozenset[str]
    heads: frozenset[str]
    objects: frozenset[str]
    turning: frozenset[str]
    apart: frozenset[str]
    titles: frozenset[str]
    spoken_by: frozenset[str]
    roles: frozenset[str]
    parts: frozenset[str]
    part_tails: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    anybody: frozenset[str]
    wordless: frozenset[str]
    circumstance: frozenset[str]


def closed() -> ClosedWords:
    """The closed classes of English."""
    return load("lexicon/en/closed.toml", ClosedWords)
