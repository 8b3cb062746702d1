// The page of a made-up framework in a real browser: every view is drawn without a word of complaint on a
// large and a small screen, nothing is wider than the screen, names print as they are; and what the page
// can't compute it says. Arguments: the folder of the page, the browser, "able" or "unable", a name.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../../report/explorer/package.json", import.meta.url));
const { chromium } = require("playwright-core");

const [folder, executablePath, ability, name] = process.argv.slice(2);
const VIEWS = ["map", "ranks", "tiers", "state&area=BRA", "compare&areas=BRA~ARG~NOR~ZAF~IND~FRA", "relation", "table", "about"];
const browser = await chromium.launch({ executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu"] });

for (const size of [[1440, 900], [390, 844]]) {
  const context = await browser.newContext({ viewport: { width: size[0], height: size[1] } });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("dialog", (dialog) => { errors.push(`a dialog: ${dialog.message()}`); return dialog.dismiss(); });
  await page.goto(pathToFileURL(join(folder, "explorer.en.html")).href);
  for (const view of VIEWS) {
    await page.evaluate((hash) => { location.hash = hash; }, `#view=${view}`);
    await page.waitForFunction((key) => document.querySelector(".views [aria-current=page]")?.getAttribute("data-key") === key, `view ${view.split("&")[0]}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= size[0], `${view} is ${width} wide on ${size[0]}`);
  }
  const data = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent));
  assert.ok(data.method.indicators.some((of) => of.name === name), name);
  await page.evaluate(() => { location.hash = "#view=state&area=BRA"; });
  await page.waitForFunction((text) => document.querySelector("main")?.textContent.includes(text), name);
  assert.equal(await page.$$eval("script", (all) => all.length), 3);
  const sliders = await page.$$eval("aside input[type=range]", (all) => all.length);
  const aside = await page.textContent("aside");
  if (ability === "unable") {
    assert.equal(sliders, 0);
    assert.match(aside, /can’t be made again on this page.*Shown are the published scores/s);
    // A choice in the address is none there.
    await page.evaluate(() => { location.hash = "#view=ranks&w=area0:3"; });
    await page.waitForSelector("main svg a[data-key^='row ']");
    assert.equal(await page.isVisible(".banner"), false);
  } else {
    assert.ok(sliders > 0);
    await page.evaluate(() => { location.hash = "#view=ranks&w=i0:3"; });
    await page.waitForSelector(".banner:not([hidden])");
    await page.waitForFunction(() => /1,000 runs|as published/.test(document.querySelector(".banner")?.textContent ?? ""), null, { timeout: 60_000 });
  }
  assert.deepEqual(errors, []);
  await context.close();
}
await browser.close();
