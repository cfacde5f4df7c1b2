"""Time expressions and the intervals they cover.

A grammar of forms per language (`knowledge/lexicon/*/times.toml`) finds the expressions; a small function for each
kind computes value and interval against the day of publication and what the text named last. Values follow TIMEX3
(ISO-TimeML; UzZaman et al. 2013), spans TimeBank: without the preposition.
"""

from allegedly.extract.times.expression import TimeExpression, phrase, times

__all__ = ["TimeExpression", "phrase", "times"]
