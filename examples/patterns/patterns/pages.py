"""Marts and analytics → the pages of a source, in a folder."""

from patterns import builds, findings, page
from patterns.dashboard import CURRENCIES, TITLES, dashboard_page
from patterns.explore import explore_page
from patterns.reports import REPORTS, report_page
from patterns.warehouse import connect, transaction


def write_pages(source, target, folder, reports=None, force=True):
    """Writes the pages that have changed: all of them, or the reports named. Gives a line for each: its path, and what was done."""
    warehouse = connect(target)
    try:
        build = builds.number(warehouse, source, "transform")
        if (
            not (force or reports)
            and build
            and builds.number(warehouse, source, "dashboard") == build
            and (folder / "dashboard.html").exists()
        ):
            return [(folder / "dashboard.html", "nothing new")]
        texts = _pages(warehouse, source, reports)
    finally:
        warehouse.close()
    done = [
        (folder / name, f"{len(text.encode()):,} bytes, {'written' if page.write(folder / name, text) else 'the same'}")
        for name, text in texts.items()
    ]
    if not reports:
        with transaction(target) as warehouse:
            builds.record(warehouse, source, "dashboard", build)
    return done


def _pages(warehouse, source, reports):
    title, currency = TITLES[source], CURRENCIES[source]
    if reports:
        return {f"{name}.html": report_page(warehouse, source, name, title, currency) for name in reports}
    if not findings.exists(warehouse, source, "recommendations"):
        return {"dashboard.html": dashboard_page(warehouse, source)}
    links = [(f"{name}.html", name) for name in ("dashboard", "explore", *REPORTS)]
    return {
        "dashboard.html": dashboard_page(warehouse, source, links[1:]),
        "explore.html": explore_page(warehouse, source, title, [link for link in links if link[1] != "explore"]),
        **{
            f"{name}.html": report_page(warehouse, source, name, title, currency, [link for link in links if link[1] != name])
            for name in REPORTS
        },
    }
