"""What each source is made of: its tables, how their files are named, and the columns they must have."""

import dataclasses
import datetime
import fnmatch
import re

from patterns.errors import InputError

DATE_IN_NAME = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")


@dataclasses.dataclass(frozen=True)
class Table:
    """A raw table. `columns` are the names in the file; `time` the one that says on which day a row belongs."""

    name: str
    files: str  # of file names without their suffix
    columns: tuple[str, ...]
    time: str | None = None

    def raw_columns(self):
        """The names in the warehouse: lower case, words joined by underscores."""
        return [raw_name(column) for column in self.columns]


def raw_name(column):
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", column).lower()).strip("_")


SOURCES = {
    "shopping_trends": (
        Table("purchases", "shopping_trends*",
              ("Customer ID", "Age", "Gender", "Item Purchased", "Category", "Purchase Amount", "Location", "Size", "Color",
               "Season", "Review Rating", "Subscription Status", "Shipping Type", "Discount Applied", "Promo Code Used",
               "Previous Purchases", "Payment Method", "Frequency of Purchases")),
    ),
    "online_retail": (
        Table("invoice_lines", "online_retail*",
              ("Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer ID", "Country"),
              time="InvoiceDate"),
    ),
    "mocker": (
        Table("customers", "customers*",
              ("customer_id", "registered_at", "birth_date", "gender", "country", "city", "channel", "segment",
               "loyalty_tier")),
        Table("products", "products*",
              ("sku_id", "product_group", "name", "brand", "category_l1", "category_l2", "category_l3", "price", "cost",
               "launched_on")),
        Table("transactions", "transactions*",
              ("order_id", "line_no", "customer_id", "sku_id", "ordered_at", "kind", "quantity", "unit_price", "discount",
               "amount", "refers_to_order_id", "refers_to_line_no"),
              time="ordered_at"),
    ),
    "vantage": (
        Table("products", "raw_products*",
              ("sku_id", "category", "sub_category", "product_name", "base_price_eur", "cost_price_eur", "sales_rank",
               "return_probability")),
        Table("orders", "raw_orders*", ("order_id", "shop_id", "customer_id", "order_ts"), time="order_ts"),
        Table("line_items", "raw_line_items*",
              ("order_id", "line_no", "sku_id", "qty", "unit_price_paid", "is_returned")),
        Table("marketing_daily", "raw_marketing_daily*", ("date", "shop_id", "spend_eur")),
        Table("budget_monthly", "raw_budget_monthly*",
              ("month", "shop_id", "plan_revenue", "plan_orders", "plan_margin")),
    ),
}

# What the programs write beside the tables that are loaded.
IGNORED = ("scenario.json", "truth.*", "defects.csv", "defects.json", ".*")


def tables_of(source):
    if source not in SOURCES:
        raise InputError(f"source must be one of {', '.join(SOURCES)}, got {source}")
    return SOURCES[source]


def is_ignored(file_name):
    return any(fnmatch.fnmatchcase(file_name, pattern) for pattern in IGNORED)


def table_of(source, file_name):
    """The table that a file belongs to, by its name."""
    stem, _, suffix = file_name.rpartition(".")
    if suffix in ("csv", "parquet"):
        for table in tables_of(source):
            if fnmatch.fnmatchcase(stem, table.files):
                return table
    expected = ", ".join(table.files + ".csv or .parquet" for table in tables_of(source))
    raise InputError(f"{file_name}: not the name of a {source} file; expected {expected}")


def date_of(file_name):
    """The day that a file's name ends with, as in transactions-2024-06-30.parquet, or none."""
    found = DATE_IN_NAME.search(file_name)
    if not found:
        return None
    try:
        return datetime.date.fromisoformat(found[1])
    except ValueError:
        raise InputError(f"{file_name}: {found[1]} is not a day") from None
