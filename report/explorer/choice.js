// What the reader looks at and has chosen, in the address and out of it: `#view=state&area=BRA&w=rights:2`.

/** @import { Choice, Data } from "./types.d.ts" */
import { published } from "./score.js";

/**
 * What is shown: names of the view, an area, a level, and what a view wants to know.
 * @typedef {{ view: string, area: string, level: string, areas: string[], x: string, y: string, held: boolean,
 *   columns: string, find: string, group: string, sort: string }} Shown
 */

/** @returns {Shown} */
export const nothingShown = () => ({ view: "map", area: "", level: "", areas: [], x: "", y: "", held: false,
  columns: "", find: "", group: "", sort: "" });

const BETWEEN = "~";

/** @param {URLSearchParams} from @param {string} key */
const list = (from, key) => (from.get(key) ?? "").split(BETWEEN).filter(Boolean);

/** `code:value`, the code itself may hold colons. @param {string} pair @returns {[string, string]} */
function pair(pair) {
  const at = pair.lastIndexOf(":");
  return [pair.slice(0, at), pair.slice(at + 1)];
}

/** Limits of a weight against the declared one. */
export const WEIGHT = { least: 0.1, most: 5 };

/** A weight as it is kept: six digits after the point at most. @param {number} weight */
export const tidy = (weight) => Math.round(weight * 1e6) / 1e6;

/**
 * What an address says; what it says of things that are not here is left out.
 * @param {string} hash @param {Data} data @returns {{ shown: Shown, choice: Choice }}
 */
export function read(hash, { method }) {
  const from = new URLSearchParams(hash.replace(/^#/, ""));
  const shown = nothingShown();
  for (const key of /** @type {const} */ (["view", "area", "level", "x", "y", "columns", "find", "group", "sort"])) {
    shown[key] = from.get(key) ?? shown[key];
  }
  shown.areas = list(from, "areas").slice(0, 6);
  shown.held = from.get("held") === "1";
  const choice = published();
  /** @type {Map<string, number>} */
  const declared = new Map(method.levels.filter((level) => level.parent !== null).map((level) => [level.code, level.weight]));
  method.indicators.forEach((of) => of.weight !== null && declared.set(of.code, of.weight));
  for (const [code, text] of list(from, "w").map(pair)) {
    const [weight, own] = [tidy(Number(text)), declared.get(code)];
    if (own !== undefined && weight > 0 && weight < Infinity && weight !== own) choice.weights.set(code, weight);
  }
  for (const code of list(from, "off")) leaveOut(choice, method, code);
  for (const [code, mean] of list(from, "mean").map(pair)) {
    const level = method.levels.find((of) => of.code === code);
    if (level && level.method !== mean && meansFor(level).includes(mean)) choice.means.set(code, mean);
  }
  const coverage = Number(from.get("cov") ?? NaN);
  if (coverage >= 0 && coverage <= 1 && coverage !== method.ranking_coverage) choice.coverage = coverage;
  return { shown, choice };
}

/** The means that a reader may choose for a level. @param {Data["method"]["levels"][number]} level */
export function meansFor(level) {
  if (level.mean === null) return [];
  return level.geometric_floor === null ? ["arithmetic_mean"] : ["arithmetic_mean", "geometric_mean"];
}

/** Switches an indicator off, unless it is the last of its level. @param {Choice} choice @param {Data["method"]} method @param {string} code */
export function leaveOut(choice, method, code) {
  const of = method.indicators.find((indicator) => indicator.code === code);
  if (!of || of.weight === null || !of.removable || !canLeaveOut(choice, method, code)) return;
  choice.off.add(code);
  choice.weights.delete(code);
}

/** Whether something would be left beside an indicator. @param {Choice} choice @param {Data["method"]} method @param {string} code */
export function canLeaveOut(choice, method, code) {
  const of = method.indicators.find((indicator) => indicator.code === code);
  const left = method.indicators.filter((other) =>
    other.parent === of?.parent && other.weight !== null && other.code !== code && !choice.off.has(other.code));
  return left.length > 0 || method.levels.some((level) => level.parent === of?.parent);
}

/** @param {Shown} shown @param {Choice} choice */
export function write(shown, choice) {
  const to = new URLSearchParams();
  const set = (/** @type {string} */ key, /** @type {string} */ value) => value && to.set(key, value);
  set("view", shown.view);
  for (const key of /** @type {const} */ (["area", "level", "x", "y", "columns", "find", "group", "sort"])) set(key, shown[key]);
  set("areas", shown.areas.join(BETWEEN));
  set("held", shown.held ? "1" : "");
  const pairs = (/** @type {Map<string, string | number>} */ map) =>
    [...map].map(([code, value]) => `${code}:${value}`).sort().join(BETWEEN);
  set("w", pairs(choice.weights));
  set("off", [...choice.off].sort().join(BETWEEN));
  set("mean", pairs(choice.means));
  set("cov", choice.coverage === null ? "" : String(choice.coverage));
  // Signs that need no escape in the part after #, so that a link can be read.
  return "#" + to.toString().replace(/%3A/g, ":").replace(/%7E/g, "~");
}
