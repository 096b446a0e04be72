"""The exploratory page: what the analytics step has found, with the numbers."""

import itertools
import math

from patterns import findings
from patterns.document import Document, bars, lines, square, text_of
from patterns.errors import InputError
from patterns.page import escaped


def explore_page(warehouse, source, title, links=()):
    if not findings.exists(warehouse, source, "column_profiles"):
        raise InputError(f"{source}: the warehouse has no analytics; run analytics first")

    def rows(table, order):
        return findings.rows(warehouse, source, table, order)

    document = Document(source)
    if source == "shopping_trends":
        _structure(document, rows)
        _groups(document, rows)
    else:
        _trends(document, rows)
        _anomalies(document, rows)
        _segments(document, warehouse, source, rows)
        _outlook(document, rows)
    _correlations(document, rows)
    _columns(document, rows)
    return document.page(f"{title}: explored", f"{source}: what is in the data, what stands out, and how sure that is", links)


def _sparkline(bins):
    """The distribution of a column as small bars that say what they hold."""
    most = max((row["n_rows"] for row in bins), default=0)
    if not most:
        return ""
    width = 140 / len(bins)
    shapes = []
    for i, row in enumerate(bins):
        height = 30 * row["n_rows"] / most
        name = row["label"] or (f"{text_of(row['lower'])} to {text_of(row['upper'])}" if row["lower"] is not None else "")
        shapes.append(
            f'<rect x="{i * width:.1f}" y="{30 - height:.1f}" width="{max(0.5, width - 0.5):.1f}" height="{height:.1f}" fill="var(--c0)">'
            f"<title>{escaped(name)}: {row['n_rows']:,}</title></rect>"
        )
    return f'<svg width="140" height="30" role="img" aria-label="distribution">{"".join(shapes)}</svg>'


def _columns(document, rows):
    bins = {
        key: list(part)
        for key, part in itertools.groupby(
            rows("column_distributions", "table_name, column_name, place"), lambda row: (row["table_name"], row["column_name"])
        )
    }
    document.section("Columns")
    document.say(
        "Each column of the warehouse's tables that holds anything. Bars: twenty equal bins from the first to the last hundredth of numbers"
        " (what lies beyond them is in the outer two), months, or the ten most frequent values."
    )
    every = rows("column_profiles", "table_name desc, place")
    for table, part in itertools.groupby(every, lambda row: row["table_name"]):
        part = list(part)
        document.say(f"{table}: {part[0]['n_rows']:,} rows")
        document.table(
            f"columns-{table}",
            ["column", "missing", "distinct", "least", "5 %", "25 %", "median", "75 %", "95 %", "most", "mean", "distribution"],
            [
                (
                    row["column_name"],
                    row["n_missing"],
                    row["n_distinct"],
                    _short(row, "least"),
                    row["p05"],
                    row["p25"],
                    row["p50"],
                    row["p75"],
                    row["p95"],
                    _short(row, "most"),
                    row["mean"],
                    _sparkline(bins.get((table, row["column_name"]), [])),
                )
                for row in part
            ],
            drawn=(11,),
        )


def _short(row, name):
    if row["kind"] == "number":
        return text_of(float(row[name]))
    return row[name][: 10 if row["kind"] == "time" else 22]


def _correlations(document, rows):
    document.section("Correlations")
    document.say(
        "Spearman's rank correlations: 1 where two columns ascend together, 0 where they have nothing to do with each other."
    )
    for table, part in itertools.groupby(rows("correlations", "table_name"), lambda row: row["table_name"]):
        part = list(part)
        names = list(dict.fromkeys(name for row in part for name in (row["first"], row["second"])))
        cells = [
            (names.index(a), names.index(b), row["spearman"])
            for row in part
            for a, b in ((row["first"], row["second"]), (row["second"], row["first"]))
        ]
        document.chart(f"{table}: {part[0]['n_rows']:,} rows", square(names, cells))
        document.table(
            f"correlations-{table}",
            ["first", "second", "rows", "correlation", "probability of more if independent"],
            [(row["first"], row["second"], row["n_rows"], row["spearman"], row["p_value"]) for row in part],
        )


def _trends(document, rows):
    days, weekdays = rows("daily_trend", "day"), rows("seasonality", "kind desc, place")
    document.section("Trend and seasons")
    document.say("Revenue of each day, and its trend after the week is taken out (STL, robust).")
    document.chart(
        "Revenue by day",
        lines(
            [row["day"] for row in days], {"revenue": [row["revenue"] for row in days], "trend": [row["trend"] for row in days]}
        ),
    )
    growth = rows("growth", "per_year")
    if growth:
        row = growth[0]
        document.say(
            f"Orders change by {100 * row['per_year']:+.0f} % in a year (95 % interval {100 * row['low']:+.0f} to {100 * row['high']:+.0f} %)."
        )
    else:
        document.say(
            "With under two years of data, or with few orders, a season of the year cannot be told from growth: neither is given."
        )
    for kind, part in itertools.groupby(weekdays, lambda row: row["kind"]):
        part = list(part)
        document.chart(
            f"Orders by {kind}, mean day = 1, with 95 % intervals",
            bars(
                [row["name"] for row in part],
                [row["factor"] for row in part],
                across=False,
                low=[row["low"] for row in part],
                high=[row["high"] for row in part],
            ),
        )
        p = part[0]["p_value"]
        document.say(f"Probability of such differences if every {kind} were alike: {p:.2g}." if p is not None else "")


def _anomalies(document, rows):
    days, anomalous = rows("daily_trend", "day"), rows("anomalous_days", "tail_probability, day")
    document.section("Days and customers that stand out")
    document.say(
        "Expected: quasi-Poisson regression of orders on a smooth trend and the weekday, without the days far out. Tail: the probability of a day so"
        " far from it or further, negative binomial. Shown are those that Benjamini and Hochberg's procedure takes: on average one in a hundred of"
        " them is chance."
    )
    places = {row["day"]: i for i, row in enumerate(days)}
    option = lines(
        [row["day"] for row in days],
        {"orders": [row["n_orders"] for row in days], "expected": [row["expected_orders"] for row in days]},
    )
    option["series"][0] |= {
        "markPoint": {
            "symbol": "circle",
            "symbolSize": 9,
            "label": {"show": False},
            "itemStyle": {"color": "$c3"},
            "data": [{"coord": [places[row["day"]], row["n_orders"]]} for row in anomalous],
        }
    }
    option["series"][1] |= {"showSymbol": False}
    document.chart("Orders by day and what was expected", option)
    document.say(f"{len(anomalous)} days stand out." if anomalous else "No day stands out.")
    if anomalous:
        document.table(
            "anomalous-days",
            ["day", "orders", "expected", "tail probability", "revenue"],
            [
                (row["day"], row["n_orders"], row["expected_orders"], row["tail_probability"], row["revenue"])
                for row in anomalous
            ],
            most=20,
        )
    customers = rows("anomalous_customers", "tail_probability, customer_id, measure")
    document.say(
        "Customers: orders after the first under gamma rates (negative binomial over each one's days), revenue per order under Student's t of its"
        f" logarithm. {len(customers) or 'None'} stand{'s' if len(customers) == 1 else ''} out."
    )
    if customers:
        document.table(
            "anomalous-customers",
            ["customer", "measure", "observed", "expected", "tail probability"],
            [
                (row["customer_id"], row["measure"], row["observed"], row["expected"], row["tail_probability"])
                for row in customers
            ],
            most=20,
        )


def segments_table(document, warehouse, source):
    found = warehouse.execute(
        f"select segment, count(*), sum(revenue), avg(n_orders), avg(days_since_last_order) from {source}.mart_rfm_segments"
        " group by segment order by sum(revenue) desc, segment"
    )
    document.table(
        "segments",
        ["segment", "customers", "revenue", "orders, mean", "days since the last, mean"],
        [(name, int(n), revenue, float(orders), float(days)) for name, n, revenue, orders, days in found],
    )
    return found


def _segments(document, warehouse, source, rows):
    document.section("Segments")
    document.say(
        "RFM: recency, frequency and monetary value in fifths, equal values with equal scores; names by the seed rfm_segments."
    )
    segments_table(document, warehouse, source)
    choice, summary = rows("cluster_choice", "k"), rows("cluster_summary", "cluster")
    if not choice:
        document.say("Too few customers for clusters.")
        return
    chosen = next(row for row in choice if row["is_chosen"])
    document.say(
        f"Clusters: k-means on six scaled features; k = {chosen['k']} has the best mean silhouette of those that are stable, {chosen['silhouette']:.2f}. Stability is how"
        " alike the clusters are that two halves of the customers give (adjusted Rand index; 1 is equal, 0 chance; at least 0.7 is asked for). A silhouette below 0.5 says"
        " that customers shade into one another: take clusters as a description."
        if chosen["silhouette"] < 0.5
        else f"Clusters: k-means on six scaled features; k = {chosen['k']} has the best mean silhouette of those that are stable, {chosen['silhouette']:.2f}."
    )
    option = lines(
        [row["k"] for row in choice],
        {"silhouette": [row["silhouette"] for row in choice], "stability": [row["stability"] for row in choice]},
    )
    option["series"][0]["markPoint"] = {
        "symbol": "circle",
        "symbolSize": 12,
        "label": {"show": False},
        "itemStyle": {"color": "$c3"},
        "data": [{"coord": [str(chosen["k"]), chosen["silhouette"]]}],
    }
    document.chart("The choice of k", option, "flat")
    document.table(
        "clusters",
        [
            "cluster",
            "customers",
            "share of revenue",
            "orders",
            "revenue per order",
            "days since the last",
            "days between orders",
            "categories",
            "discount share",
            "most are",
            "of them",
        ],
        [
            (
                row["cluster"],
                row["n_customers"],
                row["revenue_share"],
                row["median_n_orders"],
                row["median_revenue_per_order"],
                row["median_days_since_last_order"],
                row["median_days_between_orders"],
                row["median_categories"],
                row["median_discount_share"],
                row["most_common_segment"],
                row["share_of_that_segment"],
            )
            for row in summary
        ],
    )
    document.note("Medians of the cluster's customers.")


def calibration_chart(document, rows):
    found = rows("outlook_calibration", "horizon_days, tenth")
    if not found:
        return
    horizons = list(dict.fromkeys(row["horizon_days"] for row in found))
    most = max(max(row["expected_orders"], row["actual_orders"]) / row["n_customers"] for row in found)
    step = 10 ** math.floor(math.log10(most)) / 2
    most = math.ceil(most / step) * step
    document.chart(
        "Orders per customer, by tenths of the forecast: expected (across) and come",
        {
            "legend": {"data": [f"{days} days" for days in horizons]},
            "tooltip": {},
            "xAxis": {"type": "value", "min": 0, "max": most},
            "yAxis": {"type": "value", "min": 0, "max": most},
            "series": [
                *(
                    {
                        "type": "scatter",
                        "name": f"{days} days",
                        "symbolSize": 9,
                        "data": [
                            [row["expected_orders"] / row["n_customers"], row["actual_orders"] / row["n_customers"]]
                            for row in found
                            if row["horizon_days"] == days
                        ],
                    }
                    for days in horizons
                ),
                {
                    "type": "line",
                    "data": [[0, 0], [most, most]],
                    "symbol": "none",
                    "silent": True,
                    "lineStyle": {"type": "dashed", "width": 1, "color": "$soft"},
                },
            ],
        },
    )
    document.table(
        "calibration",
        ["days", "tenth", "customers", "orders expected", "orders come", "value expected", "value come"],
        [
            (
                row["horizon_days"],
                row["tenth"],
                row["n_customers"],
                row["expected_orders"],
                row["actual_orders"],
                row["expected_value"],
                row["actual_value"],
            )
            for row in found
        ],
        most=30,
    )


def _outlook(document, rows):
    document.section("The next purchases")
    document.say(*(row["said"] for row in rows("outlook_notes", "coalesce(horizon_days, 0)")))
    calibration_chart(document, rows)
    customers = rows("customer_outlook", "expected_value_90d desc, customer_id limit 15")
    if customers:
        document.say(
            "The customers of the highest expected value in 90 days, which is of sales before anything comes back; all are in customer_outlook."
        )
        document.table(
            "outlook",
            [
                "customer",
                "probability alive",
                "value of an order",
                *(f"{what}, {days} days" for days in (30, 90, 365) for what in ("orders", "value")),
            ],
            [
                (
                    row["customer_id"],
                    row["probability_alive"],
                    row["value_per_order"],
                    *(row[f"expected_{what}_{days}d"] for days in (30, 90, 365) for what in ("orders", "value")),
                )
                for row in customers
            ],
        )


def _structure(document, rows):
    found = rows("structure", "kind desc, subject, statement")
    document.section("Structure that no shop makes")
    document.say(
        "Before any effect is read from this file: the rules below hold without a single exception, and the rows are in the order of columns that say"
        " nothing of when something was bought. They are artefacts of how the file was made, not findings about customers. Whatever differs between"
        " men and women, subscribers and others, discounted and other purchases cannot be told apart in it."
        if found
        else "No rule without exception and no order of rows was found."
    )
    document.table(
        "structure",
        ["kind", "what holds", "rows", "probability by chance"],
        [(row["kind"], row["statement"], row["n"], row["probability"]) for row in found],
    )


def _groups(document, rows):
    tests, means = rows("group_tests", "p_value"), rows("group_means", "measure, dimension, mean desc, member")
    drivers, model = rows("amount_drivers", "p_value"), rows("amount_model", "n")[0]
    document.section("Spend and frequency by group")
    beyond = sum(row["p_adjusted"] < 0.05 for row in tests)
    document.say(
        f"{len(tests)} comparisons of groups (Welch's test): {beyond or 'none'} beyond chance at 5 % after Holm's adjustment for all of them. The"
        " intervals are those of a single mean; with so many groups some lie apart by chance."
    )
    for dimension, title in (
        ("season", "Purchase amount by season"),
        ("age_band", "Purchase amount by age"),
        ("category", "Purchase amount by category"),
        ("purchase_frequency", "Purchase amount by stated frequency"),
    ):
        part = [row for row in means if row["measure"] == "amount" and row["dimension"] == dimension]
        document.chart(
            f"{title}: mean and 95 % interval",
            bars(
                [row["member"] for row in part],
                [row["mean"] for row in part],
                low=[row["low"] for row in part],
                high=[row["high"] for row in part],
            ),
            "flat",
        )
    document.table(
        "group-tests",
        ["measure", "by", "groups", "p", "p, adjusted", "share of variance"],
        [
            (row["measure"], row["dimension"], row["n_groups"], row["p_value"], row["p_adjusted"], row["explained"])
            for row in tests
        ],
    )
    document.table(
        "group-means",
        ["measure", "by", "group", "purchases", "mean", "low", "high"],
        [(row["measure"], row["dimension"], row["member"], row["n"], row["mean"], row["low"], row["high"]) for row in means],
        most=12,
    )
    document.section("What drives the purchase amount")
    beyond = [row for row in drivers if row["p_adjusted"] < 0.05]
    document.say(
        f"Least squares on everything at once explains {100 * model['adjusted_r_squared']:.1f} % of the variance of {model['n']:,} purchases after"
        f" adjustment (F test of all: p = {model['p_value']:.2g}). "
        + (
            f"{len(beyond)} of {len(drivers)} variables pass Holm's adjustment: "
            + ", ".join(
                f"{row['variable']} (p = {row['p_adjusted']:.2g}, {100 * row['explained']:.1f} % of the variance)"
                for row in beyond
            )
            + ": too little to act on."
            if beyond
            else f"None of {len(drivers)} variables passes Holm's adjustment."
        )
    )
    document.table(
        "drivers",
        ["variable", "degrees", "p of leaving it out", "p, adjusted", "share of variance"],
        [(row["variable"], row["degrees"], row["p_value"], row["p_adjusted"], row["explained"]) for row in drivers],
    )
