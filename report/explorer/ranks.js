// Ranks with their intervals, State by State in their order; those without a rank below.

import { h, s } from "./dom.js";
import { asTable, drawing, figure, label, mark, shortened } from "./figure.js";
import { ticks } from "./statistics.js";
import { levelTabs, moved } from "./weights.js";
import { address, areas, interval, level, levels, link, marked, rankText, scoreText, whose, whyNot, world } from "./world.js";
import { byName, count, print, say } from "./words.js";

const ROW = 17;

export function ranksView() {
  const l = level();
  const of = levels()[l];
  const order = [...areas().keys()].filter((a) => world.now.ranks[l][a]);
  order.sort((a, b) => world.now.ranks[l][a] - world.now.ranks[l][b] || byName(areas()[a].short, areas()[b].short));
  const title = say(world.own ? "explorer.ranks.yours" : "explorer.ranks.title", { level: of.short, n: count(order.length) });
  return [
    levelTabs(l),
    world.own ? moved() : null,
    figure({
      id: `ranks_${of.code}`, title, subtitle: say("explorer.ranks.subtitle"),
      note: world.own ? [whose(), simulatedNote(l)].join(" ") : say("explorer.ranks.note", { runs: count(world.data.numbers.runs) }), source: of.map?.source, alt: title,
      draw: (width) => draw(l, order, width),
      rows: [["rank", "ref_area", "name", "score", "rank_p05", "rank_p95"],
        ...order.map((a) => [world.now.ranks[l][a], areas()[a].code, areas()[a].name, world.now.levels[l][a], ...(interval(a, l) ?? [null, null])])],
    }),
    scoreTable(l),
    indicative(l),
  ];
}

/** Scores and ranks of all that have one, the highest first. @param {number} l */
export function scoreTable(l) {
  const order = [...areas().keys()].filter((a) => !Number.isNaN(world.now.levels[l][a]));
  order.sort((a, b) => world.now.levels[l][b] - world.now.levels[l][a]);
  return asTable(["state", "score", "rank"].map((key) => say(`explorer.column.${key}`)),
    order.map((a) => [link({ view: "state", area: areas()[a].code }, marked(a, l)), scoreText(l, world.now.levels[l][a]), rankText(a, l)]),
    say("explorer.map.count", { n: print(count(order.length)) }));
}

/** From where the intervals of own weights come. @param {number} l */
function simulatedNote(l) {
  if (l > 0) return say("explorer.uncertain.index_only");
  if (world.simulated) return say("explorer.uncertain.note", { runs: count(world.simulated.runs) });
  return world.isSimulating ? say("explorer.uncertain.under_way") : "";
}

/** @param {number} l @param {number[]} order @param {number} width */
function draw(l, order, width) {
  const { look, numbers } = world.data;
  const names = Math.min(190, width * 0.36);
  const [left, right] = [34 + names, width - 46];
  const n = Math.max(order.length, 2);
  const x = (/** @type {number} */ rank) => left + ((Math.min(Math.max(rank, 1), n) - 1) / (n - 1)) * (right - left);
  const bottom = order.length * ROW + 20;
  const scale = [1, ...ticks(1, n).filter((t) => t > 1 && t <= n && n - t > n / 14), n].map((tick) => s("g", {},
    s("line", { x1: x(tick), x2: x(tick), y1: 16, y2: bottom, stroke: look.hairline }),
    label(x(tick), 11, print(count(Math.round(tick))), { "text-anchor": "middle", "font-size": 10, fill: look.secondary })));
  const rows = order.map((a, at) => row(l, a, 20 + at * ROW, { names, right, x, width, published: world.own ? numbers.levels[l].ranks[a] : null }));
  return drawing(width, bottom + 14, say("explorer.ranks.alt", { level: levels()[l].short }), scale, rows);
}

/**
 * @param {number} l @param {number} a @param {number} y
 * @param {{ names: number, right: number, x: (rank: number) => number, width: number, published: [number, number] | null }} to
 */
function row(l, a, y, { names, right, x, width, published }) {
  const { look } = world.data;
  const rank = world.now.ranks[l][a];
  const ends = interval(a, l);
  const middle = ROW / 2;
  const words = say("explorer.ranks.row", { state: areas()[a].name, rank: rankText(a, l), score: scoreText(l, world.now.levels[l][a]) });
  const bar = (/** @type {[number, number]} */ [from, to], /** @type {number} */ thick, /** @type {string} */ fill) =>
    s("rect", { x: x(from) - 1, width: x(to) - x(from) + 2, y: middle - thick / 2, height: thick, rx: thick / 2, fill });
  return mark({ href: address({ view: "state", area: areas()[a].code }), said: words, key: `row ${areas()[a].code}`, attributes: { transform: `translate(0 ${y})` } },
    s("rect", { width, height: ROW, fill: look.paper }),
    label(26, middle + 4, print(count(rank)), { "text-anchor": "end", fill: look.secondary }),
    label(34, middle + 4, shortened(marked(a, l), 11, names - 6)),
    published ? bar(published, 9, look.shade) : null,
    ends ? bar(ends, 4, look.context) : null,
    world.own && world.published.ranks[l][a] ? s("circle", { cx: x(world.published.ranks[l][a]), cy: middle, r: 3.2, fill: look.paper, stroke: look.secondary }) : null,
    s("circle", { cx: x(rank), cy: middle, r: 3.6, fill: levels()[l].colour }),
    label(right + 44, middle + 4, scoreText(l, world.now.levels[l][a]), { "text-anchor": "end" }));
}

/** Who is not ranked, and why. @param {number} l */
function indicative(l) {
  const others = [...areas().keys()].filter((a) => !world.now.ranked[a]);
  others.sort((a, b) => byName(areas()[a].short, areas()[b].short));
  if (!others.length) return null;
  return h("section", {}, h("h3", {}, say("explorer.ranks.others", { n: count(others.length) })),
    h("ul", { class: "others" }, others.map((a) => h("li", {}, link({ view: "state", area: areas()[a].code }, marked(a, l)), " ",
      Number.isNaN(world.now.levels[l][a]) ? h("span", {}, say("explorer.no_score")) : h("span", {}, scoreText(l, world.now.levels[l][a])), " ",
      h("span", { class: "note" }, whyNot(a).join(" "))))));
}
