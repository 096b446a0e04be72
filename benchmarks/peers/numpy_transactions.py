"""A peer of retailsim-mocker: transactions as somebody who knows numpy and pyarrow writes them, into zstd Parquet.

The same 12 columns and about as many lines per customer as the preset fmcg, by a simpler model: no seasons, affinities,
cross-selling, launches, returns, price endings or self-check; money is integer cents. Bulk draws, an alias table for the
SKUs, one sort of one integer key, row groups of a customer block, and for each column the encoding that suits it.

usage: numpy_transactions.py CUSTOMERS FILE; prints rows and seconds of processor time, imports not included
"""

import sys
import time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

N_SKUS = 2000
BLOCK = 1 << 14  # customers
DAYS = 730
FIRST_SECOND = 1_672_531_200  # 2023-01-01
DELTA = ["order_id", "customer_id", "ordered_at"]
DICTIONARY = ["line_no", "sku_id", "kind", "quantity", "unit_price", "discount", "amount", "refers_to_order_id",
              "refers_to_line_no"]


def alias_table(weights):
    """Thresholds and aliases (Walker 1977, Vose 1991)."""
    n = len(weights)
    scaled = weights * (n / weights.sum())
    threshold, alias = np.ones(n), np.arange(n)
    small, large = [i for i in range(n) if scaled[i] < 1], [i for i in range(n) if scaled[i] >= 1]
    while small and large:
        poor, rich = small.pop(), large[-1]
        threshold[poor], alias[poor] = scaled[poor], rich
        scaled[rich] -= 1 - scaled[poor]
        if scaled[rich] < 1:
            small.append(large.pop())
    return threshold, alias


def block(rng, first, n, prices, threshold, alias):
    """The lines of customers first to first + n, sorted by customer and time."""
    registered = rng.integers(0, DAYS * 86_400, n)
    rate = rng.gamma(0.9, 10 / 0.9, n) * (rng.random(n) > 0.12)
    lifetime = rng.exponential(18 * 30 * 86_400, n)
    exposure = np.minimum(DAYS * 86_400 - registered, lifetime)
    n_orders = rng.poisson(rate * exposure / (365 * 86_400)) + (rate > 0)
    customer = np.repeat(np.arange(n), n_orders)
    at = registered[customer] + (rng.random(len(customer)) * exposure[customer]).astype(np.int64)
    key = np.sort(customer << 32 | at)
    customer, at = key >> 32, key & 0xFFFF_FFFF
    first_order = np.concatenate(([0], np.cumsum(n_orders)[:-1]))
    number = np.arange(len(customer)) - first_order[customer]
    size = 1 + rng.negative_binomial(1.6, 1.6 / (1.6 + 9), len(customer))
    n_lines = int(size.sum())
    order = np.repeat(np.arange(len(customer)), size)
    first_line = np.cumsum(size) - size
    cell = rng.integers(0, N_SKUS, n_lines)
    sku = np.where(rng.random(n_lines) < threshold[cell], cell, alias[cell])
    quantity = 1 + (rng.random(n_lines, np.float32) < 0.2).astype(np.int32)
    unit_price = prices[sku]
    gross = unit_price * quantity
    discount = np.where(rng.random(n_lines, np.float32) < 0.1, (gross + 5) // 10, 0)
    customer_id = first + 1 + customer
    no_value = np.ones(n_lines, bool)
    return pa.table({
        "order_id": ((customer_id << 18) + number)[order],
        "line_no": (np.arange(1, n_lines + 1) - first_line[order]).astype(np.int32),
        "customer_id": customer_id[order],
        "sku_id": sku + 1,
        "ordered_at": pa.array(((FIRST_SECOND + at) * 1_000_000)[order], pa.int64()).view(pa.timestamp("us")),
        "kind": pa.DictionaryArray.from_arrays(np.zeros(n_lines, np.int8), ["sale", "return", "exchange"]),
        "quantity": quantity,
        "unit_price": unit_price,
        "discount": discount,
        "amount": gross - discount,
        "refers_to_order_id": pa.array(np.zeros(n_lines, np.int64), mask=no_value),
        "refers_to_line_no": pa.array(np.zeros(n_lines, np.int32), mask=no_value),
    })


def main():
    n_customers, path = int(sys.argv[1]), sys.argv[2]
    begin = time.process_time()
    rng = np.random.Generator(np.random.SFC64(1))
    prices = np.maximum(1, np.exp(rng.normal(5.5, 0.7, N_SKUS))).astype(np.int64)
    threshold, alias = alias_table(np.exp(rng.normal(0, 1.6, N_SKUS)))
    writer, rows = None, 0
    for first in range(0, n_customers, BLOCK):
        table = block(rng, first, min(BLOCK, n_customers - first), prices, threshold, alias)
        writer = writer or pq.ParquetWriter(
            path, table.schema, compression="zstd", compression_level=1, use_dictionary=DICTIONARY,
            column_encoding={name: "DELTA_BINARY_PACKED" for name in DELTA}, write_statistics=DELTA)
        writer.write_table(table, row_group_size=1 << 20)
        rows += len(table)
    writer.close()
    print(rows, time.process_time() - begin)


main()
