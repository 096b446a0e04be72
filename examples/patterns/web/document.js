// Reports and the exploratory page: text is in the page, the data hold an option for each chart. A text that begins with a
// dollar sign names a colour of the theme.
"use strict";
let data;
const coloured = value =>
  typeof value === "string" && value[0] === "$"
    ? colour(value.slice(1))
    : Array.isArray(value)
      ? value.map(coloured)
      : value && typeof value === "object"
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, coloured(inner)]))
        : value;

// Whiskers from the second to the third number of a row, at the place of the first.
function whiskers(option) {
  for (const series of option.series)
    if (series.type === "custom")
      series.renderItem = (_, api) => {
        const [at, low, high] = [0, 1, 2].map(i => api.value(i));
        const a = api.coord(series.across ? [low, at] : [at, low]),
          b = api.coord(series.across ? [high, at] : [at, high]);
        return {
          type: "line",
          shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] },
          style: { stroke: colour("soft"), lineWidth: 1.5 },
        };
      };
  return option;
}
const redraw = () => Object.entries(data.charts).forEach(([id, option]) => draw(id, whiskers(coloured(option))));

async function main() {
  data = await page_data();
  redraw();
  follow_theme(redraw);
  document
    .querySelectorAll("[data-csv]")
    .forEach(button =>
      button.addEventListener("click", () =>
        download_csv(`${data.source}-${button.dataset.csv}`, data.tables[button.dataset.csv]),
      ),
    );
  root.dataset.ready = 1;
}
main();
