"""The parts that reports and the exploratory page are made of: sections of text, tables, charts and recommendations."""

import datetime
import decimal
import json

from patterns import page
from patterns.page import escaped


MOST_ROWS = 5000


def text_of(value):
    """A value as a reader wants it: thousands apart, four figures of what is no whole number."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (decimal.Decimal, float)):
        value = float(value)
        if value == int(value) and abs(value) < 1e15:
            return f"{int(value):,}"
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def plain(value):
    return (
        float(value) if isinstance(value, decimal.Decimal) else value.isoformat() if isinstance(value, datetime.date) else value
    )


class Document:
    def __init__(self, source):
        self.source, self._parts, self._charts, self._tables, self._open = source, [], {}, {}, False

    def section(self, title):
        self._parts.append(("</section>" if self._open else "") + f"<section><h2>{escaped(title)}</h2>")
        self._open = True

    def say(self, *sentences):
        self._parts += [f"<p>{escaped(sentence)}</p>" for sentence in sentences if sentence]

    def note(self, text):
        self._parts.append(f'<p class="note">{escaped(text)}</p>')

    def chart(self, title, option, height=""):
        name = f"chart-{len(self._charts) + 1}"
        self._charts[name] = option
        self._parts.append(
            f'<figure><figcaption>{escaped(title)}</figcaption><div class="chart {height}" id="{name}" role="img"'
            f' aria-label="{escaped(title)}"></div></figure>'
        )

    def table(self, name, header, rows, most=40, drawn=()):
        """A table of at most so many rows; MOST_ROWS are in the CSV behind its button. Cells of the columns `drawn` are HTML."""
        rows = list(rows)
        self._tables[name] = {
            "header": [title for i, title in enumerate(header) if i not in drawn],
            "rows": [[plain(value) for i, value in enumerate(row) if i not in drawn] for row in rows[:MOST_ROWS]],
        }
        numbers = {
            i
            for i in range(len(header))
            if rows
            and all(
                isinstance(row[i], (int, float, decimal.Decimal, type(None))) and not isinstance(row[i], bool) for row in rows
            )
        }
        cells = "".join(f"<th{' class=n' if i in numbers else ''}>{escaped(title)}</th>" for i, title in enumerate(header))
        body = "".join(
            "<tr>"
            + "".join(
                f"<td{' class=n' if i in numbers else ''}>{value if i in drawn else escaped(text_of(value))}</td>"
                for i, value in enumerate(row)
            )
            + "</tr>"
            for row in rows[:most]
        )
        left = f" The first {most} of {len(rows):,} rows." if len(rows) > most else ""
        left += f" The CSV has the first {MOST_ROWS:,}, the warehouse all." if len(rows) > MOST_ROWS else ""
        self._parts.append(
            f'<div class="scroll"><table><tr>{cells}</tr>{body}</table></div>'
            f'<p class="note"><button type="button" data-csv="{escaped(name)}">CSV</button>{left}</p>'
        )

    def numbers(self, pairs):
        self._parts.append(
            '<div class="numbers">'
            + "".join(f"<span>{escaped(name)}: <b>{escaped(value)}</b></span>" for name, value in pairs)
            + "</div>"
        )

    def advice(self, recommendations):
        """Each recommendation with the numbers that it follows from beside it."""
        for row in recommendations:
            self._parts.append(f'<div class="advice"><h3>{escaped(row["title"])}</h3><p>{escaped(row["action"])}</p>')
            self.numbers(json.loads(row["numbers"]))
            self._parts.append("</div>")

    def page(self, title, about, links=()):
        body = "<main>" + "".join(self._parts) + ("</section>" if self._open else "") + "</main><footer></footer>"
        data = {"source": self.source, "charts": self._charts, "tables": self._tables}
        return page.page("document", title, about, body, ("common.js", "document.js"), data, links)


def bars(names, values, across=True, low=None, high=None, axis_name=None):
    """Bars, or points with whiskers where `low` and `high` are given."""
    names = [str(name) for name in names]
    category = {
        "type": "category",
        "data": names,
        "inverse": across,
        "axisLabel": {"width": 170, "overflow": "truncate", "interval": 0} if across else {},
    }
    value = {
        "type": "value",
        "scale": low is not None,
        **({"name": axis_name, "nameLocation": "middle", "nameGap": 26} if axis_name else {}),
    }
    if low is None:
        series = [{"type": "bar", "data": values, "barMaxWidth": 24}]
    else:
        series = [
            {
                "type": "custom",
                "across": across,
                "data": [[i, a, b] for i, (a, b) in enumerate(zip(low, high))],
                "silent": True,
                "encode": {"x": [1, 2], "y": 0} if across else {"x": 0, "y": [1, 2]},
            },
            {"type": "scatter", "symbolSize": 9, "data": [[v, i] if across else [i, v] for i, v in enumerate(values)]},
        ]
    return {
        "tooltip": {"trigger": "axis" if low is None else "item"},
        "xAxis": value if across else category,
        "yAxis": category if across else value,
        "series": series,
        **({"grid": {"bottom": 24}} if axis_name and across else {}),
    }


def lines(names, series, **more):
    """Lines over the same names: {title: values}."""
    return {
        "legend": {},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": [str(name) for name in names], "boundaryGap": False},
        "yAxis": {"type": "value"},
        "series": [
            {"type": "line", "name": title, "data": values, "showSymbol": len(names) < 20} for title, values in series.items()
        ],
        **more,
    }


def square(names, cells):
    """A heat map of correlations from -1 to 1: cells as (row, column, value)."""
    names = [name.replace("_", " ") for name in names]
    return {
        "grid": {"top": 8},
        "tooltip": {},
        "xAxis": {"type": "category", "data": names, "axisLabel": {"interval": 0, "hideOverlap": False, "rotate": 20}},
        "yAxis": {"type": "category", "data": names, "inverse": True},
        "visualMap": {"min": -1, "max": 1, "show": False, "inRange": {"color": ["$c1", "$card", "$c0"]}},
        "series": [
            {
                "type": "heatmap",
                "label": {"show": True, "color": "$ink"},
                "data": [[b, a, round(value, 2)] for a, b, value in cells],
            }
        ],
    }
