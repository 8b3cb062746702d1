// Scores of indicators and a reader's choices in, scores and ranks of every level out.
//
// The only arithmetic of scoring that this project has twice: it mirrors src/score (means, coverage,
// standing, rank), and a test holds both together to a billionth.

/** @import { Choice, Data, Mean, Node, Scored } from "./types.d.ts" */

/** Sums of weights may differ from a declared share by rounding alone. */
const ROUNDING = 1e-12;

/** @returns {Choice} */
export function published() {
  return { weights: new Map(), off: new Set(), means: new Map(), coverage: null };
}

/** @param {Choice} choice */
export function isPublished(choice) {
  return !choice.weights.size && !choice.off.size && !choice.means.size && choice.coverage === null;
}

/**
 * The level whose scores can't be made here; null where all can.
 * @param {Data} data
 */
export function obstacle(data) {
  return data.method.levels.find((level) => level.mean === null) ?? null;
}

/** @param {(number | null)[]} column */
export const dense = (column) => Float64Array.from(column, (x) => x ?? NaN);

/**
 * Every level with what stands below it, under a choice: indicators, then levels.
 * @param {Data} data @param {Choice} choice @returns {Node[]}
 */
export function nodes({ method }, choice) {
  const weight = (/** @type {string} */ code, /** @type {number} */ own) => choice.weights.get(code) ?? own;
  return method.levels.map((level, at) => {
    /** @type {Node["children"]} */
    const children = [];
    const add = (/** @type {number | null} */ indicator, /** @type {number | null} */ inner, /** @type {number} */ declared) =>
      children.push({ indicator, level: inner, declared, weight: level.equal ? 1 : declared });
    method.indicators.forEach((of, i) => {
      if (of.parent === at && of.weight !== null && !choice.off.has(of.code)) add(i, null, weight(of.code, of.weight));
    });
    method.levels.forEach((of, l) => {
      if (of.parent === at) add(null, l, weight(of.code, of.weight));
    });
    return { level: at, children, mean: chosenMean(level, choice), complete: level.complete, coverage: level.coverage };
  });
}

/** @param {Data["method"]["levels"][number]} level @param {Choice} choice @returns {Mean} */
function chosenMean(level, choice) {
  const method = choice.means.get(level.code);
  const own = level.mean ?? { method: "arithmetic_mean", floor: null, excludes: false, power: null, order: null };
  if (method === undefined || method === own.method) return own;
  const floor = method === "geometric_mean" ? level.geometric_floor : null;
  return { method, floor, excludes: false, power: null, order: null };
}

/** A mean of (score, weight) has no value, as one of the scores is too low for it. */
const LOW = Symbol("low");

/**
 * A mean, other than the two usual ones, of the scores present; NaN where there is none.
 * @param {Mean} by @param {number[]} xs @param {number[]} ws @returns {number | typeof LOW}
 */
function mean(by, xs, ws) {
  const { floor } = by;
  const scores = floor === null ? xs : xs.map((x) => Math.max(x, floor));
  const whole = ws.reduce((sum, w) => sum + w, 0);
  switch (by.method) {
    case "harmonic_mean":
      return scores.some((x) => x <= 0) ? LOW : whole > 0 ? whole / scores.reduce((sum, x, at) => sum + ws[at] / x, 0) : NaN;
    case "generalised_mean":
      return generalised(scores, ws, by.power ?? 1);
    case "median":
      return median(scores, ws);
    case "minimum":
      return scores.length ? Math.min(...scores) : NaN;
    default:
      return ordered(scores, by.order ?? []);
  }
}

/** (Σw x^p / Σw)^(1/p). @param {number[]} xs @param {number[]} ws @param {number} power */
function generalised(xs, ws, power) {
  if (xs.some((x) => x < 0 || (x === 0 && power < 0))) return LOW;
  const weighed = xs.map((x, at) => /** @type {[number, number]} */ ([x, ws[at]])).filter(([, w]) => w > 0);
  if (!weighed.length) return NaN;
  // Of scores over the one that weighs most, so that no power leaves the range of numbers.
  const all = weighed.map(([x]) => x);
  const unit = power > 0 ? Math.max(...all) : Math.min(...all);
  if (unit === 0) return 0;
  const whole = weighed.reduce((sum, [, w]) => sum + w, 0);
  const powers = weighed.reduce((sum, [x, w]) => sum + w * (x / unit) ** power, 0);
  return unit * (powers / whole) ** (1 / power);
}

/** @param {number[]} xs @param {number[]} ws */
function median(xs, ws) {
  const order = xs.map((x, at) => /** @type {[number, number]} */ ([x, ws[at]])).sort((a, b) => a[0] - b[0]);
  const half = order.reduce((sum, [, w]) => sum + w, 0) / 2;
  const weighed = order.filter(([, w]) => w > 0);
  let below = 0;
  for (let at = 0; at < weighed.length; at += 1) {
    below += weighed[at][1];
    if (Math.abs(below - half) <= 1e-12 * half) {
      return at + 1 < weighed.length ? (weighed[at][0] + weighed[at + 1][0]) / 2 : weighed[at][0];
    }
    if (below > half) return weighed[at][0];
  }
  return NaN;
}

/** Weights go to the largest first. @param {number[]} xs @param {number[]} order */
function ordered(xs, order) {
  const whole = order.reduce((sum, w) => sum + w, 0);
  if (xs.length !== order.length || whole <= 0) return NaN;
  const down = [...xs].sort((a, b) => b - a);
  return down.reduce((sum, x, at) => sum + order[at] * x, 0) / whole;
}

/**
 * Scores of all levels from those of the indicators (NaN: none), the areas left without one by a mean
 * that excludes them, and the first that a mean refuses.
 * @param {Node[]} tree @param {Float64Array[]} indicators @param {(indicator: number, area: number) => boolean} isObserved
 * @param {number} areas
 */
export function levelScores(tree, indicators, isObserved, areas) {
  const levels = tree.map(() => new Float64Array(areas).fill(NaN));
  const without = new Uint8Array(areas);
  /** @type {Scored["refused"]} */
  let refused = null;
  // Parents stand before children, so the way back is from the leaves up.
  for (let at = tree.length - 1; at >= 0; at -= 1) {
    const node = tree[at];
    const columns = node.children.map((child) =>
      child.indicator === null ? levels[child.level ?? 0] : indicators[child.indicator]);
    const own = levels[node.level];
    for (let area = 0; area < areas; area += 1) {
      if (!isEnough(node, columns, isObserved, area)) continue;
      const score = ofArea(node, columns, area);
      if (score !== LOW) own[area] = score;
      else if (node.mean.excludes) without[area] = 1;
      else refused ??= { level: node.level, area };
    }
  }
  return { levels, without, refused };
}

/** Whether all that a level needs is there: everything, or a share of what is observed. @param {Node} node @param {Float64Array[]} columns @param {(indicator: number, area: number) => boolean} isObserved @param {number} area */
function isEnough({ complete, coverage, children }, columns, isObserved, area) {
  if (complete && columns.some((column) => Number.isNaN(column[area]))) return false;
  if (coverage === null) return true;
  const there = children.filter(({ indicator }, at) => indicator === null ? !Number.isNaN(columns[at][area]) : isObserved(indicator, area));
  return there.length / Math.max(columns.length, 1) + ROUNDING >= coverage;
}

/** The mean of what an area has; the two usual ones without a list. @param {Node} node @param {Float64Array[]} columns @param {number} area */
function ofArea({ mean: by, children }, columns, area) {
  const isGeometric = by.method === "geometric_mean";
  if (!isGeometric && by.method !== "arithmetic_mean") {
    const there = children.flatMap((_, at) => (Number.isNaN(columns[at][area]) ? [] : [at]));
    return mean(by, there.map((at) => columns[at][area]), there.map((at) => children[at].weight));
  }
  const floor = by.floor ?? -Infinity;
  let [sum, whole] = [0, 0];
  for (let at = 0; at < columns.length; at += 1) {
    const x = columns[at][area];
    if (Number.isNaN(x)) continue;
    const { weight } = children[at];
    const score = x < floor ? floor : x;
    if (isGeometric && score <= 0) return LOW;
    sum += weight * (isGeometric ? Math.log(score) : score);
    whole += weight;
  }
  if (whole <= 0) return NaN;
  return isGeometric ? Math.exp(sum / whole) : sum / whole;
}

/** Share of the declared weight observed, by level, then area. @param {Node[]} tree @param {(indicator: number, area: number) => boolean} isObserved @param {number} areas */
function coverages(tree, isObserved, areas) {
  const all = tree.map(() => new Float64Array(areas));
  for (const node of [...tree].reverse()) {
    const declared = node.children.reduce((sum, child) => sum + child.declared, 0);
    for (let area = 0; area < areas; area += 1) {
      const present = node.children.reduce((sum, { indicator, level, declared: weight }) =>
        sum + weight * (indicator === null ? all[level ?? 0][area] : Number(isObserved(indicator, area))), 0);
      all[node.level][area] = declared > 0 ? present / declared : 0;
    }
  }
  return all;
}

/**
 * Descending ranks from 1 of the areas asked for; ties, rounding among them, take the smallest; 0 for
 * the others.
 * @param {Float64Array} scores @param {(area: number) => boolean} isAsked
 */
export function descending(scores, isAsked) {
  const order = [...scores.keys()].filter((a) => isAsked(a) && !Number.isNaN(scores[a]));
  order.sort((a, b) => scores[b] - scores[a] || a - b);
  const ranks = new Int32Array(scores.length);
  let first = 0;
  order.forEach((area, place) => {
    const [high, low] = [scores[order[first]], scores[area]];
    if (high - low > ROUNDING * Math.max(Math.abs(high), Math.abs(low))) first = place;
    ranks[area] = first + 1;
  });
  return ranks;
}

/** @param {Data} data @returns {(indicator: number, area: number) => boolean} */
export function observer({ numbers }) {
  return (indicator, area) => numbers.indicators[indicator].observed[area] === "1";
}

/** The scores of the indicators, which no choice changes. @type {WeakMap<Data, Float64Array[]>} */
const columns = new WeakMap();

/** @param {Data} data */
function columnsOf(data) {
  const known = columns.get(data) ?? data.numbers.indicators.map((of) => dense(of.score));
  columns.set(data, known);
  return known;
}

/**
 * Everything anew under a choice.
 * @param {Data} data @param {Choice} choice @returns {Scored}
 */
export function score(data, choice) {
  const { method, numbers } = data;
  const areas = data.areas.all.length;
  const isObserved = observer(data);
  const tree = nodes(data, choice);
  const indicators = columnsOf(data);
  const { levels, without, refused } = levelScores(tree, indicators, isObserved, areas);
  const coverage = coverages(tree, isObserved, areas);
  const needed = choice.coverage ?? method.ranking_coverage;
  const judged = judgedLevels(data, choice);
  const required = [...method.indicators.keys()].filter((i) => method.indicators[i].required);
  const isRanked = (/** @type {number} */ a) =>
    !numbers.why_not[a].some((why) => why.key === "standing.left_out") &&
    required.every((i) => isObserved(i, a)) && !without[a] && !Number.isNaN(levels[0][a]) &&
    judged.every((l) => !Number.isNaN(levels[l][a]) && coverage[l][a] + ROUNDING >= needed);
  const ranked = Array.from({ length: areas }, (_, a) => isRanked(a));
  const ranks = levels.map((column) => descending(column, (a) => ranked[a]));
  return { levels, coverage, ranked, ranks, refused };
}

/** The levels that need a score and enough of their weight. @param {Data} data @param {Choice} choice */
function judgedLevels({ method }, choice) {
  const judged = [...method.levels.keys()].filter((l) => method.levels[l].parent === 0);
  // Indicators that belong to no focus area count where they stand.
  if (method.indicators.some((of) => of.parent === 0 && of.weight !== null && !choice.off.has(of.code))) judged.push(0);
  return judged;
}

/** Below this coverage of a focus area nothing that rests on it is printed. @param {Data} data @param {Choice} choice */
export const leastPrinted = ({ method }, choice) => Math.min(method.least_printed, choice.coverage ?? method.ranking_coverage);

/**
 * The scores without those that rest on so little that they are not printed.
 * @param {Data} data @param {Choice} choice @param {Scored} scored @returns {Scored}
 */
export function printed(data, choice, scored) {
  const least = leastPrinted(data, choice);
  const levels = scored.levels.map((column) => column.slice());
  for (const l of judgedLevels(data, choice)) {
    scored.coverage[l].forEach((share, a) => {
      if (scored.ranked[a] || Number.isNaN(scored.levels[l][a]) || share + ROUNDING >= least) return;
      levels[l][a] = levels[0][a] = NaN;
    });
  }
  return { ...scored, levels };
}
