// The map of equal tiles, one a State, as in the report: same places, colours, classes and signs.

import { h, s } from "./dom.js";
import { drawing, figure, label, mark, shortened, textWidth } from "./figure.js";
import { scoreTable } from "./ranks.js";
import { levelTabs, moved } from "./weights.js";
import { address, areas, classOf, level, levels, rankText, scoreText, tickText, whose, world } from "./world.js";
import { count, say } from "./words.js";

const WIDEST = 960;
const LEGEND = { row: 20, square: 13 };

/** The State that the line below the map speaks of, and the tile that the tab key leads to. */
let [pointed, entry] = [-1, 0];

export function mapView() {
  const l = level();
  const of = levels()[l];
  const told = of.map;
  const spot = h("p", { class: "spot", "aria-live": "polite" }, pointed < 0 ? say("explorer.map.hint") : spoken(l, pointed));
  return [
    levelTabs(l),
    world.own ? moved() : null,
    figure({
      id: `map_${of.code}`, title: world.own || !told ? title(l) : told.title, subtitle: told?.subtitle,
      note: world.own ? whose() : told?.note, source: told?.source,
      alt: title(l), widest: WIDEST, draw: (width) => draw(l, width), rows: rows(l), under: spot,
    }),
    scoreTable(l),
  ];
}

/** Of how many States the score is low and high. @param {number} l */
function title(l) {
  const of = levels()[l];
  const scores = [...world.now.levels[l]].filter((x) => !Number.isNaN(x));
  const classes = of.classes.ranges.length;
  const [lower, upper] = [Math.floor(classes / 2), classes - Math.floor(classes / 2)];
  const inside = (/** @type {(n: number) => boolean} */ is) => scores.filter((x) => is(classOf(l, x))).length;
  const from = (/** @type {number} */ n) => tickText(l, of.classes.from[n - 1] ?? of.range[0]);
  if (!scores.length) return say("figure.map.title_none", { level: of.short });
  const said = say("figure.map.title", { level: of.short, of: count(scores.length), low: count(inside((n) => n < lower)),
    high: count(inside((n) => n >= upper)), below: from(lower), above: from(upper) });
  return world.own ? say("explorer.yours.title", { title: said }) : said;
}

/** @param {number} l @param {number} width */
function draw(l, width) {
  const { data } = world;
  const pitch = Math.min(width / data.areas.columns, 34);
  const left = (width - pitch * data.areas.columns) / 2;
  const entries = legend(l, width);
  const height = pitch * data.areas.rows + entries.height + 16;
  const svg = drawing(width, height, title(l), hatching(l), areas().map((_, a) => tile(l, a, pitch, left)),
    s("g", { transform: `translate(0 ${pitch * data.areas.rows + 16})` }, entries.marks));
  svg.attributes.keydown = walk;
  return svg;
}

/** @param {number} l */
const hatching = (l) => s("defs", {}, s("pattern", { id: `hatch${l}`, width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
  s("rect", { width: 4, height: 4, fill: world.data.look.paper }), s("line", { x1: 0, y1: 0, x2: 0, y2: 4, stroke: world.data.look.hatch, "stroke-width": 1.2 })));

/** White or black, whichever reads on a colour. @param {string} fill */
export function inkOn(fill) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(fill.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000000" : "#ffffff";
}

/** What is said of an area on the map. @param {number} l @param {number} a */
export function spoken(l, a) {
  const score = world.now.levels[l][a];
  if (Number.isNaN(score)) return say("explorer.map.without", { state: areas()[a].name });
  return say("explorer.map.spot", { state: areas()[a].name, score: scoreText(l, score), rank: rankText(a, l) });
}

/** @param {number} l @param {number} a @param {number} pitch @param {number} left */
function tile(l, a, pitch, left) {
  const { look, numbers } = world.data;
  const { code, cell } = areas()[a];
  const gap = Math.min(2, pitch / 12);
  const [x, y, side] = [left + cell[1] * pitch + gap / 2, cell[0] * pitch + gap / 2, pitch - gap];
  const score = world.now.levels[l][a];
  const isThere = !Number.isNaN(score);
  const fill = isThere ? levels()[l].classes.colours[classOf(l, score)] : `url(#hatch${l})`;
  const ink = isThere ? inkOn(fill) : look.ink;
  const size = Math.min(11, pitch * 0.36);
  const text = size >= 6.5 ? label(x + side / 2, y + side / 2 + size * 0.36, shortened(code, size, side), { "font-size": size, "text-anchor": "middle", fill: ink }) : null;
  const back = !isThere && text ? s("rect", { x: x + 1.5, y: y + side / 2 - size * 0.6, width: side - 3, height: size * 1.2, fill: look.paper }) : null;
  const dot = isThere && !world.now.ranked[a] ? s("circle", { cx: x + side - 3.2, cy: y + 3.2, r: Math.max(1.2, pitch / 18), fill: ink }) : null;
  const cut = isThere && numbers.levels[l].marked[a] === "1" ? s("path", { d: `M${x} ${y + side * 0.28}L${x + side * 0.28} ${y}`, stroke: ink, "stroke-width": 1.1 }) : null;
  const words = spoken(l, a);
  const attributes = { tabindex: a === entry ? "0" : "-1", "data-row": cell[0], "data-column": cell[1],
    focus: (/** @type {FocusEvent} */ { currentTarget }) => enter(a, /** @type {Element} */ (currentTarget)), mouseenter: () => tell(a) };
  return mark({ href: address({ view: "state", area: code }), said: words, key: `tile ${code}`, attributes },
    s("rect", { x, y, width: side, height: side, fill }), back, text, dot, cut);
}

/** Says below the map what is known of a State. @param {number} a */
function tell(a) {
  pointed = a;
  const line = document.querySelector(".spot")?.firstChild;
  if (line instanceof Text) line.data = spoken(level(), a);
}

/** The tab key leads back to where the arrow keys led. @param {number} a @param {Element} tile */
function enter(a, tile) {
  entry = a;
  tile.parentElement?.querySelectorAll("a[tabindex='0']").forEach((other) => other.setAttribute("tabindex", "-1"));
  tile.setAttribute("tabindex", "0");
  tell(a);
}

/** Arrow keys walk from tile to tile. @param {KeyboardEvent} event */
function walk(event) {
  const step = /** @type {Record<string, [number, number]>} */ ({ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] })[event.key];
  const at = document.activeElement?.closest("a");
  if (!step || !at) return;
  event.preventDefault();
  const place = (/** @type {Element} */ of) => [Number(of.getAttribute("data-row")), Number(of.getAttribute("data-column"))];
  const [row, column] = place(at);
  let best = null;
  let least = Infinity;
  for (const other of at.parentElement?.querySelectorAll("a") ?? []) {
    const [down, right] = [place(other)[0] - row, place(other)[1] - column];
    const [along, aside] = [down * step[0] + right * step[1], Math.abs(down * step[1]) + Math.abs(right * step[0])];
    if (along > 0 && along + 3 * aside < least) [best, least] = [other, along + 3 * aside];
  }
  /** @type {SVGElement | null} */ (best)?.focus();
}

/** Squares with what they stand for and how many States they hold, in as many rows as they need. @param {number} l @param {number} width */
function legend(l, width) {
  const of = levels()[l];
  const { look } = world.data;
  const scores = [...world.now.levels[l]];
  const there = scores.filter((x) => !Number.isNaN(x));
  const states = (/** @type {number} */ n) => say("figure.map.states", { n: count(n) });
  const dotted = scores.filter((x, a) => !Number.isNaN(x) && !world.now.ranked[a]).length;
  const entries = of.classes.ranges.map((range, n) => ({ fill: of.classes.colours[n], text: range, n: there.filter((x) => classOf(l, x) === n).length, dot: false }));
  entries.push({ fill: `url(#hatch${l})`, text: say("figure.map.missing"), n: scores.length - there.length, dot: false });
  entries.push({ fill: look.hairline, text: say("figure.map.indicative"), n: dotted, dot: true });
  let [x, y] = [0, 0];
  const marks = entries.map(({ fill, text, n, dot }) => {
    const wide = LEGEND.square + 6 + Math.max(textWidth(text, 11, true), textWidth(states(n), 10)) + 18;
    if (x > 0 && x + wide > width) [x, y] = [0, y + 34];
    const group = s("g", { transform: `translate(${x} ${y})` },
      s("rect", { width: LEGEND.square, height: LEGEND.square, y: 4, fill, stroke: look.hairline, "stroke-width": dot ? 0 : 0.5 }),
      dot ? s("circle", { cx: LEGEND.square - 3.5, cy: 7.5, r: 1.8, fill: look.ink }) : null,
      label(LEGEND.square + 6, 10, text, { "font-weight": "bold", fill: look.ink }),
      label(LEGEND.square + 6, 23, states(n), { "font-size": 10, fill: look.secondary }));
    x += wide;
    return group;
  });
  return { marks, height: y + 30 };
}

/** @param {number} l @returns {(string | number | null)[][]} */
function rows(l) {
  const score = (/** @type {number} */ a) => (Number.isNaN(world.now.levels[l][a]) ? null : world.now.levels[l][a]);
  return [["ref_area", "name", "column", "row", "score", "rank"],
    ...areas().map((of, a) => [of.code, of.name, of.cell[1] + 1, of.cell[0] + 1, score(a), world.now.ranks[l][a] || null])];
}
