"""What is in each column: counts, missing and distinct values, quantiles, distribution; and rank correlations."""

import itertools
import math

from scipy import stats

BINS = 20
TOP = 10
QUANTILES = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}
NUMBERS = ("bigint", "integer", "hugeint", "decimal", "numeric", "double", "smallint", "real")

DATED = ("fct_line_items", "fct_orders", "dim_customer", "dim_product")
KEYS = ("line_key", "order_id", "customer_id", "product_id", "purchase_key", "line_no", "product_name")


def add(warehouse, source, tables):
    profiles, bins = [], []
    for table in ("fct_purchases",) if source == "shopping_trends" else DATED:
        for place, (column, kind) in enumerate(columns_of(warehouse, source, table)):
            one, distribution = column_profile(warehouse, f"{source}.{table}", table, column, kind)
            profiles.append((one[0], place, *one[1:]))
            bins += distribution
    tables.add(
        "column_profiles",
        {
            "table_name": "text",
            "place": "integer",
            "column_name": "text",
            "kind": "text",
            "n_rows": "integer",
            "n_missing": "integer",
            "n_distinct": "integer",
            "least": "text",
            "most": "text",
            "mean": "real",
            "deviation": "real",
            **dict.fromkeys(QUANTILES, "real"),
        },
        profiles,
    )
    tables.add(
        "column_distributions",
        {
            "table_name": "text",
            "column_name": "text",
            "place": "integer",
            "label": "text",
            "lower": "real",
            "upper": "real",
            "n_rows": "integer",
        },
        bins,
    )
    found = correlations(warehouse, source)
    tables.add(
        "correlations",
        {"table_name": "text", "first": "text", "second": "text", "n_rows": "integer", "spearman": "real", "p_value": "real"},
        found,
    )
    return f"{len(profiles)} columns, {len(found)} correlations"


def columns_of(warehouse, source, table):
    """Name and kind of each column that holds anything: number, time, or text for what has members."""
    found = []
    for name, kind in warehouse.execute(
        "select column_name, lower(data_type) from information_schema.columns where table_schema = ?"
        " and table_name = ? order by ordinal_position",
        (source, table),
    ):
        kind = "number" if kind.startswith(NUMBERS) else "time" if kind.startswith(("date", "timestamp")) else "text"
        if warehouse.execute(f"select count({name}) from {source}.{table}")[0][0]:
            found.append((name, kind))
    return found


def column_profile(warehouse, relation, table, column, kind):
    run = warehouse.execute
    n, present, distinct, least, most = run(
        f"select count(*), count({column}), count(distinct {column}), cast(min({_plain(column, kind)})"
        f" as varchar), cast(max({_plain(column, kind)}) as varchar) from {relation}"
    )[0]
    mean = deviation = None
    quantiles, bins = [None] * len(QUANTILES), []
    if kind == "number":
        value = f"cast({column} as double precision)"
        listed = ", ".join(
            f"percentile_cont({share}) within group (order by {value})" for share in (*QUANTILES.values(), 0.01, 0.99)
        )
        mean, deviation, *quantiles, low, high = run(f"select avg({value}), stddev_samp({value}), {listed} from {relation}")[0]
        bins = _histogram(run, relation, table, column, value, low, high)
    elif kind == "time":
        bins = [
            (table, column, place, month, None, None, rows)
            for place, (month, rows) in enumerate(
                run(
                    f"select substr(cast({column} as varchar), 1, 7), count(*) from {relation} where {column} is not null group by 1 order by 1"
                )
            )
        ]
    elif column not in KEYS:
        rows = run(
            f"select cast({column} as varchar), count(*) from {relation} where {column} is not null group by 1"
            f" order by 2 desc, 1 limit {TOP}"
        )
        bins = [(table, column, place, label, None, None, count) for place, (label, count) in enumerate(rows)]
        if distinct > TOP:
            bins.append((table, column, TOP, f"{distinct - TOP} others", None, None, present - sum(row[-1] for row in bins)))
    return (table, column, kind, n, n - present, distinct, least, most, mean, deviation, *quantiles), bins


def _plain(column, kind):
    return f"cast({column} as varchar)" if kind == "text" else column


def _histogram(run, relation, table, column, value, low, high):
    """Equal bins from the first to the last hundredth; what lies beyond them is in the first and the last."""
    if low is None or low == high:
        return [(table, column, 0, "", low, high, run(f"select count({column}) from {relation}")[0][0])]
    width = (high - low) / BINS
    place = f"least(greatest(floor(({value} - {low!r}) / {width!r}), 0), {BINS - 1})"
    counts = {int(at): n for at, n in run(f"select {place}, count(*) from {relation} where {column} is not null group by 1")}
    return [(table, column, at, "", low + at * width, low + (at + 1) * width, counts.get(at, 0)) for at in range(BINS)]


def correlations(warehouse, source):
    """Spearman's rank correlations, equal values with their mean rank, each with the probability of more under independence."""
    if source == "shopping_trends":
        relations = {"purchases": (f"{source}.fct_purchases", ("age", "amount", "review_rating", "previous_purchases"))}
    else:
        relations = {
            "orders": (f"{source}.fct_orders where kind = 'sale'", ("n_lines", "units", "gross_amount", "discount")),
            "customers": (f"{source}.mart_rfm_segments", ("days_since_last_order", "n_orders", "monetary", "revenue")),
        }
    found = []
    for name, (relation, columns) in relations.items():
        ranks = ", ".join(
            f"rank() over (order by {column}) + (count(*) over (partition by {column}) - 1) / 2.0 as {column}"
            for column in columns
        )
        pairs = list(itertools.combinations(columns, 2))
        listed = ", ".join(f"corr({a}, {b})" for a, b in pairs)
        n, *values = warehouse.execute(f"select count(*), {listed} from (select {ranks} from {relation}) as ranked")[0]
        for (a, b), r in zip(pairs, values):
            if r is None or math.isnan(r) or n < 3:
                continue
            t = r * math.sqrt((n - 2) / max(1e-300, 1 - r * r))
            found.append((name, a, b, n, float(r), float(2 * stats.t.sf(abs(t), n - 2))))
    return found
