"""Daily orders and what is expected of each day: quasi-Poisson regression on a smooth trend and the weekday."""

import datetime

import numpy
import statsmodels.api as sm
from scipy import interpolate, stats

DAYS_PER_KNOT = 45
FEWEST_DAYS, FEWEST_ORDERS = 56, 0.2


class Daily:
    """Orders and revenue of each day from the first sale to the last."""

    def __init__(self, warehouse, source):
        rows = warehouse.execute(
            f"""select dates.date_day, coalesce(orders.n_orders, 0), cast(coalesce(sales.revenue, 0) as double precision)
                from {source}.dim_date as dates
                left join (select ordered_on, n_orders from {source}.mart_daily_orders where dimension = 'all') as orders
                  on orders.ordered_on = dates.date_day
                left join (select ordered_on, sum(revenue) as revenue from {source}.mart_daily_sales group by ordered_on) as sales
                  on sales.ordered_on = dates.date_day
                where dates.is_covered order by dates.date_day"""
        )
        self.days = [row[0] for row in rows]
        self.n_orders = numpy.array([float(row[1]) for row in rows])
        self.revenue = numpy.array([row[2] for row in rows])
        self.weekday = numpy.array([day.weekday() for day in self.days])
        # A weekday on which the shop sells on fewer than one in ten is one on which it is closed.
        self.is_open = numpy.isin(
            self.weekday, [day for day in range(7) if (self.n_orders[self.weekday == day] > 0).mean() > 0.1]
        )

    def is_enough(self):
        """Whether there are orders enough to say what is usual."""
        return self.is_open.sum() >= FEWEST_DAYS and self.n_orders[self.is_open].mean() >= FEWEST_ORDERS


def design(index, weekday, n_days, open_days):
    """Cubic B-splines with a knot every DAYS_PER_KNOT days, and the weekdays but the first."""
    inner = numpy.linspace(0, n_days - 1, max(2, round(n_days / DAYS_PER_KNOT) + 1))
    knots = numpy.r_[[inner[0]] * 3, inner, [inner[-1]] * 3]
    splines = interpolate.BSpline.design_matrix(index.astype(float), knots, 3).toarray()
    return numpy.hstack([splines, (weekday[:, None] == numpy.array(open_days[1:])[None, :]).astype(float)])


def expected(daily, rounds=4, outlier=1e-4):
    """Mean and dispersion expected of each open day (NaN for the others). Days far out are left out of the fit, so that they do
    not raise what is expected of them."""
    index = numpy.arange(len(daily.days))
    open_days = sorted(set(daily.weekday[daily.is_open]))
    x = design(index, daily.weekday, len(daily.days), open_days)
    used, mean, dispersion = daily.is_open.copy(), numpy.full(len(index), numpy.nan), 1.0
    for _ in range(rounds):
        fit = sm.GLM(daily.n_orders[used], x[used], family=sm.families.Poisson()).fit()
        mean[daily.is_open] = fit.predict(x[daily.is_open])
        pearson = (daily.n_orders - mean) ** 2 / mean
        # The median of a chi-square variable with one degree of freedom is 0.455.
        dispersion = max(1.0, float(numpy.median(pearson[used])) / 0.4549 * used.sum() / max(1, used.sum() - x.shape[1]))
        again = daily.is_open & ~(tails(daily.n_orders, mean, dispersion) < outlier)
        if (again == used).all():
            break
        used = again
    return mean, dispersion, x, used


def tails(counts, mean, dispersion):
    """Probability of a count as far from its mean or further, both sides: negative binomial with that dispersion, or Poisson."""
    with numpy.errstate(invalid="ignore"):
        if dispersion > 1.0001:
            law = stats.nbinom(mean / (dispersion - 1), 1 / dispersion)
        else:
            law = stats.poisson(mean)
        return numpy.minimum(1, 2 * numpy.minimum(law.cdf(counts), law.sf(counts - 1)))


def discoveries(p_values, rate=0.01):
    """True for those that Benjamini and Hochberg's procedure takes, of which a share of `rate` is false on average."""
    p = numpy.where(numpy.isnan(p_values), 1, p_values)
    order = numpy.argsort(p)
    good = numpy.flatnonzero(p[order] <= rate * numpy.arange(1, len(p) + 1) / len(p))
    found = numpy.zeros(len(p), bool)
    if good.size:
        found[order[: good[-1] + 1]] = True
    return found


def iso(day):
    return day.isoformat() if isinstance(day, datetime.date) else str(day)
