"""Trend, weekdays, months of the year, growth; a season of the year only where two years can show one."""

import numpy
import statsmodels.api as sm
from scipy import stats
from statsmodels.tsa.seasonal import STL

from patterns.analytics.series import Daily, expected, iso

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
TWO_YEARS = 730


def add(warehouse, source, tables):
    daily = Daily(warehouse, source)
    n, enough = len(daily.days), daily.is_enough()
    mean, dispersion = expected(daily)[:2] if enough else (numpy.full(n, numpy.nan), numpy.nan)
    if n >= 21:
        parts = STL(daily.revenue, period=7, robust=True).fit()
        trend, weekly = parts.trend, parts.seasonal
    else:
        trend, weekly = numpy.full(n, numpy.nan), numpy.full(n, numpy.nan)
    tables.add(
        "daily_trend",
        {
            "day": "day",
            "n_orders": "integer",
            "expected_orders": "real",
            "revenue": "real",
            "trend": "real",
            "weekly": "real",
            "rest": "real",
        },
        [
            (
                iso(day),
                int(daily.n_orders[i]),
                float(mean[i]),
                float(daily.revenue[i]),
                float(trend[i]),
                float(weekly[i]),
                float(daily.revenue[i] - trend[i] - weekly[i]),
            )
            for i, day in enumerate(daily.days)
        ],
    )

    factors = [("weekday", *row) for row in factor_profile(daily, daily.weekday, WEEKDAYS)] if enough else []
    said = f"dispersion of daily orders {dispersion:.1f}" if enough else "too few orders to say what is usual"
    if enough and n >= TWO_YEARS:
        factors += [
            ("month", *row) for row in factor_profile(daily, numpy.array([day.month - 1 for day in daily.days]), MONTHS)
        ]
        low, estimate, high = growth(daily)
        tables.add("growth", {"per_year": "real", "low": "real", "high": "real"}, [(estimate, low, high)])
    elif n < TWO_YEARS:
        said += f"; {n} days cannot tell a season of the year from growth: neither is given"
    tables.add(
        "seasonality",
        {
            "kind": "text",
            "place": "integer",
            "name": "text",
            "factor": "real",
            "low": "real",
            "high": "real",
            "p_value": "real",
        },
        factors,
    )
    return said


def factor_profile(daily, group, names):
    """Mean orders of a day of each group over the mean of all, with 95 % intervals, and the F test that all are alike. The year's
    trend is taken out as the mean of the 29 days around."""
    level = (
        numpy.convolve(numpy.pad(daily.n_orders, 14, mode="reflect"), numpy.ones(29) / 29, "valid")
        if len(names) == 7
        else numpy.full(len(daily.days), daily.n_orders.mean())
    )
    if len(names) == 12:  # growth is not a season
        index = numpy.arange(len(daily.days))
        level = numpy.exp(
            numpy.polyval(
                numpy.polyfit(
                    index,
                    numpy.log(
                        numpy.maximum(
                            numpy.convolve(numpy.pad(daily.n_orders, 182, mode="reflect"), numpy.ones(365) / 365, "valid"), 0.1
                        )
                    ),
                    1,
                ),
                index,
            )
        )
    ratio = daily.n_orders / numpy.maximum(level, 1e-9)
    present = [code for code in range(len(names)) if (group == code).any()]
    # Neighbouring days are alike: whole weeks or months are what is independent, so that the F test is on their means.
    if len(names) == 12:
        key = numpy.array([day.year * 12 + day.month for day in daily.days])
        samples = {code: numpy.array([ratio[(key == k)].mean() for k in sorted(set(key[group == code]))]) for code in present}
    else:
        samples = {code: ratio[group == code] for code in present}
    usable = [values for values in samples.values() if len(values) > 1]
    p_value = float(stats.f_oneway(*usable).pvalue) if len(usable) > 1 and any(values.std() > 0 for values in usable) else None
    spread = numpy.sqrt(
        sum(((values - values.mean()) ** 2).sum() for values in samples.values())
        / max(1, sum(len(values) - 1 for values in samples.values()))
    )
    degrees = max(1, sum(len(values) - 1 for values in samples.values()))
    rows = []
    for code in present:
        factor = float(samples[code].mean())
        half = float(stats.t.ppf(0.975, degrees) * spread / numpy.sqrt(len(samples[code])))
        rows.append((code, names[code], factor, factor - half, factor + half, p_value))
    return rows


def growth(daily):
    """Change of the mean level in a year, with a 95 % interval that allows for days alike their neighbours (HAC, 28 days)."""
    index = numpy.arange(len(daily.days)) / 365.25
    seasonal = numpy.column_stack([f(2 * numpy.pi * k * index) for k in (1, 2) for f in (numpy.sin, numpy.cos)])
    weekdays = (daily.weekday[:, None] == numpy.arange(1, 7)[None, :]).astype(float)
    keep = daily.is_open
    x = numpy.column_stack([numpy.ones(len(index)), index, seasonal, weekdays])[keep]
    x = x[:, numpy.ptp(x, axis=0) + (numpy.arange(x.shape[1]) == 0) > 0]
    fit = sm.GLM(daily.n_orders[keep], x, family=sm.families.Poisson()).fit(cov_type="HAC", cov_kwds={"maxlags": 28})
    half = stats.norm.ppf(0.975) * fit.bse[1]
    return tuple(float(numpy.expm1(fit.params[1] + delta)) for delta in (-half, 0, half))
