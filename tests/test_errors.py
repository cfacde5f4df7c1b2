"""The tree in the docstring is the tree of classes."""

import inspect
import re

from allegedly import errors


def test_docstring_shows_every_error_under_its_parent() -> None:
    drawn: dict[str, str] = {}
    path: list[str] = []
    for line in inspect.getdoc(errors).splitlines():  # type: ignore[union-attr]
        found = re.match(r"([ │├└─]*)(\w+)(\s{2}|$)", line)
        if found and hasattr(errors, found[2]):
            depth = len(found[1]) // 4
            path[depth - 1 :] = [found[2]] if depth else []
            drawn[found[2]] = path[depth - 2] if depth > 1 else ""
    classes = {n: c for n, c in vars(errors).items() if inspect.isclass(c) and c.__module__ == errors.__name__}
    assert set(drawn) == set(classes)
    for name, parent in drawn.items():
        base = classes[name].__mro__[1].__name__
        assert base == (parent or ("Exception" if name == "AllegedlyError" else "AllegedlyError")), name


def test_every_error_is_skip_or_abort_and_says_what_it_is() -> None:
    for error in vars(errors).values():
        if inspect.isclass(error) and error not in (errors.AllegedlyError,):
            assert issubclass(error, errors.SkipRecord) != issubclass(error, errors.AbortRun)
            assert error.__doc__
