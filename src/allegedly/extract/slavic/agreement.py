"""Which words of a noun phrase agree: cases that meet, agents of participles, adjectives left over."""

from collections.abc import Sequence

from allegedly.extract.tokens import Token

CASES = frozenset(f"{case}{mark}" for case in ("nom", "gen", "dat", "acc", "ins", "loc") for mark in ("", "?"))
THAT_ONE = frozenset({"тот", "той", "те", "то"})
SURE = frozenset({"nom", "gen", "dat", "acc", "ins", "loc"})


def coheres(before: Token, token: Token) -> bool:
    """May a nominal follow another in one phrase: in the genitive, in the same case, or as a name?"""
    if token.pos in ("DET", "PRON") and before.pos == "PUNCT":
        return False  # "Канал «Заря» это отрицает"
    if (
        token.pos == "PROPN"
        or before.pos in ("ADP", "CCONJ", "PUNCT")
        or token.feats & {"gen", "gen?"}
        or not token.feats & CASES
    ):
        return True
    if token.pos == "PRON":
        return before.pos in ("ADP", "CCONJ")
    if token.pos == before.pos == "NOUN" and "nom" in before.feats and {"inan", "acc?"} <= token.feats:
        return not token.text.islower()  # "сторона применение отрицает": the object stands before the verb
    if token.pos == "DET":
        return before.pos in ("ADJ", "DET")
    if before.pos == "DET" and before.lemma in THAT_ONE:
        return bool(before.feats & SURE & cases(token))  # "вместе с тем управление признаёт"
    return not before.feats & CASES or bool(cases(before) & cases(token))


def cases(token: Token) -> frozenset[str]:
    """The cases that a token has or could have."""
    return frozenset(f.rstrip("?") for f in token.feats if f in CASES)


def agent_between(tokens: Sequence[Token], start: int, i: int) -> bool:
    """Does the noun belong to a participle that its agent parts from it ("назначенный Москвой глава")?"""
    if not {"part", "pass"} <= tokens[start].feats or not all("ins" in t.feats for t in tokens[start + 1 : i]):
        return False
    agrees = cases(tokens[start]) & cases(tokens[i])
    ahead = i == start + 1 and "ins" in tokens[i].feats and i + 1 < len(tokens) and tokens[i + 1].pos == "NOUN"
    return bool(agrees) or (ahead and bool(cases(tokens[start]) & cases(tokens[i + 1])))


def left_over(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Does an adjective that is no genitive close the phrase behind its noun ("за даними відомства | російський")?"""
    if end - start < 2 or tokens[end - 1].pos != "ADJ" or tokens[end - 2].pos not in ("NOUN", "PROPN"):
        return False
    return "gen" not in tokens[end - 1].feats and tokens[end - 1].text[0].islower()
