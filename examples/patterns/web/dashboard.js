// The dashboard: every number on it is summed from the aggregates that the warehouse made (patterns/dashboard.py).
"use strict";
const DIMENSIONS = ["location", "category", "segment"];
const DAY = 86400000;
const iso = date => date.toISOString().slice(0, 10);
const sum = values => values.reduce((a, b) => a + b, 0);
let data, state;

// --- numbers ----------------------------------------------------------------------------------------------------------
const money = cents => cents / 100;
const money_text = cents => (data.currency ? data.currency + " " : "") + short(money(cents));
const day_of = index => iso(new Date(Date.parse(data.first_day) + index * DAY));
const index_of = day => Math.round((Date.parse(day) - Date.parse(data.first_day)) / DAY);
const month_of = index => day_of(index).slice(0, 7);
const label_of = dimension => data.names[dimension];
const member = (dimension, code) => data.members[dimension][code];
const chosen = () => DIMENSIONS.filter(dimension => state[dimension] !== null);
const others = dimension => chosen().filter(name => name !== dimension);

// The cells of the daily cube that the filters leave, one call for each; a dimension can be left out of the filters, to show
// all its members. Where the cube of all dimensions at once is too large there is one for each, and one filter at a time.
function each_cell(visit, { but = null, by = null, from = state.from, to = state.to } = {}) {
  const filters = !data.joint && but !== null ? [] : chosen().filter(dimension => dimension !== but);
  const cube = data.joint ? data.cube : data.cubes[filters[0] ?? by ?? DIMENSIONS[0]];
  const wanted = filters.map(dimension => [cube[dimension], state[dimension]]);
  for (let i = 0; i < cube.day.length; i++) {
    if (cube.day[i] < from || cube.day[i] > to) continue;
    if (state.season !== null && data.undated && cube.day[i] !== state.season) continue;
    if (wanted.every(([codes, code]) => codes[i] === code)) visit(cube, i);
  }
}
const MEASURES = ["lines", "units", "gross", "returned", "discount"];
function totals(options) {
  const result = Object.fromEntries(MEASURES.map(name => [name, 0]));
  each_cell((cube, i) => {
    for (const name of MEASURES) result[name] += cube[name][i];
  }, options);
  result.revenue = result.gross + result.returned;
  return result;
}
function revenue_by(dimension) {
  const result = new Array(data.members[dimension].length).fill(0);
  each_cell(
    (cube, i) => {
      result[cube[dimension][i]] += cube.gross[i] + cube.returned[i];
    },
    { but: dimension, by: dimension },
  );
  return result;
}

// Orders come by day for one member of one dimension; null where the filters ask for more.
function orders_by_day(from = state.from, to = state.to) {
  if (data.undated || chosen().length > 1) return null;
  const dimension = chosen()[0] ?? "all",
    part = data.orders[dimension],
    result = new Map();
  for (let i = 0; i < part.day.length; i++)
    if (part.day[i] >= from && part.day[i] <= to && (dimension === "all" || part.member[i] === state[dimension]))
      result.set(part.day[i], (result.get(part.day[i]) ?? 0) + part.n[i]);
  return result;
}
function n_orders(from, to) {
  if (data.undated) return totals().lines;
  const by_day = orders_by_day(from, to);
  return by_day && sum([...by_day.values()]);
}

// The months of a range of days that begins and ends with a month, or with the data; else null.
function whole_months(from = state.from, to = state.to) {
  if (data.undated) return null;
  const begins = from === 0 || day_of(from).endsWith("-01"),
    ends = to === data.n_days - 1 || day_of(to + 1).endsWith("-01");
  return begins && ends ? [data.months.indexOf(month_of(from)), data.months.indexOf(month_of(to))] : null;
}
// Different customers of those months: each is counted in the one month of the range before which the range has none.
function customers_of(dimension, code, months) {
  const part = data.customers[dimension];
  let result = 0;
  for (let i = 0; i < part.month.length; i++)
    if (
      part.month[i] >= months[0] &&
      part.month[i] <= months[1] &&
      part.previous[i] < months[0] &&
      (dimension === "all" || part.member[i] === code)
    )
      result += part.n[i];
  return result;
}
function n_customers(from, to) {
  if (data.undated) return totals().lines;
  const months = whole_months(from, to);
  if (!months || chosen().length > 1) return null;
  return customers_of(chosen()[0] ?? "all", state[chosen()[0]], months);
}

// --- what a tile cannot follow ----------------------------------------------------------------------------------------
const ONE_FILTER = "counts without double counting are kept for one filter at a time: clear one";
const WHOLE_MONTHS = "different customers are kept by whole months: choose a range of whole months";
const not_applied = names => (names.length ? "Not filtered by " + names.join(", ") + "." : "");
function left_out(ones_that_apply) {
  const names = chosen()
    .filter(dimension => !ones_that_apply.includes(dimension))
    .map(dimension => label_of(dimension).toLowerCase());
  if (!ones_that_apply.includes("date") && (state.from > 0 || state.to < data.n_days - 1 || state.season !== null))
    names.push(data.undated ? "season" : "dates");
  return not_applied(names);
}

// --- tiles ------------------------------------------------------------------------------------------------------------
function kpi_values(from, to) {
  const t = totals({ from, to }),
    orders = n_orders(from, to),
    customers = n_customers(from, to);
  return {
    revenue: { value: money(t.revenue), text: money_text(t.revenue) },
    orders: { value: orders, text: orders === null ? null : short(orders), why: ONE_FILTER },
    customers: {
      value: customers,
      text: customers === null ? null : short(customers),
      why: chosen().length > 1 ? ONE_FILTER : WHOLE_MONTHS,
    },
    order_value: {
      value: orders ? money(t.revenue) / orders : null,
      text: orders ? money_text(t.revenue / orders) : null,
      why: orders === 0 ? "no orders" : ONE_FILTER,
    },
    units: { value: t.units, text: short(t.units) },
    returns: {
      value: t.gross ? -t.returned / t.gross : null,
      text: t.gross ? percent(-t.returned / t.gross) : null,
      why: "no sales",
    },
    discount: {
      value: t.gross ? t.discount / (t.gross + t.discount) : null,
      text: t.gross ? percent(t.discount / (t.gross + t.discount)) : null,
      why: "no sales",
    },
  };
}
const KPIS = () =>
  data.undated
    ? [
        ["revenue", "Revenue"],
        ["orders", "Purchases"],
        ["customers", "Customers"],
        ["order_value", "Mean purchase"],
      ]
    : [
        ["revenue", "Revenue"],
        ["orders", "Orders"],
        ["customers", "Customers"],
        ["order_value", "Revenue per order"],
        ["units", "Units, net"],
        ...(data.has_returns ? [["returns", "Returned, of sales"]] : []),
        ...(data.has_discounts ? [["discount", "Discount, of list value"]] : []),
      ];

function draw_kpis() {
  const now = kpi_values(state.from, state.to),
    length = state.to - state.from + 1;
  const before = !data.undated && state.from >= length ? kpi_values(state.from - length, state.from - 1) : null;
  document.getElementById("kpis").innerHTML = KPIS()
    .map(([id, name]) => {
      const { value, text, why } = now[id],
        past = before?.[id].value;
      let change = text === null ? escaped(why) : "";
      if (text !== null && value !== null && past) {
        const share = id === "returns" || id === "discount",
          delta = share ? value - past : value / past - 1;
        const sign = delta >= 0 ? "+" : "−",
          size = Math.abs(100 * delta).toFixed(1);
        change = `<span class="${share ? "" : delta >= 0 ? "up" : "down"}">${sign}${size} ${share ? "points" : "%"}</span> on the ${length} days before`;
      }
      return `<div class="kpi" id="kpi-${id}" data-value="${value ?? ""}"><div class="name">${name}</div><div class="value">${text === null ? "–" : escaped(text)}</div><div class="change">${change}</div></div>`;
    })
    .join("");
}

// --- charts: each gives an option, a table (what is shown, for the CSV) and a note -------------------------------------
const bars = (names, values, { format = money_text, horizontal = true, colour_name = "c0" } = {}) => ({
  tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, valueFormatter: v => (v === null ? "–" : format(v)) },
  [horizontal ? "yAxis" : "xAxis"]: {
    type: "category",
    data: names,
    inverse: horizontal,
    axisLabel: {
      width: horizontal ? 150 : undefined,
      overflow: "truncate",
      hideOverlap: !horizontal,
      interval: horizontal ? 0 : "auto",
    },
  },
  [horizontal ? "xAxis" : "yAxis"]: {
    type: "value",
    axisLabel: { formatter: v => axis_short(format === money_text ? money(v) : v) },
  },
  series: [{ type: "bar", data: values, barMaxWidth: 26, itemStyle: { color: colour(colour_name), borderRadius: 2 } }],
});
const ranked = values =>
  values
    .map((value, code) => [code, value])
    .filter(([, value]) => value !== 0)
    .sort((a, b) => b[1] - a[1]);

function bucket_of(index) {
  if (state.grain === "day") return day_of(index);
  if (state.grain === "month") return month_of(index);
  const date = new Date(Date.parse(data.first_day) + index * DAY);
  return iso(new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY));
}

function over_time() {
  const revenue = new Map(),
    orders = new Map(),
    by_day = orders_by_day();
  for (let i = state.from; i <= state.to; i++)
    if (!revenue.has(bucket_of(i))) {
      revenue.set(bucket_of(i), 0);
      orders.set(bucket_of(i), 0);
    }
  each_cell((cube, i) => {
    const at = bucket_of(cube.day[i]);
    revenue.set(at, revenue.get(at) + cube.gross[i] + cube.returned[i]);
  });
  by_day?.forEach((n, day) => orders.set(bucket_of(day), orders.get(bucket_of(day)) + n));
  const names = [...revenue.keys()];
  const events = chosen().length
    ? []
    : data.events
        .filter(event => event.day >= state.from && event.day <= state.to)
        .sort((a, b) => b.times - a.times)
        .slice(0, 10);
  const marks = new Map();
  for (const event of events) {
    const at = bucket_of(event.day);
    marks.set(at, (marks.has(at) ? marks.get(at) + "<br>" : "") + `${day_of(event.day)}: ${event.text}`);
  }
  return {
    option: {
      legend: { data: ["Revenue", ...(by_day ? ["Orders"] : [])] },
      tooltip: {
        trigger: "axis",
        formatter: points =>
          `${points[0].axisValue}<br>` +
          points
            .map(p => `${p.marker}${p.seriesName}: <b>${p.seriesName === "Revenue" ? money_text(p.value) : short(p.value)}</b>`)
            .join("<br>") +
          (marks.has(points[0].axisValue) ? "<br><br>" + marks.get(points[0].axisValue) : ""),
      },
      xAxis: { type: "category", data: names, boundaryGap: false },
      yAxis: [
        { type: "value", axisLabel: { formatter: v => axis_short(money(v)) } },
        { type: "value", splitLine: { show: false }, show: Boolean(by_day), min: 0 },
      ],
      series: [
        {
          name: "Revenue",
          type: "line",
          showSymbol: names.length < 3,
          data: [...revenue.values()],
          areaStyle: { opacity: 0.12 },
          lineStyle: { width: 2 },
          markPoint: {
            symbol: "circle",
            symbolSize: 9,
            label: { show: false },
            itemStyle: { color: colour("c1") },
            data: [...marks].map(([at]) => ({ coord: [at, revenue.get(at)] })),
          },
        },
        ...(by_day
          ? [
              {
                name: "Orders",
                type: "line",
                yAxisIndex: 1,
                showSymbol: names.length < 3,
                data: [...orders.values()],
                lineStyle: { width: 1.5, type: "dashed" },
                color: colour("c2"),
              },
            ]
          : []),
      ],
    },
    table: {
      header: [state.grain, "revenue", "orders", "events"],
      rows: names.map(name => [
        name,
        money(revenue.get(name)),
        by_day ? orders.get(name) : null,
        (marks.get(name) ?? "").replaceAll("<br>", "; "),
      ]),
    },
    note:
      (by_day ? "" : "Orders: " + ONE_FILTER + ". ") +
      (chosen().length
        ? "Events are those of the whole shop and are not shown with a filter."
        : "Dots: events, the days furthest above what was usual.") +
      (state.grain === "day" ? "" : ` The first and last ${state.grain} may not be whole.`),
  };
}

function by_season() {
  const values = data.seasons.map(() => 0),
    lines = data.seasons.map(() => 0);
  each_cell((cube, i) => {
    values[cube.day[i]] += cube.gross[i];
    lines[cube.day[i]] += cube.lines[i];
  });
  return {
    option: bars(data.seasons, values, { horizontal: false }),
    table: {
      header: ["season", "revenue", "purchases"],
      rows: data.seasons.map((name, i) => [name, money(values[i]), lines[i]]),
    },
    note: "The file has seasons and no dates, so that nothing can be shown over time.",
  };
}

function by_dimension(dimension, most = 15) {
  const values = revenue_by(dimension),
    order = ranked(values).sort((a, b) => (a[0] >= data.offered[dimension]) - (b[0] >= data.offered[dimension])),
    months = whole_months();
  const counts =
    dimension === "segment" && months && others(dimension).length === 0
      ? data.members.segment.map((_, code) => customers_of("segment", code, months))
      : null;
  const shown = order.slice(0, most);
  const option = bars(
    shown.map(([code]) => member(dimension, code)),
    shown.map(([code, value]) =>
      state[dimension] === null || state[dimension] === code ? value : { value, itemStyle: { opacity: 0.35 } },
    ),
  );
  if (counts)
    option.tooltip.formatter = points =>
      `${escaped(points[0].axisValue)}<br>Revenue: <b>${money_text(points[0].value)}</b><br>Customers: <b>${short(counts[shown[points[0].dataIndex][0]])}</b>`;
  return {
    option,
    table: {
      header: [dimension, "revenue", ...(counts ? ["customers"] : [])],
      rows: order.map(([code, value]) => [member(dimension, code), money(value), ...(counts ? [counts[code]] : [])]),
    },
    note:
      (order.length > most ? `The ${most} largest of ${order.length}; the CSV has all. ` : "") +
      (dimension === "segment" && !data.undated
        ? "Each customer is in the segment of the file's last day." +
          (counts ? "" : " Customers need whole months and no other filter.")
        : "") +
      (data.joint ? "" : " " + not_applied(others(dimension).map(name => label_of(name).toLowerCase()))),
  };
}

function products() {
  const revenue = data.products.map(() => 0),
    units = data.products.map(() => 0),
    part = data.product_months;
  let months = [0, data.months.length - 1];
  if (!data.undated) months = [data.months.indexOf(month_of(state.from)), data.months.indexOf(month_of(state.to))];
  for (let i = 0; i < part.product.length; i++) {
    if (
      part.month[i] < months[0] ||
      part.month[i] > months[1] ||
      (data.undated && state.season !== null && part.month[i] !== state.season)
    )
      continue;
    if (state.category !== null && data.products[part.product[i]].category !== state.category) continue;
    revenue[part.product[i]] += part.revenue[i];
    units[part.product[i]] += part.units[i];
  }
  const order = ranked(revenue).slice(0, 15);
  const option = bars(
    order.map(([code]) => data.products[code].name),
    order.map(([, value]) => value),
    { colour_name: "c2" },
  );
  option.tooltip.formatter = points => {
    const code = order[points[0].dataIndex][0];
    return `${escaped(data.products[code].name)} (${escaped(data.products[code].id)})<br>Revenue: <b>${money_text(points[0].value)}</b><br>Units sold: <b>${short(units[code])}</b>`;
  };
  return {
    option,
    table: {
      header: ["product_id", "product", "category", "revenue", "units_sold"],
      rows: order.map(([code, value]) => [
        data.products[code].id,
        data.products[code].name,
        member("category", data.products[code].category),
        money(value),
        units[code],
      ]),
    },
    note:
      `Among the ${data.products.length} products of most revenue in the file or in their category. ` +
      (whole_months() || data.undated ? "" : `By whole months: ${data.months[months[0]]} to ${data.months[months[1]]}. `) +
      left_out(["date", "category"]),
  };
}

function cohorts() {
  const part = data.cohorts,
    rows = part.cohort.map((cohort, i) => [part.since[i], cohort, part.n[i] / part.size[i], part.n[i], part.size[i]]);
  const later = rows.filter(row => row[0] > 0),
    most = Math.max(0.01, ...later.map(row => row[2]));
  return {
    option: {
      grid: { top: 8, right: 16, bottom: 24 },
      tooltip: {
        formatter: p =>
          `Customers of ${data.months[p.value[1]]}: ${short(p.value[4])}<br>ordered ${p.value[0] + 1} month${p.value[0] === 0 ? "" : "s"} later: <b>${short(p.value[3])}</b> (${percent(p.value[2])})`,
      },
      xAxis: {
        type: "category",
        data: data.months.slice(1).map((_, i) => i + 1),
        name: "months since the first order",
        nameLocation: "middle",
        nameGap: 26,
      },
      yAxis: { type: "category", data: data.months, inverse: true },
      visualMap: { min: 0, max: most, show: false, dimension: 2, inRange: { color: [colour("low"), colour("high")] } },
      series: [
        {
          type: "heatmap",
          data: later.map(row => [row[0] - 1, ...row.slice(1)]),
          itemStyle: { borderColor: colour("card"), borderWidth: 1 },
        },
      ],
    },
    table: {
      header: ["cohort", "months_since_first", "cohort_size", "customers", "retention"],
      rows: rows.map(row => [data.months[row[1]], row[0], row[4], row[3], row[2]]),
    },
    note:
      `Share of each month's new customers who ordered again; darkest: ${percent(most)}. The first months also hold customers who had come before the file begins. ` +
      left_out([]),
  };
}

function plan() {
  const rows = data.plan.filter(
    row =>
      (state.location === null || row.location === state.location) &&
      row.month >= data.months.indexOf(month_of(state.from)) &&
      row.month <= data.months.indexOf(month_of(state.to)),
  );
  const months = [...new Set(rows.map(row => row.month))].sort((a, b) => a - b);
  const by = name => months.map(month => sum(rows.filter(row => row.month === month).map(row => row[name])));
  const planned = by("plan"),
    actual = by("revenue");
  return {
    option: {
      legend: {},
      tooltip: { trigger: "axis", valueFormatter: money_text },
      xAxis: { type: "category", data: months.map(month => data.months[month]) },
      yAxis: { type: "value", axisLabel: { formatter: v => axis_short(money(v)) } },
      series: [
        { name: "Revenue", type: "bar", data: actual, barMaxWidth: 26 },
        { name: "Plan", type: "line", step: "middle", symbol: "none", data: planned, color: colour("c1") },
      ],
    },
    table: {
      header: ["month", "revenue", "plan"],
      rows: months.map((month, i) => [data.months[month], money(actual[i]), money(planned[i])]),
    },
    note: (whole_months() ? "" : "By whole months. ") + left_out(["date", "location"]),
  };
}

function lifetime() {
  const rows = data.lifetime.segments,
    predicted = data.lifetime.horizons.length > 0;
  const colours = palette(),
    horizon = state.horizon;
  const value = row => (predicted ? row.expected_value[horizon] / row.n : row.revenue / row.n);
  const shown = [...rows].sort((a, b) => value(b) - value(a));
  const option = bars(
    shown.map(row => row.segment),
    shown.map(row =>
      state.segment === null || member("segment", state.segment) === row.segment
        ? value(row)
        : { value: value(row), itemStyle: { opacity: 0.35 } },
    ),
    { colour_name: "c3" },
  );
  option.tooltip.formatter = points => {
    const row = shown[points[0].dataIndex];
    return (
      `${escaped(row.segment)}: ${short(row.n)} customers<br>brought so far, each: <b>${money_text(row.revenue / row.n)}</b>` +
      (predicted
        ? `<br>probability alive: <b>${row.alive.toFixed(2)}</b>` +
          data.lifetime.horizons
            .map(
              (days, i) =>
                `<br>next ${days} days, each: <b>${money_text(row.expected_value[i] / row.n)}</b> in ${(row.expected_orders[i] / row.n).toFixed(2)} orders`,
            )
            .join("")
        : "")
    );
  };
  return {
    option,
    table: {
      header: [
        "segment",
        "customers",
        "revenue_so_far",
        ...(predicted
          ? [
              "mean_probability_alive",
              ...data.lifetime.horizons.flatMap(days => [`expected_orders_${days}d`, `expected_value_${days}d`]),
            ]
          : []),
      ],
      rows: shown.map(row => [
        row.segment,
        row.n,
        money(row.revenue),
        ...(predicted
          ? [row.alive, ...data.lifetime.horizons.flatMap((_, i) => [row.expected_orders[i], money(row.expected_value[i])])]
          : []),
      ]),
    },
    note:
      (predicted
        ? `Expected sales to a customer in the next ${data.lifetime.horizons[horizon]} days, before anything comes back. ${data.lifetime.said[horizon]} `
        : "Revenue per customer so far. " + data.lifetime.why + " ") + left_out(["segment"]),
  };
}

const round_up = x => {
  const step = 10 ** Math.floor(Math.log10(x)) / 2;
  return Math.ceil(x / step) * step;
};
function calibration() {
  const rows = data.lifetime.calibration,
    horizons = [...new Set(rows.map(row => row.horizon))],
    most = round_up(Math.max(...rows.map(row => Math.max(row.expected, row.actual) / row.n)));
  return {
    option: {
      legend: { data: horizons.map(h => h + " days") },
      tooltip: { formatter: p => p.data.text ?? "" },
      xAxis: { type: "value", name: "expected orders per customer", nameLocation: "middle", nameGap: 26, min: 0, max: most },
      yAxis: { type: "value", min: 0, max: most },
      grid: { bottom: 22 },
      series: [
        ...horizons.map(h => ({
          name: h + " days",
          type: "scatter",
          symbolSize: 9,
          data: rows
            .filter(row => row.horizon === h)
            .map(row => ({
              value: [row.expected / row.n, row.actual / row.n],
              text: `${h} days, tenth ${row.tenth} of ${short(row.n)} customers<br>expected ${row.expected.toFixed(1)}, came ${short(row.actual)}`,
            })),
        })),
        {
          type: "line",
          data: [
            [0, 0],
            [most, most],
          ],
          symbol: "none",
          lineStyle: { color: colour("soft"), type: "dashed", width: 1 },
          silent: true,
        },
      ],
    },
    table: {
      header: ["horizon_days", "tenth", "customers", "expected_orders", "actual_orders"],
      rows: rows.map(row => [row.horizon, row.tenth, row.n, row.expected, row.actual]),
    },
    note:
      "The model fitted to the days before, against what came: tenths of the customers by forecast, on the dashed line where the forecast was right. " +
      left_out([]),
  };
}

// --- the data-quality panel -------------------------------------------------------------------------------------------
function draw_quality() {
  const { cleaning, checks } = data.quality,
    read = cleaning.find(row => row.effect === "read");
  const table = {
    header: ["kind", "name", "rows", "amount"],
    rows: [
      ...cleaning.map(row => [row.effect, row.rule, row.n, money(row.amount)]),
      ...checks.map(check => ["check: " + check.status, check.name, check.n, null]),
    ],
  };
  const passed = checks.filter(check => check.status === "pass").length,
    warned = checks.filter(check => check.status !== "pass");
  document.getElementById("quality-table").innerHTML =
    `<table><tr><th>Rule</th><th class="n">Lines</th><th class="n">Share</th><th class="n">Amount</th></tr>` +
    cleaning
      .map(
        row =>
          `<tr><td>${escaped(row.effect)}: ${escaped(row.rule)}</td><td class="n">${whole.format(row.n)}</td><td class="n">${percent(row.n / read.n)}</td><td class="n">${escaped(money_text(row.amount))}</td></tr>`,
      )
      .join("") +
    "</table>" +
    `<p><span class="pass">${passed} checks passed</span>${warned.length ? `, <span class="warn">${warned.length} with warnings</span>:` : ", none with a warning."}</p>` +
    (warned.length
      ? '<table><tr><th>Check</th><th class="n">Rows</th></tr>' +
        warned.map(check => `<tr><td>${escaped(check.name)}</td><td class="n">${whole.format(check.n)}</td></tr>`).join("") +
        "</table>"
      : "");
  document.getElementById("note-quality").textContent =
    "Of the whole file; every row that was rejected is in rejected_rows with its reason. " + left_out([]);
  return table;
}

// --- the page ---------------------------------------------------------------------------------------------------------
function card_list() {
  return [
    data.undated
      ? { id: "time", title: "Revenue by season", draw: by_season, size: "wide", height: "flat" }
      : {
          id: "time",
          title: "Revenue and orders over time",
          draw: over_time,
          size: "wide",
          height: "",
          select: {
            key: "grain",
            options: [
              ["day", "by day"],
              ["week", "by week"],
              ["month", "by month"],
            ],
          },
        },
    { id: "segments", title: data.names.segment + "s", draw: () => by_dimension("segment"), size: "", height: "" },
    ...(data.members.category.length > 1
      ? [{ id: "categories", title: "Categories", draw: () => by_dimension("category"), size: "", height: "" }]
      : []),
    ...(data.undated
      ? []
      : [
          {
            id: "cohorts",
            title: "Cohorts: who comes back",
            draw: cohorts,
            size: data.members.category.length > 1 ? "twothirds" : "",
            height: "tall",
          },
        ]),
    {
      id: "geography",
      title: "Geography: " + data.names.location.toLowerCase(),
      draw: () => by_dimension("location"),
      size: data.undated ? "" : data.members.category.length > 1 ? "third" : "",
      height: data.undated ? "tall" : "tall",
    },
    { id: "products", title: "Products", draw: products, size: "", height: "tall" },
    ...(data.plan.length ? [{ id: "plan", title: "Plan against actual", draw: plan, size: "", height: "tall" }] : []),
    ...(data.undated
      ? []
      : [
          {
            id: "lifetime",
            title: "Lifetime value",
            draw: lifetime,
            size: "",
            height: "",
            select: data.lifetime.horizons.length
              ? { key: "horizon", options: data.lifetime.horizons.map((days, i) => [i, `next ${days} days`]) }
              : null,
          },
        ]),
    ...(data.lifetime.calibration.length
      ? [{ id: "calibration", title: "Was the forecast right?", draw: calibration, size: "", height: "" }]
      : []),
  ];
}
// The last tile takes the whole row where it would be alone in it.
function cards_with_quality() {
  const cards = card_list(),
    halves = cards.filter(card => card.size === "").length;
  return [...cards, { id: "quality", title: "Data quality", size: halves % 2 ? "" : "wide", height: "" }];
}

const shown_tables = new Map();
function redraw() {
  draw_kpis();
  for (const card of cards_with_quality()) {
    if (card.id === "quality") {
      shown_tables.set(card.id, draw_quality());
      continue;
    }
    const { option, table, note } = card.draw();
    draw("chart-" + card.id, option);
    shown_tables.set(card.id, table);
    document.getElementById("note-" + card.id).textContent = note.trim();
  }
}

function build() {
  const options = (dimension, all) =>
    `<option value="">${all}</option>` +
    data.members[dimension]
      .map((name, code) => [name, code])
      .filter(([, code]) => code < data.offered[dimension])
      .sort((a, b) => a[0].localeCompare(b[0]))
      .map(([name, code]) => `<option value="${code}">${escaped(name)}</option>`)
      .join("");
  const last = data.n_days - 1;
  const dates = data.undated
    ? `<label>Season<select name="season"><option value="">all seasons</option>${data.seasons.map((name, i) => `<option value="${i}">${escaped(name)}</option>`).join("")}</select></label>`
    : `<label>From<input type="date" name="from" required min="${data.first_day}" max="${day_of(last)}"></label><label>To<input type="date" name="to" required min="${data.first_day}" max="${day_of(last)}"></label>
       <label>Range<select name="range"><option value="">choose</option><option value="all">whole file</option><option value="365">last 365 days</option><option value="90">last 90 days</option>${[...new Set(data.months.map(month => month.slice(0, 4)))].map(year => `<option value="y${year}">${year}</option>`).join("")}${[
         ...data.months,
       ]
         .reverse()
         .map(month => `<option value="m${month}">${month}</option>`)
         .join("")}</select></label>`;
  document.querySelector("#filters form").innerHTML =
    dates +
    DIMENSIONS.filter(dimension => data.members[dimension].length > 1)
      .map(
        dimension => `<label>${label_of(dimension)}<select name="${dimension}">${options(dimension, "all")}</select></label>`,
      )
      .join("") +
    `<button type="reset">Reset</button>`;
  document.getElementById("cards").innerHTML = cards_with_quality()
    .map(
      card =>
        `<section class="card ${card.size}" id="card-${card.id}" aria-label="${escaped(card.title)}"><div class="head"><h2>${escaped(card.title)}</h2>${card.select ? `<select data-key="${card.select.key}" aria-label="${escaped(card.title)}: what is shown">${card.select.options.map(([value, text]) => `<option value="${value}">${text}</option>`).join("")}</select>` : ""}<button type="button" data-csv="${card.id}" title="What is shown, as CSV">CSV</button></div>` +
        (card.id === "quality"
          ? `<div class="scroll" id="quality-table"></div>`
          : `<div class="chart ${card.height}" id="chart-${card.id}" role="img" aria-label="${escaped(card.title)}"></div>`) +
        `<p class="note" id="note-${card.id}"></p></section>`,
    )
    .join("");
  document.getElementById("left-out").textContent = data.left_out.join(" ");
}

function set_dates(from, to) {
  state.from = from;
  state.to = to;
  const form = document.querySelector("#filters form");
  if (data.undated) return;
  form.elements.from.value = day_of(from);
  form.elements.to.value = day_of(to);
  const days = to - from + 1;
  state.grain = days <= 92 ? "day" : days <= 400 ? "week" : "month";
  document.querySelector("[data-key=grain]").value = state.grain;
}

function listen() {
  const form = document.querySelector("#filters form"),
    last = data.n_days - 1;
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () =>
    setTimeout(() => {
      for (const name of [...DIMENSIONS, "season"]) state[name] = null;
      set_dates(0, last);
      redraw();
    }),
  );
  form.addEventListener("change", event => {
    const { name, value } = event.target;
    if (name === "range") {
      const months = data.months.filter(month =>
        value[0] === "y" ? month.startsWith(value.slice(1)) : month === value.slice(1),
      );
      if (value === "all") set_dates(0, last);
      else if (/^\d/.test(value)) set_dates(Math.max(0, last + 1 - Number(value)), last);
      else if (months.length)
        set_dates(
          Math.max(0, index_of(months[0] + "-01")),
          Math.min(
            last,
            index_of(months.at(-1) + "-01") +
              new Date(Date.UTC(Number(months.at(-1).slice(0, 4)), Number(months.at(-1).slice(5)), 0)).getUTCDate() -
              1,
          ),
        );
      event.target.value = "";
    } else if (name === "from" || name === "to") {
      const at = index_of(value);
      if (!value || at < 0 || at > last) return set_dates(state.from, state.to);
      set_dates(name === "from" ? at : Math.min(state.from, at), name === "to" ? at : Math.max(state.to, at));
    } else {
      state[name] = value === "" ? null : Number(value);
      if (!data.joint && DIMENSIONS.includes(name) && value !== "")
        for (const dimension of others(name)) {
          state[dimension] = null;
          if (form.elements[dimension]) form.elements[dimension].value = "";
        }
    }
    redraw();
  });
  document.getElementById("cards").addEventListener("change", event => {
    const key = event.target.dataset.key;
    if (key) {
      state[key] = key === "horizon" ? Number(event.target.value) : event.target.value;
      redraw();
    }
  });
  document.getElementById("cards").addEventListener("click", event => {
    const id = event.target.dataset.csv;
    if (id) download_csv(`${data.source}-${id}`, shown_tables.get(id));
  });
}

async function main() {
  data = await page_data();
  state = {
    from: 0,
    to: data.n_days - 1,
    season: null,
    location: null,
    category: null,
    segment: null,
    grain: "week",
    horizon: Math.min(1, Math.max(0, data.lifetime.horizons.length - 1)),
  };
  build();
  set_dates(0, data.n_days - 1);
  listen();
  const horizon = document.querySelector("[data-key=horizon]");
  if (horizon) horizon.value = state.horizon;
  redraw();
  follow_theme(redraw);
  root.dataset.ready = 1;
}
main();
