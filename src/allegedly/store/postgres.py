"""PostgreSQL: a store that many machines share.

Readers see one state in each transaction (REPEATABLE READ) and never wait. Writers come one after the other, by an
advisory lock that a transaction holds to its end: keys are given in the order in which others come to see them, which
paging, the text index and linking rest on. What takes long, reading reports out, is done outside of transactions.
"""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from allegedly.errors import SetupIncomplete, StoreFailed
from allegedly.model.home import Shared
from allegedly.store.dialect import translated

PATIENCE = "300s"  # as long as SQLite waits for another writer: one that links all of a large desk takes minutes
LOCK = 0x616C6C67  # "allg"; the second half of the lock's name is the schema, so that desks in one database are apart


def connect(place: Shared) -> Engine:
    """The engine of a database. Raises SetupIncomplete without its driver, StoreFailed where the address is none."""
    try:
        import psycopg  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise SetupIncomplete("PostgreSQL needs its driver. Run: pip install 'allegedly[postgres]'") from error
    try:
        url = make_url(place.url).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise StoreFailed(f"{place}: is no address. Write it so: postgresql://user@host/database") from error
    engine = create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    event.listen(engine, "before_cursor_execute", _put_in_its_words, retval=True)
    return engine


def version(connection: Connection, place: Shared) -> int:
    """The version of its schema; 0 for an empty database. Raises StoreFailed where it is another program's."""
    if connection.execute(text("SELECT to_regclass('desk_schema')")).scalar() is not None:
        return int(connection.execute(text("SELECT version FROM desk_schema")).scalar_one())
    here = text("SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()")
    if connection.execute(here).scalar_one():
        raise StoreFailed(f"{place}: is a database of another program. Give the desk a database of its own.")
    if connection.execute(text("SHOW server_encoding")).scalar_one() != "UTF8":
        raise StoreFailed(f"{place}: its encoding is not UTF8. Make the database with ENCODING 'UTF8'.")
    return 0


def note_version(connection: Connection, number: int) -> None:
    """Write down the version of its schema."""
    connection.execute(text("CREATE TABLE IF NOT EXISTS desk_schema (version BIGINT NOT NULL)"))
    connection.execute(text("DELETE FROM desk_schema"))
    connection.execute(text("INSERT INTO desk_schema VALUES (:number)"), {"number": number})


def compact(engine: Engine) -> None:
    """Write the tables anew without what was deleted. The server's own log (WAL) and its copies are not reached."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        tables = text("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
        for name in connection.execute(tables).scalars().all():
            connection.execute(text(f"VACUUM FULL {name}"))


def _connected(connection: Any, _record: Any) -> None:
    from psycopg.adapt import Dumper

    class Words(Dumper):
        """Text columns take no NUL, which a hostile report may have in a name; the record itself keeps it (bytes)."""

        def dump(self, obj: str) -> bytes:
            return obj.replace("\0", "\ufffd").encode()

    connection.adapters.register_dumper(str, Words)
    connection.execute(f"SET lock_timeout = '{PATIENCE}'")
    connection.commit()


def _begun(connection: Connection) -> None:
    """A writer waits for its turn, and then sees all that those before it wrote: so its level is another one."""
    if connection.get_execution_options().get("write"):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK}, hashtext(current_schema()))")


def _put_in_its_words(
    _connection: Any, _cursor: Any, statement: str, parameters: Any, context: Any, _many: bool
) -> tuple[str, Any]:
    """What was not written by SQLAlchemy was written for SQLite."""
    own = context is not None and context.compiled is not None
    return (statement if own else translated(statement)), parameters
