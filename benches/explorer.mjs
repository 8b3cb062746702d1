// How fast the explorer answers, in a real browser: from a slider's move to new ranks on the screen, and
// from opening the file to the first picture. Arguments: the page, the browser (/usr/bin/chromium where
// none is named); `npm ci --prefix report/explorer` fetches what drives it. Prints a table.

import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { loadavg } from "node:os";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { published, score } from "../report/explorer/score.js";
import { simulate } from "../report/explorer/uncertain.js";

const require = createRequire(new URL("../report/explorer/package.json", import.meta.url));
const { chromium } = require("playwright-core");

const [file, executablePath = "/usr/bin/chromium"] = process.argv.slice(2);
const OPENED = 7;
const MOVES = 40;

/** @param {number[]} all @param {number} share */
const quantile = (all, share) => [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(share * all.length))];
const told = (/** @type {number[]} */ all) => `${quantile(all, 0.5).toFixed(1)} ms | ${quantile(all, 0.95).toFixed(1)} ms`;

const browser = await chromium.launch({ executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu"] });
const rows = [["Page", `${(statSync(file).size / 1e6).toFixed(2)} MB`, ""].join(" | ")];

// The arithmetic alone, in Node: scores and ranks of a choice; the runs around it, with intervals and tiers.
const data = JSON.parse(/id="data">(.*?)<\/script>/s.exec(readFileSync(file, "utf8"))?.[1] ?? "");
const chosen = (/** @type {number} */ weight) => ({ ...published(), weights: new Map([[data.method.levels[1].code, weight]]) });
const timed = (/** @type {number} */ times, /** @type {(n: number) => void} */ run) => Array.from({ length: times }, (_, n) => {
  const start = performance.now();
  run(n);
  return performance.now() - start;
});
rows.push(`Scores and ranks alone | ${told(timed(200, (n) => score(data, chosen(1 + n / 100))))}`);
rows.push(`1,000 runs with intervals and tiers, beside the page | ${told(timed(3, (n) => simulate(data, chosen(2), 1000, n)))}`);

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

// A slider moved: the handler (scores, ranks, what of the view differs), and until the frame after it is shown.
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
process.stdout.write(`Processes that ran or waited, on average of the last minute: ${loadavg()[0].toFixed(1)}\n\n| What | Median | 95th percentile |\n|---|---|---|\n${rows.map((row) => `| ${row} |`).join("\n")}\n`);
