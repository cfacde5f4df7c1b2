"""Places named in the text, through the gazetteer: found at their longest, guarded, then told from their namesakes."""

from allegedly.extract.places.find import places

__all__ = ["places"]
