"""Reads what write_sample.cpp wrote with pyarrow and, where it is there, duckdb: types and every value."""
import csv
import datetime
import decimal
import os
import subprocess
import sys
import tempfile

import pyarrow.parquet

N = 100_000
EPOCH = datetime.datetime(1970, 1, 1)


def expected(k):
    return {
        "id": k << 18,
        "amount": decimal.Decimal(k * 7919 % 200_003 - 100_000).scaleb(-2),
        "at": None if k % 7 == 0 else EPOCH + datetime.timedelta(seconds=1_600_000_000 + k * 997),
        "day": EPOCH.date() + datetime.timedelta(days=k % 30_000),
        "quantity": (k % 9 - 4) or None,
        "kind": ("sale", "return", "exchange")[k % 3],
        "flag": k % 2 == 1,
        "rate": 1.0 / (k + 1),
        "name": f'a "b", {k % 100}\nü',
        "ratio": None if k % 5 == 0 else k / 8,
        "note": None if k % 3 == 0 else f"note {k}",
        "kinds": [("sale", "return", "exchange")[(k + j) % 3] for j in range(k % 4)],
        "counts": [k - j for j in range(k % 3)],
    }


def check_parquet(path):
    file = pyarrow.parquet.ParquetFile(path)
    types = {field.name: (str(field.type), field.nullable) for field in file.schema_arrow}
    assert types == {
        "id": ("int64", False), "amount": ("decimal128(12, 2)", False), "at": ("timestamp[us]", True),
        "day": ("date32[day]", False), "quantity": ("int32", True), "kind": ("string", False), "flag": ("bool", False),
        "rate": ("double", False), "name": ("string", False), "ratio": ("double", True), "note": ("string", True),
        "kinds": ("list<element: string not null>", False), "counts": ("list<element: int32 not null>", False)}, types
    groups = [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)]
    assert groups == [30_000, 30_000, 30_000, 10_000], groups
    for k, row in enumerate(file.read().to_pylist()):
        assert row == expected(k), (k, row)
    assert k == N - 1, k
    chunk = file.metadata.row_group(1).column(0)
    assert "DELTA_BINARY_PACKED" in chunk.encodings and chunk.compression == "ZSTD"
    assert (chunk.statistics.min, chunk.statistics.max) == (30_000 << 18, 59_999 << 18)


def check_csv(path):
    def text(value):
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value)

    with open(path, encoding="utf-8", newline="") as file:
        for k, row in enumerate(csv.DictReader(file)):
            wanted = expected(k)
            del wanted["kinds"], wanted["counts"]
            assert float(row.pop("rate")) == wanted.pop("rate"), k
            ratio = row.pop("ratio")
            assert (float(ratio) if ratio else None) == wanted.pop("ratio"), k
            assert row == {name: text(value) for name, value in wanted.items()}, (k, row)
    assert k == N - 1, k


def check_duckdb(folder):
    try:
        import duckdb
    except ImportError:
        print("duckdb is not here: not asked")
        return
    wanted = [expected(k) for k in range(N)]
    sums = (N, sum(row["amount"] for row in wanted), sum(row["quantity"] or 0 for row in wanted),
            sum(row["at"] is None for row in wanted), N // 2)
    for source in (f"'{folder}/sample.parquet'",
                   f"read_csv('{folder}/sample.csv', types={{'amount': 'DECIMAL(12, 2)'}})"):
        found = duckdb.sql("select count(*), sum(amount), sum(quantity), count(*) - count(\"at\"), count(*) filter (flag) "
                           f"from {source}").fetchall()[0]
        assert found == sums, (source, found, sums)


with tempfile.TemporaryDirectory() as folder:
    subprocess.run([sys.argv[1], folder], check=True)
    check_parquet(os.path.join(folder, "sample.parquet"))
    check_csv(os.path.join(folder, "sample.csv"))
    check_duckdb(folder)
