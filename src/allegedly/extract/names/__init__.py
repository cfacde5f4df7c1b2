"""Persons and organisations named in the text: rules over morphology and word lists."""

from allegedly.extract.names.find import names
from allegedly.extract.names.organised import Organised

__all__ = ["Organised", "names"]
