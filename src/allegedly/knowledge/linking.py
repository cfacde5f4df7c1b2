"""Weights and thresholds of linking and of comparing inside incidents; each has its reason in linking.toml."""

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Event


class Copies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When is one text taken from another? Sizes are in word triples, but for `words`, of how many words one has."""

    words: int
    least: int
    jaccard: float
    size: float
    containment: float
    reworded: float
    in_order: float
    reworded_hours: float
    verbatim: float
    verbatim_hours: float
    new_figures: float
    one_new: float
    long: int
    plenty: int
    plenty_contained: float
    line: int
    line_size: float
    line_contained: float
    tiny: int
    tiny_contained: float
    tiny_hours: float
    window_hours: float


class Lacking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What it adds where one of two reports names none at all."""

    figure: float
    person: float
    place: float
    date: float


class Unlike(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What it adds where two reports open with other persons, with other figures."""

    people: float
    figures: float


class TextWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Coefficients of a logistic regression: from likenesses of two reports in one language to a chance.

    `brief` is added where one of the two has fewer lemmas than `full`.
    """

    lemma: float
    lead: float
    pair: float
    name: float
    figure: float
    person: float
    place: float
    date: float
    constant: float
    brief: float
    full: int
    lacking: Lacking
    unlike: Unlike


class FrameWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What each likeness of two claims' frames weighs, in whatever languages; they sum to 1."""

    place: float
    time: float
    event: float
    kind: float


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From score to verdict.

    `same` merges, from `unsure` a person should look, `edge` is the least that clustering sees. Groups of `several` or
    more merge only where they are `loose` times as alike as within, of which `tight` is enough. `frame_same` is the
    likeness of frames that merges, `blank` the weight of a pair that only names could tell of, `same_hour` the score of
    frames that state one hour. Texts of `long` lemmas or more that are `alike` merge by their words alone.
    """

    same: float
    unsure: float
    edge: float
    several: int
    loose: float
    tight: float
    blank: float
    frame_same: float
    same_hour: float
    names_same: float
    names_rare: float
    names_own: float
    names_joined: float
    names_apart: float
    spheres_own: float
    spheres_joined: float
    spheres_words: float
    long: int
    alike: float


class Retold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When do two reports of one day tell one thing with another place or time? Likenesses are cosines (TF-IDF).

    With `many` shared figures `pair_of_many` is enough of the words that stand side by side.
    """

    hours: float
    lemma: float
    figure: float
    pair: float
    many: int
    pair_of_many: float


class Blocks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which reports are compared at all."""

    lemmas: int
    names: int
    df_share: float
    df_least: int
    spheres_share: float
    spheres_least: int
    cap: int
    window_hours: float
    exact: int
    largest: int


class Space(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Distances in kilometres and gaps in hours."""

    near_km: float
    region_km: float
    parts_km: float
    parts_hours: float
    apart_hours: float
    follow_hours: float


class Aligned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When do two sentences of two reports state the same thing, so that what differs is a conflict?"""

    sure: float
    sure_in_one_text: float
    one_text: float
    one_text_shortened: float
    text_words: int
    least_words: int
    most_sentences: int


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Events that one happening shows itself as; the key of each is what propositions of it are grouped under."""

    name: str
    events: tuple[Event, ...]


class Enclave(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A city that is a region of its own (`city`, admin1 code) inside another (`region`)."""

    city: str
    region: str


class LinkingFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/linking.toml`."""

    copies: Copies
    text: TextWeights
    frame: FrameWeights
    decision: Decision
    retold: Retold
    blocks: Blocks
    space: Space
    aligned: Aligned
    enclave: tuple[Enclave, ...]
    family: tuple[Family, ...]
    title: dict[str, str]


def linking() -> LinkingFile:
    """The weights and thresholds of linking."""
    return load("linking.toml", LinkingFile)
