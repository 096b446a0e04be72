"""Faults around the program: one line that says what is wrong, a status that is not 0, and no file that looks whole."""

from programs import Faults, ProgramTest, main


class VantageFaults(Faults, ProgramTest):
    small = ["--set", "demand.orders=20000"]
    endless = ["--set", "demand.orders=4000000"]
    first_file = "raw_products.csv"


main()
