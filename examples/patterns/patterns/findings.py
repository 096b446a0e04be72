"""What the analytics step has written, as pages show it; pages are complete without it and say what is missing."""


def exists(warehouse, source, table):
    return bool(
        warehouse.execute(
            "select count(*) from information_schema.tables where table_schema = ? and table_name = ?",
            (f"{source}_analytics", table),
        )[0][0]
    )


def rows(warehouse, source, table, order):
    """The rows of a table of the analytics schema as dictionaries; none where there is no such table."""
    if not exists(warehouse, source, table):
        return []
    names = [
        row[0]
        for row in warehouse.execute(
            "select column_name from information_schema.columns where table_schema = ?"
            " and table_name = ? order by ordinal_position",
            (f"{source}_analytics", table),
        )
    ]
    return [dict(zip(names, row)) for row in warehouse.execute(f"select * from {source}_analytics.{table} order by {order}")]


def lifetime(warehouse, source):
    """Value so far by segment; and what is expected, in hundredths of the currency, with how forecasts of the past came out."""
    result = {
        "horizons": [],
        "calibration": [],
        "said": [],
        "why": "What is still to come was not forecast: the analytics step has not run.",
    }
    notes = rows(warehouse, source, "outlook_notes", "horizon_days")
    if notes:
        result["why"] = next(note["said"] for note in notes if note["horizon_days"] is None)
        horizons = [note["horizon_days"] for note in notes if note["horizon_days"] is not None]
        result["horizons"] = horizons
        result["said"] = [note["said"] for note in notes if note["horizon_days"] is not None]
    horizons = result["horizons"]
    listed = "".join(f", sum(outlook.expected_orders_{days}d), 100 * sum(outlook.expected_value_{days}d)" for days in horizons)
    joined = (
        f"left join {source}_analytics.customer_outlook as outlook on outlook.customer_id = value.customer_id"
        if horizons
        else ""
    )
    found = warehouse.execute(
        f"""select segments.segment, count(*), sum(100 * value.revenue){", avg(outlook.probability_alive)" if horizons else ""}{listed}
            from {source}.mart_customer_lifetime_value as value
            inner join {source}.mart_rfm_segments as segments on segments.customer_id = value.customer_id {joined}
            group by segments.segment order by segments.segment"""
    )
    result["segments"] = []
    for name, n, revenue, *rest in found:
        segment = {"segment": name, "n": int(n), "revenue": int(revenue)}
        if horizons:
            rest = [float(value or 0) for value in rest]
            segment |= {
                "alive": round(rest[0], 4),
                "expected_orders": [round(value, 2) for value in rest[1::2]],
                "expected_value": [round(value) for value in rest[2::2]],
            }
        result["segments"].append(segment)
    result["calibration"] = [
        {
            "horizon": row["horizon_days"],
            "tenth": row["tenth"],
            "n": row["n_customers"],
            "expected": round(row["expected_orders"], 2),
            "actual": row["actual_orders"],
        }
        for row in rows(warehouse, source, "outlook_calibration", "horizon_days, tenth")
    ]
    return result
