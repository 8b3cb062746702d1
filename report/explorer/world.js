// The edition, what the reader looks at and has chosen, and how numbers of it are said.

/** @import { Choice, Data, Scored, Simulated, Why } from "./types.d.ts" */
import { nothingShown, write } from "./choice.js";
import { h } from "./dom.js";
import { leastPrinted, published } from "./score.js";
import { apart, change, count, decimal, percent, print, say, year } from "./words.js";

/**
 * @typedef {{ data: Data, shown: ReturnType<typeof nothingShown>, choice: Choice, own: boolean, published: Scored,
 *   now: Scored, simulated: Simulated | null, isSimulating: boolean, isPulled: boolean, refused: string | null }} World
 */

/** @type {World} */
export const world = /** @type {any} */ ({
  shown: nothingShown(), choice: published(), own: false, simulated: null, isSimulating: false, isPulled: false, refused: null,
});

/** The scores as published, in the form of those that are made here. @param {Data} data @returns {Scored} */
export function asPublished({ numbers }) {
  return {
    levels: numbers.levels.map((of) => Float64Array.from(of.score, (x) => x ?? NaN)),
    coverage: numbers.levels.map((of) => Float64Array.from(of.coverage)),
    ranked: numbers.ranked,
    ranks: numbers.levels.map((of) => Int32Array.from(of.rank, (rank) => rank ?? 0)),
    refused: null,
  };
}

/** @param {Partial<World["shown"]>} changed @param {Choice} [choice] */
export const address = (changed, choice = world.choice) => write({ ...world.shown, ...changed }, choice);

/** Shows something else, as a step of its own in the browser's history or not. @param {Partial<World["shown"]>} changed @param {boolean} [again] */
export function go(changed, again = false) {
  if (!again) location.hash = address(changed);
  else {
    history.replaceState(null, "", address(changed));
    window.dispatchEvent(new Event("hashchange"));
  }
}

/** A link to another view of the page. @param {Partial<World["shown"]>} changed @param {string} text @param {Record<string, string>} [attributes] */
export const link = (changed, text, attributes = {}) => h("a", { href: address(changed), ...attributes }, text);

export const areas = () => world.data.areas.all;
export const levels = () => world.data.method.levels;
export const indicators = () => world.data.method.indicators;

/** The level that is looked at; the index where none is named. */
export const level = () => Math.max(0, levels().findIndex((of) => of.code === world.shown.level));

/** The index and the focus areas, by position. */
export const mainLevels = () => [...levels().keys()].filter((l) => l === 0 || levels()[l].parent === 0);

/** @param {string} code */
export const areaOf = (code) => areas().findIndex((of) => of.code === code);

/** A score as it is printed. @param {number} l @param {number | null} score */
export const scoreText = (l, score) =>
  score === null || Number.isNaN(score) ? "–" : print(decimal(score, levels()[l].decimals));

/** An end of a class: with no decimals where it is whole. @param {number} l @param {number} x */
export const tickText = (l, x) => print(decimal(x, Number.isInteger(x) ? 0 : levels()[l].decimals));

/** @param {number} i @param {number | null} value */
export const valueText = (i, value) => (value === null ? "–" : print(decimal(value, indicators()[i].decimals)));

/** The rank that is looked at, with the interval it was published or is simulated with. @param {number} a @param {number} l */
export function rankText(a, l) {
  if (Number.isNaN(world.now.levels[l][a])) return say(isLittle(a, l) ? "figure.too_little" : "explorer.no_score");
  const rank = world.now.ranks[l][a];
  const ends = interval(a, l);
  const places = ends && ends[0] !== ends[1] ? say("explorer.places", { low: count(ends[0]), high: count(ends[1]) }) : ends ? print(count(ends[0])) : "";
  if (!rank) return places && !world.own ? say("explorer.placed", { places }) : say("explorer.indicative");
  return places ? say("explorer.rank_places", { rank: count(rank), places }) : print(count(rank));
}

/** Whether a score of an area is not printed as it rests on too little. @param {number} a @param {number} l */
function isLittle(a, l) {
  const judged = l === 0 ? mainLevels().slice(1) : [l];
  const least = leastPrinted(world.data, world.choice);
  return judged.some((of) => world.now.coverage[of][a] > 0 && world.now.coverage[of][a] + 1e-12 < least);
}

/** 5th and 95th percentile of a rank: of the runs in the page for own weights, else as published; none of a score that is not printed. @param {number} a @param {number} l @returns {[number, number] | null} */
export function interval(a, l) {
  if (Number.isNaN(world.now.levels[l][a])) return null;
  if (!world.own) return world.data.numbers.varies ? world.data.numbers.levels[l].ranks[a] : null;
  const own = l === 0 ? world.simulated?.ranks[a] : null;
  return own ? [own[0], own[2]] : null;
}

/** Likewise of a score. @param {number} a @param {number} l @returns {[number, number] | null} */
export function scoreInterval(a, l) {
  if (Number.isNaN(world.now.levels[l][a])) return null;
  if (!world.own) return world.data.numbers.varies ? world.data.numbers.levels[l].scores[a] : null;
  const own = l === 0 ? world.simulated?.scores[a] : null;
  return own ? [own[0], own[2]] : null;
}

/** The class of a score, from 0. @param {number} l @param {number} score */
export const classOf = (l, score) => levels()[l].classes.from.filter((from) => score >= from).length;

/** An area's name, marked where much of the score was imputed. @param {number} a @param {number} [l] */
export const marked = (a, l) =>
  areas()[a].short + (l !== undefined && world.data.numbers.levels[l].marked[a] === "1" ? "†" : "");

/** A figure's note on whose choices its scores come from. */
export const whose = () => (world.own ? `${say("explorer.yours.note")} ${choiceText()}` : "");

/** The reader's choices in a sentence. */
export function choiceText() {
  const { choice, data } = world;
  const name = (/** @type {string} */ code) =>
    [...data.method.levels, ...data.method.indicators].find((of) => of.code === code)?.short ?? code;
  const parts = [
    ...[...choice.weights].map(([code, weight]) => say("explorer.yours.weight", { name: name(code), weight: print(decimal(weight, decimalsOf(weight))) })),
    ...[...choice.off].map((code) => say("explorer.yours.off", { name: name(code) })),
    ...[...choice.means].map(([code, mean]) => say("explorer.yours.mean", { name: name(code), mean: say(`explorer.mean.${mean}`) })),
    ...(choice.coverage === null ? [] : [say("explorer.yours.coverage", { share: percent(choice.coverage) })]),
  ];
  return parts.length ? `${apart(parts)}.` : "";
}

/** @param {number} x */
const decimalsOf = (x) => Math.min(6, (String(x).split(".")[1] ?? "").length);

/** Why an area is not ranked as published, or under the reader's choice. @param {number} a */
export function whyNot(a) {
  const { data, choice } = world;
  if (!world.own) return publishedWhyNot(a);
  const stays = data.numbers.why_not[a].filter(({ key }) => key === "standing.required" || key === "standing.left_out");
  return [...stays.map((why) => sentence(a, why)), ...levels().flatMap((of, l) => {
    if (of.parent !== 0) return [];
    const share = world.now.coverage[l][a];
    if (share > 0 && share + 1e-12 < (choice.coverage ?? data.method.ranking_coverage)) return [lowCoverage(a, l, share, choice)];
    return Number.isNaN(world.now.levels[l][a]) ? [say("standing.no_score", { areas: of.short })] : [];
  })];
}

/** Why an area is not ranked as published. @param {number} a */
export const publishedWhyNot = (a) => world.data.numbers.why_not[a].map((why) => sentence(a, why));

/** @param {number} a @param {Why} why */
function sentence(a, why) {
  const { data } = world;
  const name = why.level === null ? "" : levels()[why.level].short;
  switch (why.key) {
    case "standing.required": return say(why.key, { indicator: indicators()[why.indicator ?? 0].short });
    case "standing.coverage": return lowCoverage(a, why.level ?? 0, why.share ?? 0, published());
    case "standing.left_out": return say(why.key, { share: percent(why.share ?? 0), needed: percent(data.method.overall ?? 0) });
    case "standing.score_coverage":
      return say(why.key, { area: name, share: percent(why.share ?? 0), needed: percent(levels()[why.level ?? 0].coverage ?? 0) });
    case "standing.no_value": return say(why.key, { area: name });
    case "standing.no_score": return say(why.key, { areas: name });
    default: return say("standing.no_index");
  }
}

/** @param {number} a @param {number} l @param {number} coverage @param {Choice} choice */
function lowCoverage(a, l, coverage, choice) {
  const under = scoredUnder(l);
  const n = under.filter((i) => world.data.numbers.indicators[i].observed[a] === "1").length;
  const said = { area: levels()[l].short, n: count(n), of: count(under.length), coverage: percent(coverage) };
  const isLittle = coverage + 1e-12 < leastPrinted(world.data, choice);
  return isLittle ? say("standing.too_little", said) : say("standing.coverage", { ...said, needed: percent(choice.coverage ?? world.data.method.ranking_coverage) });
}

/** Where the figures of some measures come from. @param {{ sources: string[] }[]} of */
export function sourceLine(...of) {
  const all = [...new Set(of.flatMap(({ sources }) => sources))];
  return all.length ? say("figure.source.line", { n: count(all.length), sources: apart(all) }) : "";
}

/** Scored indicators at or below a level. @param {number} l @returns {number[]} */
export function scoredUnder(l) {
  const isUnder = (/** @type {number | null} */ at) => {
    for (; at !== null; at = levels()[at].parent) if (at === l) return true;
    return false;
  };
  return [...indicators().keys()].filter((i) => indicators()[i].weight !== null && isUnder(indicators()[i].parent));
}

/** The year and the status of a value in words. @param {number} i @param {number} a */
export function basis(i, a) {
  const of = world.data.numbers.indicators[i];
  const age = of.year[a] === null ? 0 : world.data.edition.cut_off - (of.year[a] ?? 0);
  const status = say(`explorer.status.${of.status[a] === "-" ? "missing" : of.status[a]}`);
  if (of.year[a] === null) return status;
  return age > 0 ? say("explorer.aged", { year: year(of.year[a] ?? 0), status, age: count(age) }) : say("explorer.dated", { year: year(of.year[a] ?? 0), status });
}

/** Scores of a level or an indicator by code, with its name and how they are printed. @param {string} code */
export function measure(code) {
  const l = levels().findIndex((of) => of.code === code);
  if (l >= 0) {
    const of = levels()[l];
    return { code, name: of.name, unit: say("explorer.score"), scores: [...world.now.levels[l]], decimals: of.decimals, colour: of.colour };
  }
  const i = indicators().findIndex((of) => of.code === code);
  const of = indicators()[i];
  if (!of) return null;
  const scores = world.data.numbers.indicators[i].value.map((x) => x ?? NaN);
  return { code, name: of.name, unit: of.unit, scores, decimals: of.decimals, colour: levels()[of.parent].colour };
}

/** A difference of ranks, as arrows that need no colour. @param {number} up places gained */
export function moveText(up) {
  return up === 0 ? "=" : `${up > 0 ? "▲" : "▼"} ${print(count(Math.abs(up)))}`;
}

/** @param {number} x @param {number} decimals */
export const signed = (x, decimals) => print(change(x, decimals));


