"""Faults around the program: one line that says what is wrong, a status that is not 0, and no file that looks whole."""

from programs import Faults, ProgramTest, main, run


class VantageFaults(Faults, ProgramTest):
    small = ["--set", "demand.orders=20000"]
    endless = ["--set", "demand.orders=4000000"]
    first_file = "raw_products.csv"

    def test_more_orders_of_a_customer_than_ids_have_room_for(self):
        done = run("--set", "baskets.n_customers=1", "--set", "demand.orders=3000000", "--out", self.out)
        self.assert_refused(done, "--set demand.orders=3000000: demand.orders must be such that no customer of the pool has "
                            "more than 2097152 orders, as customer 1 has, got 3e+06")
        self.assertEqual(self.entries(), [])


main()
