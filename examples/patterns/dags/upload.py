"""Landing folder → object storage: every file is checked by name, size and columns before the first one is stored."""

import datetime

from airflow.sdk import Param, dag, get_current_context, task
from steps import run_step, setting


@dag(
    schedule=None,  # where files land is another system's affair: trigger it from there, or by hand
    max_active_runs=1,
    params={"source": Param("mocker", enum=["shopping_trends", "online_retail", "mocker", "vantage"])},
    default_args={"retries": 2, "retry_delay": datetime.timedelta(seconds=float(setting("RETRY_SECONDS", "60")))},
    tags=["patterns"],
    doc_md=__doc__,
)
def upload():
    @task
    def check_and_store():
        source = get_current_context()["params"]["source"]
        run_step("upload", source, "--landing", f"{setting('LANDING')}/{source}", "--store", setting("STORE"))

    check_and_store()


upload()
