"""How many of known defects the pipeline finds: its findings against the ledger of files that were spoiled on purpose."""

import json
import pathlib

from patterns import load, sources, transform
from patterns.errors import InputError
from patterns.files import quoted
from patterns.store import Store, upload
from patterns.warehouse import transaction

# The key of a row, as the ledger writes it.
KEYS = {
    "mocker": {"customers": "customer_id", "products": "sku_id", "transactions": "order_id || '-' || line_no"},
    "vantage": {"products": "sku_id", "orders": "order_id", "line_items": "order_id || '-' || line_no",
                "marketing_daily": "date || '-' || shop_id", "budget_monthly": "month || '-' || shop_id"},
}
LINES = {"mocker": "transactions", "vantage": "line_items"}

DEFECTS = """
create temp table defects as
with entries as (
  select defect::bigint as defect, replace("table", 'raw_', '') as table_name, key as row_key, kind,
    dirty_row::bigint as dirty_row, visible = 'true' as visible, breaks
  from read_csv({ledger}, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"')
),
present as ({present})
select distinct entries.*, present.row_key as present_key,
  case when entries.table_name = '{lines}' then split_part(entries.row_key, '-', 1) end as order_id,
  case when entries.table_name = '{lines}' then split_part(present.row_key, '-', 1) end as present_order_id
from entries
left join present on present.table_name = entries.table_name and present._row_number = entries.dirty_row
"""

# What staging rejects or flags, and what breaks a rule. Where lines have their time from their order, that may be to blame.
FINDINGS = """
create temp table findings as
select row_number() over () as finding, * from (
  select distinct table_name, _row_number, row_key, rule, about_table, about_key from {source}.row_findings
  union
  select '{lines}', _row_number, line_key, coalesce(reject_reason, 'exact duplicate'), {orders}, order_id
  from {source}.stg_{source}__lines where reject_reason is not null or is_duplicate
)
"""

# A finding names a defect by the row, by the key that the row had, or by what else it says may be to blame. A finding about
# another row is explained by a defect whose row has that row's key, or is in its order, now.
MATCHES = """
create temp table matches as
select finding, defect, true as named, true as own from findings f join defects d
  on f.table_name = d.table_name and f._row_number = d.dirty_row
union all
select finding, defect, true, f._row_number is null from findings f join defects d
  on f.table_name = d.table_name and f.row_key = d.row_key
union all
select finding, defect, true, false from findings f join defects d
  on f.about_table = d.table_name and f.about_key = d.row_key
union all
select finding, defect, true, false from findings f join defects d
  on f.about_table = d.table_name and f.about_key = d.order_id and d.kind not in ('late', 'duplicate')
union all
select finding, defect, false, false from findings f join defects d
  on f.table_name = d.table_name and f.row_key = d.present_key
union all
select finding, defect, false, false from findings f join defects d
  on f.table_name = d.table_name and f._row_number is null and split_part(f.row_key, '-', 1) = d.present_order_id
"""


def findings(source, landing, store, work):
    """Brings the files into the warehouse and looks for what breaks a rule; no check stops it."""
    upload(source, landing, store)
    load.load(source, store, "duckdb")
    results = transform.run_dbt("run", "duckdb", work, {"source": source}, [
        "--full-refresh", "--select", "+row_findings", f"+stg_{source}__lines"])
    failed = [node for node in results if node["status"] not in ("success", "pass")]
    if failed:
        raise InputError("\n".join(transform.explain(failed, "duckdb")))


def measure(source, landing, store, work):
    """Counts for each kind of defect, and for all findings. The files of the landing folder have their ledger beside them."""
    ledger = pathlib.Path(landing) / "defects.csv"
    if source not in KEYS or not ledger.exists():
        raise InputError(f"{landing}: no defects.csv beside files of {' or '.join(KEYS)}")
    findings(source, landing, store, work)
    present = " union all ".join(
        f"select '{table}' as table_name, _row_number, {key} as row_key from {source}_raw.{table}" for table, key in KEYS[source].items())
    with transaction("duckdb") as warehouse:
        warehouse.execute(DEFECTS.format(ledger=quoted(ledger), present=present, lines=LINES[source]))
        warehouse.execute(FINDINGS.format(source=source, lines=LINES[source], orders="'orders'" if "orders" in KEYS[source] else "null"))
        warehouse.execute(MATCHES)
        kinds = warehouse.execute("""
            select kind, count(*) filter (visible), count(*) filter (visible and found), count(*) filter (not visible),
              count(*) filter (not visible and found)
            from (select *, defect in (select defect from matches where named) as found from defects)
            group by kind order by kind""")
        total = warehouse.execute("""
            select count(*), count(*) filter (own), count(*) filter (explained) from (
              select finding, finding in (select finding from matches where own) as own,
                finding in (select finding from matches) as explained
              from findings)""")[0]
        missed = warehouse.execute("""
            select kind, table_name, row_key, breaks from defects
            where visible and defect not in (select defect from matches where named) order by defect limit 20""")
        false_alarms = warehouse.execute("""
            select rule, table_name, row_key from findings where finding not in (select finding from matches) limit 20""")
    visible, found = (sum(row[i] for row in kinds) for i in (1, 2))
    return {"source": source,
            "kinds": [dict(zip(("kind", "visible", "found", "invisible", "invisible_found"), row)) for row in kinds],
            "visible": visible, "found": found, "recall": found / visible if visible else 1.0,
            "findings": total[0], "own": total[1], "explained": total[2],
            "precision": total[2] / total[0] if total[0] else 1.0, "missed": missed, "false_alarms": false_alarms}


def run(given):
    result = measure(given.source, given.landing, Store(given.store, given.store_options), pathlib.Path(given.work))
    print(json.dumps(result, default=str))
