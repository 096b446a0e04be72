"""What follows for marketing, inventory and customer engagement: each recommendation with the numbers that it comes from."""

import json

from scipy import stats

COLUMNS = {"area": "text", "place": "integer", "title": "text", "action": "text", "numbers": "text"}


def add(warehouse, source, tables):
    found = _purchases(warehouse, tables) if source == "shopping_trends" else _dated(warehouse, source, tables)
    rows, places = [], {}
    for area, title, action, numbers in found:
        places[area] = places.get(area, 0) + 1
        rows.append(
            (area, places[area], title, action, json.dumps([[name, str(value)] for name, value in numbers], ensure_ascii=False))
        )
    tables.add("recommendations", COLUMNS, rows)
    return f"{len(rows)} recommendations"


def _n(value):
    return f"{value:,.0f}"


def _share(value):
    return f"{100 * value:.1f} %"


def _p(value):
    return "below 1e-12" if value < 1e-12 else f"{value:.2g}"


def _dated(warehouse, source, tables):
    run = warehouse.execute
    return [*_marketing(run, source, tables), *_inventory(run, source), *_engagement(run, source, tables)]


def _marketing(run, source, tables):
    total_n, total = run(f"select count(*), cast(sum(revenue) as double precision) from {source}.mart_rfm_segments")[0]
    n, revenue, idle = run(f"""select count(*), cast(coalesce(sum(revenue), 0) as double precision), avg(days_since_last_order)
        from {source}.mart_rfm_segments where segment in ('At Risk', 'Cannot Lose Them')""")[0]
    if n:
        numbers = [
            ("customers at risk or not to lose", f"{_n(n)} of {_n(total_n)}"),
            ("brought so far", f"{_n(revenue)} ({_share(revenue / total)})"),
            ("days since their last order, mean", _n(idle)),
        ]
        at_risk = {
            row[0]
            for row in run(
                f"select customer_id from {source}.mart_rfm_segments where segment in ('At Risk', 'Cannot Lose Them')"
            )
        }
        outlook = [row for row in tables.rows("customer_outlook") if row["customer_id"] in at_risk]
        if outlook:
            numbers += [
                ("still alive, mean probability", f"{sum(row['probability_alive'] for row in outlook) / len(outlook):.2f}"),
                ("expected of them in 90 days, if nothing is done", _n(sum(row["expected_value_90d"] for row in outlook))),
            ]
        yield (
            "marketing",
            "Win back who used to buy",
            f"Write to the {_n(n)} customers of At Risk and Cannot Lose Them first, those of most revenue"
            " before the others, and hold out a random tenth to see what the letter brings.",
            numbers,
        )

    weekdays = [row for row in tables.rows("seasonality") if row["kind"] == "weekday"]
    if weekdays:
        best, worst, p = (
            max(weekdays, key=lambda row: row["factor"]),
            min(weekdays, key=lambda row: row["factor"]),
            weekdays[0]["p_value"],
        )
        differs = p is not None and p < 0.01
        yield (
            "marketing",
            f"Reach people before {best['name']}" if differs else "Spread spending evenly over the week",
            f"Orders are most on {best['name']}: let campaigns begin the day before."
            if differs
            else "No weekday differs from the others beyond chance: paying more for one is not supported.",
            [
                (best["name"], f"{best['factor']:.2f} times the mean day ({best['low']:.2f} to {best['high']:.2f})"),
                (worst["name"], f"{worst['factor']:.2f} times"),
                ("probability if all were alike", _p(p) if p is not None else "unknown"),
            ],
        )
    months = [row for row in tables.rows("seasonality") if row["kind"] == "month"]
    if months and months[0]["p_value"] is not None and months[0]["p_value"] < 0.01:
        best = max(months, key=lambda row: row["factor"])
        yield (
            "marketing",
            f"Plan the year's budget around {best['name']}",
            f"Book {best['name']} early: it is the busiest month.",
            [
                (best["name"], f"{best['factor']:.2f} times the mean month ({best['low']:.2f} to {best['high']:.2f})"),
                ("probability if all were alike", _p(months[0]["p_value"])),
            ],
        )

    discounts = {
        row[0]: row[1:]
        for row in run(
            f"select member, n_lines, mean_amount, standard_error from {source}.mart_discount_effects"
            " where dimension = 'is_discounted'"
        )
    }
    if {"yes", "no"} <= set(discounts) and discounts["yes"][0] > 1 and discounts["no"][0] > 1:
        (n_yes, yes, error_yes), (n_no, no, error_no) = discounts["yes"], discounts["no"]
        half = 1.96 * (error_yes**2 + error_no**2) ** 0.5
        yield (
            "marketing",
            "Test discounts before widening them",
            "Give the next discount to a random half of those it is meant for: what customers"
            " chose themselves does not show what a discount does.",
            [
                ("lines sold with a discount", f"{_n(n_yes)} ({_share(n_yes / (n_yes + n_no))})"),
                ("mean line with and without", f"{yes:.2f} and {no:.2f}"),
                ("difference", f"{yes - no:+.2f} ({yes - no - half:+.2f} to {yes - no + half:+.2f})"),
            ],
        )


def _inventory(run, source):
    months = [row[0] for row in run(f"select distinct month from {source}.mart_monthly_products order by month")]
    ranked = run(
        f"select product_id, cast(sum(revenue) as double precision) from {source}.mart_monthly_products group by product_id"
        " order by 2 desc, 1"
    )
    total = sum(max(0, revenue) for _, revenue in ranked)
    reached, n_core = 0.0, 0
    while n_core < len(ranked) and reached < 0.8 * total:
        reached += max(0, ranked[n_core][1])
        n_core += 1
    yield (
        "inventory",
        "Never run out of the few that carry the shop",
        f"Keep safety stock of the {_n(n_core)} products that bring four fifths of revenue; order the rest to measure.",
        [
            ("products", _n(len(ranked))),
            ("of them bring 80 % of revenue", f"{_n(n_core)} ({_share(n_core / len(ranked))})"),
            ("the first one alone", _share(ranked[0][1] / total) if total else "0"),
        ],
    )

    last_day = run(f"select max(ordered_on) from {source}.mart_daily_sales")[0][0]
    idle, idle_revenue = run(
        f"""select count(*), cast(coalesce(sum(revenue), 0) as double precision) from (
        select product_id, max(case when units_sold > 0 then month end) as last_month, sum(revenue) as revenue
        from {source}.mart_monthly_products group by product_id) as products
        where last_month is null or last_month < cast(? as date)""",
        (months[-4] if len(months) > 4 else months[0],),
    )[0]
    if idle and len(months) > 4:
        yield (
            "inventory",
            "Clear what no longer sells",
            f"Sell off or delist the {_n(idle)} products without a sale since before {months[-4]:%Y-%m}.",
            [
                ("without a sale in over three months", f"{_n(idle)} of {_n(len(ranked))} ({_share(idle / len(ranked))})"),
                ("brought before that", f"{_n(idle_revenue)} ({_share(idle_revenue / total)})"),
                ("the file ends", f"{last_day}"),
            ],
        )

    # The last whole month against the three before: of so many lines sold, how many fell into the last, by a binomial law. Lines
    # rather than units, as a single large order is no trend.
    if last_day.day < 28:
        months = months[:-1]
    if len(months) >= 4:
        rows = run(
            f"""select products.product_name, months.product_id, sum(case when months.month = ? then n_sales else 0 end),
              sum(case when months.month < ? then n_sales else 0 end)
            from {source}.mart_monthly_products as months inner join {source}.dim_product as products on products.product_id = months.product_id
            where months.month between ? and ? group by products.product_name, months.product_id order by months.product_id""",
            (months[-1], months[-1], months[-4], months[-1]),
        )
        now, before = sum(int(row[2]) for row in rows), sum(int(row[3]) for row in rows)
        share = now / max(1, now + before)
        rising = sorted(
            (float(stats.binom.sf(int(new) - 1, int(new + old), share)), name or key, int(new), int(old))
            for name, key, new, old in rows
            if new + old >= 10 and new > share * float(new + old)
        )
        sure = [row for row in rising if row[0] < 0.01 / max(1, len(rows))][:5]
        if sure:
            yield (
                "inventory",
                "Order more of what is rising",
                f"Raise the order quantity of {', '.join(row[1] for row in sure)}: their share of the last"
                " month is beyond chance, after allowing for all products looked at.",
                [
                    (name, f"sold {_n(new)} times in {months[-1]:%Y-%m}, {_n(old / 3)} a month before (probability {_p(p)})")
                    for p, name, new, old in sure
                ],
            )
        else:
            yield (
                "inventory",
                "Keep order quantities as they are",
                f"No product's share of {months[-1]:%Y-%m} is beyond chance against the three months"
                " before it: orders need not follow last month's list.",
                [
                    ("products compared", _n(len(rows))),
                    ("lines sold in the month", _n(now)),
                    ("a month before", _n(before / 3)),
                ],
            )


def _engagement(run, source, tables):
    n, once = run(f"select count(*), sum(case when n_orders = 1 then 1 else 0 end) from {source}.mart_rfm_segments")[0]
    second = run(f"""select count(*), percentile_cont(0.5) within group (order by gap), percentile_cont(0.75) within group (order by gap) from (
        select cast(ordered_on as date) - cast(lag(ordered_on) over (partition by customer_id order by ordered_at, order_id) as date) as gap,
          row_number() over (partition by customer_id order by ordered_at, order_id) as place
        from {source}.fct_orders where kind = 'sale' and customer_id <> 'unknown') as orders where place = 2""")[0]
    if second[0]:
        yield (
            "customer engagement",
            "Ask for the second order in time",
            f"Remind first-time buyers after {_n(second[1])} days, and once more after"
            f" {_n(second[2])}: three of four who come back have done so by then.",
            [
                ("bought once", f"{_n(once)} of {_n(n)} ({_share(float(once) / n)})"),
                ("came back", _n(second[0])),
                ("days to the second order: median, three quarters", f"{_n(second[1])}, {_n(second[2])}"),
            ],
        )
    months = run(f"""select months_since_first, sum(n_customers), sum(cohort_size) from {source}.mart_cohort_retention
        where months_since_first in (1, 2, 3) group by months_since_first order by 1""")
    if months:
        yield (
            "customer engagement",
            "Work on the first month",
            "Measure every change of the welcome by the share of new customers who order in the month after their first.",
            [
                (
                    f"ordered {at} month{'s' if at > 1 else ''} after the first",
                    f"{_n(back)} of {_n(of)} ({_share(float(back) / float(of))})",
                )
                for at, back, of in months
            ],
        )
    outlook = sorted(tables.rows("customer_outlook"), key=lambda row: -row["expected_value_90d"])
    if outlook:
        top, total = outlook[: max(1, len(outlook) // 10)], sum(row["expected_value_90d"] for row in outlook)
        value = sum(row["expected_value_90d"] for row in top)
        yield (
            "customer engagement",
            "Look after the tenth that will buy",
            f"Give the {_n(len(top))} customers of the highest forecast a contact of their own: they are in customer_outlook.",
            [
                ("expected of all in 90 days", _n(total)),
                ("of it from this tenth", f"{_n(value)} ({_share(value / total)})" if total else "0"),
                ("their mean probability alive", f"{sum(row['probability_alive'] for row in top) / len(top):.2f}"),
            ],
        )
    else:
        n_best, revenue, total = (
            run(f"""select count(*), cast(sum(revenue) as double precision), (select cast(sum(revenue) as double precision)
            from {source}.mart_rfm_segments) from {source}.mart_rfm_segments where segment = 'Champions'""")[0]
        )
        if n_best:
            yield (
                "customer engagement",
                "Look after the champions",
                f"Give the {_n(n_best)} champions a contact of their own.",
                [("champions", f"{_n(n_best)} of {_n(n)}"), ("brought so far", f"{_n(revenue)} ({_share(revenue / total)})")],
            )


def _purchases(warehouse, tables):
    run = warehouse.execute
    tests = [row for row in tables.rows("group_tests") if row["measure"] == "amount"]
    artefacts, model = [row for row in tables.rows("structure") if row["is_artefact"]], tables.rows("amount_model")[0]
    smallest = min(tests, key=lambda row: row["p_value"])
    discounted = run(
        "select count(*), sum(case when gender = 'Male' then 1 else 0 end) from shopping_trends.fct_purchases where is_discounted"
    )[0]
    n, n_subscribers, n_men = (
        run("""select count(*), sum(case when is_subscriber then 1 else 0 end), sum(case when gender = 'Male' then 1 else 0 end)
        from shopping_trends.fct_purchases""")[0]
    )
    of_discounts = [row for row in artefacts if "is_discounted" in row["statement"]]
    yield (
        "marketing",
        "Draw no conclusion on discounts from this file" if of_discounts else "Test discounts before widening them",
        f"Discounts are part of structure that no shop makes ({of_discounts[-1]['statement']}): an artefact of how the file was"
        " made. Try discounts on random customers instead."
        if of_discounts
        else "Give the next discount to random customers: what customers chose themselves does not show what a discount does.",
        [
            ("discounted purchases", _n(discounted[0])),
            ("of them by men", _n(discounted[1])),
            ("men among all", f"{_n(n_men)} of {_n(n)}"),
            ("structures beyond chance", _n(len(artefacts))),
        ],
    )
    differing = [row["dimension"] for row in tests if row["p_adjusted"] < 0.05]
    yield (
        "marketing",
        f"Look into {', '.join(differing)} before targeting" if differing else "Do not pay for targeting by group",
        "Spending differs there beyond chance: see by how much in the group means, and try it on a random part first."
        if differing
        else "No group spends differently beyond chance: target by what customers do, once dates are known.",
        [
            ("dimensions tested", _n(len(tests))),
            ("beyond chance", _n(len(differing))),
            ("smallest p", f"{_p(smallest['p_value'])} ({smallest['dimension']}; {_p(smallest['p_adjusted'])} after Holm)"),
            ("share of the amount's variance that all variables explain, adjusted", _share(model["adjusted_r_squared"])),
        ],
    )
    categories = run(
        "select category, count(*), cast(sum(amount) as double precision) from shopping_trends.fct_purchases group by 1 order by 2 desc"
    )
    by_season = run("select season, category, count(*) from shopping_trends.fct_purchases group by 1, 2 order by 1, 2")
    seasons, names = sorted({row[0] for row in by_season}), sorted({row[1] for row in by_season})
    counts = {(season, name): count for season, name, count in by_season}
    chi = stats.chi2_contingency([[counts.get((season, name), 0) for name in names] for season in seasons])
    yield (
        "inventory",
        "Stock categories in the proportions in which they sell",
        "Take the shares below for every season: no season prefers a category beyond chance."
        if chi.pvalue > 0.01
        else "Take the shares below season by season: they differ.",
        [
            *((name, f"{_n(count)} ({_share(count / n)})") for name, count, _ in categories),
            ("probability if seasons were alike", _p(float(chi.pvalue))),
        ],
    )
    sizes = run("select size, count(*) from shopping_trends.fct_purchases group by 1 order by 2 desc")
    even = stats.chisquare([count for _, count in sizes])
    yield (
        "inventory",
        "Order sizes unevenly",
        f"Size {sizes[0][0]} sells most: split orders by the shares below.",
        [
            *((size, f"{_n(count)} ({_share(count / n)})") for size, count in sizes),
            ("probability if all sizes sold alike", _p(float(even.pvalue))),
        ],
    )
    frequency = next(
        row
        for row in tables.rows("group_tests")
        if row["measure"] == "previous_purchases" and row["dimension"] == "purchase_frequency"
    )
    yield (
        "customer engagement",
        "Measure how often customers buy before acting on it",
        "What customers say of their frequency does not go with their number of purchases: record dates."
        if frequency["p_adjusted"] > 0.05
        else "Customers who say that they buy more often have bought more: use it.",
        [
            ("previous purchases by stated frequency: p", _p(frequency["p_value"])),
            ("variance explained", _share(frequency["explained"])),
        ],
    )
    rating = next(
        row for row in tables.rows("group_tests") if row["measure"] == "review_rating" and row["dimension"] == "is_subscriber"
    )
    means = {
        row["member"]: row
        for row in tables.rows("group_means")
        if row["measure"] == "review_rating" and row["dimension"] == "is_subscriber"
    }
    alike = rating["p_adjusted"] >= 0.05
    yield (
        "customer engagement",
        "Do not expect a subscription to please by itself" if alike else "Find out what subscribers rate differently",
        "Subscribers rate as others do, as far as chance lets one see: ask those who cancel before adding to the offer."
        if alike
        else "Their ratings differ beyond chance: ask both sides why before changing the offer.",
        [
            ("subscribers", f"{_n(n_subscribers)} of {_n(n)}"),
            *(
                (
                    ("rating of subscribers" if member == "True" else "of others"),
                    f"{row['mean']:.2f} ({row['low']:.2f} to {row['high']:.2f})",
                )
                for member, row in sorted(means.items(), reverse=True)
            ),
            ("p of a difference", _p(rating["p_value"])),
        ],
    )
