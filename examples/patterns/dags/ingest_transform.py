"""Object storage → raw tables → models and checks → analytics → pages. A second run of the same files changes nothing; a check that fails
stops the models behind it and names the rows. A scheduled or backfill run takes the files of its own day."""

import datetime

from airflow.sdk import Param, dag, get_current_context, task
from airflow.timetables.interval import CronDataIntervalTimetable
from steps import day_of, run_step, setting


@dag(
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),  # the logical date is the day whose files are loaded
    start_date=datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc),
    catchup=False,
    max_active_runs=1,  # a warehouse in a file has one writer, and days are loaded in order
    params={
        "source": Param(setting("SOURCE", "mocker"), enum=["shopping_trends", "online_retail", "mocker", "vantage"]),
        "date": Param(None, type=["null", "string"], format="date", description="a day, for a run by hand"),
        "full_refresh": Param(False, type="boolean", description="build everything from the raw tables anew"),
    },
    default_args={"retries": 2, "retry_delay": datetime.timedelta(seconds=float(setting("RETRY_SECONDS", "60")))},
    tags=["patterns"],
    doc_md=__doc__,
)
def ingest_transform():
    @task
    def load():
        context = get_current_context()
        day = day_of(context)
        run_step("load", context["params"]["source"], "--store", setting("STORE"), "--target", setting("TARGET", "duckdb"),
                 *(["--date", day] if day else []))

    @task
    def transform():
        context = get_current_context()
        source = context["params"]["source"]
        run_step("transform", source, "--target", setting("TARGET", "duckdb"), "--work", f"{setting('WORK')}/{source}",
                 "--full-refresh" if context["params"]["full_refresh"] else "--if-new")

    @task
    def analytics():
        run_step("analytics", get_current_context()["params"]["source"], "--target", setting("TARGET", "duckdb"), "--if-new",
                 python="ANALYTICS_PYTHON")

    @task
    def dashboard():
        source = get_current_context()["params"]["source"]
        run_step("dashboard", source, "--target", setting("TARGET", "duckdb"), "--out", f"{setting('PAGES')}/{source}", "--if-new")

    load() >> transform() >> analytics() >> dashboard()


ingest_transform()
