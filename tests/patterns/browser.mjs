// Opens pages in a headless Chromium without network and does what its standard input says, as JSON: a list of visits, each
// {page, width, height, dark, steps}. A step is {select: {name: text}}, {fill: {name: value}}, {choose: [selector, value]},
// {read: true}, {csv: card}, {screenshot: file, of: selector}, {hover: selector} or {reset: true}. Prints what was read for each visit.
// usage: node browser.mjs PLAYWRIGHT CHROMIUM
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , playwright, chromium_path] = process.argv;
const { chromium } = createRequire(import.meta.url)(playwright);
const visits = JSON.parse(readFileSync(0, "utf8"));
const browser = await chromium.launch({ executablePath: chromium_path, args: ["--no-sandbox", "--disable-gpu"] });
const results = [];
for (const visit of visits) {
  const context = await browser.newContext({
    viewport: { width: visit.width ?? 1360, height: visit.height ?? 900 },
    colorScheme: visit.dark ? "dark" : "light",
    acceptDownloads: true,
    locale: "en-US",
    deviceScaleFactor: visit.scale ?? 1,
  });
  const page = await context.newPage();
  const result = { console: [], requests: [], read: [], csv: [] };
  page.on("console", message => {
    if (["error", "warning"].includes(message.type())) result.console.push(message.text());
  });
  page.on("pageerror", error => result.console.push(String(error)));
  page.on("request", request => {
    if (!request.url().startsWith("file:") && !request.url().startsWith("data:") && !request.url().startsWith("blob:"))
      result.requests.push(request.url());
  });
  await page.goto(pathToFileURL(visit.page).href);
  await page.waitForFunction("document.documentElement.dataset.ready", undefined, { timeout: 60000 });
  const read = () =>
    page.evaluate(() => ({
      drawn: Number(document.documentElement.dataset.drawn),
      errors: document.documentElement.dataset.errors,
      kpis: Object.fromEntries(
        [...document.querySelectorAll(".kpi")].map(tile => [
          tile.id.slice(4),
          { value: tile.dataset.value === "" ? null : Number(tile.dataset.value), text: tile.textContent },
        ]),
      ),
      notes: Object.fromEntries([...document.querySelectorAll("p.note")].map(note => [note.id.slice(5), note.textContent])),
      shapes: Object.fromEntries(
        [...document.querySelectorAll(".chart")].map(chart => [chart.id, chart.querySelectorAll("svg path").length]),
      ),
      overflow: document.documentElement.scrollWidth - innerWidth,
    }));
  for (const step of visit.steps ?? [{ read: true }]) {
    for (const [name, text] of Object.entries(step.select ?? {}))
      await page.selectOption(`#filters [name=${name}]`, { label: text });
    for (const [name, value] of Object.entries(step.fill ?? {})) await page.fill(`#filters [name=${name}]`, value);
    if (step.choose) await page.selectOption(step.choose[0], step.choose[1]);
    if (step.reset) {
      await page.click("#filters [type=reset]");
      await page.waitForTimeout(50);
    }
    if (step.hover) {
      await page.hover(step.hover);
      await page.waitForTimeout(200);
      result.read.push(await page.textContent("body"));
    }
    if (step.read) result.read.push(await read());
    if (step.csv) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-csv=${step.csv}]`)]);
      result.csv.push({ name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") });
    }
    if (step.screenshot)
      await (step.of ? page.locator(step.of).first() : page).screenshot({
        path: step.screenshot,
        ...(step.of ? {} : { fullPage: true }),
      });
  }
  result.first_paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null);
  result.ready = await page.evaluate(() => performance.now());
  results.push(result);
  await context.close();
}
await browser.close();
console.log(JSON.stringify(results));
