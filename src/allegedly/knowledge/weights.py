"""Schema of `weights.toml`: what speaks for and against a clause's telling a happening, learnt from the corpus."""

import msgspec

from allegedly.knowledge.load import load


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/weights.toml`, written by `python -m benchmarks.learn`.

    threshold       the least probability at which a clause that no rule takes is taken
    bare_threshold  the same for what a report says itself without a word of an event
    weight          feature, in words -> weight: positive ones speak for a happening
    """

    threshold: float
    bare_threshold: float
    weight: dict[str, float]


def weights() -> Weights:
    """The weights that the package ships."""
    found: Weights = load("weights.toml", Weights)
    return found
