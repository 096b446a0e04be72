"""Marts → the dashboard's page: aggregates that the warehouse made, packed as columns of small numbers."""

import datetime

from patterns import findings, page, sources
from patterns.errors import InputError

DIMENSIONS = ("location", "category", "segment")
MOST_MEMBERS = 60  # of a dimension can be chosen in a filter; the others are summed into one
MOST_CELLS = 120_000  # of the cube of all dimensions at once: some 20 bytes of page each
PRODUCTS = 60  # of most revenue in the file, and
PRODUCTS_OF_CATEGORY = 15  # in each category

MEASURES = {
    "lines": "sum(n_lines)",
    "units": "sum(units)",
    "gross": "sum(100 * gross_revenue)",
    "returned": "sum(100 * returned_revenue)",
    "discount": "sum(100 * discount)",
}
TITLES = {
    "mocker": "Simulated shop",
    "vantage": "Vantage sports shop",
    "online_retail": "Online Retail II, 2009 to 2010",
    "shopping_trends": "Customer shopping trends",
}
CURRENCIES = {"vantage": "EUR", "online_retail": "GBP", "shopping_trends": "USD", "mocker": "EUR"}


def columns(rows, names):
    """Rows as columns; whole numbers, dates as they are written, null as it is."""
    kept = [[_plain(value) for value in column] for column in zip(*rows)] if rows else [[] for _ in names]
    return dict(zip(names, kept))


def _plain(value):
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    if value is None or isinstance(value, (str, bool)):
        return value
    return int(value) if int(value) == value else float(value)


class Dimension:
    """The members of a dimension, most revenue first; those beyond MOST_MEMBERS are one that no filter offers."""

    def __init__(self, ranked):
        self.offered = min(len(ranked), MOST_MEMBERS)
        self.members = [*ranked[: self.offered], *(["other"] if len(ranked) > self.offered else [])]
        self._codes = {member: code for code, member in enumerate(ranked[: self.offered])}

    def code(self, member):
        return self._codes.get(member, self.offered)


def packed_cube(rows, kinds):
    """Rows of (day, a member for each dimension of kinds, measures), with what falls into the same cell added."""
    cells = {}
    for day, *rest in rows:
        key = (day, *(dimension.code(member) for dimension, member in zip(kinds.values(), rest)))
        measures = [int(value) for value in rest[len(kinds) :]]
        cells[key] = [a + b for a, b in zip(cells[key], measures)] if key in cells else measures
    return columns([(*key, *cells[key]) for key in sorted(cells)], ["day", *kinds, *MEASURES])


def dashboard_data(warehouse, source):
    """What the page shows, as JSON. Raises InputError where the marts are not there."""
    sources.tables_of(source)
    if not warehouse.execute(
        "select count(*) from information_schema.tables where table_schema = ? and table_name = ?",
        (source, "mart_product_preferences"),
    )[0][0]:
        raise InputError(f"{source}: the warehouse has no marts; run transform first")
    data = {
        "source": source,
        "title": TITLES[source],
        "currency": CURRENCIES[source],
        "left_out": [],
        "quality": quality(warehouse, source),
        "plan": [],
        "events": [],
    }
    return _undated(warehouse, data) if source == "shopping_trends" else _dated(warehouse, data)


def quality(warehouse, source):
    order = "case effect when 'read' then 1 when 'kept' then 2 when 'rejected' then 3 else 4 end, n_lines desc, rule"
    cleaning = warehouse.execute(f"select effect, rule, n_lines, 100 * amount from {source}.cleaning_summary order by {order}")
    checks = warehouse.execute(f"select name, status, n_rows from {source}_raw._checks order by name")
    return {
        "cleaning": [dict(zip(("effect", "rule", "n", "amount"), map(_plain, row))) for row in cleaning],
        "checks": [dict(zip(("name", "status", "n"), row)) for row in checks],
    }


def _dated(warehouse, data):
    source, run = data["source"], warehouse.execute
    if not run(f"select count(*) from {source}.mart_daily_sales")[0][0]:
        raise InputError(f"{source}: there are no sales to show")
    first, last = run(f"select min(ordered_on), max(ordered_on) from {source}.mart_daily_sales")[0]
    months = [row[0].isoformat()[:7] for row in run(f"select distinct month from {source}.dim_date order by month")]
    month_code = {month: code for code, month in enumerate(months)}

    def day_index(day):
        return (day - first).days

    kinds = {
        name: Dimension(
            [
                row[0]
                for row in run(
                    f"select {name} from {source}.mart_daily_sales group by {name} order by sum(revenue) desc, {name}"
                )
            ]
        )
        for name in DIMENSIONS
    }

    def cube(names):
        listed = ", ".join(names)
        rows = run(
            f"select ordered_on, {listed}, {', '.join(MEASURES.values())} from {source}.mart_daily_sales"
            f" group by ordered_on, {listed}"
        )
        return packed_cube([(day_index(day), *rest) for day, *rest in rows], {name: kinds[name] for name in names})

    n_cells = run(f"select count(*) from {source}.mart_daily_sales")[0][0]
    joint = n_cells <= MOST_CELLS
    if not joint:
        data["left_out"].append(
            f"The warehouse has {n_cells:,} cells of day, place, category and segment, more than fit into a page:"
            " one filter at a time beside the dates."
        )
    for name, kind in kinds.items():
        if kind.offered < len(kind.members):
            data["left_out"].append(f"Filter {name}: the {kind.offered} of most revenue; the others are summed into one.")
    data |= {
        "undated": False,
        "first_day": first.isoformat(),
        "n_days": day_index(last) + 1,
        "months": months,
        "joint": joint,
        "names": {
            "location": "Shop or country" if source == "vantage" else "Country",
            "category": "Category",
            "segment": "Segment",
        },
        "members": {name: kind.members for name, kind in kinds.items()},
        "offered": {name: kind.offered for name, kind in kinds.items()},
        **({"cube": cube(DIMENSIONS)} if joint else {"cubes": {name: cube([name]) for name in DIMENSIONS}}),
    }
    returned, discount = run(f"select sum(returned_revenue), sum(discount) from {source}.mart_daily_sales")[0]
    data |= {"has_returns": bool(returned), "has_discounts": bool(discount)}

    data["orders"], data["customers"] = {}, {}
    for name in ("all", *DIMENSIONS):
        member = kinds[name].code if name != "all" else lambda _: 0
        known = kinds[name].offered if name != "all" else 1
        rows = run(
            f"select ordered_on, member, n_orders from {source}.mart_daily_orders where dimension = ? order by 1, 2", (name,)
        )
        data["orders"][name] = columns(
            [(day_index(day), member(text), n) for day, text, n in rows if member(text) < known], ["day", "member", "n"]
        )
        rows = run(
            f"select member, month, previous_month, n_customers from {source}.mart_customer_months where dimension = ?", (name,)
        )
        data["customers"][name] = columns(
            sorted(
                (member(text), month_code[month.isoformat()[:7]], month_code[before.isoformat()[:7]] if before else -1, n)
                for text, month, before, n in rows
                if member(text) < known
            ),
            ["member", "month", "previous", "n"],
        )

    data["cohorts"] = columns(
        [
            (month_code[cohort.isoformat()[:7]], *rest)
            for cohort, *rest in run(
                f"select cohort_month, months_since_first, cohort_size, n_customers from {source}.mart_cohort_retention order by 1, 2"
            )
        ],
        ["cohort", "since", "size", "n"],
    )
    _add_products(
        data,
        kinds["category"],
        run(f"""
        with ranked as (
          select product_id, category, sum(revenue) as revenue,
            row_number() over (order by sum(revenue) desc, product_id) as place,
            row_number() over (partition by category order by sum(revenue) desc, product_id) as place_in_category
          from {source}.mart_monthly_products group by product_id, category
        )
        select months.product_id, products.product_name, months.category, months.month, months.units_sold, 100 * months.revenue
        from {source}.mart_monthly_products as months
        inner join {source}.dim_product as products on products.product_id = months.product_id
        inner join ranked on ranked.product_id = months.product_id
        where ranked.place <= {PRODUCTS} or ranked.place_in_category <= {PRODUCTS_OF_CATEGORY}
        order by ranked.place, months.product_id, months.month"""),
        lambda month: month_code[month.isoformat()[:7]],
    )
    data["events"] = _events(run, source, day_index)
    if source == "vantage":
        data["plan"] = [
            {
                "month": month_code[month.isoformat()[:7]],
                "location": kinds["location"].code(shop),
                "plan": _plain(plan),
                "revenue": _plain(revenue),
            }
            for month, shop, plan, revenue in run(
                "select month, shop_id, 100 * plan_revenue, 100 * revenue from vantage.mart_plan_against_actual order by 1, 2"
            )
        ]
    data["lifetime"] = findings.lifetime(warehouse, source)
    if not data["lifetime"]["horizons"]:
        data["left_out"].append(data["lifetime"]["why"])
    return data


def _add_products(data, categories, rows, period):
    codes, data["products"], part = {}, [], []
    for product_id, name, category, when, units, revenue in rows:
        if product_id not in codes:
            codes[product_id] = len(codes)
            data["products"].append({"id": product_id, "name": name or product_id, "category": categories.code(category)})
        part.append((codes[product_id], period(when), units, revenue))
    data["product_months"] = columns(part, ["product", "month", "units", "revenue"])


def _events(run, source, day_index):
    """Days far above what was usual; all shops together."""
    rows = run(f"""select date_day, sum(revenue), sum(usual_revenue) from {source}.mart_peak_days group by date_day
                   having sum(revenue) >= 1.5 * sum(usual_revenue) order by date_day""")
    return [
        {
            "day": day_index(day),
            "times": round(float(revenue) / usual, 2),
            "text": f"{float(revenue) / usual:.1f} times the same weekday of the four weeks before",
        }
        for day, revenue, usual in rows
    ]


def _undated(warehouse, data):
    run, seasons = warehouse.execute, ["Winter", "Spring", "Summer", "Fall"]
    named = {"location": "location", "category": "category", "segment": "age_band"}
    kinds = {
        name: Dimension(
            [
                row[0]
                for row in run(
                    f"select {column} from shopping_trends.fct_purchases group by {column} order by sum(amount) desc, {column}"
                )
            ]
        )
        for name, column in named.items()
    }
    listed = ", ".join(named.values())
    rows = run(
        f"select season, {listed}, count(*), count(*), sum(100 * amount), 0, 0 from shopping_trends.fct_purchases"
        f" group by season, {listed}"
    )
    data |= {
        "undated": True,
        "seasons": seasons,
        "first_day": "2000-01-01",
        "n_days": len(seasons),
        "months": seasons,
        "joint": True,
        "names": {"location": "State", "category": "Category", "segment": "Age group"},
        "members": {name: kind.members for name, kind in kinds.items()},
        "offered": {name: kind.offered for name, kind in kinds.items()},
        "cube": packed_cube([(seasons.index(season), *rest) for season, *rest in rows], kinds),
        "has_returns": False,
        "has_discounts": False,
        "orders": {},
        "customers": {},
        "lifetime": {"horizons": [], "segments": [], "calibration": []},
    }
    _add_products(
        data,
        kinds["category"],
        run("""select product_id, product_id, category, season, count(*), sum(100 * amount)
        from shopping_trends.fct_purchases group by product_id, category, season order by product_id, category, season"""),
        seasons.index,
    )
    data["left_out"].append(
        "The file has seasons and no dates: no dates to filter by, no cohorts, no lifetime value, no events."
    )
    for name, kind in kinds.items():
        if kind.offered < len(kind.members):
            data["left_out"].append(f"Filter {name}: the {kind.offered} of most revenue; the others are summed into one.")
    return data


def dashboard_page(warehouse, source, links=()):
    data = dashboard_data(warehouse, source)
    about = (
        f"{source}: one row per customer, by season"
        if data["undated"]
        else f"{source}: {data['first_day']} to {(datetime.date.fromisoformat(data['first_day']) + datetime.timedelta(days=data['n_days'] - 1)).isoformat()}"
    )
    return page.page(
        "dashboard",
        data["title"],
        about,
        (page.WEB / "dashboard.html").read_text(encoding="utf-8"),
        ("common.js", "dashboard.js"),
        data,
        links,
    )
