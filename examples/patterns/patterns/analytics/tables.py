"""The tables that analytics writes, collected before any of them is touched."""

import csv
import math
import pathlib
import tempfile

TYPES = {"text": "varchar", "integer": "bigint", "real": "double precision", "day": "date", "boolean": "boolean"}


class Tables:
    def __init__(self):
        self._tables = {}

    def add(self, name, columns, rows):
        """A table of the analytics schema: columns as {name: text, integer, real, day or boolean}; a real that is none is null."""
        self._tables[name] = (columns, [tuple(row) for row in rows])

    def rows(self, name):
        """The rows of a table as dictionaries; empty where there is none."""
        columns, rows = self._tables.get(name, ({}, []))
        return [dict(zip(columns, row)) for row in rows]

    def write(self, warehouse, source):
        """Replaces the schema's tables; what is no longer written goes."""
        schema = f"{source}_analytics"
        warehouse.execute(f"drop schema if exists {schema} cascade")
        warehouse.execute(f"create schema {schema}")
        with tempfile.TemporaryDirectory(prefix="patterns-") as folder:
            for name, (columns, rows) in self._tables.items():
                listed = ", ".join(f"{column} {TYPES[kind]}" for column, kind in columns.items())
                warehouse.execute(f"create table {schema}.{name} ({listed})")
                path = pathlib.Path(folder) / f"{name}.csv"
                with open(path, "w", encoding="utf-8", newline="") as file:
                    csv.writer(file, lineterminator="\n").writerows([_text(value) for value in row] for row in rows)
                if rows:
                    warehouse.fill(f"{schema}.{name}", path)


def _text(value):
    if value is None or isinstance(value, float) and not math.isfinite(value):
        return "\\N"
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(float(value)) if isinstance(value, float) else str(value)
