"""Files that were spoiled on purpose: what the pipeline finds, counted against the ledger of what was done."""

import json

from pipeline import MOCKER, VANTAGE, PipelineTest, main, simulate

BAD_INPUT = 65


class Defects(PipelineTest):
    def measure(self, source):
        said = self.step("measure", source)
        return json.loads(said.splitlines()[-1])

    def assert_found(self, result, kinds_without_visible):
        self.assertEqual({row["kind"] for row in result["kinds"] if not row["visible"]}, kinds_without_visible)
        self.assertGreater(result["visible"], 1000)
        self.assertGreaterEqual(result["recall"], 0.99, result["missed"])
        self.assertGreaterEqual(result["precision"], 0.99, result["false_alarms"])
        self.assertGreater(result["own"], 0.6 * result["findings"])

    def test_mocker(self):
        dirty = simulate(MOCKER, self.folder / "dirty", "--preset", "apparel", "--customers", 2500, "--format", "csv",
                         "--defects", 0.005)
        with self.assertRaises(UnicodeDecodeError):  # some names are in Latin-1: they are read all the same
            (dirty / "customers.csv").read_text(encoding="utf-8")
        self.land("mocker", *dirty.iterdir())
        result = self.measure("mocker")
        self.assert_found(result, {"late"})
        invisible = {row["kind"]: row["invisible"] for row in result["kinds"]}
        self.assertGreater(invisible["swap"], 20)  # discount and amount: the ledger closes either way
        # In a build that is meant to be used, the checks stop what is downstream and name rows.
        said = self.step("transform", "mocker", status=BAD_INPUT)
        self.assertIn("fail: mocker_rejected_rows", said)
        self.assertNotIn("fct_orders", self.tables("mocker"))

    def test_vantage(self):
        dirty = simulate(VANTAGE, self.folder / "dirty", "--set", "demand.orders=20000", "--defects", 0.005)
        self.land("vantage", *dirty.iterdir())
        result = self.measure("vantage")
        self.assert_found(result, {"late"})
        found = {row["kind"]: row for row in result["kinds"]}
        self.assertGreater(found["time_zone"]["visible"], 50)
        # Without the rows' ledger nothing is measured.
        (self.landing("vantage") / "defects.csv").unlink()
        self.assertIn("no defects.csv beside files of mocker or vantage", self.step("measure", "vantage", status=BAD_INPUT))


main()
