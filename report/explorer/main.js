// The page: reads its numbers, draws the view that the address names, and lets the reader choose.

/** @import { Part } from "./dom.js" */
/** @import { Choice, Data } from "./types.d.ts" */
import { aboutView } from "./about.js";
import { read, write } from "./choice.js";
import { compareView } from "./compare.js";
import { button, h, show } from "./dom.js";
import { setLook } from "./figure.js";
import { mapView } from "./map.js";
import { ranksView } from "./ranks.js";
import { relationView } from "./relation.js";
import { isPublished, obstacle, printed, published, score } from "./score.js";
import { stateView } from "./state.js";
import { tableView } from "./table.js";
import { tiersView } from "./tiers.js";
import { simulate } from "./uncertain.js";
import { panel } from "./weights.js";
import { address, asPublished, choiceText, go, world } from "./world.js";
import { count, say, speak } from "./words.js";

/** Runs of the uncertain choices around a reader's own, and how long the reader rests before them. */
const RUNS = 1000;
const REST = 350;

/** @type {Record<string, () => Part[]>} */
const views = {
  map: mapView, ranks: ranksView, tiers: tiersView, state: () => stateView((area) => go({ area })),
  compare: compareView, relation: relationView, table: tableView, about: aboutView,
};

/** @type {Worker | null} */
let worker = null;
let [waiting, keeping] = [0, 0];
/** Where everything stands, and whether the panel has room beside it; nothing in a worker. @type {HTMLElement} */
let page;
let isWide = false;

/** Everything that draws upon the uncertain choices runs beside the page. */
function startRuns() {
  clearTimeout(waiting);
  worker?.terminate();
  worker = null;
  world.simulated = null;
  world.isSimulating = world.own && !world.refused;
  if (!world.isSimulating) return;
  waiting = window.setTimeout(() => {
    const program = document.getElementById("program")?.textContent ?? "";
    const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
    worker = new Worker(address);
    worker.onmessage = ({ data }) => {
      URL.revokeObjectURL(address);
      world.simulated = data;
      world.isSimulating = false;
      draw();
    };
    worker.onerror = () => {
      world.isSimulating = false;
      draw();
    };
    const { choice } = world;
    worker.postMessage({ data: world.data, choice, runs: RUNS, seed: 1 });
  }, REST);
}

/** The other side: a worker is this program without a page. */
function work() {
  self.onmessage = ({ data: { data, choice, runs, seed } }) => self.postMessage(simulate(data, choice, runs, seed));
}

/** Takes over a choice: scores, ranks and all that is shown. @param {Choice} choice */
function take(choice) {
  const { data } = world;
  world.choice = choice;
  world.own = !isPublished(choice) && !obstacle(data);
  world.refused = null;
  world.now = world.published;
  if (world.own) {
    const now = score(data, choice);
    if (now.refused) world.refused = say("explorer.refused", { level: data.method.levels[now.refused.level].short, state: data.areas.all[now.refused.area].short });
    else world.now = printed(data, choice, now);
  }
  startRuns();
}

/** The reader turns a control. @param {(choice: Choice) => void} change */
function choose(change) {
  const { weights, off, means, coverage } = world.choice;
  const choice = { weights: new Map(weights), off: new Set(off), means: new Map(means), coverage };
  change(choice);
  settle(choice);
}

const reset = () => settle(published());

/**
 * Shows a choice at once. When the reader rests, the order of the table follows, and the address, which
 * browsers let change only so often.
 * @param {Choice} choice
 */
function settle(choice) {
  take(choice);
  world.isPulled = true;
  draw();
  clearTimeout(keeping);
  keeping = window.setTimeout(() => {
    world.isPulled = false;
    history.replaceState(null, "", address({}));
    draw();
  }, REST);
}

/** What the address says. */
function follow() {
  const { shown, choice } = read(location.hash, world.data);
  const before = world.shown;
  world.shown = { ...shown, view: views[shown.view] ? shown.view : "map" };
  if (write(shown, choice) !== write(shown, world.choice)) take(choice);
  draw();
  if (before.view === world.shown.view && before.area === world.shown.area) return;
  window.scrollTo(0, 0);
  page.querySelector(".views [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Draws the page; what had the focus has it again. */
function draw() {
  const held = document.activeElement;
  show(page, body((views[world.shown.view] ?? mapView)()));
  if (!(held instanceof Element) || held === document.activeElement || held === document.body) return;
  const key = held.getAttribute("data-key");
  const again = key ? page.querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
  /** @type {HTMLElement | null} */ (again ?? document.getElementById("main"))?.focus({ preventScroll: true });
}

/** The page around a view. @param {Part[]} view */
function body(view) {
  const { data, shown, choice } = world;
  const tabs = Object.keys(views).map((name) => h("a", { href: address({ view: name }), "data-key": `view ${name}`, "aria-current": name === shown.view ? "page" : null }, say(`explorer.view.${name}`)));
  const languages = data.pages.length < 2 ? [] : data.pages.map(({ language, name, file }) =>
    h("a", { href: file + write(shown, choice), lang: language, hreflang: language, "aria-current": language === data.language ? "true" : null }, name));
  return [
    h("header", { class: "top" }, h("p", { class: "eyebrow" }, say("explorer.edition", { id: data.edition.id, date: data.edition.published })),
      h("nav", { class: "languages", "aria-label": say("explorer.language") }, languages),
      h("h1", {}, data.edition.title), h("p", { class: "subtitle" }, data.edition.subtitle),
      h("nav", { class: "views", "aria-label": say("explorer.views") }, tabs)),
    h("div", { class: "sheet" },
      h("div", { class: "view" }, h("div", { class: "banner", role: "status", hidden: !world.own }, told()),
        h("main", { id: "main", tabindex: "-1" }, h("div", { "data-key": `${shown.view} ${shown.area}` }, view))),
      h("aside", { "aria-label": say("explorer.weights.head_panel") },
        h("details", { class: "choose", open: isWide }, h("summary", {}, say("explorer.weights.head_panel")), panel(choose, reset)))),
    h("footer", {}, h("p", {}, say("explorer.about.disclaimer"))),
  ];
}

/** What is not the published method. */
function told() {
  if (!world.own) return [];
  const runs = world.isSimulating ? say("explorer.uncertain.under_way") : world.simulated ? say("explorer.uncertain.done", { runs: count(world.simulated.runs) }) : "";
  return [h("strong", {}, say("explorer.yours.banner")), ` ${choiceText()} `, h("span", {}, world.refused ?? runs), " ", button(say("explorer.weights.reset"), reset, { class: "small" })];
}

function open() {
  const data = /** @type {Data} */ (JSON.parse(document.getElementById("data")?.textContent ?? ""));
  speak(data.language, data.words);
  setLook(data.look);
  world.data = data;
  world.published = world.now = asPublished(data);
  page = /** @type {HTMLElement} */ (document.getElementById("page"));
  isWide = window.matchMedia("(min-width: 1100px)").matches;
  // A view draws to the width of the page, which is there first.
  show(page, body([]));
  document.getElementById("skip")?.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main")?.focus();
  });
  window.addEventListener("hashchange", follow);
  // On paper the table of a drawing that is longer than a sheet stands in its place.
  window.addEventListener("beforeprint", () => document.querySelectorAll(".tall + .as-table").forEach((of) => of.setAttribute("open", "")));
  let width = window.innerWidth;
  let rest = 0;
  window.addEventListener("resize", () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    clearTimeout(rest);
    rest = window.setTimeout(draw, 150);
  });
  follow();
}

if (typeof document === "undefined") work();
else open();
