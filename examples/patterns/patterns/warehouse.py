"""The two warehouses that steps write to. Both give rows for SQL, load a file into a raw table, and do all in a transaction."""

import contextlib
import os
import pathlib
import tempfile

import duckdb

from patterns import files
from patterns.errors import InputError, ServiceError

TARGETS = ("duckdb", "postgres")


class DuckDb:
    """A file; PATTERNS_DUCKDB names it."""

    def __init__(self):
        path = pathlib.Path(os.environ.get("PATTERNS_DUCKDB", "warehouse.duckdb"))
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = duckdb.connect(str(path))
            self._connection.execute(f"set memory_limit = '{os.environ.get('PATTERNS_DUCKDB_MEMORY', '4GB')}'")
        except duckdb.IOException as error:
            raise ServiceError(f"warehouse {path}: {str(error).splitlines()[0]}") from None

    def execute(self, sql, values=()):
        cursor = self._connection.execute(sql, values)
        return cursor.fetchall() if cursor.description else []

    def copy(self, table, path, spec, file_id):
        self._connection.execute(f"insert into {table} {files.select_raw(path, spec, file_id)}")

    def fill(self, table, path):
        """Appends the lines of a CSV file without header, in which \\N is null."""
        self._connection.execute(f"copy {table} from {files.quoted(path)} (format csv, header false, nullstr '\\N')")

    def save(self, sql, path):
        """Writes the rows of a query as CSV with a header."""
        self._connection.execute(f"copy ({sql}) to {files.quoted(path)} (format csv, header true)")

    def begin(self):
        self._connection.execute("begin")

    def commit(self):
        self._connection.execute("commit")

    def rollback(self):
        with contextlib.suppress(duckdb.Error):
            self._connection.execute("rollback")

    def close(self):
        self._connection.close()


class Postgres:
    """A server; PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE name it, as for any client."""

    def __init__(self):
        import psycopg2
        defaults = {"PGHOST": "localhost", "PGPORT": "5432", "PGUSER": "patterns", "PGDATABASE": "patterns"}
        known = {name: os.environ.get(name, value) for name, value in defaults.items()}
        try:
            self._connection = psycopg2.connect(host=known["PGHOST"], port=known["PGPORT"], user=known["PGUSER"],
                                                dbname=known["PGDATABASE"], password=os.environ.get("PGPASSWORD"))
        except psycopg2.OperationalError as error:
            raise ServiceError(f"warehouse postgres: {str(error).splitlines()[0]}") from None
        self._cursor = self._connection.cursor()

    def execute(self, sql, values=()):
        self._cursor.execute(sql.replace("?", "%s"), values)
        return self._cursor.fetchall() if self._cursor.description else []

    def copy(self, table, path, spec, file_id):
        with tempfile.TemporaryDirectory(prefix="patterns-") as folder:
            csv = pathlib.Path(folder) / "rows.csv"
            with duckdb.connect() as reader:
                reader.execute(f"copy ({files.select_raw(path, spec, file_id)}) to {files.quoted(csv)}"
                               " (format csv, header false, nullstr '\\N')")
            with open(csv, encoding="utf-8") as rows:
                self._cursor.copy_expert(f"copy {table} from stdin with (format csv, null '\\N')", rows)

    def fill(self, table, path):
        with open(path, encoding="utf-8") as rows:
            self._cursor.copy_expert(f"copy {table} from stdin with (format csv, null '\\N')", rows)

    def save(self, sql, path):
        with open(path, "w", encoding="utf-8") as rows:
            self._cursor.copy_expert(f"copy ({sql}) to stdout with (format csv, header true)", rows)

    def begin(self):
        pass  # every statement is in a transaction until commit

    def commit(self):
        self._connection.commit()

    def rollback(self):
        self._connection.rollback()

    def close(self):
        self._connection.close()


def connect(target):
    if target not in TARGETS:
        raise InputError(f"target must be one of {', '.join(TARGETS)}, got {target}")
    return DuckDb() if target == "duckdb" else Postgres()


@contextlib.contextmanager
def transaction(target):
    """A warehouse in which everything done in the block appears at once, or nothing."""
    warehouse = connect(target)
    try:
        warehouse.begin()
        yield warehouse
        warehouse.commit()
    except BaseException:
        warehouse.rollback()
        raise
    finally:
        warehouse.close()
