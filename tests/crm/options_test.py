"""The options of the program."""

import re

from programs import ProgramTest, main, rows, run


class Options(ProgramTest):
    def test_the_seed_is_42_unless_another_is_asked_for(self):
        default = self.make(out="default")
        self.assertEqual((self.make("--seed", 42, out="42") / "contacts.csv").read_bytes(),
                         (default / "contacts.csv").read_bytes())
        self.assertNotEqual((self.make("--seed", 43, out="43") / "contacts.csv").read_bytes(),
                            (default / "contacts.csv").read_bytes())

    def test_a_random_seed_is_printed_and_gives_the_same_again(self):
        done = run("--format", "csv", "--quiet", "--seed", "random", "--out", self.folder / "random")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        seed = re.fullmatch(r"--seed (\d+)\n", done.stdout).group(1)
        again = self.make("--seed", seed, out="again")
        for name in ("contacts.csv", "interactions.csv"):
            self.assertEqual((self.folder / "random" / name).read_bytes(), (again / name).read_bytes())
        other = run("--format", "csv", "--quiet", "--seed", "random", "--out", self.folder / "other")
        self.assertNotEqual(other.stdout, done.stdout)

    def test_threads_change_nothing(self):
        one = self.make("--companies", 3000, out="one")
        three = self.make("--companies", 3000, "--threads", 3, out="three")
        for name in self.entries(one):
            self.assertEqual((one / name).read_bytes(), (three / name).read_bytes(), name)

    def test_sellers_follow_the_companies(self):
        self.assertEqual(len(rows(self.make("--companies", 250) / "sales_people.csv")), 25)
        self.assertEqual(len(rows(self.make("--companies", 3, out="few") / "sales_people.csv")), 1)
        self.assertEqual(len(rows(self.make("--companies", 30, "--sales-people", 7, out="seven") / "sales_people.csv")), 7)

    def test_weights_and_rates_can_be_set(self):
        out = self.make("--set", "interactions.identified.call=0", "--set", "interactions.identified.meeting=0",
                        "--set", "interactions.identified.demo=0", "--set", "interactions.qualified={call=0,email=1,meeting=0,demo=0}",
                        "--set", "interactions.proposal={call=0,email=1,meeting=0,demo=0}",
                        "--set", "interactions.negotiation={call=0,email=1,meeting=0,demo=0}")
        self.assertEqual({row["type"] for row in rows(out / "interactions.csv")}, {"e-mail"})

    def test_a_summary_and_a_warning(self):
        done = run("--out", self.out, "--companies", 5, "--sales-people", 50)
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stderr, "retailsim-crm: warning: 50 sellers for 5 companies: many will have none\n")
        self.assertRegex(done.stdout, r"^seed 42: 5 companies with \d+ contacts, 50 sellers; \d+ opportunities, \d+ interactions\n"
                                      r"won \d+, lost \d+, open \d+; win rate .*\n.* in .*/out\n$")
        done = run("--out", self.folder / "full", "--quiet", "--companies", 500, "--sales-people", 2)
        self.assertIn("their calendars are full", done.stderr)


main()
