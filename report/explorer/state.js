// The page of one State: scores, every indicator with its basis, what moved and what moves its rank.

import { h, s, select, wideTable } from "./dom.js";
import { drawing, figure, label, shortened } from "./figure.js";
import { paceOf, paces, sexes } from "./heading.js";
import { quantile } from "./statistics.js";
import { range } from "./tiers.js";
import { whenceScore, whenceValue } from "./chains.js";
import { areaOf, areas, basis, indicators, levels, link, mainLevels, marked, rankText, scoreInterval, scoreText, signed, sourceLine, whose, whyNot, world } from "./world.js";
import { byName, colon, count, decimal, percent, print, say, year } from "./words.js";

/** @param {(code: string) => void} choose @param {string} key @param {string} value @param {string} text */
export function statePicker(choose, key, value, text) {
  const order = [...areas()].sort((a, b) => byName(a.short, b.short));
  const options = [{ value: "", text: say("explorer.state.choose") }, ...order.map((of) => ({ value: of.code, text: of.short }))];
  return select({ key, label: text, value, options, choose });
}

/** @param {(code: string) => void} choose */
export function stateView(choose) {
  const a = areaOf(world.shown.area);
  const picker = statePicker(choose, "state", world.shown.area, say("explorer.state.label"));
  if (a < 0) return [picker, h("p", {}, say("explorer.state.none")), letters()];
  const why = world.now.ranked[a] ? [] : whyNot(a);
  return [
    h("div", { class: "pick" }, picker, link({ view: "compare", areas: [areas()[a].code, ...neighbours(a)] }, say("explorer.state.compare"), { class: "button" })),
    h("h2", { class: "state" }, areas()[a].name), facts(a),
    why.length ? h("p", { class: "why" }, h("strong", {}, say("explorer.indicative")), colon(), why.join(" ")) : null,
    scoreboard(a), standing(a), standOuts(a), paces(a), ...sections(a), sexes(a), ...parts(a),
  ];
}

/** All States by the letter they begin with. */
function letters() {
  const order = [...areas().keys()].sort((x, y) => byName(areas()[x].short, areas()[y].short));
  return h("ul", { class: "names columns" }, order.map((a) => h("li", {}, link({ view: "state", area: areas()[a].code }, marked(a, 0)), ` ${scoreText(0, world.now.levels[0][a])}`)));
}

/** The States next in rank. @param {number} a */
function neighbours(a) {
  const rank = world.now.ranks[0][a];
  const order = [...areas().keys()].filter((b) => b !== a && world.now.ranks[0][b]);
  order.sort((b, c) => Math.abs(world.now.ranks[0][b] - rank) - Math.abs(world.now.ranks[0][c] - rank));
  return rank ? order.slice(0, 2).map((b) => areas()[b].code) : [];
}

/** @param {number} a */
function facts(a) {
  const { groups, population, code } = areas()[a];
  const of = world.data.method.groupings.flatMap((grouping, g) => {
    const group = groups[g];
    if (group === null) return [];
    return [grouping.groups.length === 1 ? grouping.groups[0] : grouping.name + colon() + grouping.groups[group]];
  });
  if (population) of.push(say("explorer.state.population", { n: print(count(Math.round(population[0]))), year: year(population[1]) }));
  return h("p", { class: "facts" }, [code, ...of].join(" · "));
}

/** The index and the focus areas: score, interval, rank, tier. @param {number} a */
function scoreboard(a) {
  const title = say("explorer.state.scores", { state: areas()[a].name });
  const all = mainLevels();
  const rows = all.map((l) => h("tr", {}, h("th", { scope: "row" }, levels()[l].name), h("td", { class: "n" }, whenceScore(a, l)),
    h("td", { class: "whole" }, scoreSpan(a, l)), h("td", { class: "whole" }, rankText(a, l)), h("td", { class: "n" }, print(percent(world.now.coverage[l][a])))));
  return h("section", {},
    figure({ id: `scores_${areas()[a].code}`, title, subtitle: say("explorer.state.scores_subtitle"), note: whose() || undefined,
      source: levels()[0].map?.source, alt: title, widest: 760, draw: (width) => bars(a, all, width),
      rows: [["code", "name", "score", "p05", "p95"], ...all.map((l) => [levels()[l].code, levels()[l].name, world.now.levels[l][a] || null, ...(scoreInterval(a, l) ?? [null, null])])] }),
    wideTable(title, {}, h("thead", {}, h("tr", {}, ["level", "score", "interval", "rank", "coverage"].map((key) => h("th", { scope: "col" }, say(`explorer.column.${key}`))))), h("tbody", {}, rows)));
}

/** @param {number} a @param {number} l */
function scoreSpan(a, l) {
  const ends = scoreInterval(a, l);
  return ends ? say("explorer.places", { low: scoreText(l, ends[0]), high: scoreText(l, ends[1]) }) : "–";
}

/** @param {number} a @param {number[]} all @param {number} width */
function bars(a, all, width) {
  const { look } = world.data;
  const names = Math.min(200, width * 0.38);
  const right = width - 44;
  const rows = all.map((l, at) => {
    const of = levels()[l];
    const x = (/** @type {number} */ score) => names + ((score - of.range[0]) / (of.range[1] - of.range[0])) * (right - names);
    const y = at * 26 + 6;
    const score = world.now.levels[l][a];
    const ends = scoreInterval(a, l);
    const middle = median(l, [...areas().keys()].filter((b) => isPeer(a, b)));
    return s("g", {}, label(0, y + 12, shortened(of.short, 11, names - 6), l === 0 ? { "font-weight": "bold" } : {}),
      s("rect", { x: names, y: y + 2, width: right - names, height: 12, fill: look.shade }),
      Number.isNaN(score) ? null : s("rect", { x: names, y: y + 2, width: x(score) - names, height: 12, fill: of.colour }),
      ends && s("path", { d: `M${x(ends[0])} ${y + 18}H${x(ends[1])}`, stroke: look.secondary, "stroke-width": 2 }),
      middle === null ? null : s("path", { d: `M${x(middle)} ${y - 1}V${y + 17}`, stroke: look.ink, "stroke-width": 1.5 }),
      label(width, y + 12, scoreText(l, score), { "text-anchor": "end" }));
  });
  const peers = world.data.method.peers;
  return drawing(width, all.length * 26 + 22, say("explorer.state.scores", { state: areas()[a].name }), rows,
    peers && isPeer(a, a) && label(names, all.length * 26 + 16, say("explorer.state.ticks", { peers: peers[1] }), { "font-size": 10, fill: look.secondary }));
}

/** Whether two areas are of one group of peers. @param {number} a @param {number} b */
function isPeer(a, b) {
  const peers = world.data.method.peers;
  return peers !== null && areas()[a].groups[peers[0]] !== null && areas()[a].groups[peers[0]] === areas()[b].groups[peers[0]];
}

/** @param {number} l @param {number[]} of */
function median(l, of) {
  const all = Float64Array.from(of, (b) => world.now.levels[l][b]).filter((x) => !Number.isNaN(x)).sort();
  return all.length ? quantile(all, 0.5) : null;
}

/** Tier, what other weights could do, what moves the rank. @param {number} a */
function standing(a) {
  const { numbers } = world.data;
  const tier = world.own ? world.simulated?.tiers[a] : numbers.tiers[a];
  const told = [];
  if (tier) told.push(say("explorer.state.tier", { tier: range(tier[0], tier[1]), tiers: count(Math.max(...(world.own ? world.simulated?.tiers ?? [] : numbers.tiers).map((of) => of?.[0] ?? 0))) }));
  for (const [spread, best, worst] of world.own ? [] : numbers.attainable[a]) {
    const ends = { best: count(best), worst: count(worst) };
    told.push(spread === null ? say("explorer.state.any_weights", ends) : say("explorer.state.near_weights", { ...ends, spread: percent(spread) }));
  }
  const moves = world.own ? [] : numbers.moves[a].slice(0, 5);
  if (!told.length && !moves.length) return null;
  return h("section", { class: "standing" }, h("h3", {}, say("explorer.state.standing")), told.length ? h("ul", {}, told.map((text) => h("li", {}, text))) : null,
    moves.length ? [h("h4", {}, say("explorer.state.moves")), h("ol", { class: "moves" }, moves.map(([what, part]) => h("li", {}, what, " ", h("strong", {}, print(percent(part)))))),
      h("p", { class: "note" }, say("explorer.state.moves_note"))] : null);
}

/** @param {number} a */
function standOuts(a) {
  const { strengths, gaps } = areas()[a];
  const peers = world.data.method.peers;
  if (!peers || (!strengths.length && !gaps.length)) return null;
  const list = (/** @type {string} */ key, /** @type {[number, number][]} */ of) => h("div", {}, h("h4", {}, say(`explorer.state.${key}`)),
    of.length ? h("ul", {}, of.map(([i, far]) => h("li", {}, `${indicators()[i].short} `, h("strong", {}, signed(far, 1))))) : h("p", {}, "–"));
  return h("section", {}, h("h3", {}, say("explorer.state.stand_out", { peers: peers[1] })), h("div", { class: "two" }, list("strengths", strengths), list("gaps", gaps)));
}

/** The indicators of each level. @param {number} a */
function sections(a) {
  return levels().flatMap((_, l) => {
    const own = [...indicators().keys()].filter((i) => indicators()[i].parent === l);
    return own.length ? [section(a, l, own)] : [];
  });
}

/** @param {number} a @param {number} l @param {number[]} own */
function section(a, l, own) {
  const head = ["indicator", "value", "basis", "score_bar", "trend"].map((key) => h("th", { scope: "col" }, say(`explorer.column.${key}`)));
  return h("section", { class: "indicators" }, h("h3", { "data-colour": levels()[l].colour }, levels()[l].name),
    wideTable(levels()[l].name, {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, own.map((i) => row(a, i)))));
}

/** @param {number} a @param {number} i */
function row(a, i) {
  const of = indicators()[i];
  const values = world.data.numbers.indicators[i];
  const score = values.score[a];
  const isOff = of.weight === null || world.choice.off.has(of.code);
  const about = [of.definition, of.reading, of.limits, of.caution, of.posts?.[2], sourceLine(of)].filter(Boolean);
  const name = about.length ? h("details", {}, h("summary", {}, of.name), about.map((text) => h("p", { class: "note" }, text ?? ""))) : of.name;
  return h("tr", { class: isOff ? "off" : "" }, h("th", { scope: "row" }, name), h("td", { class: "n" }, whenceValue(a, i), h("span", { class: "unit" }, ` ${of.unit}`)),
    h("td", {}, basis(i, a)), h("td", {}, score === null ? "–" : scoreLine(a, i, score), isOff ? h("span", { class: "note" }, ` ${say("explorer.not_scored")}`) : null),
    h("td", {}, trend(a, i), paceOf(a, i)));
}

/** A score on its scale, over the middle half of the peers. @param {number} a @param {number} i @param {number} score */
function scoreLine(a, i, score) {
  const { look, numbers } = world.data;
  const of = indicators()[i];
  const x = (/** @type {number} */ at) => 4 + ((at - of.range[0]) / (of.range[1] - of.range[0])) * 112;
  const peers = Float64Array.from([...areas().keys()].filter((b) => isPeer(a, b)), (b) => numbers.indicators[i].score[b] ?? NaN).filter((y) => !Number.isNaN(y)).sort();
  const text = print(decimal(score, 1));
  const status = numbers.indicators[i].status[a];
  const isOld = (numbers.indicators[i].year[a] ?? 9999) < world.data.edition.cut_off - 5;
  return s("svg", { viewBox: "0 0 156 16", width: 156, height: 16, role: "img", "aria-label": say("explorer.state.score_of", { score: text }) },
    s("path", { d: "M4 8H116", stroke: look.hairline, "stroke-width": 1 }),
    peers.length > 3 ? s("rect", { x: x(quantile(peers, 0.25)), width: x(quantile(peers, 0.75)) - x(quantile(peers, 0.25)), y: 5, height: 6, fill: look.hairline }) : null,
    s("circle", { cx: x(score), cy: 8, r: 4, fill: isOld || status === "i" ? look.paper : levels()[of.parent].colour, stroke: levels()[of.parent].colour, "stroke-width": 1.5 }),
    status === "i" ? s("path", { d: `M${x(score) - 2.5} 5.5l5 5m0-5l-5 5`, stroke: levels()[of.parent].colour }) : null,
    label(154, 12, text, { "text-anchor": "end", "font-size": 11, fill: look.ink }));
}

/** The values over time, gaps left open. @param {number} a @param {number} i */
function trend(a, i) {
  const history = world.data.numbers.indicators[i].history[a];
  if (!history) return "";
  const [first, values] = history;
  const there = values.flatMap((y, at) => (y === null ? [] : [{ year: first + at, y }]));
  if (there.length < 2) return "";
  const [low, high] = [Math.min(...there.map((p) => p.y)), Math.max(...there.map((p) => p.y))];
  const last = there[there.length - 1];
  const x = (/** @type {number} */ at) => 3 + ((at - there[0].year) / (last.year - there[0].year)) * 94;
  const y = (/** @type {number} */ at) => (high === low ? 11 : 19 - ((at - low) / (high - low)) * 16);
  const path = there.map((p, at) => `${at && p.year - there[at - 1].year <= 2 ? "L" : "M"}${x(p.year).toFixed(1)} ${y(p.y).toFixed(1)}`).join("");
  const { look } = world.data;
  const of = indicators()[i];
  const said = say("explorer.state.trend", { name: of.short, from: print(decimal(there[0].y, of.decimals)), first: year(there[0].year), to: print(decimal(last.y, of.decimals)), last: year(last.year) });
  return s("svg", { viewBox: "0 0 172 22", width: 172, height: 22, role: "img", "aria-label": said }, s("title", {}, said),
    s("path", { d: path, fill: "none", stroke: look.secondary, "stroke-width": 1.3 }), there.map((p) => s("circle", { cx: x(p.year), cy: y(p.y), r: 1.3, fill: look.secondary })),
    s("circle", { cx: x(last.year), cy: y(last.y), r: 2.4, fill: levels()[of.parent].colour }),
    label(104, 15, `${print(year(there[0].year))}–${print(year(last.year))}`, { "font-size": 10, fill: look.secondary }));
}

/** What indicators count one by one, such as conventions. @param {number} a */
function parts(a) {
  return indicators().flatMap((of, i) => {
    if (!of.parts.length) return [];
    const own = world.data.numbers.indicators[i].parts[a];
    const items = of.parts.map(([name], at) => h("li", { class: `part p${own[at] === "-" ? "x" : own[at]}` },
      h("span", { "aria-hidden": "true" }, own[at] === "1" ? "● " : own[at] === "0" ? "○ " : "– "), name, h("span", { class: "unseen" }, ` ${say(`explorer.part.${own[at] === "-" ? "unknown" : own[at] === "1" ? "yes" : "no"}`)}`)));
    return [h("section", {}, h("h3", {}, of.name), h("p", { class: "note" }, say("explorer.part.key")), h("ul", { class: "parts" }, items))];
  });
}
