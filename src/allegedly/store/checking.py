"""Is a store whole? Its tables are those of this program, what refers to something finds it, all words are indexed."""

from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text

from allegedly.store import audit, called, deliveries, glances, notices, people, restrictions, schema, statements
from allegedly.store.fulltext import index_of
from allegedly.store.integrity import Damage, damage

TABLES = (
    schema.tables, notices.tables, glances.tables, statements.tables, deliveries.tables, audit.tables,
    restrictions.tables, people.tables, called.tables,
)  # fmt: skip
# What must not be there: a row that refers to nothing. What it is called, its table and column; what is referred to.
LOST = (
    ("claims of reports that are not held", "claim", "report", "report", "key"),
    ("attributions of reports that are not held", "attribution", "report", "report", "key"),
    ("mentions in reports that are not held", "mention", "report", "report", "key"),
    ("extractions of reports that are not held", "extraction", "report", "report", "key"),
    ("members of incidents that are not held", "member", "incident", "incident", "key"),
    ("reports in incidents that are not held", "member", "report", "report", "key"),
    ("incidents that no list shows", "incident", "id", "glance", "id"),
    ("incidents in lists that are not held", "glance", "id", "incident", "id"),
    ("sessions of people who have no account", "session", "person", "person", "name"),
    ("tokens of people who have no account", "token", "owner", "person", "name"),
    ("invitations of people who have no account", "invitation", "person", "person", "name"),
    ("second factors of people who have no account", "factor", "person", "person", "name"),
    ("recovery codes of people who have no second factor", "spare", "person", "factor", "person"),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong (item, what), what waits to be done by the next run, and how many reports were looked at."""

    wrong: tuple[Damage, ...]
    waiting: tuple[str, ...]
    reports: int


def checked(connection: Connection) -> Checked:
    """Look at everything."""
    wrong = [*_shape(connection)]
    if not wrong:
        wrong += [*_lost(connection), *damage(connection)]
        wrong += [*audit.damage(connection), *restrictions.damage(connection), *people.damage(connection)]
    reports = _number(connection, "SELECT count(*) FROM report")
    return Checked(tuple(wrong), tuple(_waiting(connection)), reports)


def _shape(connection: Connection) -> list[Damage]:
    """Tables and columns of this program that are not there."""
    seen, found = inspect(connection), list[Damage]()
    there = set(seen.get_table_names())
    for table in (one for group in TABLES for one in group.sorted_tables):
        columns = {one["name"] for one in seen.get_columns(table.name)} if table.name in there else set()
        if missing := sorted(set(table.c.keys()) - columns):
            found.append((f"table {table.name}", f"has no {', '.join(missing)}" if columns else "is not there"))
    return found


def _lost(connection: Connection) -> list[Damage]:
    found = []
    for what, table, column, other, key in LOST:
        query = f"SELECT count(*) FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM {other} o WHERE o.{key} = t.{column})"
        if count := _number(connection, query):
            found.append(("the store", f"has {count} {what}"))
    return found


def _waiting(connection: Connection) -> list[str]:
    behind = _number(connection, f"SELECT count(*) FROM report WHERE key > {index_of(connection).last()}")
    unlinked = _number(connection, "SELECT count(*) FROM unlinked")
    told = ((behind, "reports are not in the index of words yet"), (unlinked, "reports are in no incident yet"))
    return [f"{count} {what}" for count, what in told if count]


def _number(connection: Connection, query: str) -> int:
    return int(connection.execute(text(query)).scalar_one())
