// The pages of the explorer in a real browser, opened from their files: asserts what a reader may rely on,
// and prints what the program itself must then score the same. Arguments: the folder of the pages with
// their scores.csv, the browser.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../../report/explorer/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [folder, executablePath] = process.argv.slice(2);
const address = (language) => pathToFileURL(join(folder, `explorer.${language}.html`)).href;
const VIEWS = ["map", "ranks", "tiers", "state&area=BRA", "state", "compare&areas=BRA~ARG~NOR", "relation&held=1", "table",
  "table&columns=protection", "about", "map&w=rights:2", "ranks&w=rights:2&off=gdp_growth"];
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, headless: true, args });

/** A page of its own; every request and every error of it is kept. */
async function opened(hash = "", { language = "en", size = [1360, 900], ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: size[0], height: size[1] }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const requests = [];
  const errors = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("dialog", (dialog) => { errors.push(`a dialog: ${dialog.message()}`); return dialog.dismiss(); });
  await page.goto(address(language) + hash);
  await page.waitForSelector("main > *");
  return { page, requests, errors };
}

/** Goes to a view; its figures are drawn when this is back. */
async function show(page, view) {
  await page.evaluate((hash) => { location.hash = hash; }, `#view=${view}`);
  await page.waitForFunction((name) => document.querySelector(".views [aria-current=page]")?.getAttribute("data-key") === `view ${name}`, view.split("&")[0]);
}

/** Of the rows of the ranks: code, rank. */
const ranks = (page) => page.$$eval("main svg a[data-key^='row ']", (rows) =>
  rows.map((row) => ({ code: row.getAttribute("data-key").slice(4), rank: Number(row.querySelector("text").textContent) })));

const scores = readFileSync(join(folder, "scores.csv"), "utf8").trim().split("\n").map((line) => line.split(","));
const column = (name) => scores[0].indexOf(name);
const published = scores.slice(1).filter((row) => row[column("level")] === "index" && row[column("rank")] !== "");

// From a file, without one request; the ranks are those of scores.csv.
{
  const { page, requests, errors } = await opened("#view=ranks");
  const shown = await ranks(page);
  const expected = published.map((row) => [row[column("ref_area")], Number(row[column("rank")])]);
  assert.deepEqual(new Map(shown.map((row) => [row.code, row.rank])), new Map(expected));
  for (const view of VIEWS) await show(page, view);
  await page.waitForTimeout(300);
  const outside = requests.filter((url) => !url.startsWith("blob:") && !url.startsWith("data:"));
  assert.deepEqual(outside.map((url) => url.split("#")[0]), [address("en")]);
  assert.deepEqual(errors, []);
  await page.evaluate(() => fetch("https://example.org/").then(() => { throw new Error("connected"); }, () => {}));
  assert.ok(errors.some((error) => error.includes("Content Security Policy")), "the policy says no");
}

// A hostile name prints as itself.
{
  const { page, errors } = await opened("#view=state&area=BRA");
  assert.equal(await page.textContent("h2.state"), "Brazil </script><script>alert(1)</script>");
  assert.equal(await page.$$eval("script", (all) => all.length), 3);
  // Where it is heading in words, both sexes side by side, what is in force and what not.
  const heads = await page.$$eval("main h3", (all) => all.map((head) => head.textContent));
  for (const head of ["Pace to 2030", "Women and men", "Fundamental ILO conventions ratified", "How firm is the rank?"]) assert.ok(heads.includes(head), head);
  assert.match(await page.textContent("main .indicators .pace"), /^\s*(Reached|On course|Too slow|Stagnating|Going back|Too little data)/);
  assert.deepEqual(errors, []);
}

// A slider moved by keys, a checkbox and a mean: the file taken home, and what was shown with it.
let link = "";
let taken = "";
let moved = [];
{
  const { page, errors } = await opened("#view=ranks");
  const before = await ranks(page);
  await page.evaluate(() => { window.rows = [...document.querySelectorAll("main svg a[data-key^='row ']")]; });
  await page.focus("[data-key='weight rights']");
  for (let n = 0; n < 10; n += 1) await page.keyboard.press("ArrowRight");
  // Drawn in place: the rows are those that were there, and the slider still has the focus.
  assert.ok(await page.evaluate(() => window.rows.every((row) => row.isConnected)));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "weight rights");
  await page.click(".choose details.group:nth-of-type(2) summary");
  await page.uncheck("[data-key='counts output_per_worker']");
  await page.selectOption("[data-key='mean index']", "arithmetic_mean");
  await page.waitForSelector(".banner:not([hidden])");
  moved = await ranks(page);
  assert.notDeepEqual(moved, before);
  // The address follows when the reader rests.
  await page.waitForFunction(() => location.hash.includes("mean="));
  link = await page.evaluate(() => location.hash);
  assert.match(link, /w=rights:2(&|$)/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=Download framework.toml")]);
  taken = readFileSync(await download.path(), "utf8");
  // Intervals and tiers around the reader's own choices come from the runs of the worker.
  await page.waitForFunction(() => /1,000 runs/.test(document.querySelector(".banner")?.textContent ?? ""), null, { timeout: 60_000 });
  await show(page, `tiers${link.replace("#view=ranks", "")}`);
  await page.waitForSelector("main svg a[data-key^='tier ']", { timeout: 60_000 });
  assert.deepEqual(errors, []);
}

// The link restores the state, in another language too.
{
  const { page } = await opened(link);
  assert.deepEqual(await ranks(page), moved);
  assert.equal(await page.inputValue("[data-key='weight rights']"), "2");
  const other = await page.getAttribute(".languages a[lang=fr]", "href");
  assert.equal(other, `explorer.fr.html${link}`);
  await page.click(".languages a[lang=fr]");
  await page.waitForSelector("html[lang=fr] main > *");
  assert.deepEqual(await ranks(page), moved);
  assert.equal(await page.textContent(".views [aria-current]"), "Rangs");
  // The chain behind a number speaks the language of the page.
  await show(page, "state&area=FRA");
  await page.click("[data-key='whence FRA index']");
  await page.waitForSelector("dialog .tree li");
  const chain = await page.textContent("dialog .tree");
  for (const part of ["% de son poids est observé", "valeurs repères", ", ligne ", "poids 1", "valeur "]) assert.ok(chain.includes(part), part);
  for (const part of ["is observed", "goalposts:", "carried forward", ", row ", "rank ", "published"]) assert.ok(!chain.replace(/> .*/g, "").includes(part), part);
}

// By the keyboard alone: past the head, to a view, a number opened and closed.
{
  const { page, errors } = await opened();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("data-key") ?? document.activeElement?.id ?? "");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "main");
  await page.keyboard.press("Shift+Tab");
  for (let n = 0; n < 12 && (await focused()) !== "view table"; n += 1) await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(), "view table");
  await page.keyboard.press("Enter");
  await page.waitForSelector("table.all");
  assert.equal(await focused(), "view table");
  for (let n = 0; n < 40 && !(await focused()).startsWith("whence "); n += 1) await page.keyboard.press("Tab");
  const number = await focused();
  assert.match(number, /^whence /);
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog .tree li");
  const tree = await page.textContent("dialog .tree");
  assert.ok(tree.includes("% · ") && tree.includes(", row ") && tree.includes("> "), tree.slice(0, 200));
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  assert.equal(await focused(), number);
  await show(page, "map");
  await page.focus("main svg a[tabindex='0']");
  const first = await focused();
  await page.keyboard.press("ArrowRight");
  assert.match(await focused(), /^tile /);
  assert.notEqual(await focused(), first);
  assert.deepEqual(errors, []);
}

// What is told of the State that is pointed at follows the choice.
{
  const { page } = await opened();
  await page.hover("[data-key='tile NOR']");
  const told = () => page.textContent(".spot");
  const first = await told();
  assert.match(first, /^Norway: score /);
  await page.focus("[data-key='weight rights']");
  for (let n = 0; n < 10; n += 1) await page.keyboard.press("ArrowRight");
  assert.notEqual(await told(), first);
  assert.equal(await told(), await page.textContent("[data-key='tile NOR'] title"));
}

// A score that rests on too little is not printed, nor an interval of it, and the page says so.
{
  const { page } = await opened("#view=state&area=COK");
  const rows = await page.$$eval("main section table:first-of-type tr", (all) => all.slice(1, 6).map((row) => [...row.cells].map((cell) => cell.textContent)));
  assert.equal(rows.length, 5);
  for (const [name, score, interval, rank] of rows) {
    assert.equal(score === "–", interval === "–", name);
    assert.equal(score === "–", /^(too little known|no score)$/.test(rank), `${name}: ${rank}`);
  }
  assert.ok(rows.some(([, score]) => score === "–") && rows.some(([, score]) => score !== "–"));
}

// On paper: the controls are gone, a table stands for a drawing that is longer than a sheet. Whoever asks for
// less motion has none.
{
  const { page } = await opened("#view=ranks", { reducedMotion: "reduce" });
  const isSeen = (part) => page.isVisible(part);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".views a")).transitionDuration), "0s");
  assert.deepEqual([await isSeen("main figure svg"), await isSeen("main .as-table table"), await isSeen("aside")], [true, false, true]);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  assert.deepEqual([await isSeen("main figure svg"), await isSeen("main .as-table table"), await isSeen("aside")], [false, true, false]);
}

// A table filtered and sorted goes out as it is seen.
{
  const { page } = await opened("#view=table&sort=rights");
  // Letters typed one after the other are one step in the history, and all there.
  const steps = await page.evaluate(() => history.length);
  await page.focus("[data-key='find']");
  await page.keyboard.type("bra");
  assert.deepEqual([await page.inputValue("[data-key='find']"), await page.evaluate(() => history.length)], ["bra", steps]);
  assert.deepEqual(await page.$$eval("table.all tbody th a", (all) => all.map((a) => a.textContent.slice(0, 6))), ["Brazil"]);
  const [table] = await Promise.all([page.waitForEvent("download"), page.click("text=CSV of what is shown")]);
  const rows = readFileSync(await table.path(), "utf8").trim().split("\r\n");
  assert.equal(rows.length, 2);
  assert.ok(rows[1].startsWith("BRA,"));
  // Rows wait where they are for the reader to rest; their ranks do not.
  await page.evaluate(() => { location.hash = "#view=table&group=ranked"; });
  await page.waitForFunction((n) => document.querySelectorAll("table.all tbody tr").length === n, published.length);
  const shown = () => page.$$eval("table.all tbody tr", (all) => all.map((row) => Number.parseInt(row.cells[1].textContent, 10)));
  const inOrder = (all) => [...all].sort((a, b) => a - b);
  assert.deepEqual(await shown(), inOrder(await shown()));
  const pulled = await page.evaluate(() => {
    const slider = document.querySelector("[data-key='weight rights']");
    slider.value = slider.max;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    return [...document.querySelectorAll("table.all tbody tr")].map((row) => Number.parseInt(row.cells[1].textContent, 10));
  });
  assert.notDeepEqual(pulled, inOrder(pulled));
  await page.waitForFunction(() => location.hash.includes("w=rights"));
  assert.deepEqual(await shown(), inOrder(await shown()));
  assert.deepEqual(inOrder(await shown()), inOrder(pulled));
}

// Every figure goes out with title, note and source in it, no text of it beyond its edge.
for (const size of [[1360, 900], [390, 844]]) {
  const { page, errors } = await opened("", { size });
  for (const view of ["map", "map&level=rights&w=rights:2", "ranks", "tiers", "state&area=BRA", "compare&areas=BRA~ARG~NOR", "relation&held=1"]) {
    await show(page, view);
    await page.waitForSelector("main figure");
    const taken = async (kind) => {
      const [file] = await Promise.all([page.waitForEvent("download"), page.click(`main figure button:text-is('${kind}')`)]);
      return readFileSync(await file.path());
    };
    const svg = (await taken("SVG")).toString();
    const said = await page.$$eval("main figure h3, main figure > .note", (all) => all.map((part) => part.textContent));
    const shown = svg.replace(/<\/text><text[^>]*>/g, " ");
    for (const part of [...said, "Made with the explorer"]) assert.ok(shown.includes(part.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")), `${view}: ${part}`);
    assert.ok(said.length > 1 && !svg.includes("href"), view);
    const cut = await page.evaluate((text) => {
      const drawing = document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
      document.body.append(drawing);
      const edge = drawing.getBoundingClientRect();
      const out = [...drawing.querySelectorAll("text")].filter((of) => of.getBoundingClientRect().right > edge.right + 1 || of.getBoundingClientRect().left < edge.left - 1);
      drawing.remove();
      return out.map((of) => of.textContent);
    }, svg);
    assert.deepEqual(cut, [], view);
    const picture = await taken("PNG");
    assert.deepEqual([picture.subarray(1, 4).toString(), picture.readUInt32BE(16)], ["PNG", 2 * Number(/width="(\d+)/.exec(svg)[1])]);
  }
  assert.deepEqual(errors, []);
}

// Each view, large and small: nothing serious for a checker of accessibility, no sideways scroll.
for (const size of [[1360, 900], [390, 844]]) {
  const { page, errors } = await opened("", { size, bypassCSP: true });
  await page.evaluate(axe);
  const found = [];
  for (const view of VIEWS) {
    await show(page, view);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    found.push(...serious.map(({ id, nodes }) => `${view}: ${id}: ${nodes[0].html.slice(0, 160)} ${nodes[0].any[0]?.message ?? ""}`));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > size[0]) found.push(`${view} is ${width} wide on ${size[0]}`);
  }
  assert.deepEqual(found, []);
  assert.deepEqual(errors, []);
}

await browser.close();
process.stdout.write(JSON.stringify({ taken, moved }));
