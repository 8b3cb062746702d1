// What a reader may choose: weights, indicators that count, means, the coverage that a rank needs.

/** @import { Choice } from "./types.d.ts" */
import { WEIGHT, canLeaveOut, leaveOut, meansFor, tidy } from "./choice.js";
import { button, h, save, select } from "./dom.js";
import { canWrite, frameworkFile } from "./framework.js";
import { obstacle } from "./score.js";
import { choiceText, indicators, levels, link, mainLevels, marked, moveText, world } from "./world.js";
import { count, decimal, percent, print, say } from "./words.js";

/** @typedef {(change: (choice: Choice) => void) => void} Choose */

/** What is set anew when the choice is another one, without making the controls anew. */
/** @type {(() => void)[]} */
let parts = [];

/** Brings every control to the choice. */
export function showChoice() {
  parts.forEach((show) => show());
}

/** @param {Choose} choose @param {() => void} reset */
export function panel(choose, reset) {
  parts = [];
  const stop = obstacle(world.data);
  if (stop) {
    const why = stop.weighting === "given" || stop.weighting === "equal" ? stop.method : stop.weighting;
    return h("div", {}, h("p", {}, say("explorer.weights.obstacle", { name: stop.name, method: why })));
  }
  const groups = levels().flatMap((_, l) => (l > 0 && hasOwn(l) ? [group(l, choose)] : []));
  return h("div", { class: "weights" }, h("p", { class: "note" }, say("explorer.weights.about")),
    group0(choose), groups, coverage(choose), actions(reset));
}

/** Whether something can be weighed below a level. @param {number} l */
const hasOwn = (l) => !levels()[l].equal && indicators().some((of) => of.parent === l && of.weight !== null);

/** The areas of the index, and how it is made of them. @param {Choose} choose */
function group0(choose) {
  const own = levels().flatMap((of, l) => (of.parent !== null && !levels()[of.parent].equal ? [slider(of.code, of.short, of.weight, l, choose)] : []));
  return h("fieldset", {}, h("legend", {}, say("explorer.weights.areas")), own, mean(0, choose),
    hasOwn(0) ? group(0, choose) : null);
}

/** The indicators of a level. @param {number} l @param {Choose} choose */
function group(l, choose) {
  const of = levels()[l];
  const own = indicators().flatMap((i) => (i.parent === l && i.weight !== null
    ? [h("div", { class: "indicator" }, toggle(i.code, i.short, i.removable, choose), slider(i.code, i.short, i.weight, null, choose))] : []));
  return h("details", { class: "group" }, h("summary", {}, h("span", { class: "swatch", "data-colour": of.colour }), of.short),
    own, l > 0 ? mean(l, choose) : null);
}

/**
 * @param {string} code @param {string} name @param {number} declared @param {number | null} l @param {Choose} choose
 */
function slider(code, name, declared, l, choose) {
  const input = h("input", { type: "range", "data-key": `weight ${code}`, min: tidy(declared * WEIGHT.least),
    max: tidy(declared * WEIGHT.most), step: tidy(declared * WEIGHT.least), "aria-label": say("explorer.weights.of", { name }) });
  const out = h("output", {});
  const row = h("div", { class: "slider" }, l === null ? null : h("span", { class: "name" }, name), input, out);
  input.addEventListener("input", () => choose((choice) => {
    const weight = tidy(Number(input.value));
    if (weight === declared) choice.weights.delete(code);
    else choice.weights.set(code, weight);
  }));
  parts.push(() => {
    const weight = world.choice.weights.get(code) ?? declared;
    const isOff = world.choice.off.has(code);
    if (document.activeElement !== input || Number(input.value) !== weight) input.value = String(weight);
    input.disabled = isOff;
    const text = isOff ? "–" : say("explorer.weights.shown", { weight: print(decimal(weight, weight % 1 === 0 ? 0 : weight * 10 % 1 === 0 ? 1 : 2)), share: percent(share(code)) });
    out.textContent = text;
    input.setAttribute("aria-valuetext", text);
    row.classList.toggle("changed", weight !== declared);
  });
  return row;
}

/** The share of a weight among its siblings'. @param {string} code */
function share(code) {
  const { choice } = world;
  const all = [...levels().filter((of) => of.parent !== null), ...indicators().filter((of) => of.weight !== null && !choice.off.has(of.code))];
  const own = all.find((of) => of.code === code);
  const weight = (/** @type {(typeof all)[number]} */ of) => choice.weights.get(of.code) ?? of.weight ?? 0;
  const whole = all.filter((of) => of.parent === own?.parent).reduce((sum, of) => sum + weight(of), 0);
  return own ? weight(own) / whole : 0;
}

/** @param {string} code @param {string} name @param {boolean} removable @param {Choose} choose */
function toggle(code, name, removable, choose) {
  const input = h("input", { type: "checkbox", "data-key": `counts ${code}`, change: () => choose((choice) => {
    if (input.checked) choice.off.delete(code);
    else leaveOut(choice, world.data.method, code);
  }) });
  parts.push(() => {
    const isOn = !world.choice.off.has(code);
    input.checked = isOn;
    input.disabled = !removable || (isOn && !canLeaveOut(world.choice, world.data.method, code));
  });
  return h("label", { class: "counts" }, input, h("span", {}, name));
}

/** @param {number} l @param {Choose} choose */
function mean(l, choose) {
  const of = levels()[l];
  const own = of.mean?.method ?? "";
  const methods = [...new Set([own, ...meansFor(of)])];
  if (methods.length < 2) return null;
  const field = select({ key: `mean ${of.code}`, label: say("explorer.weights.mean"), value: own,
    options: methods.map((value) => ({ value, text: say(`explorer.mean.${value}`) })),
    choose: (value) => choose((choice) => value === own ? choice.means.delete(of.code) : choice.means.set(of.code, value)) });
  const list = /** @type {HTMLSelectElement} */ (field.querySelector("select"));
  parts.push(() => (list.value = world.choice.means.get(of.code) ?? own));
  return field;
}

/** @param {Choose} choose */
function coverage(choose) {
  const declared = world.data.method.ranking_coverage;
  const input = h("input", { type: "range", "data-key": "coverage", min: 0, max: 1, step: 0.05, "aria-label": say("explorer.weights.coverage") });
  const out = h("output", {});
  input.addEventListener("input", () => choose((choice) => {
    const value = tidy(Number(input.value));
    choice.coverage = value === declared ? null : value;
  }));
  parts.push(() => {
    const value = world.choice.coverage ?? declared;
    if (Number(input.value) !== value) input.value = String(value);
    out.textContent = print(percent(value));
    input.setAttribute("aria-valuetext", print(percent(value)));
  });
  return h("fieldset", {}, h("legend", {}, say("explorer.weights.coverage")), h("div", { class: "slider" }, input, out));
}

/** @param {() => void} reset */
function actions(reset) {
  const copied = h("span", { class: "note", role: "status" });
  const back = button(say("explorer.weights.reset"), reset);
  const copy = button(say("explorer.weights.copy"), async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      copied.textContent = say("explorer.weights.copied");
    } catch {
      copied.textContent = say("explorer.weights.not_copied");
    }
  });
  const file = button(say("explorer.weights.download"), download);
  const how = h("p", { class: "note" }, say("explorer.weights.how"));
  parts.push(() => {
    back.disabled = !world.own;
    const writable = canWrite(world.data.download, world.choice);
    file.disabled = !writable;
    how.textContent = say(writable ? "explorer.weights.how" : "explorer.weights.no_download");
  });
  return h("div", { class: "actions" }, back, copy, file, copied, how);
}

function download() {
  const { data, choice } = world;
  if (!data.download) return;
  const head = say("explorer.weights.head", { edition: data.edition.id }) + "\n" + (choiceText() || say("explorer.weights.unchanged"));
  save("my-framework.toml", frameworkFile(data.download, data.method, choice, head));
}

/** How many moves are told. */
const TOLD = 8;

/** What the reader's choice moves most, and how far beyond what was published as possible. */
export function moved() {
  const { data, now, published } = world;
  const both = [...data.areas.all.keys()].filter((a) => now.ranks[0][a] && published.ranks[0][a]);
  const moves = both.map((a) => ({ a, up: published.ranks[0][a] - now.ranks[0][a], beyond: beyond(a) }));
  const out = moves.filter(({ beyond }) => beyond !== 0).length;
  const [entered, left] = [1, -1].map((way) => [...data.areas.all.keys()].filter((a) => Number(now.ranked[a]) - Number(published.ranked[a]) === way).length);
  const most = moves.filter(({ up }) => up !== 0).sort((a, b) => Math.abs(b.up) - Math.abs(a.up) || a.a - b.a).slice(0, TOLD);
  const item = (/** @type {(typeof moves)[number]} */ { a, up, beyond }) => h("li", {},
    link({ view: "state", area: data.areas.all[a].code }, marked(a, 0)), " ",
    h("strong", {}, moveText(up)), " ",
    say("explorer.moved.item", { from: count(published.ranks[0][a]), to: count(now.ranks[0][a]) }),
    beyond ? ` ${say("explorer.moved.beyond", { n: count(beyond) })}` : "");
  return h("section", { class: "moved" }, h("h3", {}, say("explorer.moved.head")),
    h("p", {}, say("explorer.moved.summary", { n: count(moves.filter(({ up }) => up !== 0).length), of: count(both.length), out: count(out) }),
      entered || left ? ` ${say("explorer.moved.entered", { entered: count(entered), left: count(left) })}` : ""),
    h("ol", { class: "moves" }, most.map(item)));
}

/** Places by which a rank lies outside its published interval. @param {number} a */
function beyond(a) {
  const ends = world.data.numbers.varies ? world.data.numbers.levels[0].ranks[a] : null;
  const rank = world.now.ranks[0][a];
  return ends ? Math.ceil(Math.max(0, ends[0] - rank, rank - ends[1])) : 0;
}

/** The tabs by which a view chooses a level. @param {number} current */
export function levelTabs(current) {
  return h("nav", { class: "tabs", "aria-label": say("explorer.level") }, mainLevels().map((l) =>
    link({ level: l === 0 ? "" : levels()[l].code }, levels()[l].short,
      { "data-key": `level ${levels()[l].code}`, ...(l === current ? { "aria-current": "true" } : {}) })));
}
