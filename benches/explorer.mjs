// How fast the explorer answers, in a real browser: from a slider's move to new ranks on the screen, and
// from opening the file to the first picture. Arguments: the page, the browser (/usr/bin/chromium where
// none is named); `npm ci --prefix report/explorer` fetches what drives it. Prints a table.

import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../report/explorer/package.json", import.meta.url));
const { chromium } = require("playwright-core");

const [file, executablePath = "/usr/bin/chromium"] = process.argv.slice(2);
const OPENED = 7;
const MOVES = 40;

/** @param {number[]} all @param {number} share */
const quantile = (all, share) => [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(share * all.length))];
const told = (/** @type {number[]} */ all) => `${quantile(all, 0.5).toFixed(0)} ms | ${quantile(all, 0.95).toFixed(0)} ms`;

const browser = await chromium.launch({ executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu"] });
const rows = [["Page", `${(statSync(file).size / 1e6).toFixed(2)} MB`, ""].join(" | ")];

// From the navigation to the first paint, and to a view with its figure.
const [painted, drawn] = [[], []];
for (let n = 0; n < OPENED; n += 1) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(pathToFileURL(resolve(file)).href);
  await page.waitForSelector("main svg");
  const [first, view] = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
    done([performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0, performance.now()])))));
  painted.push(first);
  drawn.push(view);
  await page.context().close();
}
rows.push(`First paint, map and all | ${told(painted)}`);

// A slider moved: the handler (scores, ranks, the whole view anew), and until the frame after it is shown.
for (const view of ["map", "ranks", "tiers", "state&area=BRA", "compare&areas=BRA~ARG~NOR", "relation", "table"]) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(`${pathToFileURL(resolve(file)).href}#view=${view}`);
  await page.waitForSelector("main > *");
  const times = await page.evaluate(async (moves) => {
    const slider = /** @type {HTMLInputElement} */ (document.querySelector("aside input[type=range]"));
    const all = [];
    for (let n = 0; n < moves; n += 1) {
      slider.value = String(Number(slider.min) + (n % 7 + 1) * (Number(slider.max) - Number(slider.min)) / 9);
      const start = performance.now();
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      document.body.getBoundingClientRect();
      const ranked = performance.now() - start;
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 0)));
      all.push([ranked, performance.now() - start]);
    }
    return all;
  }, MOVES);
  rows.push(`Slider to new ranks, laid out: ${view.split("&")[0]} | ${told(times.map((of) => of[0]))}`);
  rows.push(`… and painted | ${told(times.map((of) => of[1]))}`);
  await page.context().close();
}
await browser.close();
process.stdout.write(`| What | Median | 95th percentile |\n|---|---|---|\n${rows.map((row) => `| ${row} |`).join("\n")}\n`);
