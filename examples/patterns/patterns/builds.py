"""Which build of the models each step has worked on: a step with nothing new to do says so and changes nothing."""

TABLE = "create table if not exists {source}_raw._builds (step varchar not null, number bigint not null)"


def number(warehouse, source, step):
    """The build that a step has worked on last; 0 before the first."""
    exists = warehouse.execute(
        "select count(*) from information_schema.tables where table_schema = ? and table_name = '_builds'", (f"{source}_raw",)
    )[0][0]
    if not exists:
        return 0
    found = warehouse.execute(f"select number from {source}_raw._builds where step = ?", (step,))
    return found[0][0] if found else 0


def record(warehouse, source, step, build):
    warehouse.execute(TABLE.format(source=source))
    warehouse.execute(f"delete from {source}_raw._builds where step = ?", (step,))
    warehouse.execute(f"insert into {source}_raw._builds values (?, ?)", (step, build))
