// Two measures against each other, State by State, with income held or not.

import { h, s, select } from "./dom.js";
import { asTable, drawing, figure, label, mark, textWidth } from "./figure.js";
import { correlation, residuals, ticks } from "./statistics.js";
import { address, areas, go, indicators, levels, link, measure, sourceLine, whose, world } from "./world.js";
import { count, decimal, print, say } from "./words.js";

/** Fewer States than this show no relation. */
const LEAST = 10;
const HEIGHT = 560;

export function relationView() {
  const [x, y] = pair();
  const { income } = world.data.method;
  const held = world.shown.held && income !== null;
  const options = [...levels().map((of) => ({ value: of.code, text: of.short, group: say("explorer.relation.scores") })),
    ...indicators().map((of) => ({ value: of.code, text: of.short, group: levels()[of.parent].short }))];
  const box = h("input", { type: "checkbox", "data-key": "held", checked: held, change: ({ target }) => go({ held: target.checked }) });
  return [
    h("div", { class: "pick" },
      select({ key: "x", label: say("explorer.relation.x"), value: x, options, choose: (value) => go({ x: value }) }),
      select({ key: "y", label: say("explorer.relation.y"), value: y, options, choose: (value) => go({ y: value }) }),
      income === null ? null : h("label", { class: "counts" }, box, h("span", {}, say("explorer.relation.held", { income })))),
    ...drawn(x, y, held),
  ];
}

/** What is shown where nothing is chosen: the first two focus areas, or two indicators. */
function pair() {
  const areas = levels().filter((of) => of.parent === 0).map((of) => of.code);
  const all = [...areas, ...indicators().map((of) => of.code)];
  const known = (/** @type {string} */ code) => (measure(code) ? code : "");
  return [known(world.shown.x) || all[0], known(world.shown.y) || (all[1] ?? all[0])];
}

/** @param {string} xCode @param {string} yCode @param {boolean} held */
function drawn(xCode, yCode, held) {
  const [x, y] = [measure(xCode), measure(yCode)];
  if (!x || !y) return [];
  const both = [...areas().keys()].filter((a) => !Number.isNaN(x.scores[a]) && !Number.isNaN(y.scores[a]) && (!held || (areas()[a].income ?? 0) > 0));
  if (both.length < LEAST) return [h("p", {}, say("explorer.relation.few", { n: count(both.length) }))];
  const logs = both.map((a) => Math.log(areas()[a].income ?? 1));
  const column = (/** @type {number[]} */ scores) => {
    const own = both.map((a) => scores[a]);
    return held ? residuals(own, logs) : own;
  };
  const [xs, ys] = [column(x.scores), column(y.scores)];
  const r = correlation(xs, ys);
  const said = { x: x.name, y: y.name, n: count(both.length), r: print(decimal(r, 2)) };
  const title = say(held ? "explorer.relation.title_held" : "explorer.relation.title", said);
  const points = both.map((a, at) => ({ a, x: xs[at], y: ys[at] }));
  const axis = (/** @type {NonNullable<typeof x>} */ of) => held ? say("explorer.relation.left", { name: of.name }) : `${of.name}${of.unit ? `, ${of.unit}` : ""}`;
  const picture = figure({ id: `relation_${xCode}_${yCode}`, title, alt: title, subtitle: axis(y), note: [say(held ? "explorer.relation.note_held" : "explorer.relation.note"), whose()].filter(Boolean).join(" "),
    source: source(xCode, yCode), draw: (width) => draw(points, axis(x), width, title, [x.decimals, y.decimals]),
    rows: [["ref_area", "name", xCode, yCode], ...points.map((p) => [areas()[p.a].code, areas()[p.a].name, p.x, p.y])] });
  return [picture, asTable([say("explorer.column.state"), axis(x), axis(y)],
    points.map((p) => [link({ view: "state", area: areas()[p.a].code }, areas()[p.a].short), print(decimal(p.x, x.decimals)), print(decimal(p.y, y.decimals))]))];
}

/** @param {string[]} codes */
const source = (...codes) => sourceLine(...codes.flatMap((code) => [...levels(), ...indicators()].filter((of) => of.code === code)));

/** @param {{ a: number, x: number, y: number }[]} points @param {string} axis @param {number} width @param {string} title @param {[number, number]} decimals */
function draw(points, axis, width, title, decimals) {
  const { look } = world.data;
  const height = Math.min(HEIGHT, width * 0.9);
  const [left, right, top, bottom] = [44, width - 16, 10, height - 40];
  const ends = (/** @type {number[]} */ all) => {
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return [low - (high - low || 1) * 0.03, high + (high - low || 1) * 0.03];
  };
  const [[x0, x1], [y0, y1]] = [ends(points.map((p) => p.x)), ends(points.map((p) => p.y))];
  const px = (/** @type {number} */ x) => left + ((x - x0) / (x1 - x0)) * (right - left);
  const py = (/** @type {number} */ y) => bottom - ((y - y0) / (y1 - y0)) * (bottom - top);
  const tickText = (/** @type {number} */ t, /** @type {number} */ d) => print(decimal(t, Number.isInteger(t) ? 0 : Math.max(1, d)));
  const small = { "font-size": 10, fill: look.secondary };
  const across = ticks(x0, x1).map((t) => s("g", {}, s("line", { x1: px(t), x2: px(t), y1: bottom, y2: bottom + 4, stroke: look.context }),
    label(px(t), bottom + 16, tickText(t, decimals[0]), { "text-anchor": "middle", ...small })));
  const up = ticks(y0, y1).map((t) => s("g", {}, s("line", { x1: left, x2: right, y1: py(t), y2: py(t), stroke: look.hairline }),
    label(left - 6, py(t) + 4, tickText(t, decimals[1]), { "text-anchor": "end", ...small })));
  const marks = points.map((p) => {
    const words = say("explorer.relation.point", { state: areas()[p.a].name, x: print(decimal(p.x, decimals[0])), y: print(decimal(p.y, decimals[1])) });
    const isRanked = world.now.ranked[p.a];
    return mark({ href: address({ view: "state", area: areas()[p.a].code }), said: words, key: `point ${areas()[p.a].code}` },
      s("circle", { cx: px(p.x), cy: py(p.y), r: 4.2, fill: isRanked ? look.emphasis : look.paper, stroke: look.emphasis, "fill-opacity": isRanked ? 0.75 : 1 }));
  });
  const named = names(points.map((p) => ({ code: areas()[p.a].code, text: areas()[p.a].short, x: px(p.x), y: py(p.y) })), [left, right, top, bottom]);
  return drawing(width, height, title, up, across, label((left + right) / 2, height - 4, axis, { "text-anchor": "middle", fill: look.secondary }), marks, named);
}

/** Names where there is room beside a mark, those farthest from the middle first. @param {{ code: string, text: string, x: number, y: number }[]} points @param {number[]} frame */
function names(points, [left, right, top, bottom]) {
  const far = (/** @type {{ x: number, y: number }} */ p) => Math.hypot((p.x - (left + right) / 2) / (right - left), (p.y - (top + bottom) / 2) / (bottom - top));
  const taken = points.map((p) => ({ x0: p.x - 5, x1: p.x + 5, y0: p.y - 5, y1: p.y + 5 }));
  return [...points].sort((a, b) => far(b) - far(a)).map((p) => {
    const width = textWidth(p.text, 10);
    for (const [x0, anchor] of /** @type {[number, string][]} */ ([[p.x + 7, "start"], [p.x - 7 - width, "end"]])) {
      const box = { x0, x1: x0 + width, y0: p.y - 5, y1: p.y + 6 };
      const isFree = box.x0 > left && box.x1 < right && taken.every((other) => box.x1 < other.x0 || box.x0 > other.x1 || box.y1 < other.y0 || box.y0 > other.y1);
      if (!isFree) continue;
      taken.push(box);
      return label(anchor === "start" ? x0 : p.x - 7, p.y + 4, p.text, { "text-anchor": anchor, "font-size": 10, fill: world.data.look.secondary, "aria-hidden": "true", "data-key": `name ${p.code}` });
    }
    return null;
  });
}
