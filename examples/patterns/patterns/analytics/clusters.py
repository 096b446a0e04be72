"""Customers grouped by k-means on what they do. The number of groups is the one with the best mean silhouette among those that two
halves of the customers agree on; all of them are shown."""

import numpy
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.preprocessing import StandardScaler

NAMES = ("n_orders", "revenue_per_order", "days_since_last_order", "days_between_orders", "categories", "discount_share")
CHOICES = range(2, 9)
SEED = 20240101
SAMPLE, SILHOUETTE_SAMPLE = 20_000, 4_000
STABLE = 0.7


def add(warehouse, source, tables):
    rows = warehouse.execute(f"""
        select segments.customer_id, segments.segment, segments.n_orders, cast(segments.monetary as double precision),
          segments.days_since_last_order, value.age_at_last_order, breadth.n_categories, cast(value.discount as double precision),
          cast(value.revenue as double precision)
        from {source}.mart_rfm_segments as segments
        inner join {source}.mart_customer_lifetime_value as value on value.customer_id = segments.customer_id
        inner join (select customer_id, count(distinct category) as n_categories from {source}.int_dashboard_lines
                    where kind = 'sale' group by customer_id) as breadth on breadth.customer_id = segments.customer_id
        order by segments.customer_id""")
    columns = {"k": "integer", "silhouette": "real", "inertia": "real", "stability": "real", "is_chosen": "boolean"}
    if len(rows) < 50:
        tables.add("cluster_choice", columns, [])
        return f"no clusters: {len(rows)} customers are too few"
    raw = features(rows)
    x = StandardScaler().fit_transform(raw)
    choice, model = choose(x)
    labels = model.predict(x)
    order = numpy.argsort(
        [-sum(row[8] for row, label in zip(rows, labels) if label == code) for code in range(model.n_clusters)]
    )
    place = {int(code): i + 1 for i, code in enumerate(order)}
    labels = numpy.array([place[int(label)] for label in labels])
    tables.add(
        "cluster_choice", columns, [(k, s, inertia, stability, k == model.n_clusters) for k, s, inertia, stability in choice]
    )
    tables.add(
        "customer_clusters",
        {"customer_id": "text", "cluster": "integer"},
        [(row[0], int(label)) for row, label in zip(rows, labels)],
    )
    total = sum(row[8] for row in rows)
    summary = []
    for label in sorted(set(labels.tolist())):
        members = [row for row, own in zip(rows, labels) if own == label]
        part = natural(raw[labels == label])
        names = [row[1] for row in members]
        common = max(sorted(set(names)), key=names.count)
        summary.append(
            (
                label,
                len(members),
                sum(row[8] for row in members),
                sum(row[8] for row in members) / total if total else None,
                *(float(numpy.median(part[:, i])) for i in range(len(NAMES))),
                common,
                names.count(common) / len(members),
            )
        )
    tables.add(
        "cluster_summary",
        {
            "cluster": "integer",
            "n_customers": "integer",
            "revenue": "real",
            "revenue_share": "real",
            **{f"median_{name}": "real" for name in NAMES},
            "most_common_segment": "text",
            "share_of_that_segment": "real",
        },
        summary,
    )
    return f"{model.n_clusters} clusters of {len(rows)} customers, mean silhouette {dict((row[0], row[1]) for row in choice)[model.n_clusters]:.2f}"


def features(rows):
    """Logarithms where a value spans orders of magnitude."""
    orders, monetary, since, age, categories, discount, revenue = (
        numpy.array([float(row[i] or 0) for row in rows]) for i in range(2, 9)
    )
    gap = numpy.where(orders > 1, age / numpy.maximum(1, orders - 1), age + since)
    share = numpy.clip(discount / numpy.maximum(revenue + discount, 0.01), 0, 1)
    return numpy.column_stack(
        [numpy.log(orders), numpy.log(numpy.maximum(monetary, 0.01)), numpy.log1p(since), numpy.log1p(gap), categories, share]
    )


def natural(x):
    """The features as their names say."""
    return numpy.column_stack(
        [numpy.exp(x[:, 0]), numpy.exp(x[:, 1]), numpy.expm1(x[:, 2]), numpy.expm1(x[:, 3]), x[:, 4], x[:, 5]]
    )


def choose(x):
    """Rows of k, silhouette, inertia and stability (adjusted Rand index of the groups that two halves of the customers give), and
    the model of the best silhouette among the stable ones."""
    draws = numpy.random.default_rng(SEED)
    sample = x if len(x) <= SAMPLE else x[numpy.sort(draws.choice(len(x), SAMPLE, replace=False))]
    judged = (
        sample
        if len(sample) <= SILHOUETTE_SAMPLE
        else sample[numpy.sort(draws.choice(len(sample), SILHOUETTE_SAMPLE, replace=False))]
    )
    half = draws.permutation(len(sample))
    halves = sample[half[: len(sample) // 2]], sample[half[len(sample) // 2 :]]
    rows, models = [], {}
    for k in CHOICES:
        model = KMeans(k, n_init=3, random_state=SEED).fit(sample)
        found = model.predict(judged)
        silhouette = float(silhouette_score(judged, found)) if len(set(found.tolist())) > 1 else -1.0
        by_halves = [KMeans(k, n_init=2, random_state=SEED).fit(part).predict(judged) for part in halves]
        rows.append((k, silhouette, float(model.inertia_), float(adjusted_rand_score(*by_halves))))
        models[k] = model
    stable = [row for row in rows if row[3] >= STABLE] or rows
    return rows, models[max(stable, key=lambda row: row[1])[0]]
