"""Reading one CSV or Parquet file: what columns it has, whether it is whole, and its rows as text."""

import codecs
import hashlib
import pathlib
import tempfile

import duckdb

from patterns.errors import InputError


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def quoted(text):
    return "'" + str(text).replace("'", "''") + "'"


def is_utf8(path):
    decoder = codecs.getincrementaldecoder("utf-8")()
    with open(path, "rb") as file:
        try:
            while piece := file.read(1 << 20):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def as_utf8(path, folder):
    """The file itself, or where a CSV holds bytes that are not UTF-8 a copy in the folder with U+FFFD for each: one damaged
    name does not keep a day from the warehouse, and staging says in which rows it is."""
    path = pathlib.Path(path)
    if path.suffix != ".csv" or is_utf8(path):
        return path
    copy = pathlib.Path(folder) / f"utf8-{path.name}"
    with open(path, encoding="utf-8", errors="replace", newline="") as file, \
            open(copy, "w", encoding="utf-8", newline="") as out:
        while piece := file.read(1 << 20):
            out.write(piece)
    return copy


def scan(path):
    """The SQL that reads the file, every column of a CSV as text. An empty field is null."""
    if str(path).endswith(".parquet"):
        return f"read_parquet({quoted(path)})"
    return (f"read_csv({quoted(path)}, all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"',"
            " nullstr = '', auto_detect = false, strict_mode = true, columns = " + _csv_columns(path) + ")")


def _csv_columns(path):
    names = _csv_header(path)
    return "{" + ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in names) + "}"


def _csv_header(path):
    import csv
    with open(path, newline="", encoding="utf-8-sig") as file:
        return next(csv.reader(file), [])


def check(path, table, max_bytes):
    """Raises InputError unless the file is whole and has the columns of its table; gives the number of rows."""
    size = path.stat().st_size
    if size == 0:
        raise InputError(f"{path.name}: the file is empty")
    if size > max_bytes:
        raise InputError(f"{path.name}: {size} bytes, more than the {max_bytes} allowed")
    if path.suffix == ".csv":
        with open(path, "rb") as file:
            file.seek(-1, 2)
            if file.read(1) != b"\n":
                raise InputError(f"{path.name}: the last line has no end: the file is truncated")
    try:
        with duckdb.connect() as reader, tempfile.TemporaryDirectory(prefix="patterns-") as folder:
            rows = scan(as_utf8(path, folder))
            columns = [row[0] for row in reader.execute(f"describe select * from {rows}").fetchall()]
            missing = [name for name in table.columns if name not in columns]
            unknown = [name for name in columns if name not in table.columns]
            if missing or unknown:
                said = [f"{kind} {', '.join(names)}" for kind, names in (("missing", missing), ("unknown", unknown)) if names]
                raise InputError(f"{path.name}: columns {'; '.join(said)}")
            # Every value is read: a damaged page or a line of too few fields is an error here and not in the warehouse.
            counted = ", ".join(f"count({_identifier(name)})" for name in columns)
            return reader.execute(f"select count(*), {counted} from {rows}").fetchone()[0]
    except duckdb.Error as error:
        raise InputError(f"{path.name}: cannot be read: {str(error).splitlines()[0]}") from None


def _identifier(name):
    return '"' + name.replace('"', '""') + '"'


def select_raw(path, table, file_id):
    """The SQL that gives the rows of a raw table: every column as text, then the file and the number of the row in it."""
    columns = ", ".join(f"cast({_identifier(column)} as varchar) as {raw}"
                        for column, raw in zip(table.columns, table.raw_columns()))
    return f"select {columns}, {file_id} as _file_id, row_number() over () as _row_number from {scan(path)}"
