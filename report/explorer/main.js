// The page: reads its numbers, draws the view that the address names, and lets the reader choose.

/** @import { Choice, Data } from "./types.d.ts" */
import { aboutView } from "./about.js";
import { read, write } from "./choice.js";
import { compareView } from "./compare.js";
import { button, h } from "./dom.js";
import { setLook } from "./figure.js";
import { mapView } from "./map.js";
import { ranksView } from "./ranks.js";
import { relationView } from "./relation.js";
import { isPublished, obstacle, printed, published, score } from "./score.js";
import { stateView } from "./state.js";
import { tableView } from "./table.js";
import { tiersView } from "./tiers.js";
import { simulate } from "./uncertain.js";
import { panel, showChoice } from "./weights.js";
import { address, asPublished, choiceText, go, world } from "./world.js";
import { count, say, speak } from "./words.js";

/** Runs of the uncertain choices around a reader's own, and how long the reader rests before them. */
const RUNS = 1000;
const REST = 350;

/** @type {Record<string, () => (Node | null)[]>} */
const views = {
  map: mapView, ranks: ranksView, tiers: tiersView, state: () => stateView((area) => go({ area })),
  compare: compareView, relation: relationView, table: tableView, about: aboutView,
};

/** @type {Worker | null} */
let worker = null;
let waiting = 0;

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
  take(choice);
  history.replaceState(null, "", write(world.shown, choice));
  draw();
}

function reset() {
  take(published());
  history.replaceState(null, "", write(world.shown, world.choice));
  draw();
}

/** What the address says. */
function follow() {
  const { shown, choice } = read(location.hash, world.data);
  const before = world.shown;
  world.shown = { ...shown, view: views[shown.view] ? shown.view : "map" };
  if (write(shown, choice) !== write(shown, world.choice)) take(choice);
  draw();
  if (before.view !== world.shown.view || before.area !== world.shown.area) window.scrollTo(0, 0);
}

/** What stays on the page whatever is shown; nothing in a worker. @type {Record<"main" | "banner" | "tabs" | "languages", HTMLElement>} */
const place = /** @type {any} */ ({});

/** Draws the view; what had the focus has it again. */
function draw() {
  const { main, banner, tabs, languages } = place;
  const key = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.key;
  const at = document.activeElement instanceof HTMLInputElement && document.activeElement.type === "search" ? document.activeElement.selectionStart : null;
  const isOurs = [main, banner, tabs, languages].some((part) => part.contains(document.activeElement));
  main.replaceChildren(...(views[world.shown.view] ?? mapView)().filter((part) => part !== null));
  main.querySelectorAll("[data-colour]").forEach(colour);
  tabs.replaceChildren(...Object.keys(views).map((view) => h("a", { href: address({ view }), "data-key": `view ${view}`, "aria-current": view === world.shown.view ? "page" : null }, say(`explorer.view.${view}`))));
  languages.replaceChildren(...world.data.pages.filter(() => world.data.pages.length > 1).map(({ language, name, file }) =>
    h("a", { href: file + write(world.shown, world.choice), lang: language, hreflang: language, "aria-current": language === world.data.language ? "true" : null }, name)));
  banner.replaceChildren(...told());
  banner.hidden = !world.own;
  showChoice();
  if (!isOurs) return;
  const again = /** @type {HTMLElement | null} */ (key ? document.querySelector(`#page [data-key="${CSS.escape(key)}"]`) : null);
  (again ?? main).focus({ preventScroll: true });
  if (again instanceof HTMLInputElement && at !== null) again.setSelectionRange(at, at);
}

/** What is not the published method. */
function told() {
  if (!world.own) return [];
  const runs = world.isSimulating ? say("explorer.uncertain.under_way") : world.simulated ? say("explorer.uncertain.done", { runs: count(world.simulated.runs) }) : "";
  return [h("strong", {}, say("explorer.yours.banner")), ` ${choiceText()} `, h("span", {}, world.refused ?? runs), " ", button(say("explorer.weights.reset"), reset, { class: "small" })];
}

/** Colours that the data give. @param {Element} of */
function colour(of) {
  if (of instanceof HTMLElement) of.style.setProperty("--own", of.dataset.colour ?? "");
}

function open() {
  const data = /** @type {Data} */ (JSON.parse(document.getElementById("data")?.textContent ?? ""));
  speak(data.language, data.words);
  setLook(data.look);
  world.data = data;
  world.published = world.now = asPublished(data);
  const main = h("main", { id: "main", tabindex: "-1" });
  const banner = h("div", { class: "banner", role: "status" });
  const tabs = h("nav", { class: "views", "aria-label": say("explorer.views") });
  const languages = h("nav", { class: "languages", "aria-label": say("explorer.language") });
  Object.assign(place, { main, banner, tabs, languages });
  const weights = h("details", { class: "choose" }, h("summary", {}, say("explorer.weights.head_panel")), panel(choose, reset));
  weights.open = window.matchMedia("(min-width: 1100px)").matches;
  weights.querySelectorAll("[data-colour]").forEach(colour);
  document.getElementById("page")?.append(
    h("header", { class: "top" }, h("p", { class: "eyebrow" }, say("explorer.edition", { id: data.edition.id, date: data.edition.date })), languages,
      h("h1", {}, data.edition.title), h("p", { class: "subtitle" }, data.edition.subtitle), tabs),
    h("div", { class: "sheet" }, h("div", { class: "view" }, banner, main), h("aside", { "aria-label": say("explorer.weights.head_panel") }, weights)),
    h("footer", {}, h("p", {}, say("explorer.about.disclaimer"))));
  document.getElementById("skip")?.addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  window.addEventListener("hashchange", follow);
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
