"""Store → raw tables. A file is known by table, name and hash: one that is there already is not loaded again."""

import tempfile

from patterns import files, sources
from patterns.errors import InputError
from patterns.warehouse import transaction

REGISTRY = """create table if not exists {schema}._files (
  file_id bigint not null, table_name varchar not null, file_name varchar not null, sha256 varchar not null,
  n_rows bigint not null, first_day varchar, last_day varchar, loaded_at timestamp not null, replaces boolean not null,
  transformed boolean not null)"""


def prepare(warehouse, source):
    """The source's raw schema with a table for each kind of file, empty where nothing is loaded yet."""
    schema = f"{source}_raw"
    warehouse.execute(f"create schema if not exists {schema}")
    warehouse.execute(REGISTRY.format(schema=schema))
    for table in sources.tables_of(source):
        columns = ", ".join(f"{column} varchar" for column in table.raw_columns())
        warehouse.execute(f"create table if not exists {schema}.{table.name}"
                          f" ({columns}, _file_id bigint not null, _row_number bigint not null)")
    return schema


def chosen(source, names, date):
    """The files of a run: those without a day in their name, and those of the run's day; all where no day is given."""
    return [name for name in names if date is None or sources.date_of(name) in (None, date)]


def load(source, store, target, date=None):
    """Loads what the store holds and the warehouse does not, all files or none. Gives a line for each file."""
    names = chosen(source, store.names(source), date)
    if not names:
        wanted = f" for {date}" if date else ""
        raise InputError(f"store {store.url} holds no complete file of {source}{wanted}; run upload first")
    done = []
    with tempfile.TemporaryDirectory(prefix="patterns-") as folder, transaction(target) as warehouse:
        schema = prepare(warehouse, source)
        for name in names:
            done.append(_load_file(source, name, store, folder, warehouse, schema))
        loaded = {row[0] for row in warehouse.execute(f"select distinct table_name from {schema}._files")}
        missing = [table.name for table in sources.tables_of(source) if table.name not in loaded]
        if missing:
            raise InputError(f"{source}: no file of {', '.join(missing)} has been loaded; nothing was changed")
    return done


def _load_file(source, name, store, folder, warehouse, schema):
    table = sources.table_of(source, name)
    digest = store.hash_of(source, name)
    known = warehouse.execute(f"select file_id, sha256, file_name, n_rows from {schema}._files"
                              " where table_name = ? and (file_name = ? or sha256 = ?)", (table.name, name, digest))
    same = next((row for row in known if row[1] == digest), None)
    if same:
        return {"file": name, "table": table.name, "rows": same[3], "done": "known" if same[2] == name else f"known as {same[2]}"}
    path = files.as_utf8(store.get(source, name, folder), folder)
    for file_id, *_ in known:  # the same name with other content: the old rows go
        warehouse.execute(f"delete from {schema}.{table.name} where _file_id = ?", (file_id,))
        warehouse.execute(f"delete from {schema}._files where file_id = ?", (file_id,))
    file_id = warehouse.execute(f"select coalesce(max(file_id), 0) + 1 from {schema}._files")[0][0]
    warehouse.copy(f"{schema}.{table.name}", path, table, file_id)
    time = f"substr({sources.raw_name(table.time)}, 1, 10)" if table.time else "null"
    n_rows, first_day, last_day = warehouse.execute(
        f"select count(*), min({time}), max({time}) from {schema}.{table.name} where _file_id = ?", (file_id,))[0]
    warehouse.execute(f"insert into {schema}._files values (?, ?, ?, ?, ?, ?, ?, current_timestamp, ?, false)",
                      (file_id, table.name, name, digest, n_rows, first_day, last_day, bool(known)))
    return {"file": name, "table": table.name, "rows": n_rows, "done": "replaced" if known else "loaded"}
