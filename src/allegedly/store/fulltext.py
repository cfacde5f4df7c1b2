"""The two indexes of words, in SQLite (FTS5) and in PostgreSQL (tsvector).

One holds words as written, in small letters, English ones cut to their stems: SQLite by Porter's first rules (1980),
PostgreSQL by his second ("english" of Snowball). Neither knows stop words. The other holds what reading made of them:
dictionary forms, and names in letters that all scripts share.

PostgreSQL counts the places of words only up to 16,383: in a longer text a phrase is not found beyond them.
"""

import re
from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, text

Row = dict[str, Any]
# A word as FTS5's unicode61 sees it: what stands between signs and blanks.
PART = re.compile(r"[^\W_]+")
# Porter's first rules take the last letter of "bus" and "gas" as well: what is left begins too many other words.
WHOLE = re.compile(r"[b-df-hj-np-tv-xz]*[aeiouy]s")


class Index(Protocol):
    """The indexes of one store."""

    def last(self) -> int:
        """The key of the last report that was taken in."""
        ...

    def write(self, rows: Sequence[Row]) -> None:
        """Take in reports: key, title, text, in small letters."""
        ...

    def form(self, rows: Sequence[Row]) -> None:
        """Take in forms: key, lemmas, names."""
        ...

    def drop(self, keys: Sequence[int]) -> None:
        """Take the forms of reports out."""
        ...

    def erase(self, rows: Sequence[Row]) -> None:
        """Take reports out for good; `rows` as they were written."""
        ...

    def written(self, words: Sequence[str], phrase: bool, name: str) -> tuple[str, str]:
        """SQL for the keys beyond `:low`, up to `:high`, of reports with these words, and its parameter.

        The words are a phrase, or each the beginning of one.
        """
        ...

    def formed(self, lemmas: Sequence[str], names: Sequence[str], name: str) -> tuple[str, str]:
        """SQL for the keys beyond `:low`, up to `:high`, of reports with a form or name of these, and its parameter."""
        ...


def index_of(connection: Connection) -> Index:
    """The indexes of the store that this connection is to."""
    return Fts5(connection) if connection.dialect.name == "sqlite" else Tsvector(connection)


class Fts5:
    """In SQLite."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self) -> int:
        """The key of the last report that was taken in."""
        return int(self._connection.execute(text("SELECT coalesce(max(id), 0) FROM report_fts_docsize")).scalar_one())

    def write(self, rows: Sequence[Row]) -> None:
        """Take in reports."""
        self._run("INSERT INTO report_fts (rowid, title, text) VALUES (:key, :title, :text)", rows)

    def form(self, rows: Sequence[Row]) -> None:
        """Take in forms."""
        self._run("INSERT INTO word_fts (rowid, lemmas, names) VALUES (:key, :lemmas, :names)", rows)

    def drop(self, keys: Sequence[int]) -> None:
        """Take the forms of reports out."""
        self._run("DELETE FROM word_fts WHERE rowid = :key", [{"key": key} for key in keys])

    def erase(self, rows: Sequence[Row]) -> None:
        """The index holds no texts of its own, so it must be told the words again (fts5, 'delete')."""
        command = "INSERT INTO report_fts (report_fts, rowid, title, text) VALUES ('delete', :key, :title, :text)"
        self._run(command, rows)
        self.drop([row["key"] for row in rows])
        # Until their parts are merged, the indexes hold the words still, marked as deleted.
        for index in ("report_fts", "word_fts"):
            self._connection.execute(text(f"INSERT INTO {index} ({index}) VALUES ('optimize')"))

    def written(self, words: Sequence[str], phrase: bool, name: str) -> tuple[str, str]:
        """A MATCH on the words."""
        sought = " + ".join(f'"{w}"' for w in words) if phrase else " ".join(map(_beginning, words))
        return (
            f"SELECT rowid FROM report_fts WHERE report_fts MATCH :{name} AND rowid > :low AND rowid <= :high",
            sought,
        )

    def formed(self, lemmas: Sequence[str], names: Sequence[str], name: str) -> tuple[str, str]:
        """A MATCH on the columns."""
        columns = [_column("lemmas", lemmas), _column("names", names)]
        return (
            f"SELECT rowid FROM word_fts WHERE word_fts MATCH :{name} AND rowid > :low AND rowid <= :high",
            " OR ".join(x for x in columns if x),
        )

    def _run(self, statement: str, rows: Sequence[Row]) -> None:
        if rows:
            self._connection.execute(text(statement), list(rows))


def _beginning(word: str) -> str:
    return f'"{word}"' if WHOLE.fullmatch(word) else f'"{word}"*'


def _column(name: str, values: Sequence[str]) -> str:
    quoted = " OR ".join('"' + v.replace('"', "") + '"' for v in values)
    return f"{name} : ({quoted})" if quoted else ""


BETWEEN = "endoftitle0"
FTS5 = (
    "DROP TABLE report_fts",
    """CREATE VIRTUAL TABLE report_fts USING fts5 (title, text, content='',
        tokenize='porter unicode61 remove_diacritics 0')""",
    "CREATE VIRTUAL TABLE word_fts USING fts5 (lemmas, names)",
)
# `desk_words` stems as "english" does and leaves no word out; words in other letters stay as they are.
TSVECTOR = (
    "CREATE TEXT SEARCH DICTIONARY desk_stem (TEMPLATE = snowball, Language = english)",
    "CREATE TEXT SEARCH CONFIGURATION desk_words (COPY = pg_catalog.simple)",
    "ALTER TEXT SEARCH CONFIGURATION desk_words ALTER MAPPING FOR asciiword WITH desk_stem",
    "CREATE TABLE report_words (key BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX report_words_words ON report_words USING gin (words)",
    "CREATE TABLE report_forms (key BIGINT PRIMARY KEY, lemmas TSVECTOR NOT NULL, names TSVECTOR NOT NULL)",
    "CREATE INDEX report_forms_lemmas ON report_forms USING gin (lemmas)",
    "CREATE INDEX report_forms_names ON report_forms USING gin (names)",
)


class Tsvector:
    """In PostgreSQL. Words are parted here, so that both stores part them alike."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self) -> int:
        """The key of the last report that was taken in."""
        return int(self._connection.execute(text("SELECT coalesce(max(key), 0) FROM report_words")).scalar_one())

    def write(self, rows: Sequence[Row]) -> None:
        """Take in reports. A word between title and text, taken out again, keeps phrases from running over."""
        both = f"to_tsvector('desk_words', :title || ' {BETWEEN}') || to_tsvector('desk_words', :text)"
        parted = [{"key": r["key"], "title": _parted(r["title"]), "text": _parted(r["text"])} for r in rows]
        self._run(f"INSERT INTO report_words (key, words) VALUES (:key, ts_delete({both}, '{BETWEEN}'))", parted)

    def form(self, rows: Sequence[Row]) -> None:
        """Take in forms."""
        made = "to_tsvector('simple', :lemmas), to_tsvector('simple', :names)"
        parted = [{"key": r["key"], "lemmas": _parted(r["lemmas"]), "names": _parted(r["names"])} for r in rows]
        self._run(f"INSERT INTO report_forms (key, lemmas, names) VALUES (:key, {made})", parted)

    def drop(self, keys: Sequence[int]) -> None:
        """Take the forms of reports out."""
        self._run("DELETE FROM report_forms WHERE key = :key", [{"key": key} for key in keys])

    def erase(self, rows: Sequence[Row]) -> None:
        """Take reports out; their words are gone from the files when these are written anew (`compact`)."""
        keys = [row["key"] for row in rows]
        self._run("DELETE FROM report_words WHERE key = :key", [{"key": key} for key in keys])
        self.drop(keys)

    def written(self, words: Sequence[str], phrase: bool, name: str) -> tuple[str, str]:
        """A query of the index; its words are stemmed as the texts were."""
        sought = [_query(word, "" if phrase else ":*") for word in words]
        query = (" <-> " if phrase else " & ").join(one for one in sought if one)
        found = f"words @@ to_tsquery('desk_words', :{name})"
        return f"SELECT key FROM report_words WHERE {found} AND key > :low AND key <= :high", query

    def formed(self, lemmas: Sequence[str], names: Sequence[str], name: str) -> tuple[str, str]:
        """A query of both columns; the parameter holds both, parted by a sign that no word has."""
        both = ["|".join(filter(None, map(_query, values))) for values in (lemmas, names)]
        part = f"to_tsquery('simple', split_part(:{name}, '/', {{}}))"
        where = f"lemmas @@ {part.format(1)} OR names @@ {part.format(2)}"
        return f"SELECT key FROM report_forms WHERE ({where}) AND key > :low AND key <= :high", "/".join(both)

    def _run(self, statement: str, rows: Sequence[Row]) -> None:
        if rows:
            self._connection.execute(text(statement), list(rows))


def _parted(words: str) -> str:
    return " ".join(PART.findall(words))


def _query(word: str, end: str = "") -> str:
    """One word for to_tsquery: its parts one after the other, the last one with `end`."""
    parts = PART.findall(word)
    return "(" + " <-> ".join([*parts[:-1], parts[-1] + end]) + ")" if parts else ""
