"""The office that speaks where a plural verb has no subject: "в ведомстве сообщили", "у мерії кажуть"."""

from allegedly.extract.slavic.phrases import OPEN, Phrase, Voice, nominal, phrase_end
from allegedly.extract.slavic.scene import Scene
from allegedly.knowledge.actors import actors

# "Там пишут": in the place or office named before; alike in both languages.
THERE = "там"


def office(scene: Scene, start: int, limit: int, verb: int) -> Voice | None:
    """The office that speaks through a plural verb without subject ("в ведомстве сообщили")."""
    if "pl" not in scene.tokens[verb].feats:
        return None
    i = start
    while i < limit:
        t = scene.tokens[i]
        if t.text.lower() == THERE and (_closes(scene, i, verb) if i > verb else _leads(scene, start, i, verb)):
            return Voice(Phrase(i, i + 1), None, True)
        if t.pos == "ADP" and t.text.lower() in scene.lexicon.grammar.inside and i != verb and not _target(scene, i):
            end = _office_end(scene, i + 1, limit if i > verb else verb)
            if _is_office(
                scene, Phrase(i + 1, end), i == verb + 1 or t.text.lower() in scene.lexicon.grammar.inside[:2]
            ):
                return Voice(Phrase(i + 1, end), None, True)
            i += 1
        elif t.pos == "ADP" and t.text.lower() in scene.lexicon.grammar.out_of:
            end = _office_end(scene, i + 1, limit if i > verb else verb)
            if _sender(scene, Phrase(i + 1, end)):
                return Voice(Phrase(i + 1, end), None, True)
            i += 1
        else:
            i += 1
    return None


def there(scene: Scene, phrase: Phrase) -> bool:
    """Is it the place or office named before, of which no preposition tells?"""
    return scene.tokens[phrase.start].text.lower() == THERE


def _leads(scene: Scene, start: int, i: int, verb: int) -> bool:
    """Does the word open its clause, but for a conjunction, or stand between an object and its verb?"""
    opens = i == scene.left(i) or scene.tokens[i - 1].pos == "CCONJ"
    return opens or _behind_object(scene, start, i, verb)


def _closes(scene: Scene, i: int, verb: int) -> bool:
    """Is "there" all that stands behind the verb ("остальные, говорят там, упали в поле")?"""
    return i == verb + 1 and i + 1 < len(scene.tokens) and (scene.cut(i + 1) or scene.closing(i + 1))


def _behind_object(scene: Scene, start: int, i: int, verb: int) -> bool:
    """Does the word stand between an object and its verb ("версию о поджоге там отвергли")?"""
    return i == verb - 1 and any(t.pos == "NOUN" for t in scene.tokens[start:i])


def _target(scene: Scene, i: int) -> bool:
    """ "прилёт в ПВО": behind a nominative or accusative noun an abbreviation in capitals is what it happened to."""
    if i == 0 or i + 1 >= len(scene.tokens) or scene.tokens[i - 1].pos != "NOUN":
        return False
    return scene.tokens[i + 1].text.isupper() and bool(scene.tokens[i - 1].feats & {"nom", "acc"})


def _sender(scene: Scene, phrase: Phrase) -> bool:
    """A body or medium in the genitive ("из школы написали")."""
    words = scene.tokens[phrase.start : phrase.end]
    head = next((t for t in words if t.pos in ("NOUN", "PROPN", "X")), None)
    return head is not None and scene.lexicon.institution(head) and bool(head.feats & {"gen", "gen?", "unk"})


def _office_end(scene: Scene, start: int, limit: int) -> int:
    """End of an office's name: as a phrase in a prepositional phrase; a further preposition names its task at most."""
    end = max(start, phrase_end(scene, start, limit, True))
    cut = next((k for k in range(start, end) if scene.tokens[k].pos == "ADP"), end)
    if cut < end and _of_a_task(scene, start, cut):
        return next((k for k in range(cut + 1, end) if scene.tokens[k].pos == "ADP"), end)
    return cut


def _of_a_task(scene: Scene, start: int, cut: int) -> bool:
    """ "В агентстве по чрезвычайным ситуациям": such bodies are told apart by what they are for."""
    words = scene.lexicon
    body = any(t.lemma.endswith(tuple(words.tasked)) for t in scene.tokens[start:cut])  # "госслужба" too
    return body and scene.tokens[cut].text.lower() in words.tasks


def _is_office(scene: Scene, phrase: Phrase, within: bool) -> bool:
    """A body or a medium; behind "in", or right behind the verb, any proper name too ("в Брюсселе заявили")."""
    if within and _is_called(scene, phrase):
        return True
    words = [t for t in scene.tokens[phrase.start : phrase.end] if nominal(t)]
    head = next((t for t in words if t.pos in ("NOUN", "PROPN", "X")), None)
    if head is not None and within and scene.tokens[phrase.start].text in '«„“"' and head.text[0].isupper():
        return True  # a name between quotation marks stands in no case
    if head is None or not head.feats & {"loc", "loc?", "unk"}:
        return False
    known = scene.lexicon.pp_speaking
    if scene.lexicon.institution(head) or any(w.text.lower() in known for w in words if w.text.isupper()):
        return True
    if len(words) > 1 and actors().institution_in(" ".join(w.text for w in words), scene.lexicon.lang) is not None:
        return True  # "на железной дороге"
    if head.lemma in scene.lexicon.venues or head.lemma in scene.lexicon.times:
        return False
    return within and (head.pos == "PROPN" or head.text.isupper())


def _is_called(scene: Scene, phrase: Phrase) -> bool:
    """A body that is only called by its name ("в «Тихой воде» признали"); behind a noun the name belongs to that."""
    if phrase.end - phrase.start < 3 or scene.tokens[phrase.start].text not in OPEN:
        return False
    name = scene.tokens[phrase.start + 1 : phrase.end - 1]
    behind_noun = phrase.start > 1 and scene.tokens[phrase.start - 2].pos in ("NOUN", "PROPN")
    venue = any(t.lemma in scene.lexicon.venues for t in name)
    return name[0].text[0].isupper() and not venue and not behind_noun
