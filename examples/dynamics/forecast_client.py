"""A client of `retailsim-dynamics serve`.

    with ForecastClient("http://127.0.0.1:8080", token="...") as client:
        print(client.forecast("17", days=30).expected_purchases)
        for forecast in client.predict([Purchases(["2021-03-05", "2021-06-01"]), Statistics(x=1, t_x=88, T=301)]):
            print(forecast.interval_80)

or, from a shell, `forecast_client.py http://127.0.0.1:8080 17 18 --days 30`, the token from RETAILSIM_TOKEN. It needs httpx;
environments/client holds what it was tested with.
"""

import argparse
import dataclasses
import datetime
import os
import sys
import urllib.parse
from collections.abc import Iterable, Iterator, Mapping

import httpx


class ServiceError(Exception):
    """What the service refused: status and message."""

    def __init__(self, status: int, message: str):
        super().__init__(f"{status}: {message}")
        self.status, self.message = status, message


@dataclasses.dataclass(frozen=True)
class Forecast:
    id: str
    expected_purchases: float
    probability_alive: float | None  # None: the model does not know
    interval_80: tuple[int, int] | None  # the middle 80 % of the number of purchases


@dataclasses.dataclass(frozen=True)
class Purchases:
    """A customer by the days of their purchases."""

    purchases: Iterable[str | datetime.date]
    id: str | None = None
    features: Mapping[str, float] | None = None

    def json(self):
        return {"purchases": [str(day) for day in self.purchases]}


@dataclasses.dataclass(frozen=True)
class Statistics:
    """A customer by repeat purchases, age at the last one and age, in the model's unit of time."""

    x: int
    t_x: float
    T: float
    id: str | None = None
    features: Mapping[str, float] | None = None

    def json(self):
        return {"x": self.x, "t_x": self.t_x, "T": self.T}


def _forecast(reply) -> Forecast:
    interval = reply["interval_80"]
    return Forecast(reply["id"], reply["expected_purchases"], reply["probability_alive"],
                    (interval["low"], interval["high"]) if interval else None)


class ForecastClient:
    def __init__(self, url: str, token: str | None = None, timeout: float = 10):
        self._http = httpx.Client(base_url=url, timeout=timeout, headers={"Authorization": f"Bearer {token}"} if token else {})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._http.close()

    def _call(self, method: str, path: str, **options):
        reply = self._http.request(method, path, **options)
        if reply.is_success:
            return reply.json()
        try:
            message = reply.json()["error"]["message"]
        except (ValueError, KeyError, TypeError):
            message = reply.text[:200]
        raise ServiceError(reply.status_code, message)

    def health(self) -> dict:
        return self._call("GET", "/health")

    def forecast(self, customer: str | int, days: int | None = None, as_of: str | datetime.date | None = None) -> Forecast:
        """The forecast of one customer of the service's state."""
        query = {key: str(value) for key, value in (("days", days), ("as_of", as_of)) if value is not None}
        path = f"/customers/{urllib.parse.quote(str(customer), safe='')}/forecast"  # an id may hold slashes
        return _forecast(self._call("GET", path, params=query))

    def predict(self, customers: Iterable[Purchases | Statistics], days: int | None = None,
                as_of: str | datetime.date | None = None, batch: int = 1000) -> Iterator[Forecast]:
        """Forecasts in the order of the customers, of which there may be any number: they are sent in batches."""
        common = {"days": days} if days is not None else {}
        if as_of is not None:
            common["as_of"] = str(as_of)
        waiting = []

        def send():
            return map(_forecast, self._call("POST", "/predict", json={**common, "customers": waiting})["forecasts"])

        for number, customer in enumerate(customers):
            extra = {"id": customer.id if customer.id is not None else str(number)}
            if customer.features is not None:
                extra["features"] = dict(customer.features)
            waiting.append({**extra, **customer.json()})
            if len(waiting) == batch:
                yield from send()
                waiting = []
        if waiting:
            yield from send()


def main():
    parser = argparse.ArgumentParser(description="Forecasts of customers, by retailsim-dynamics serve.")
    parser.add_argument("url")
    parser.add_argument("customers", nargs="+", metavar="ID")
    parser.add_argument("--days", type=int)
    parser.add_argument("--as-of", metavar="DATE")
    arguments = parser.parse_args()
    try:
        with ForecastClient(arguments.url, os.environ.get("RETAILSIM_TOKEN")) as client:
            print("customer_id,expected_purchases,probability_alive,low_80,high_80")
            for customer in arguments.customers:
                forecast = client.forecast(customer, arguments.days, arguments.as_of)
                low, high = forecast.interval_80 or ("", "")
                alive = "" if forecast.probability_alive is None else f"{forecast.probability_alive:.6g}"
                print(f"{forecast.id},{forecast.expected_purchases:.6g},{alive},{low},{high}")
    except (ServiceError, httpx.HTTPError) as error:
        sys.exit(f"forecast_client: {error}")


if __name__ == "__main__":
    main()
