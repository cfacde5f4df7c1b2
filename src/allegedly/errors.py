"""The tree of errors, split by what the caller does next.

    AllegedlyError
    ├── SkipRecord            this record cannot be used; note the reason, go on with the next
    │   ├── Unreadable        the bytes are not what they claim to be (encoding, format)
    │   ├── OutOfBounds       larger, longer or deeper than the desk accepts
    │   ├── UnknownLanguage   the text is in none of the desk's languages
    │   └── Inconsistent      fields contradict each other (one id, two texts in one file)
    └── AbortRun              the run cannot go on; nothing acknowledged is lost
        ├── InputMissing      a path that is absent, a directory, or not readable
        ├── OutputFailed      a result cannot be written (disk full, no permission, a file where a folder is needed)
        ├── DefectFound       a stage broke on a record in strict mode; names stage and record
        ├── DecisionRefused   a person's decision names what is not held, or lacks what it needs
        ├── AccountRefused    an account cannot be made or changed so (name taken, last admin, password too short)
        ├── StoreFailed       the store cannot be opened or written (disk full, locked, other version)
        ├── KnowledgeInvalid  a knowledge file breaks its schema; names file, entry and field
        └── SetupIncomplete   a model or dictionary is not installed; says the command that mends it

A message says what happened, where, and what to do.
"""


class AllegedlyError(Exception):
    """Base of all errors that the desk raises on purpose."""


class SkipRecord(AllegedlyError):  # noqa: N818 - named by what the caller does
    """One record is unusable; the run goes on without it."""


class Unreadable(SkipRecord):
    """The bytes are not what they claim to be."""


class OutOfBounds(SkipRecord):
    """The record exceeds a limit of the desk."""


class UnknownLanguage(SkipRecord):
    """The text is in none of the desk's languages, or has no letters to tell by."""


class Inconsistent(SkipRecord):
    """The record contradicts itself or one that was read before it."""


class AbortRun(AllegedlyError):  # noqa: N818 - named by what the caller does
    """The run cannot go on."""


class InputMissing(AbortRun):
    """A path is absent, a directory where a file is needed, or not readable."""


class OutputFailed(AbortRun):
    """A result cannot be written where it was asked for."""


class DefectFound(AbortRun):
    """A stage broke on one record, and the run was asked to stop at defects."""


class DecisionRefused(AbortRun):
    """A decision cannot be taken as it was asked for; nothing was changed.

    `form` is what pages say in their own language, with `values` in its braces; `hint` is for a terminal alone.
    """

    def __init__(self, form: str, hint: str = "", **values: object) -> None:
        self.form, self.values = form, values
        super().__init__(f"{form.format(**values) if values else form} {hint}".rstrip())


class AccountRefused(AbortRun):
    """An account cannot be made or changed as it was asked for; nothing was changed."""


class StoreFailed(AbortRun):
    """The store cannot be opened or written."""


class KnowledgeInvalid(AbortRun):
    """A knowledge file breaks its schema."""


class SetupIncomplete(AbortRun):
    """A part that the installation needs is missing."""
