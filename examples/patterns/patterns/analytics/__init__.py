"""Marts → <source>_analytics: profiles, anomalies, clusters, trends, what the next months bring, and what follows from it."""

from patterns import builds, sources
from patterns.errors import InputError
from patterns.warehouse import connect, transaction

SIMULATED = ("mocker", "vantage")


def analyse(source, target, dynamics=None, force=True):
    """Writes every table of the source's analytics anew. Gives a line for each part, or none where nothing is new."""
    sources.tables_of(source)
    warehouse = connect(target)
    try:
        build = builds.number(warehouse, source, "transform")
        if not build:
            raise InputError(f"{source}: the warehouse has no marts; run transform first")
        if not force and builds.number(warehouse, source, "analytics") == build:
            return []
        # Only now: they take seconds to load.
        from patterns.analytics import advice, anomalies, clusters, groups, outlook, profile, trends
        from patterns.analytics.tables import Tables

        if source != "shopping_trends" and not warehouse.execute(f"select count(*) from {source}.mart_rfm_segments")[0][0]:
            raise InputError(f"{source}: no known customer has bought anything; there is nothing to analyse")
        tables = Tables()
        said = [profile.add(warehouse, source, tables)]
        if source == "shopping_trends":
            said.append(groups.add(warehouse, tables))
        else:
            said += [
                trends.add(warehouse, source, tables),
                anomalies.add(warehouse, source, tables),
                clusters.add(warehouse, source, tables),
                outlook.add(warehouse, source, tables, dynamics, simulated=source in SIMULATED),
            ]
        said.append(advice.add(warehouse, source, tables))
    finally:
        warehouse.close()
    with transaction(target) as warehouse:
        tables.write(warehouse, source)
        builds.record(warehouse, source, "analytics", build)
    return said
