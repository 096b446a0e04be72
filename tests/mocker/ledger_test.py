"""The ledger closes to the cent on a million lines, in every format."""

import unittest

from programs import HAS_PARQUET, ProgramTest, cents, main, rows, run

CUSTOMERS = 20_000  # of the preset fmcg: more than a million lines

# Each counts the lines that break a rule; all in exact decimals.
RULES = {
    "quantity * unit_price - discount = amount":
        "select count(*) from lines where quantity * unit_price - discount <> amount",
    "a sale has positive numbers": """select count(*) from lines where kind = 'sale'
        and (quantity <= 0 or unit_price <= 0 or discount < 0 or amount < 0 or refers_to_order_id is not null)""",
    "a return has negative ones": "select count(*) from lines where kind = 'return' and (quantity >= 0 or amount > 0)",
    "what comes back was sold, earlier, to the same customer": """select count(*) from lines back
        left join lines sale on sale.order_id = back.refers_to_order_id and sale.line_no = back.refers_to_line_no
        where back.kind <> 'sale' and (sale.order_id is null or sale.kind <> 'sale' or sale.ordered_at >= back.ordered_at
          or sale.customer_id <> back.customer_id or sale.sku_id <> back.sku_id)""",
    "refunds never exceed the sale, and equal it when all units came back": """select count(*) from lines sale join
        (select refers_to_order_id o, refers_to_line_no l, -sum(quantity) units, -sum(amount) refund from lines
         where kind <> 'sale' and quantity < 0 group by all) back on sale.order_id = o and sale.line_no = l
        where units > sale.quantity or refund > sale.amount or (units = sale.quantity and refund <> sale.amount)""",
    "an exchange gives what it takes": """select count(*) from (select order_id, sku_id, sum(quantity) units,
        sum(amount) amount from lines where kind = 'exchange' group by all) where units <> 0 or amount <> 0""",
}


class Ledger(ProgramTest):
    def check(self, query):
        self.assertGreater(query("select count(*) from lines"), 1_000_000)
        for kind in ("return", "exchange"):
            self.assertGreater(query(f"select count(*) from lines where kind = '{kind}'"), 500)
        for rule, count in RULES.items():
            with self.subTest(rule):
                self.assertEqual(query(count), 0)
        # The rules must be able to fail: one line a cent off, one refund too large.
        query("update lines set amount = amount + 0.01 where order_id = (select min(order_id) from lines) and line_no = 1")
        self.assertGreaterEqual(query(list(RULES.values())[0]), 1)
        query("""update lines set amount = amount - 100000 where order_id = (select min(order_id) from lines
                 where kind = 'return')""")
        self.assertGreaterEqual(query(list(RULES.values())[4]), 1)

    def database(self):
        try:
            import duckdb
        except ImportError:
            self.skipTest("this Python has no duckdb")
        database = duckdb.connect()

        def query(text):
            return database.execute(text).fetchone()[0]
        return query

    def test_csv(self):
        query = self.database()
        out = self.make("--customers", CUSTOMERS)
        query(f"""create table lines as select * from read_csv('{out}/transactions.csv', types = {{
              'unit_price': 'decimal(12, 2)', 'discount': 'decimal(12, 2)', 'amount': 'decimal(12, 2)'}})""")
        self.check(query)

    @unittest.skipUnless(HAS_PARQUET, "built without Parquet")
    def test_parquet(self):
        query = self.database()
        done = run("--customers", CUSTOMERS, "--out", self.out, "--quiet")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        query(f"create table lines as select * from '{self.out}/transactions.parquet'")
        self.check(query)

    def test_csv_without_a_database(self):
        """The first rule with nothing but Python, on fewer lines."""
        lines = rows(self.make("--customers", 2000) / "transactions.csv")
        self.assertGreater(len(lines), 100_000)
        for row in lines:
            self.assertEqual(int(row["quantity"]) * cents(row["unit_price"]) - cents(row["discount"]), cents(row["amount"]))


main()
