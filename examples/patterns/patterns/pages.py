"""Marts and analytics → the pages of a source, in a folder."""

from patterns import builds, page
from patterns.dashboard import dashboard_page
from patterns.warehouse import connect, transaction


def write_pages(source, target, folder, force=True):
    """Writes what has changed. Gives a line for each page: its path, and what was done."""
    warehouse = connect(target)
    try:
        build = builds.number(warehouse, source, "transform")
        if not force and build and builds.number(warehouse, source, "dashboard") == build and (folder / "dashboard.html").exists():
            return [(folder / "dashboard.html", "nothing new")]
        texts = {"dashboard.html": dashboard_page(warehouse, source)}
    finally:
        warehouse.close()
    done = [(folder / name, f"{len(text.encode()):,} bytes, {'written' if page.write(folder / name, text) else 'the same'}")
            for name, text in texts.items()]
    with transaction(target) as warehouse:
        builds.record(warehouse, source, "dashboard", build)
    return done
