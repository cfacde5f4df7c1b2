"""Sayings that stand in a paper: "говорится в отчёте мэрии" is said by its owner, or else by the paper."""

from dataclasses import replace

from allegedly.extract.slavic.phrases import end_of_pp, phrase_end
from allegedly.extract.slavic.sayings import Saying
from allegedly.extract.slavic.scene import Draft, Scene


def said_in(found: Draft, saying: Saying) -> Draft | None:
    """ "It is said in a report of somebody": the report's owner is the source, the report itself if it has none."""
    paper = _paper(saying, saying.left, saying.right) or _paper(saying, 0, saying.scene.right(0))
    if paper is None:
        return None if found.cue and found.cue.needs else found
    i, at, end = paper
    scene = saying.scene
    start = at + 1 if at + 1 < end and not _about_it(scene, at + 1) else i + 1
    start, end = _on_site(scene, start, end)
    if at == i + 2 and scene.tokens[i + 1].text.lower() in scene.lexicon.grammar.them:
        start, end = i + 1, i + 2  # "в её отчёте"
    words = scene.chars(saying.at, at + 1) if saying.at < i and start > at else found.words
    return replace(found, source=scene.chars(start, end), words=words, rule=f"{found.rule}.said-in")


def _paper(saying: Saying, left: int, right: int) -> tuple[int, int, int] | None:
    """Preposition, paper and end of the phrase "in a report of somebody" within `[left, right)`."""
    scene, tokens = saying.scene, saying.scene.tokens
    for i in range(left, right - 1):
        if tokens[i].text.lower() in scene.lexicon.grammar.inside:
            end = end_of_pp(scene, i, saying.at if i < saying.at < right else right)
            at = next((j for j in range(i + 1, end) if tokens[j].lemma in scene.lexicon.papers), None)
            if at is not None:
                return i, at, end
    return None


def _on_site(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """A site where the paper stands is passed over: its owner speaks ("в сообщении на сайте министерства")."""
    tokens = scene.tokens
    if end + 2 < len(tokens) and tokens[end].pos == "ADP" and tokens[end + 1].lemma in scene.lexicon.venues:
        after = phrase_end(scene, end + 2, len(tokens), True)
        return (end + 2, after) if after > end + 2 else (start, end)
    return start, end


def _about_it(scene: Scene, i: int) -> bool:
    return scene.tokens[i].pos == "ADP" or scene.tokens[i].text.lower() in scene.lexicon.about
