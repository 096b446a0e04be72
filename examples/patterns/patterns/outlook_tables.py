"""What the analytics step has written about the future, as pages show it."""


def lifetime(warehouse, source):
    """Value so far by segment, and what is expected where the analytics step could say."""
    rows = warehouse.execute(
        f"""select segments.segment, count(*), sum(100 * value.revenue) from {source}.mart_customer_lifetime_value as value
            inner join {source}.mart_rfm_segments as segments on segments.customer_id = value.customer_id
            group by segments.segment order by segments.segment""")
    return {"horizons": [], "calibration": [], "said": [], "why": "What is still to come was not forecast.",
            "segments": [{"segment": name, "n": int(n), "revenue": int(revenue)} for name, n, revenue in rows]}
