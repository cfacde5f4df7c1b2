"""Rules of layout: "content — mayor", "Mayor: content", "content: mayor on the strike", a signature under a post."""

import re

from allegedly.extract.quotes import Quotation
from allegedly.extract.slavic.clauses import is_predicate
from allegedly.extract.slavic.phrases import (
    Phrase,
    end_of_pp,
    nominative,
    person,
    phrase_end,
    subject_after,
    subject_before,
)
from allegedly.extract.slavic.regions import has_words, pieces
from allegedly.extract.slavic.scene import DASHES, Draft, Scene
from allegedly.model import Span

TAIL = 16  # tokens of a closing "— speaker"
SAME = frozenset({"же", "ж"})
OPENING = frozenset({"", "\n", ".", "!", "?", "…", "»", "”"})
LONGEST_NAME = 5  # tokens
# The hour of an entry of a running report.
STAMP = re.compile(r"\d{1,2}[:.]\d{2}$")
HEAD = 14  # tokens of an opening "Speaker:"


def layout_drafts(scene: Scene) -> list[Draft]:
    """Drafts of the rules of layout, for sentences that hold a dash or a colon."""
    marks = [
        i for i, t in enumerate(scene.tokens) if t.text in ("—", "–", "-", ":") and scene.cut(i) and not scene.quoted(i)
    ]
    if not marks:
        return []
    found = (
        signed_quote(scene, marks)
        or dialogue(scene, marks)
        or dash_tail(scene, marks)
        or colon_head(scene, marks)
        or statements_head(scene, marks)
        or headline_tail(scene, marks)
    )
    return [found] if found else []


def signed_quote(scene: Scene, marks: list[int]) -> Draft | None:
    """Behind somebody's words a dash and a name tell who speaks all of them ("«Ждали час». — Анна Коваль, 41")."""
    dashes = [i for i in marks if scene.tokens[i].text in DASHES]
    quote = _words_before(scene, dashes[-1]) if dashes else None
    if quote is None:
        return None
    at = dashes[-1]
    end = start = at + 1
    while end < scene.tail and scene.tokens[end].text[0].isupper():
        end += 1
    rest = scene.tokens[end : scene.tail]
    aside = not rest or (rest[0].text == "," and len(rest) <= TAIL)
    if not 1 < end - start <= LONGEST_NAME or not aside or any(is_predicate(t) for t in scene.tokens[start:]):
        return None
    said = scene.text[quote.inner.start : quote.inner.end].rstrip(" .,")
    content = Span(quote.inner.start, quote.inner.start + len(said))
    source = scene.chars(start, end)
    return Draft(scene, "dash-tail", None, None, source, (content,), closing=True, at=at, hole=source)


def _words_before(scene: Scene, dash: int) -> Quotation | None:
    """Somebody's words between marks that end right before the dash, and stand in no other sentence."""
    end = scene.tokens[dash].start
    while end and scene.text[end - 1] in " .,":
        end -= 1
    quote = next((q for q in scene.speech if q.span.end == end), None)
    before = "" if quote is None else scene.text[max(0, quote.span.start - 3) : quote.span.start].rstrip(" ")[-1:]
    return quote if before in OPENING else None


def dialogue(scene: Scene, marks: list[int]) -> Draft | None:
    """ "— Стены нет, — он машет рукой. — Крыши тоже": who acts between the dashes of a line of talk speaks in it."""
    at = next((i for i in marks[1:] if scene.tokens[i].text in DASHES and scene.tokens[i - 1].text in ",!?…"), 0)
    if at < 2 or scene.tokens[0].text not in DASHES:
        return None
    stop = scene.right(at + 1) if at + 1 < len(scene.tokens) else at
    verb = next((i for i in range(at + 1, stop) if "fin" in scene.tokens[i].feats), None)
    if verb is None or any(h.at == verb for h in scene.hits):
        return None
    who = subject_before(scene, at + 1, verb) or subject_after(scene, verb, stop)
    content = pieces(scene, 1, at)
    if who is None or not content or not person(scene, who.phrase):
        return None
    return Draft(scene, "dialogue", None, None, scene.chars(*who.phrase), content, at=at, reach="turn")


def bracket_tail(scene: Scene) -> Draft | None:
    """ "Мост закрыт (дорожная служба)": whom brackets at the end name said what stands before them."""
    end = len(scene.tokens)
    while end and scene.tokens[end - 1].text in ".;,":
        end -= 1
    start = next((i for i in range(end - 2, max(0, end - TAIL), -1) if scene.tokens[i].text == "("), 0)
    if not start or scene.tokens[end - 1].text != ")":
        return None
    phrase = _speaker_at(scene, start + 1) or _owner_at(scene, start + 1)
    if phrase is None or phrase.end != end - 1 or not _known(scene, phrase) or not has_words(scene, 0, start):
        return None
    if any(is_predicate(t) for t in scene.tokens[start:end]) or not any(is_predicate(t) for t in scene.tokens[:start]):
        return None
    content, source = pieces(scene, 0, start), scene.chars(phrase.start, phrase.end)
    return Draft(scene, "bracket-tail", None, None, source, content, at=start) if content else None


def _owner_at(scene: Scene, start: int) -> Phrase | None:
    """Whose data or words they are ("инфа спасателей", "данные мэрии"), in the genitive."""
    i = start + 1
    if (
        i + 1 >= len(scene.tokens)
        or scene.tokens[start].pos not in ("NOUN", "X")
        or not scene.tokens[i].feats & {"gen", "gen?"}
    ):
        return None
    return Phrase(i, phrase_end(scene, i, len(scene.tokens), True))


def dash_tail(scene: Scene, marks: list[int]) -> Draft | None:
    """A closing "— speaker" attributes the words before it, and the paragraph's earlier words that nobody else said."""
    dashes = [i for i in marks if scene.tokens[i].text in DASHES]
    if not dashes:
        return None
    at = dashes[-1]
    phrase = _speaker_at(scene, at + 1) or _paper_at(scene, at) or _same_again(scene, at + 1)
    if phrase is None or not _settles(scene, phrase) or not has_words(scene, 0, at) or _copula(scene, at, phrase):
        return None
    if not _known(scene, phrase) and scene.tokens[at - 1].text != "," and phrase.end < len(scene.tokens):
        return None  # "... начали с одного — SQL."
    content, source = pieces(scene, 0, at), scene.chars(phrase.start, phrase.end)
    if not content:
        return None
    return Draft(scene, "dash-tail", None, None, source, content, closing=True, at=at, reach="paragraph", hole=source)


def _same_again(scene: Scene, i: int) -> Phrase | None:
    """ "— они же": whoever was named before."""
    same = i + 1 < len(scene.tokens) and scene.tokens[i].pos == "PRON" and scene.tokens[i + 1].text.lower() in SAME
    return Phrase(i, i + 2) if same and scene.closing(i + 2) else None


def _speaker_at(scene: Scene, start: int) -> Phrase | None:
    """A speaker's phrase at `start`, in the nominative and of a kind that speaks."""
    i = start
    while i < len(scene.tokens) and scene.tokens[i].pos in ("ADV", "PART"):
        i += 1
    if i >= len(scene.tokens) or not (nominative(scene.tokens[i]) or scene.tokens[i].text in '«„“"'):
        return None
    phrase = Phrase(i, phrase_end(scene, i, len(scene.tokens)))
    head = scene.tokens[i]
    if head.text in '«„“"' and any(is_predicate(t) for t in scene.tokens[i : phrase.end]):
        return None  # words said, no name
    if phrase.end == i or head.pos in ("PRON", "NUM"):
        return None
    if phrase.end == i + 1 and (head.lemma in scene.lexicon.headings or head.text.lower() in scene.lexicon.headings):
        return None
    return phrase if phrase.end - i <= TAIL and _speaks(scene, phrase) else None


def _paper_at(scene: Scene, dash: int) -> Phrase | None:
    """Behind a comma and a dash even an unknown name speaks ("..., — Коммерсант"), but no place does."""
    i = dash + 1
    if i >= len(scene.tokens) or dash == 0 or scene.tokens[dash - 1].text != ",":
        return None
    head = scene.tokens[i]
    if not head.text[0].isupper() or not nominative(head) or head.feats & {"geo"} or scene.tail - i > 3:
        return None
    return Phrase(i, phrase_end(scene, i, len(scene.tokens)))


def _speaks(scene: Scene, phrase: Phrase) -> bool:
    """A speaking noun, a person's name, an abbreviation or a Latin or quoted name; a place alone does not speak."""
    words = scene.tokens[phrase.start : phrase.end]
    head = next((i for i, t in enumerate(words) if t.pos in ("NOUN", "PROPN", "X")), 0)
    if any(scene.lexicon.speaks(t) for t in words[: head + 1]):
        return True
    if words[0].text in '«„“"':
        return len(words) < 9
    if words[0].feats & {"surn", "name"}:
        return all(t.pos == "PROPN" for t in words)
    return (words[0].text.isupper() and len(words[0].text) > 1) or (
        "unk" in words[0].feats and words[0].text[0].isupper()
    )


def _known(scene: Scene, phrase: Phrase) -> bool:
    """A speaking noun or a person's name, not only an unknown word in capitals or Latin."""
    words = scene.tokens[phrase.start : phrase.end]
    return any(scene.lexicon.speaks(t) or t.feats & {"surn", "name"} for t in words)


def _settles(scene: Scene, phrase: Phrase) -> bool:
    """Does the sentence end with the phrase, or with whom it cites?"""
    rest = scene.tokens[phrase.end :]
    return (
        scene.closing(phrase.end)
        or any(h.at == phrase.end and "citing" in h.cues[0].frames for h in scene.hits)
        or _on(scene, rest)
    )


def _on(scene: Scene, rest: tuple[object, ...]) -> bool:
    return bool(rest) and getattr(rest[0], "text", "") == "("


def _copula(scene: Scene, at: int, phrase: Phrase) -> bool:
    """Does the dash stand for "is" ("Олег Кравцов — мэр") or before a subordinate remark?"""
    if scene.tokens[at - 1].text in (",", "»", "”", '"', "!", "?", "…"):
        return False
    words = [t for t in scene.tokens[:at] if t.pos != "PUNCT"]
    if any(is_predicate(t) for t in words):
        return False
    if len(words) <= 2 or any("conv" in t.feats for t in words):
        return True
    named = phrase_end(scene, scene.tokens.index(words[0]), at) >= at
    return named and bool(
        words[0].feats & {"surn", "name"} or scene.lexicon.speaks(words[0]) or "anim" in words[0].feats
    )


def colon_head(scene: Scene, marks: list[int]) -> Draft | None:
    """An opening "Speaker:" attributes what follows; headings, dates, happenings and places do not speak."""
    at = next((i for i in marks if scene.tokens[i].text == ":"), 0)
    if not 0 < at <= HEAD:
        return None
    words = scene.tokens[:at]
    stamp = int(bool(STAMP.match(words[0].text)))  # "14:22 Мэр: взорвался газ"
    if any(is_predicate(t) or t.text[0].isdigit() for t in words[stamp:]) or any(
        h.at < at and h.cues[0].pos != "noun" for h in scene.hits
    ):
        return None
    first = next((i for i, t in enumerate(words) if i >= stamp and t.pos not in ("PUNCT", "ADV", "PART")), None)
    phrase = _speaker_at(scene, first) if first is not None else None
    if first is not None and (phrase is None or not _reaches(scene, phrase, at)):
        phrase = _named_head(scene, first, at)
    if phrase is None:
        return None
    head = scene.tokens[phrase.start : phrase.end]
    states = any(is_predicate(t) for t in scene.tokens[at + 1 :])
    if len(head) == 1 and head[0].lemma in scene.lexicon.signers and not states:
        return None  # "Источник: управление связи"
    sure = any(scene.lexicon.speaks(t) or t.feats & {"surn", "name"} for t in head)
    if not sure and not states:
        return None  # "ЦОД: топологии и архитектуры" is a heading
    end = min(phrase.end, at)
    content = pieces(scene, at + 1, len(scene.tokens))
    reach = "none" if content else "after"
    return Draft(scene, "colon-head", None, None, scene.chars(phrase.start, end), content, at=at, reach=reach)


def _named_head(scene: Scene, first: int, at: int) -> Phrase | None:
    """A head that ends in a name, before a quotation, whatever it begins with ("Старший, Отто: «...»")."""
    quoted = at + 1 < len(scene.tokens) and scene.tokens[at + 1].text in '«„“"—–'
    named = bool(scene.tokens[at - 1].feats & {"surn", "name"}) or scene.tokens[at - 1].pos == "PROPN"
    whole = quoted and named and nominative(scene.tokens[first]) and scene.tokens[first].pos != "NUM"
    return Phrase(first, at) if whole else None


def statements_head(scene: Scene, marks: list[int]) -> Draft | None:
    """An opening "Main statements of somebody:" attributes the list that follows to that somebody."""
    at = next((i for i in marks if scene.tokens[i].text == ":"), 0)
    if not 1 < at <= HEAD or any(is_predicate(t) for t in scene.tokens[:at]):
        return None
    papers = scene.lexicon.papers | scene.lexicon.venues
    paper = next((i for i in range(at - 1) if scene.tokens[i].lemma in papers), None)
    if paper is None or not scene.tokens[paper + 1].feats & {"gen", "gen?"}:
        return None
    grammar = scene.lexicon.grammar
    source = next((i + 1 for i in range(paper + 1, at) if scene.tokens[i].text.lower() in grammar.out_of), paper + 1)
    phrase = Phrase(source, phrase_end(scene, source, at, True))
    if not _known(scene, phrase):
        return None
    content = pieces(scene, at + 1, len(scene.tokens))
    spoken = scene.chars(phrase.start, phrase.end)
    return Draft(scene, "statements", None, None, spoken, content, at=at, reach="none" if content else "after")


def _reaches(scene: Scene, phrase: Phrase, at: int) -> bool:
    """Does the head end with the speaker, with what he speaks about or where ("Мэр о взрыве:"), or with his paper?"""
    if phrase.end >= at or scene.tokens[phrase.end].pos == "ADP":
        return True
    papers = scene.lexicon.papers | scene.lexicon.venues | scene.lexicon.media
    after = scene.tokens[phrase.end + 1].text.lower() if phrase.end + 1 < at else ""
    if scene.tokens[phrase.end].text in DASHES and after in scene.lexicon.about:
        return True  # "Мэр — о взрыве:"
    return scene.tokens[phrase.end].text == "," and any(t.lemma in papers for t in scene.tokens[phrase.end + 1 : at])


def headline_tail(scene: Scene, marks: list[int]) -> Draft | None:
    """A headline that closes with ": speaker on something" attributes the words before the colon."""
    at = next((i for i in reversed(marks) if scene.tokens[i].text == ":"), 0)
    if at <= 1 or at + 1 >= len(scene.tokens):
        return None
    phrase = _speaker_at(scene, at + 1)
    if phrase is None or any(is_predicate(t) for t in scene.tokens[at + 1 :]) or not has_words(scene, 0, at):
        return None
    role = scene.lexicon.speaks(scene.tokens[phrase.start]) or person(scene, phrase)
    about = phrase.end < len(scene.tokens) and scene.tokens[phrase.end].text.lower() in scene.lexicon.about
    if not role or not about or end_of_pp(scene, phrase.end, len(scene.tokens)) < len(scene.tokens) - 2:
        return None
    content = pieces(scene, 0, at)
    return (
        Draft(scene, "headline-tail", None, None, scene.chars(phrase.start, phrase.end), content, at=at)
        if content
        else None
    )


def signature(scene: Scene, last: bool) -> Span | None:
    """A paragraph that is nothing but an office or a person's rank and name: who signs what stands above.

    Before the `last` paragraph only where a dash opens it.
    """
    tokens = scene.tokens
    first = next((i for i, t in enumerate(tokens) if t.pos != "PUNCT"), None)
    if first is None or len(tokens) - first > TAIL:
        return None
    dashed = first > 0 and tokens[first - 1].text in DASHES
    announced = (
        first + 1 < len(tokens) and tokens[first + 1].text == ":" and tokens[first].lemma in scene.lexicon.signers
    )
    start = first + 2 if announced else first
    phrase = _speaker_at(scene, start)
    if phrase is None or not scene.closing(phrase.end):
        return None
    office = any(t.lemma in scene.lexicon.signing for t in tokens[start : start + 2])
    signs = dashed or (last and (announced or (office and phrase.end - phrase.start > 1)))
    return scene.chars(phrase.start, phrase.end) if signs else None
