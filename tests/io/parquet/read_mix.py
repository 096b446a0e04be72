"""Reads what write_mix.cpp wrote with pyarrow, duckdb and polars, and compares every value: read_mix.py PROGRAM [CASES]."""
import pathlib
import subprocess
import sys
import tempfile

import pyarrow
import pyarrow.compute
import pyarrow.parquet

TYPES = {"int64": pyarrow.int64(), "int32": pyarrow.int32(), "timestamp": pyarrow.timestamp("us"),
         "date": pyarrow.date32(), "money": pyarrow.decimal128(12, 2), "double": pyarrow.float64(),
         "string": pyarrow.string()}


def expected(base, n_rows, index, name):
    """The array that the raw files mean."""
    kind, *marks = name.split("-")
    raw = pathlib.Path(f"{base}.{index}.raw").read_bytes()
    valid = pathlib.Path(f"{base}.{index}.valid").read_bytes()
    n = len(valid)
    mask = pyarrow.array([byte != 0 for byte in valid], pyarrow.bool_()).buffers()[1] if "null" in marks else None
    if kind == "bool":
        values = pyarrow.array([byte != 0 for byte in raw], pyarrow.bool_())
        if mask is not None:
            values = pyarrow.Array.from_buffers(pyarrow.bool_(), n, [mask, values.buffers()[1]])
    elif kind == "string":
        ends = pyarrow.py_buffer(raw[:4 * (n + 1)])
        values = pyarrow.Array.from_buffers(pyarrow.string(), n, [mask, ends, pyarrow.py_buffer(raw[4 * (n + 1):])])
    else:
        values = pyarrow.Array.from_buffers(TYPES[kind], n, [mask, pyarrow.py_buffer(raw)])
    if "list" in marks:
        ends = pyarrow.Array.from_buffers(pyarrow.int64(), n_rows + 1,
                                          [None, pyarrow.py_buffer(pathlib.Path(f"{base}.{index}.offsets").read_bytes())])
        values = pyarrow.LargeListArray.from_arrays(ends, values)
    return values


def same(found, wanted):
    """Whether two arrays are equal, bit for bit; types of readers that mean the same may differ."""
    if len(found) != len(wanted):
        return False
    if pyarrow.types.is_large_list(wanted.type):
        lengths = pyarrow.compute.list_value_length
        if not lengths(found).cast(pyarrow.int64()).equals(lengths(wanted).cast(pyarrow.int64())):
            return False
        return same(pyarrow.compute.list_flatten(found), pyarrow.compute.list_flatten(wanted))
    if found.type != wanted.type:
        found = found.cast(wanted.type)
    if pyarrow.types.is_floating(wanted.type):
        # Equality knows neither NaN nor the sign of zero: compare bits, where there are any.
        if found.null_count != wanted.null_count or not found.is_valid().equals(wanted.is_valid()):
            return False
        found, wanted = (pyarrow.concat_arrays([array.drop_null()]).view(pyarrow.int64()) for array in (found, wanted))
    return found.equals(wanted)


def one(chunked):
    array = chunked.combine_chunks()
    return array.combine_chunks() if isinstance(array, pyarrow.ChunkedArray) else array


def readers():
    yield "pyarrow", lambda path: pyarrow.parquet.read_table(path, page_checksum_verification=True)
    try:
        import duckdb
        yield "duckdb", lambda path: duckdb.sql(f"from '{path}'").to_arrow_table()
    except ImportError:
        print("duckdb is not here: not asked")
    try:
        import polars
        yield "polars", lambda path: polars.read_parquet(path).to_arrow()
    except ImportError:
        print("polars is not here: not asked")


def check_extremes(file, wanted):
    """Of every row group: least, greatest and number of nulls, as the format wants them."""
    begin = 0
    for g in range(file.num_row_groups):
        group = file.metadata.row_group(g)
        for c in range(group.num_columns):
            chunk, values = group.column(c), wanted[c].slice(begin, group.num_rows)
            if pyarrow.types.is_large_list(values.type):
                continue
            statistics = chunk.statistics
            assert statistics is not None and statistics.null_count == values.null_count, (g, c)
            if pyarrow.types.is_floating(values.type):
                values = pyarrow.array([x for x in values.drop_null().to_pylist() if x == x], values.type)
            if pyarrow.types.is_decimal(values.type) or not statistics.has_min_max:
                assert pyarrow.types.is_decimal(values.type) or pyarrow.types.is_string(values.type) or not len(
                    values.drop_null()), (g, c)
                continue
            extremes = pyarrow.compute.min_max(values)
            least, most = extremes["min"].as_py(), extremes["max"].as_py()
            if pyarrow.types.is_string(values.type):
                texts = [text.encode() for text in values.drop_null().to_pylist()]
                least, most = min(texts).decode(), max(texts).decode()
            assert (statistics.min, statistics.max) == (least, most), (g, c, statistics)
        begin += group.num_rows


def check(base, all_readers):
    n_rows, kinds = pathlib.Path(f"{base}.types").read_text().split("\n")
    kinds = kinds.split()
    wanted = [expected(base, int(n_rows), i, kind) for i, kind in enumerate(kinds)]
    for name, read in all_readers:
        table = read(f"{base}.parquet")
        assert table.column_names == [f"c{i}" for i in range(len(kinds))], (name, table.column_names)
        for i, kind in enumerate(kinds):
            assert same(one(table.column(i)), wanted[i]), f"{name} reads other values: {base} column {i} {kind}"
    file = pyarrow.parquet.ParquetFile(f"{base}.parquet")
    assert file.metadata.metadata[b"case"].decode() == pathlib.Path(base).name
    if not any(kind.startswith(("timestamp", "date")) for kind in kinds):  # Python's own calendar ends
        check_extremes(file, wanted)
    return len(kinds)


def main():
    n_cases = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    all_readers = list(readers())
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder, str(n_cases)], check=True)
        n_columns = sum(check(f"{folder}/{which}", all_readers) for which in range(n_cases))
    print(f"{n_cases} files, {n_columns} columns, equal in {', '.join(name for name, _ in all_readers)}")


if __name__ == "__main__":
    main()
