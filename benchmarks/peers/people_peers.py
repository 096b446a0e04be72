"""Contacts per second of processor time, ours and those of Faker and Mimesis (pip install Faker mimesis), in one run.

Each peer makes what `contacts` of the CRM has and the peer knows: given and family name, e-mail, telephone number, job, in
eleven of the same locales in turn, one thread, into lists. Ours makes all fifteen columns and the companies around them.

usage: people_peers.py BUILD [CONTACTS]
"""

import importlib.metadata
import json
import pathlib
import statistics
import subprocess
import sys
import time

FAKER = "en_US en_GB de_DE fr_FR es_ES it_IT nl_NL pl_PL sv_SE pt_BR ja_JP".split()
MIMESIS = "en en-gb de fr es it nl pl sv pt-br ja".split()


def faker_maker():
    import faker

    makers = [faker.Faker(locale) for locale in FAKER]
    for number, maker in enumerate(makers):
        maker.seed_instance(number)

    def make(i):
        maker = makers[i % len(makers)]
        return maker.first_name(), maker.last_name(), maker.email(), maker.phone_number(), maker.job()

    return make


def mimesis_maker():
    import mimesis

    makers = [mimesis.Person(mimesis.Locale(locale), seed=7) for locale in MIMESIS]

    def make(i):
        person = makers[i % len(makers)]
        return person.name(), person.surname(), person.email(), person.phone_number(), person.occupation()

    return make


def rate(make, n):
    rates = []
    for _ in range(5):
        start = time.process_time()
        contacts = [make(i) for i in range(n)]
        rates.append(len(contacts) / (time.process_time() - start))
    return statistics.median(rates)


def main():
    build, n = pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 4000
    done = subprocess.run([build / "bin/benchmarks/crm_benchmark", "--benchmark_filter=^contacts", "--benchmark_format=json",
                           "--benchmark_repetitions=5"], check=True, capture_output=True, text=True)
    runs = json.loads(done.stdout)["benchmarks"]
    ours = next(run["contacts_per_s"] for run in runs if run.get("aggregate_name") == "median")
    print(f"retailsim        {ours:12,.0f} contacts/s")
    for name, maker in ("Faker", faker_maker), ("mimesis", mimesis_maker):
        try:
            theirs = rate(maker(), n)
        except ImportError:
            print(f"{name} is not installed")
            continue
        print(f"{name + ' ' + importlib.metadata.version(name):16} {theirs:12,.0f} contacts/s, ours {ours / theirs:,.0f} times")


if __name__ == "__main__":
    main()
