"""Closed word classes of a Slavic language that rules steer by: prepositions with their cases, joints of clauses."""

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang


class Preposition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Prepositions that govern the same cases (gen dat acc ins loc)."""

    cases: tuple[str, ...]
    words: tuple[str, ...]


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/grammar.toml`. All words in lower case, ё written as е.

    that          open the content of a saying ("что", "що")
    purpose       openers of an aim as well as of a wish ("чтобы")
    quasi         openers that doubt what they open, and so belong to it ("якобы", "нібито")
    wh            question words that open an indirect question
    wh_near       question words that also open other clauses: only right behind the verb
    whether       particles of an indirect question, one word after its opening ("ли", "чи")
    relative      lemmas of relative pronouns
    where         words, alone or in a row, that open a clause with a happening of its own ("где", "после чего")
    adverbial     open a clause of time, cause, condition or concession
    coordinate    may join two main clauses
    than        words of comparison («больше, чем сообщил мэр»): what stands behind them attributes nothing
    adversative   those of them that set a new clause against the last one
    negation      particles that negate the next verb
    about         prepositions of what is spoken of ("о", "про")
    inside        prepositions of an office that speaks ("в министерстве сообщили")
    out_of        prepositions that may stand before a source ("по информации из администрации")
    attributive   prepositions that may belong to a speaker's name ("посол в Германии")
    demonstrative forms of "this" and "that" after `about` ("об этом сообщил", "о том, что")
    whereof       forms of "what" after `about` that lead back to the words before ("о чем сообщил")
    as            opens an inserted saying ("как сообщил")
    empty         pronouns that name no speaker ("это", "все")
    before_as     words that make another joint of "as" ("после того, как")
    have          verbs that bring a noun of saying ("має намір")
    myself        pronouns of those who tell the text ("мы")
    he            personal pronouns of the third person
    them          possessives that stand for a speaker ("по его словам")
    homographs    part of speech -> forms that are that, though the dictionary puts another first ("уряд", "есть")
    unnominal     verbs and adverbs that look like a rarer noun, where the dictionary gives no odds ("стала", "вже")
    would         particles of the conditional ("что бы ни говорили")
    only          words that take back a negation ("не только")
    no            predicates of absence ("нет", "немає")
    figures       lemmas of nouns that a figure is given of ("власти называют цифру 12")
    modal         lemmas of verbs that carry the subject of an infinitive of saying ("не смог подтвердить")
    """

    preposition: tuple[Preposition, ...]
    that: tuple[str, ...]
    purpose: tuple[str, ...]
    quasi: tuple[str, ...]
    wh: tuple[str, ...]
    wh_near: tuple[str, ...]
    whether: tuple[str, ...]
    relative: tuple[str, ...]
    where: tuple[str, ...]
    adverbial: tuple[str, ...]
    coordinate: tuple[str, ...]
    adversative: tuple[str, ...]
    than: frozenset[str]
    negation: tuple[str, ...]
    about: tuple[str, ...]
    inside: tuple[str, ...]
    out_of: tuple[str, ...]
    attributive: tuple[str, ...]
    demonstrative: tuple[str, ...]
    whereof: tuple[str, ...]
    as_: tuple[str, ...] = msgspec.field(name="as")
    before_as: tuple[str, ...]
    have: tuple[str, ...]
    empty: tuple[str, ...]
    myself: tuple[str, ...]
    he: tuple[str, ...]
    them: tuple[str, ...]
    unnominal: tuple[str, ...]
    homographs: dict[str, tuple[str, ...]]
    would: tuple[str, ...]
    only: tuple[str, ...]
    no: tuple[str, ...]
    figures: tuple[str, ...]
    modal: tuple[str, ...] = ()


def grammar(lang: Lang) -> Grammar:
    """The closed classes of Russian or Ukrainian."""
    found: Grammar = load(f"lexicon/{lang}/grammar.toml", Grammar)
    return found
