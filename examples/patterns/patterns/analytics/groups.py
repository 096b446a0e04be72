"""A file with one purchase per customer and no dates: means by group with intervals, what drives the amount, and structure that
no shop makes: values that imply one another, rows in the order of a column."""

import numpy
import pandas
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.oneway import anova_oneway

GROUPS = (
    "gender",
    "age_band",
    "category",
    "season",
    "location",
    "size",
    "color",
    "shipping_type",
    "payment_method",
    "purchase_frequency",
    "is_subscriber",
    "is_discounted",
    "used_promo_code",
)
MEASURES = ("amount", "previous_purchases", "review_rating")
SAID = {"amount": "purchase amount", "previous_purchases": "previous purchases", "review_rating": "review rating"}
ARTEFACT = 1e-6  # the probability below which chance is no explanation for structure
FEWEST = 30  # rows of a value that is said to imply another


def add(warehouse, tables):
    columns = (*GROUPS, *MEASURES, "age", "product_id")
    rows = warehouse.execute(f"""select {", ".join("kept." + column for column in columns)}
        from shopping_trends.fct_purchases as kept
        inner join shopping_trends.stg_shopping_trends__purchases as staged on staged.purchase_key = kept.purchase_key
        order by staged._file_id, staged._row_number""")
    table = pandas.DataFrame(rows, columns=columns)
    for measure in (*MEASURES, "age"):
        table[measure] = table[measure].astype(float)
    means, tests = group_means(table)
    tables.add(
        "group_means",
        {
            "measure": "text",
            "dimension": "text",
            "member": "text",
            "n": "integer",
            "mean": "real",
            "low": "real",
            "high": "real",
        },
        means,
    )
    tables.add(
        "group_tests",
        {
            "measure": "text",
            "dimension": "text",
            "n_groups": "integer",
            "p_value": "real",
            "p_adjusted": "real",
            "explained": "real",
        },
        tests,
    )
    drivers, explained, p_value = amount_drivers(table)
    tables.add(
        "amount_drivers",
        {"variable": "text", "degrees": "integer", "p_value": "real", "p_adjusted": "real", "explained": "real"},
        drivers,
    )
    tables.add(
        "amount_model", {"n": "integer", "adjusted_r_squared": "real", "p_value": "real"}, [(len(table), explained, p_value)]
    )
    found = structure(table)
    tables.add(
        "structure",
        {
            "kind": "text",
            "subject": "text",
            "statement": "text",
            "n": "integer",
            "probability": "real",
            "is_artefact": "boolean",
        },
        found,
    )
    return (
        f"{sum(test[4] < 0.05 for test in tests)} of {len(tests)} group differences beyond chance,"
        f" {sum(row[5] for row in found)} artefacts"
    )


def group_means(table):
    """Means with 95 % intervals (Student), and Welch's test that a dimension's means are equal, adjusted by Holm for all of them."""
    means, tests = [], []
    for measure in MEASURES:
        for dimension in GROUPS:
            parts = {str(member): part[measure].dropna() for member, part in table.groupby(dimension)}
            for member, part in sorted(parts.items()):
                half = (
                    stats.t.ppf(0.975, len(part) - 1) * part.std(ddof=1) / numpy.sqrt(len(part))
                    if len(part) > 1
                    else float("nan")
                )
                means.append(
                    (
                        measure,
                        dimension,
                        member,
                        len(part),
                        float(part.mean()),
                        float(part.mean() - half),
                        float(part.mean() + half),
                    )
                )
            large = [part for part in parts.values() if len(part) > 1]
            if len(large) > 1:
                every = pandas.concat(large)
                between = sum(len(part) * (part.mean() - every.mean()) ** 2 for part in large)
                tests.append(
                    (
                        measure,
                        dimension,
                        len(large),
                        float(anova_oneway(large, use_var="unequal").pvalue),
                        float(between / max(1e-300, ((every - every.mean()) ** 2).sum())),
                    )
                )
    adjusted = multipletests([test[3] for test in tests], method="holm")[1]
    return means, [(*test[:4], float(p), test[4]) for test, p in zip(tests, adjusted)]


def amount_drivers(table):
    """Least squares of the amount on everything at once; for each variable the F test of leaving it out."""
    variables = [name for name in GROUPS if name not in ("age_band", "used_promo_code")] + [
        "product_id",
        "age",
        "previous_purchases",
        "review_rating",
    ]
    # What another variable determines adds nothing: the item determines its category, the promo code is the discount.
    variables.remove("category")
    parts = {
        name: table[[name]].astype(float)
        if name in ("age", "previous_purchases", "review_rating")
        else pandas.get_dummies(table[name].astype(str), prefix=name, drop_first=True, dtype=float)
        for name in variables
    }
    y = table["amount"]

    def fit(names):
        return sm.OLS(y, sm.add_constant(pandas.concat([parts[name] for name in names], axis=1))).fit(method="qr")

    whole = fit(variables)
    rows = []
    for name in variables:
        f, p, degrees = whole.compare_f_test(rest := fit([other for other in variables if other != name]))
        rows.append((name, int(degrees), float(p), float(whole.rsquared - rest.rsquared)))
    adjusted = multipletests([row[2] for row in rows], method="holm")[1]
    return (
        [(*row[:3], float(p), row[3]) for row, p in sorted(zip(rows, adjusted), key=lambda pair: pair[0][2])],
        float(whole.rsquared_adj),
        float(whole.f_pvalue),
    )


def structure(table):
    """Implications without exception, and columns in whose order the rows are, each with its probability if the columns had
    nothing to do with one another, or the rows were in no order."""
    named = table.assign(
        **{name: table[name].map({True: "yes", False: "no"}) for name in ("is_subscriber", "is_discounted", "used_promo_code")}
    )
    columns = [name for name in GROUPS if name not in ("age_band",)]
    found = []
    for a in columns:
        for value, part in named.groupby(a):
            if len(part) < FEWEST:
                continue
            for b in columns:
                if b == a or part[b].nunique() != 1:
                    continue
                implied = part[b].iloc[0]
                log_p = len(part) * numpy.log((named[b] == implied).mean())
                if log_p < numpy.log(ARTEFACT):
                    found.append(
                        (
                            "implication",
                            f"{a} = {value}",
                            f"all {len(part):,} rows with {a} = {value} have {b} = {implied}",
                            len(part),
                            float(numpy.exp(max(log_p, -690))),
                            True,
                        )
                    )
    for name in columns:
        p, statement = order_test(named[name].to_numpy())
        if p < ARTEFACT:
            found.append(("order", name, statement.format(name=name), len(named), p, True))
    return found


def order_test(values):
    """How often neighbours are equal, against rows in random order (permutations give the spread, a normal law the tail)."""
    codes = pandas.factorize(values)[0]
    equal = (codes[1:] == codes[:-1]).sum()
    draws = numpy.random.default_rng(7)
    shuffled = numpy.array([(c[1:] == c[:-1]).sum() for c in (draws.permutation(codes) for _ in range(200))])
    z = (equal - shuffled.mean()) / max(shuffled.std(ddof=1), 1e-9)
    changes = len(codes) - 1 - equal
    statement = f"rows are in the order of {{name}}: its value changes {changes:,} times from row to row, {len(codes) - 1 - shuffled.mean():,.0f} in random order"
    if changes == len(set(codes.tolist())) - 1 and len(set(codes.tolist())) == 2:
        first = int((codes == codes[0]).sum())
        statement = (
            f"rows are sorted by {{name}}: the first {first:,} are {values[0]}, the other {len(codes) - first:,} are not"
        )
    return float(max(stats.norm.sf(z), 1e-300)), statement
