// Two to six States side by side.

import { button, h, s, wideTable } from "./dom.js";
import { whenceScore, whenceValue } from "./chains.js";
import { drawing, figure, label, shortened } from "./figure.js";
import { statePicker } from "./state.js";
import { areaOf, areas, basis, go, indicators, levels, link, mainLevels, marked, rankText, scoreInterval, scoreText, whose, world } from "./world.js";
import { colon, decimal, print, say } from "./words.js";

/** How many States stand side by side at most. */
const MOST = 6;
/** Shapes that tell States apart without their colours. */
const SHAPES = ["circle", "square", "diamond", "triangle", "cross", "ring"];
const ROW = 22;

export function compareView() {
  const all = world.shown.areas.map(areaOf).filter((a) => a >= 0);
  const chips = all.map((a) => h("li", {}, sign(all.indexOf(a)), link({ view: "state", area: areas()[a].code }, marked(a, 0)), " ",
    button("×", () => go({ areas: world.shown.areas.filter((code) => code !== areas()[a].code) }), { class: "small", "aria-label": say("explorer.compare.remove", { state: areas()[a].short }), "data-key": `remove ${areas()[a].code}` })));
  const picker = all.length < MOST
    ? statePicker((code) => code && !world.shown.areas.includes(code) && go({ areas: [...world.shown.areas, code] }), "add", "", say("explorer.compare.add")) : null;
  const head = [h("p", {}, say("explorer.compare.about")), h("div", { class: "pick" }, h("ul", { class: "chips" }, chips), picker)];
  return all.length < 2 ? head : [...head, drawn(all), table(all)];
}

/** The colours that tell States apart: those of the focus areas' list, at hand in the levels. @param {number} nth */
const colour = (nth) => [...new Set(levels().map((of) => of.colour))][nth % new Set(levels().map((of) => of.colour)).size];

/** @param {number} nth @param {number} x @param {number} y */
function shape(nth, x, y) {
  const fill = colour(nth);
  const { paper } = world.data.look;
  switch (SHAPES[nth]) {
    case "square": return s("rect", { x: x - 4, y: y - 4, width: 8, height: 8, fill });
    case "diamond": return s("path", { d: `M${x} ${y - 5.4}l5.4 5.4l-5.4 5.4l-5.4-5.4z`, fill });
    case "triangle": return s("path", { d: `M${x} ${y - 5}l5 9h-10z`, fill });
    case "cross": return s("path", { d: `M${x - 4} ${y - 4}l8 8m0-8l-8 8`, stroke: fill, "stroke-width": 2.4 });
    case "ring": return s("circle", { cx: x, cy: y, r: 4, fill: paper, stroke: fill, "stroke-width": 2 });
    default: return s("circle", { cx: x, cy: y, r: 4.6, fill });
  }
}

/** @param {number} nth */
const sign = (nth) => s("svg", { viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true" }, shape(nth, 7, 7));

/** @param {number[]} all */
function drawn(all) {
  const names = all.map((a) => areas()[a].short);
  const title = say("explorer.compare.title", { states: names.join(", ") });
  const shown = lines();
  return figure({ id: "compare", title, subtitle: say("explorer.compare.subtitle"), note: whose() || undefined, source: levels()[0].map?.source, alt: title,
    draw: (width) => draw(all, shown, width, title),
    rows: [["code", "name", ...all.map((a) => areas()[a].code)], ...shown.map((line) => [line.code, line.name, ...all.map((a) => finite(line.score(a)))])] });
}

/** @param {number} x */
const finite = (x) => (Number.isNaN(x) ? null : x);

/** @typedef {{ code: string, name: string, level: boolean, colour: string, range: [number, number], score: (a: number) => number }} Line */

/** Levels with their indicators. @returns {Line[]} */
function lines() {
  return levels().flatMap((of, l) => {
    const own = indicators().flatMap((indicator, i) => indicator.parent === l && indicator.weight !== null ? [{
      code: indicator.code, name: indicator.short, level: false, colour: of.colour, range: indicator.range,
      score: (/** @type {number} */ a) => world.data.numbers.indicators[i].score[a] ?? NaN,
    }] : []);
    return [{ code: of.code, name: of.short, level: true, colour: of.colour, range: of.range, score: (/** @type {number} */ a) => world.now.levels[l][a] }, ...own];
  });
}

/** @param {number[]} all @param {Line[]} shown @param {number} width @param {string} title */
function draw(all, shown, width, title) {
  const { look } = world.data;
  const names = Math.min(210, width * 0.42);
  const right = width - 12;
  const columns = width < 500 ? 1 : 3;
  const key = Math.ceil(all.length / columns) * 18 + 8;
  const signs = all.map((a, nth) => {
    const [x, y] = [(nth % columns) * (width / columns), Math.floor(nth / columns) * 18 + 8];
    return s("g", {}, shape(nth, x + 7, y), label(x + 18, y + 4, areas()[a].short, { "font-weight": "bold" }));
  });
  const rows = shown.map((line, at) => {
    const y = key + at * ROW + ROW / 2 + 6;
    const x = (/** @type {number} */ score) => names + 8 + ((score - line.range[0]) / (line.range[1] - line.range[0])) * (right - names - 16);
    const marks = all.map((a, nth) => {
      const score = line.score(a);
      return Number.isNaN(score) ? null : s("g", {}, s("title", {}, areas()[a].short + colon() + print(decimal(score, 1))), shape(nth, x(score), y));
    });
    return s("g", {}, line.level ? s("rect", { x: 0, y: y - ROW / 2, width, height: ROW, fill: look.shade }) : null,
      label(line.level ? 4 : 10, y + 4, shortened(line.name, 11, names - 10), line.level ? { "font-weight": "bold" } : {}),
      s("path", { d: `M${names + 8} ${y}H${right - 8}`, stroke: look.context, "stroke-width": 0.8 }), marks);
  });
  return drawing(width, shown.length * ROW + key + 22, title, signs, rows);
}

/** @param {number[]} all */
function table(all) {
  const head = h("tr", {}, h("th", { scope: "col" }, say("explorer.column.indicator")), all.map((a, nth) => h("th", { scope: "col" }, sign(nth), ` ${areas()[a].short}`)));
  const body = levels().flatMap((of, l) => [
    ...(mainLevels().includes(l) ? [h("tr", { class: "level" }, h("th", { scope: "row" }, of.name), all.map((a) => h("td", {}, whenceScore(a, l), " ", h("span", { class: "note" }, spanOf(a, l), h("br"), rankText(a, l)))))] : []),
    ...indicators().flatMap((indicator, i) => indicator.parent === l ? [h("tr", {}, h("th", { scope: "row" }, indicator.short, h("span", { class: "unit" }, ` ${indicator.unit}`)),
      all.map((a) => h("td", {}, whenceValue(a, i), " ", h("span", { class: "note" }, basis(i, a)))))] : []),
  ]);
  return wideTable(say("explorer.view.compare"), { class: "compare" }, h("thead", {}, head), h("tbody", {}, body));
}

/** @param {number} a @param {number} l */
function spanOf(a, l) {
  const ends = scoreInterval(a, l);
  return ends ? `(${say("explorer.places", { low: scoreText(l, ends[0]), high: scoreText(l, ends[1]) })})` : "";
}
