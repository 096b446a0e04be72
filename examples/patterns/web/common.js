// What every page shares: light and dark, colours for charts, numbers, and an account of what was drawn and what went wrong
// in the attributes of the root element, which the tests read.
"use strict";
const root = document.documentElement;
root.dataset.drawn = 0;
root.dataset.errors = "";
addEventListener("error", event => {
  root.dataset.errors += event.message + ";";
});
addEventListener("unhandledrejection", event => {
  root.dataset.errors += event.reason + ";";
});
addEventListener("securitypolicyviolation", event => {
  root.dataset.errors += event.blockedURI + ";";
});

const dark_preferred = matchMedia("(prefers-color-scheme: dark)");
root.dataset.theme = dark_preferred.matches ? "dark" : "light";

const colour = name =>
  getComputedStyle(root)
    .getPropertyValue("--" + name)
    .trim();
const palette = () => [0, 1, 2, 3, 4, 5].map(i => colour("c" + i));
const escaped = text => String(text).replace(/[&<>"]/g, c => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 4 });
const short = n =>
  Math.abs(n) >= 1e6 ? compact.format(n) : Math.abs(n) >= 100 || Number.isInteger(n) ? whole.format(n) : n.toFixed(2);
const axis_short = n =>
  Math.abs(n) >= 1e4
    ? compact.format(n)
    : whole.format(n) === "0" && n !== 0
      ? String(n)
      : new Intl.NumberFormat("en", { maximumFractionDigits: 2 }).format(n);
const percent = x => (100 * x).toFixed(1) + " %";

// The parts of an ECharts option that follow the theme.
function themed(option) {
  const text = { color: colour("soft"), fontFamily: "system-ui, sans-serif" };
  const axis = given => ({
    axisLine: { lineStyle: { color: colour("line") } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: colour("line") }, show: given.type === "value" || given.type === "log" },
    nameTextStyle: text,
    ...given,
    axisLabel: { ...text, hideOverlap: true, ...(given.type === "value" ? { formatter: axis_short } : {}), ...given.axisLabel },
  });
  const axes = given => (given === undefined ? undefined : Array.isArray(given) ? given.map(axis) : axis(given));
  return {
    backgroundColor: "transparent",
    animation: false,
    color: palette(),
    textStyle: text,
    ...option,
    ...(option.xAxis
      ? {
          xAxis: axes(option.xAxis),
          yAxis: axes(option.yAxis),
          grid: { left: 8, right: 16, top: option.legend ? 36 : 16, bottom: 8, containLabel: true, ...option.grid },
        }
      : {}),
    ...(option.legend ? { legend: { top: 0, left: 0, itemWidth: 16, itemHeight: 10, ...option.legend, textStyle: text } } : {}),
    tooltip: {
      backgroundColor: colour("card"),
      borderColor: colour("line"),
      textStyle: { color: colour("ink"), fontSize: 13 },
      confine: true,
      ...option.tooltip,
    },
  };
}

const charts = new Map();
function draw(id, option) {
  if (!charts.has(id)) {
    charts.set(id, echarts.init(document.getElementById(id), null, { renderer: "svg" }));
    root.dataset.drawn++;
  }
  charts.get(id).setOption(themed(option), { notMerge: true });
}
let resizing = 0;
addEventListener("resize", () => {
  cancelAnimationFrame(resizing);
  resizing = requestAnimationFrame(() => charts.forEach(chart => chart.resize()));
});

function follow_theme(redraw) {
  const set = theme => {
    root.dataset.theme = theme;
    redraw();
  };
  dark_preferred.addEventListener("change", event => set(event.matches ? "dark" : "light"));
  document.getElementById("theme").addEventListener("click", () => set(root.dataset.theme === "dark" ? "light" : "dark"));
  addEventListener("beforeprint", () => set("light"));
}

// The page's data: JSON, compressed.
async function page_data() {
  const bytes = Uint8Array.from(atob(document.getElementById("data").textContent), c => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

function download_csv(name, table) {
  const cell = value => {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  };
  const text = [table.header, ...table.rows].map(row => row.map(cell).join(",") + "\n").join("");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name + ".csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
