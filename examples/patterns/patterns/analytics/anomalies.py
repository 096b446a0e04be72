"""Days and customers far from what is expected of them, with the probability of being so far or further."""

import numpy
from scipy import optimize, special, stats

from patterns.analytics.series import Daily, discoveries, expected, iso, tails

SHOWN_CUSTOMERS = 200


def add(warehouse, source, tables):
    daily = Daily(warehouse, source)
    if daily.is_enough():
        mean, dispersion, _, _ = expected(daily)
        p = tails(daily.n_orders, mean, dispersion)
    else:
        mean = p = numpy.full(len(daily.days), numpy.nan)
    found = discoveries(p)
    tables.add(
        "anomalous_days",
        {"day": "day", "n_orders": "integer", "expected_orders": "real", "tail_probability": "real", "revenue": "real"},
        sorted(
            (
                (iso(daily.days[i]), int(daily.n_orders[i]), float(mean[i]), float(p[i]), float(daily.revenue[i]))
                for i in numpy.flatnonzero(found)
            ),
            key=lambda row: (row[3], row[0]),
        ),
    )
    customers = anomalous_customers(warehouse, source)
    tables.add(
        "anomalous_customers",
        {"customer_id": "text", "measure": "text", "observed": "real", "expected": "real", "tail_probability": "real"},
        customers,
    )
    return f"{found.sum()} anomalous days, {len(customers)} anomalous customers"


def anomalous_customers(warehouse, source):
    rows = warehouse.execute(f"""select customer_id, n_orders, age + 1, cast(revenue_per_order as double precision)
        from {source}.mart_customer_lifetime_value where n_orders > 0 order by customer_id""")
    if len(rows) < 30:
        return []
    ids = [row[0] for row in rows]
    orders, days, value = (numpy.array([float(row[i] or 0) for row in rows]) for i in (1, 2, 3))
    result = []

    # Orders after the first: gamma rates over the days since then.
    r, alpha = fit_negative_binomial(orders - 1, days)
    p = stats.nbinom.sf(orders - 2, r, alpha / (alpha + days))
    result += [
        (ids[i], "orders after the first", orders[i] - 1, r / alpha * days[i], p[i]) for i in numpy.flatnonzero(discoveries(p))
    ]

    # Revenue per order: Student's t of the logarithm, as its tails are heavier than normal.
    positive = numpy.flatnonzero(value > 0)
    logs = numpy.log(value[positive])
    sample = logs if len(logs) <= 5_000 else numpy.random.default_rng(1).choice(logs, 5_000, replace=False)
    degrees, centre, scale = stats.t.fit(sample)
    p = numpy.minimum(1, 2 * stats.t.sf(numpy.abs(logs - centre) / scale, degrees))
    result += [
        (ids[positive[i]], "revenue per order", value[positive[i]], float(numpy.exp(centre)), p[i])
        for i in numpy.flatnonzero(discoveries(p))
    ]
    return sorted(
        ((name, measure, *map(float, rest)) for name, measure, *rest in result), key=lambda row: (row[4], row[0], row[1])
    )[:SHOWN_CUSTOMERS]


def fit_negative_binomial(counts, days):
    """Shape r and rate alpha (in days) of the gamma law of Poisson rates, by maximum likelihood."""
    pairs, weights = numpy.unique(numpy.column_stack([counts, days]), axis=0, return_counts=True)
    x, t = pairs[:, 0], pairs[:, 1]

    def loss(log_parameters):
        r, alpha = numpy.exp(log_parameters)
        terms = (
            special.gammaln(r + x) - special.gammaln(r) + r * numpy.log(alpha / (alpha + t)) + x * numpy.log(t / (alpha + t))
        )
        return -(weights * terms).sum() / weights.sum()

    start = numpy.log([1.0, max(1e-3, days.sum() / max(1.0, counts.sum()))])
    return tuple(numpy.exp(optimize.minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-10}).x))
