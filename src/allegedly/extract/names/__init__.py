"""Persons and organisations named in the text: rules over morphology and word lists."""

from allegedly.extract.names.find import names

__all__ = ["names"]
