"""A page for each reader from the marts: executive, marketing, inventory."""

from patterns import findings
from patterns.document import Document, bars, lines
from patterns.errors import InputError
from patterns.explore import calibration_chart, segments_table

REPORTS = {
    "executive": ("marketing", "inventory", "customer engagement"),
    "marketing": ("marketing", "customer engagement"),
    "inventory": ("inventory",),
}


def report_page(warehouse, source, report, title, currency, links=()):
    if report not in REPORTS:
        raise InputError(f"--report must be one of {', '.join(REPORTS)}, got {report}")
    if not findings.exists(warehouse, source, "recommendations"):
        raise InputError(f"{source}: the warehouse has no analytics; run analytics first")
    document = Document(source)

    def rows(table, order):
        return findings.rows(warehouse, source, table, order)

    parts = {"executive": _executive, "marketing": _marketing, "inventory": _inventory}
    if source == "shopping_trends":
        _purchases(document, warehouse, rows)
    else:
        parts[report](document, warehouse, source, rows, currency)
    advice = rows("recommendations", "area, place")
    for area in REPORTS[report]:
        chosen = [row for row in advice if row["area"] == area]
        document.section(f"Recommendations: {area}")
        document.advice(chosen[:2] if report == "executive" else chosen)
    return document.page(
        f"{title}: {report}", f"{source}: every recommendation stands beside the numbers that it follows from", links
    )


def _executive(document, warehouse, source, rows, currency):
    run = warehouse.execute
    months = run(
        f"""select month, sum(revenue), sum(n_orders), sum(n_days) from {source}.mart_monthly_trends group by month order by month"""
    )
    revenue, orders = sum(float(row[1]) for row in months), sum(int(row[2]) for row in months)
    customers = run(f"select count(*) from {source}.mart_rfm_segments")[0][0]
    rejected = run(f"select coalesce(sum(n_lines), 0) from {source}.cleaning_summary where effect = 'rejected'")[0][0]
    read = run(f"select n_lines from {source}.cleaning_summary where effect = 'read'")[0][0]
    document.section("Where the shop stands")
    document.numbers(
        [
            ("revenue", f"{currency} {revenue:,.0f}"),
            ("orders", f"{orders:,}"),
            ("customers", f"{customers:,}"),
            ("revenue per order", f"{currency} {revenue / max(1, orders):,.2f}"),
            ("lines rejected by cleaning", f"{int(rejected):,} of {read:,}"),
        ]
    )
    document.chart(
        f"Revenue by month, {currency}",
        bars([f"{row[0]:%Y-%m}" for row in months], [float(row[1]) for row in months], across=False),
    )
    growth = rows("growth", "per_year")
    document.say(
        f"Orders change by {100 * growth[0]['per_year']:+.0f} % in a year (95 % interval {100 * growth[0]['low']:+.0f} to"
        f" {100 * growth[0]['high']:+.0f} %)."
        if growth
        else "With under two years of data growth cannot be told from the season."
    )
    anomalous = rows("anomalous_days", "tail_probability, day")
    document.say(
        f"{len(anomalous)} days stand out beyond chance, first of them {anomalous[0]['day']} with {anomalous[0]['n_orders']:,} orders where"
        f" {anomalous[0]['expected_orders']:.0f} were expected."
        if anomalous
        else "No day stands out beyond chance."
    )
    if source == "vantage":
        plan, actual = run("select sum(plan_revenue), sum(revenue) from vantage.mart_plan_against_actual")[0]
        document.say(
            f"Revenue is {100 * (float(actual) / float(plan) - 1):+.1f} % against the plan of {currency} {float(plan):,.0f}."
        )
    document.section("Who brings it")
    segments_table(document, warehouse, source)
    document.section("What comes next")
    document.say(*(row["said"] for row in rows("outlook_notes", "coalesce(horizon_days, 0)")))
    totals = run(
        f"""select sum(expected_value_30d), sum(expected_value_90d), sum(expected_value_365d) from {source}_analytics.customer_outlook"""
    )[0]
    if totals[0] is not None:
        document.numbers(
            [
                (f"expected sales to known customers in {days} days, before returns", f"{currency} {value:,.0f}")
                for days, value in zip((30, 90, 365), totals)
            ]
        )


def _marketing(document, warehouse, source, rows, currency):
    document.section("Customers")
    found = segments_table(document, warehouse, source)
    document.chart(f"Revenue by segment, {currency}", bars([row[0] for row in found], [float(row[2]) for row in found]))
    document.section("When they buy")
    weekdays = [row for row in rows("seasonality", "place") if row["kind"] == "weekday"]
    document.chart(
        "Orders by weekday, mean day = 1, with 95 % intervals",
        bars(
            [row["name"] for row in weekdays],
            [row["factor"] for row in weekdays],
            across=False,
            low=[row["low"] for row in weekdays],
            high=[row["high"] for row in weekdays],
        ),
        "flat",
    )
    peaks = warehouse.execute(f"""select date_day, sum(revenue), sum(usual_revenue) from {source}.mart_peak_days group by date_day
        having sum(revenue) >= 1.5 * sum(usual_revenue) order by sum(revenue) / sum(usual_revenue) desc, date_day limit 15""")
    if peaks:
        document.say("Days of 1.5 times the usual revenue and more:")
        document.table(
            "peaks",
            ["day", "revenue", "same weekday of the four weeks before, mean"],
            [(day, revenue, float(usual)) for day, revenue, usual in peaks],
        )
    document.section("Discounts and members")
    document.say("Mean amount of a line. A difference here is no effect: nobody drew lots.")
    document.table(
        "discounts",
        ["dimension", "member", "lines", "customers", "revenue", "mean line", "standard error"],
        [
            (dimension, member, int(n), int(customers), revenue, mean, error)
            for dimension, member, n, customers, revenue, mean, error in warehouse.execute(
                f"select dimension, member, n_lines, n_customers, revenue, mean_amount, standard_error from {source}.mart_discount_effects order by 1, 2"
            )
        ],
    )
    document.section("What they will buy")
    document.say(*(row["said"] for row in rows("outlook_notes", "coalesce(horizon_days, 0)")))
    calibration_chart(document, rows)


def _inventory(document, warehouse, source, rows, currency):
    run = warehouse.execute
    products = run(f"""select products.product_name, months.product_id, min(months.category), sum(months.n_sales), sum(months.units_sold), sum(months.units_returned),
          cast(sum(months.revenue) as double precision)
        from {source}.mart_monthly_products as months inner join {source}.dim_product as products on products.product_id = months.product_id
        group by products.product_name, months.product_id order by 7 desc, months.product_id""")
    total, reached, shares = sum(max(0, row[6]) for row in products), 0.0, []
    for row in products:
        reached += max(0, row[6])
        shares.append(reached / total if total else 0)
    document.section("What carries the shop")
    step = max(1, len(products) // 200)
    document.chart(
        "Share of revenue that the best products bring",
        lines(
            [f"{100 * (i + 1) / len(products):.1f} %" for i in range(0, len(products), step)],
            {"share of revenue": shares[::step]},
        ),
        "flat",
    )
    document.table(
        "products",
        ["product", "id", "category", "lines sold", "units", "units returned", f"revenue, {currency}"],
        [
            (name or key, key, category, int(n), int(units), int(back), revenue)
            for name, key, category, n, units, back, revenue in products
        ],
        most=20,
    )
    categories = run(
        f"select month, category, sum(units_sold) from {source}.mart_monthly_products group by month, category order by month, category"
    )
    months = sorted({row[0] for row in categories})
    by = {(month, category): int(units) for month, category, units in categories}
    names = sorted({row[1] for row in categories}, key=lambda name: -sum(by.get((month, name), 0) for month in months))[:8]
    document.section("Units by month")
    document.chart(
        "Units sold by category",
        lines([f"{month:%Y-%m}" for month in months], {name: [by.get((month, name), 0) for month in months] for name in names}),
    )
    preferences = run(f"""select member, category, share, share_index, n_lines from {source}.mart_product_preferences where dimension = 'season'
        order by member, share desc""")
    document.say("What each season buys: the category's share of its revenue, and that share over the share of the whole year.")
    document.table(
        "seasons",
        ["season", "category", "share", "over the year's share", "lines"],
        [(*row[:4], int(row[4])) for row in preferences],
        most=30,
    )


def _purchases(document, warehouse, rows):
    run = warehouse.execute
    n, revenue, mean = run(
        "select count(*), sum(amount), cast(avg(amount) as double precision) from shopping_trends.fct_purchases"
    )[0]
    document.section("What the file can say")
    document.numbers(
        [
            ("purchases, one for each customer", f"{n:,}"),
            ("revenue", f"USD {float(revenue):,.0f}"),
            ("mean purchase", f"USD {mean:.2f}"),
        ]
    )
    artefacts = rows("structure", "kind desc, subject, statement")
    document.say(
        "The file has seasons and no dates: nothing in it says how a customer's purchases follow one another.",
        f"It shows {len(artefacts)} structures that no shop makes, such as these: "
        + "; ".join(
            row["statement"]
            for row in artefacts
            if row["subject"] in ("is_discounted", "is_discounted = yes", "is_subscriber = yes")
        )
        + ".",
    )
    categories = run("select category, sum(amount) from shopping_trends.fct_purchases group by category order by 2 desc")
    document.chart(
        "Revenue by category, USD", bars([row[0] for row in categories], [float(row[1]) for row in categories]), "flat"
    )
    means = [row for row in rows("group_means", "mean desc") if row["measure"] == "amount" and row["dimension"] == "season"]
    document.chart(
        "Mean purchase by season, with 95 % intervals",
        bars(
            [row["member"] for row in means],
            [row["mean"] for row in means],
            low=[row["low"] for row in means],
            high=[row["high"] for row in means],
        ),
        "flat",
    )
