// What a reader may choose: weights, indicators that count, means, the coverage that a rank needs.

/** @import { Choice } from "./types.d.ts" */
import { WEIGHT, canLeaveOut, leaveOut, meansFor, tidy } from "./choice.js";
import { button, h, save, select } from "./dom.js";
import { canWrite, frameworkFile } from "./framework.js";
import { obstacle } from "./score.js";
import { address, choiceText, indicators, levels, link, mainLevels, marked, moveText, world } from "./world.js";
import { count, decimal, percent, print, say } from "./words.js";

/** @typedef {(change: (choice: Choice) => void) => void} Choose */

/** @param {Choose} choose @param {() => void} reset */
export function panel(choose, reset) {
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
  const own = levels().flatMap((of) => (of.parent !== null && !levels()[of.parent].equal ? [weightOf(of, true, choose)] : []));
  return h("fieldset", {}, h("legend", {}, say("explorer.weights.areas")), own, mean(0, choose),
    hasOwn(0) ? group(0, choose) : null);
}

/** The indicators of a level. @param {number} l @param {Choose} choose */
function group(l, choose) {
  const of = levels()[l];
  const own = indicators().filter((i) => i.parent === l && i.weight !== null).map((i) =>
    h("div", { class: "indicator" }, toggle(i.code, i.short, i.removable, choose), weightOf(i, false, choose)));
  return h("details", { class: "group" }, h("summary", {}, h("span", { class: "swatch", "data-colour": of.colour }), of.short),
    own, l > 0 ? mean(l, choose) : null);
}

/**
 * A number that is chosen by pulling, with what it says.
 * @param {{ key: string, label: string, name?: string, min: number, max: number, step: number, value: number, text: string,
 *   isOff?: boolean, isChanged?: boolean, pull: (value: number) => void }} of
 */
const slider = ({ key, label, name, min, max, step, value, text, isOff = false, isChanged = false, pull }) =>
  h("div", { class: isChanged ? "slider changed" : "slider" }, name ? h("span", { class: "name" }, name) : null,
    h("input", { type: "range", "data-key": key, min, max, step, value, disabled: isOff, "aria-label": label, "aria-valuetext": text,
      input: ({ target }) => pull(tidy(Number(target.value))) }),
    h("output", {}, text));

/** @param {{ code: string, short: string, weight: number | null }} of @param {boolean} isNamed @param {Choose} choose */
function weightOf({ code, short, weight }, isNamed, choose) {
  const declared = weight ?? 0;
  const value = world.choice.weights.get(code) ?? declared;
  const isOff = world.choice.off.has(code);
  const decimals = value % 1 === 0 ? 0 : (value * 10) % 1 === 0 ? 1 : 2;
  return slider({
    key: `weight ${code}`, label: say("explorer.weights.of", { name: short }), name: isNamed ? short : undefined,
    min: tidy(declared * WEIGHT.least), max: tidy(declared * WEIGHT.most), step: tidy(declared * WEIGHT.least), value,
    text: isOff ? "–" : say("explorer.weights.shown", { weight: decimal(value, decimals), share: percent(share(code)) }),
    isOff, isChanged: value !== declared,
    pull: (chosen) => choose(({ weights }) => chosen === declared ? weights.delete(code) : weights.set(code, chosen)),
  });
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
  const { choice, data } = world;
  const isOn = !choice.off.has(code);
  const change = (/** @type {{ target: HTMLInputElement }} */ { target }) => choose((of) => {
    if (target.checked) of.off.delete(code);
    else leaveOut(of, data.method, code);
  });
  return h("label", { class: "counts" }, h("input", { type: "checkbox", "data-key": `counts ${code}`, checked: isOn,
    disabled: !removable || (isOn && !canLeaveOut(choice, data.method, code)), change }), h("span", {}, name));
}

/** @param {number} l @param {Choose} choose */
function mean(l, choose) {
  const of = levels()[l];
  const own = of.mean?.method ?? "";
  const methods = [...new Set([own, ...meansFor(of)])];
  if (methods.length < 2) return null;
  return select({ key: `mean ${of.code}`, label: say("explorer.weights.mean"), value: world.choice.means.get(of.code) ?? own,
    options: methods.map((value) => ({ value, text: say(`explorer.mean.${value}`) })),
    choose: (value) => choose(({ means }) => value === own ? means.delete(of.code) : means.set(of.code, value)) });
}

/** @param {Choose} choose */
function coverage(choose) {
  const declared = world.data.method.ranking_coverage;
  const value = world.choice.coverage ?? declared;
  return h("fieldset", {}, h("legend", {}, say("explorer.weights.coverage")),
    slider({ key: "coverage", label: say("explorer.weights.coverage"), min: 0, max: 1, step: 0.05, value, text: print(percent(value)),
      isChanged: value !== declared, pull: (chosen) => choose((choice) => (choice.coverage = chosen === declared ? null : chosen)) }));
}

/** @param {() => void} reset */
function actions(reset) {
  const isWritable = canWrite(world.data.download, world.choice);
  return h("div", { class: "actions" }, button(say("explorer.weights.reset"), reset, { disabled: !world.own }),
    button(say("explorer.weights.copy"), () => {}, { click: copy }), button(say("explorer.weights.download"), download, { disabled: !isWritable }),
    h("span", { class: "note", role: "status" }, ""), h("p", { class: "note" }, say(isWritable ? "explorer.weights.how" : "explorer.weights.no_download")));
}

/** The address of the page as it is now, to the clipboard; said until the next choice. @param {MouseEvent} event */
async function copy({ currentTarget }) {
  const line = /** @type {HTMLElement} */ (currentTarget).parentElement?.querySelector("[role=status]")?.firstChild;
  const isCopied = await navigator.clipboard.writeText(location.href.replace(/#.*/, "") + address({})).then(() => true, () => false);
  if (line instanceof Text) line.data = say(isCopied ? "explorer.weights.copied" : "explorer.weights.not_copied");
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
