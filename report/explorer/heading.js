// Where a State is heading and how its women and men stand: the verdicts on its pace in words beside their
// arrows, as in the report, and the values of both sexes side by side.

import { h, s, wideTable } from "./dom.js";
import { indicators, valueText, world } from "./world.js";
import { colon, count, print, say, year } from "./words.js";

/** Degrees by which an arrow that points to the right is turned. @type {Record<string, number>} */
const TURNED = { reached: -90, on_course: -90, too_slow: -45, stagnating: 0, going_back: 90 };

/** An arrow, with a line above it where nothing is left to do. @param {string} verdict */
function arrow(verdict) {
  const turned = TURNED[verdict];
  if (turned === undefined) return "";
  const { ink } = world.data.look;
  return s("svg", { viewBox: "-6 -6 12 12", width: 12, height: 12, "aria-hidden": "true", class: "arrow" },
    s("path", { d: "M-4.5 0H4M0.6 -3.4L4 0L0.6 3.4", transform: `rotate(${turned})`, fill: "none", stroke: ink, "stroke-width": 1.5 }),
    verdict === "reached" ? s("path", { d: "M-4 -5.2H4", stroke: ink, "stroke-width": 1.3 }) : null);
}

/** How an indicator of a State is heading. @param {number} a @param {number} i */
export function paceOf(a, i) {
  const pace = world.data.numbers.indicators[i].paces[a];
  const rule = world.data.method.pace;
  if (!pace || !rule) return null;
  const [at, isSure, ends] = pace;
  const verdict = rule.verdicts[at];
  const words = say(`pace.${verdict}`);
  const [from, to] = ends ?? [null, null];
  const told = from && to ? say("explorer.pace.ends", { from: valueText(i, from[1]), first: year(from[0]), to: valueText(i, to[1]), last: year(to[0]) }) : null;
  return h("span", { class: "pace" }, arrow(verdict), " ", isSure ? words : say("explorer.pace.unsure", { verdict: words }),
    told ? h("span", { class: "note" }, ` ${told}`) : null);
}

/** How many indicators of a State have which verdict, and the rule. @param {number} a */
export function paces(a) {
  const rule = world.data.method.pace;
  if (!rule) return null;
  const all = world.data.numbers.indicators.flatMap(({ paces: of }) => { const pace = of[a]; return pace ? [pace] : []; });
  if (!all.length) return null;
  const items = rule.verdicts.flatMap((verdict, at) => {
    const own = all.filter((pace) => pace[0] === at);
    const unsure = own.filter((pace) => !pace[1]).length;
    const n = { n: count(own.length), unsure: count(unsure) };
    return own.length ? [h("li", {}, arrow(verdict), " ", say(`pace.${verdict}`), colon(), h("strong", {}, say(unsure ? "pace.count_unsure" : "pace.count", n)))] : [];
  });
  const said = { first: year(rule.from[0]), middle: year(rule.from[1]), then: year(rule.to[0]), last: year(rule.to[1]), apart: count(rule.apart), year: year(rule.year) };
  return h("section", { class: "paces" }, h("h3", {}, say("pace.head", { year: year(rule.year) })), h("ul", { class: "moves" }, items),
    h("details", {}, h("summary", {}, say("explorer.pace.how")), h("p", { class: "note" }, say("pace.text", said)), h("p", { class: "note" }, say("pace.uncertain"))));
}

/** The indicators that are known of both sexes. @param {number} a */
export function sexes(a) {
  const rows = indicators().flatMap((of, i) => {
    const pair = world.data.numbers.indicators[i].sexes[a];
    if (!pair) return [];
    const [in_year, women, men] = pair;
    return [h("tr", {}, h("th", { scope: "row" }, of.name, h("span", { class: "unit" }, ` ${of.unit}`)), h("td", { class: "n" }, valueText(i, women)),
      h("td", { class: "n" }, valueText(i, men)), h("td", { class: "n" }, print(year(in_year))))];
  });
  if (!rows.length) return null;
  const head = ["indicator", "women", "men", "year"].map((key, at) => h("th", { scope: "col", class: at ? "n" : "" }, say(`explorer.column.${key}`)));
  return h("section", {}, h("h3", {}, say("explorer.sexes.head")),
    wideTable(say("explorer.sexes.head"), {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows)), h("p", { class: "note" }, say("explorer.sexes.note")));
}
