// Tiers: rows of States in their order, with the tiers that each could stand in; no numbers like a podium.

import { h, s } from "./dom.js";
import { drawing, figure, label, mark, shortened, textWidth } from "./figure.js";
import { address, areas, link, marked, rankText, whose, world } from "./world.js";
import { byName, count, print, say } from "./words.js";

const ROW = 15;

export function tiersView() {
  const all = world.own ? world.simulated?.tiers ?? null : world.data.numbers.tiers;
  if (!all) return [h("p", { role: "status" }, say(world.isSimulating ? "explorer.uncertain.under_way" : "explorer.tiers.none"))];
  const tiers = Math.max(0, ...all.map((of) => of?.[0] ?? 0));
  const order = [...areas().keys()].filter((a) => all[a]);
  order.sort((a, b) => (all[a]?.[0] ?? 0) - (all[b]?.[0] ?? 0) || byName(areas()[a].short, areas()[b].short));
  const title = say("explorer.tiers.title", { n: count(order.length), tiers: count(tiers) });
  const runs = world.own ? world.simulated?.runs ?? 0 : world.data.numbers.runs;
  const note = say("explorer.tiers.note", { certain: print({ value: world.data.numbers.certain, kind: "percent", decimals: 0 }), runs: count(runs) });
  return [
    figure({ id: "tiers", title: world.own ? say("explorer.yours.title", { title }) : title, subtitle: say("explorer.tiers.subtitle"),
      note: [note, whose()].filter(Boolean).join(" "), alt: title, source: world.data.method.levels[0].map?.source,
      draw: (width) => draw(all, order, tiers, width),
      rows: [["ref_area", "name", "tier", "tier_last"], ...order.map((a) => [areas()[a].code, areas()[a].name, ...(all[a] ?? [null, null])])] }),
    h("details", { class: "as-table" }, h("summary", {}, say("explorer.as_table")), lists(all, order, tiers)),
  ];
}

/** @param {([number, number] | null)[]} all @param {number[]} order @param {number} tiers @param {number} width */
function draw(all, order, tiers, width) {
  const { look } = world.data;
  const names = Math.min(190, width * 0.4);
  const step = (width - names - 14) / Math.max(tiers, 1);
  const x = (/** @type {number} */ tier) => names + (tier - 0.5) * step;
  const gaps = order.map((a, at) => at > 0 && all[a]?.[0] !== all[order[at - 1]]?.[0]);
  const height = order.length * ROW + gaps.filter(Boolean).length * 6 + 30;
  const shown = Array.from({ length: tiers }, (_, at) => at + 1).filter((tier) => step > textWidth(print(count(tiers)), 10) + 4 || tier % 5 === 0 || tier === 1);
  const scale = shown.map((tier) => s("g", {}, s("line", { x1: x(tier), x2: x(tier), y1: 18, y2: height, stroke: look.hairline }),
    label(x(tier), 12, print(count(tier)), { "text-anchor": "middle", "font-size": 10, fill: look.secondary })));
  let y = 22;
  const rows = order.map((a, at) => {
    const [first, last] = all[a] ?? [0, 0];
    if (gaps[at]) y += 6;
    const words = say("explorer.tiers.row", { state: areas()[a].name, tiers: range(first, last) });
    y += ROW;
    return mark({ href: address({ view: "state", area: areas()[a].code }), said: words, key: `tier ${areas()[a].code}`, attributes: { transform: `translate(0 ${y - ROW})` } },
      s("rect", { width: names, height: ROW, fill: look.paper }),
      label(0, 11, shortened(marked(a, 0), 11, names - 8)),
      s("rect", { x: x(first) - 3, width: x(last) - x(first) + 6, y: ROW / 2 - 2, height: 4, rx: 2, fill: look.context }),
      s("circle", { cx: x(first), cy: ROW / 2, r: 3.6, fill: look.emphasis }));
  });
  return drawing(width, height, say("explorer.tiers.alt"), scale, rows);
}

/** @param {number} first @param {number} last */
export const range = (first, last) =>
  first === last ? print(count(first)) : say("explorer.places", { low: count(first), high: count(last) });

/** @param {([number, number] | null)[]} all @param {number[]} order @param {number} tiers */
function lists(all, order, tiers) {
  return Array.from({ length: tiers }, (_, at) => {
    const own = order.filter((a) => all[a]?.[0] === at + 1);
    return h("section", {}, h("h4", {}, say("explorer.tiers.head", { tier: count(at + 1), n: count(own.length) })),
      h("ul", { class: "names" }, own.map((a) => h("li", {}, link({ view: "state", area: areas()[a].code }, marked(a, 0)),
        ` ${rankText(a, 0)}`, all[a]?.[1] !== at + 1 ? ` ${say("explorer.tiers.to", { tier: count(all[a]?.[1] ?? 0) })}` : ""))));
  });
}
