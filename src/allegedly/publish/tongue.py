"""The language that a page or a terminal speaks. What is said is written in English and looked up (gettext).

Words of the other languages stand in `words/LANG/*.po`, one file a page. A text that has no translation is shown in
English, so that nothing is left out; a test finds such texts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from allegedly.model.vocabulary import Lang

LANGS: dict[Lang, str] = {"en": "English", "uk": "Українська", "ru": "Русский"}  # in their own words, on purpose

_spoken: ContextVar[Lang] = ContextVar("spoken", default="en")


def spoken() -> Lang:
    """The language that is spoken here."""
    return _spoken.get()


@contextmanager
def speaking(lang: Lang) -> Iterator[None]:
    """Speak a language for the length of the block."""
    before = _spoken.set(lang)
    try:
        yield
    finally:
        _spoken.reset(before)


def _(text: str) -> str:
    """A text in the language that is spoken."""
    return catalogue(_spoken.get()).gettext(text)


def n_(one: str, many: str, number: int) -> str:
    """A text that depends on a number, in the language that is spoken; `{n}` in it is left for the caller."""
    return catalogue(_spoken.get()).ngettext(one, many, number)


def quoted(words: str, lang: Lang | None = None) -> str:
    """Words in the quotation marks of a language; without one, of that which is spoken."""
    return f"“{words}”" if (lang or _spoken.get()) == "en" else f"«{words}»"


def later(text: str) -> str:
    """The text itself, marked for the catalogues: it is looked up where it is shown."""
    return text


@cache
def catalogue(lang: Lang) -> NullTranslations:
    """All texts of a language. English needs none."""
    if lang == "en":
        return NullTranslations()
    found: Translations | None = None
    for page in sorted((files("allegedly.publish") / "words" / lang).iterdir(), key=lambda p: p.name):
        if not page.name.endswith(".po"):
            continue
        compiled = BytesIO()
        write_mo(compiled, read_po(BytesIO(page.read_bytes()), locale=lang))
        compiled.seek(0)
        here = Translations(compiled)
        found = here if found is None else found.merge(here)
    return found or NullTranslations()


def wished(accepted: str) -> Lang:
    """The first language of a browser's list (RFC 9110, Accept-Language) that pages are written in; else English."""
    ranked = []
    for place, part in enumerate(accepted.split(",")[:20]):
        tag, _semicolon, rest = part.partition(";")
        share = rest.strip().removeprefix("q=") if rest else "1"
        ranked.append((-_number(share), place, tag.strip().lower().partition("-")[0]))
    liked = [tag for weight, _place, tag in sorted(ranked) if weight < 0]
    return next((lang for tag in liked for lang in LANGS if tag == lang), "en")


def _number(given: str) -> float:
    try:
        return float(given)
    except ValueError:
        return 0.0
