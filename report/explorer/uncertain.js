// The uncertain choices of the framework around a reader's own, drawn anew in each run: ranks, scores
// and tiers with what they could be. Runs in a worker.
//
// The distributions are those of src/uncertainty; the random numbers are this page's own. Areas without
// a rank are not placed among the others here.

/** @import { Choice, Data, Drawn, Line, Mean, Noisy, Node, Simulated } from "./types.d.ts" */
import { dense, descending, levelScores, nodes, observer, score } from "./score.js";
import { quantile } from "./statistics.js";

/** A stream of random numbers, the same for the same seed (sfc32). @param {number} seed */
export function stream(seed) {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, seed ^ 0xdeadbeef];
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t | 0;
    return t >>> 0;
  };
  for (let n = 0; n < 12; n += 1) next();
  const uniform = () => (next() + 0.5) / 4294967296;
  let spare = NaN;
  const normal = () => {
    if (!Number.isNaN(spare)) {
      const kept = spare;
      spare = NaN;
      return kept;
    }
    const [radius, angle] = [Math.sqrt(-2 * Math.log(uniform())), 2 * Math.PI * uniform()];
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  const oneOf = (/** @type {number} */ n) => Math.floor(uniform() * n);
  /** Logarithm of a gamma number (Marsaglia and Tsang 2000). @type {(shape: number) => number} */
  const lnGamma = (shape) => {
    if (shape < 1) return lnGamma(shape + 1) + Math.log(uniform()) / shape;
    const [e, f] = [shape - 1 / 3, 1 / Math.sqrt(9 * shape - 3)];
    for (;;) {
      const z = normal();
      const v = (1 + f * z) ** 3;
      if (v > 0 && Math.log(uniform()) < 0.5 * z * z + e - e * v + e * Math.log(v)) return Math.log(e * v);
    }
  };
  return { uniform, normal, oneOf, lnGamma };
}

/** @typedef {ReturnType<typeof stream>} Stream */

/** @param {number} x @param {[number | null, number | null]} bounds */
const held = (x, [low, high]) => Math.min(Math.max(x, low ?? -Infinity), high ?? Infinity);

/** @param {Line} line @param {number} x */
const onLine = ({ sign, zero, one, low, high, bottom, top }, x) =>
  bottom + Math.min(Math.max((sign * x - zero) / (one - zero), low), high) * (top - bottom);

/**
 * Scores of a column by an alternative that is fitted on it.
 * @param {string} method @param {[number, number]} ends @param {Line} line @param {Float64Array} values
 */
function rescaled(method, [bottom, top], line, values) {
  if (method === "declared") return values.map((x) => onLine(line, x));
  const turned = values.map((x) => line.sign * x);
  const sorted = turned.filter((x) => !Number.isNaN(x)).sort();
  const n = sorted.length;
  const [low, high] = [sorted[0], sorted[n - 1]];
  if (n < 2 || low === high) return values.map((x) => onLine(line, x));
  if (method === "min_max") return turned.map((x) => bottom + ((x - low) / (high - low)) * (top - bottom));
  return turned.map((x) => (Number.isNaN(x) ? NaN : bottom + (below(sorted, x) / (n - 1)) * (top - bottom)));
}

/** How many are smaller. @param {Float64Array} sorted @param {number} x */
function below(sorted, x) {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < x) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The score of a drawn value on the line between those known. @param {Float64Array} values @param {Float64Array} scores */
function curve(values, scores) {
  const known = [...values.keys()].filter((a) => !Number.isNaN(values[a])).sort((a, b) => values[a] - values[b]);
  const xs = Float64Array.from(known, (a) => values[a]);
  const ys = Float64Array.from(known, (a) => scores[a]);
  return (/** @type {number} */ x) => {
    const at = below(xs, x);
    if (at === 0 || at === xs.length) return ys[at === 0 ? 0 : xs.length - 1] ?? NaN;
    return ys[at - 1] + ((ys[at] - ys[at - 1]) * (x - xs[at - 1])) / (xs[at] - xs[at - 1]);
  };
}

/** Values as they might have been measured. @param {Noisy} of @param {Stream} random */
function remeasured(of, random) {
  const to = Float64Array.from(of.values);
  for (const [at, deviation] of of.errors) {
    const step = deviation * random.normal();
    if (of.transform === null) to[at] *= Math.exp(step);
    else if (of.transform === "logarithm") to[at] += step;
    else to[at] *= Math.exp(of.transform === "square_root" ? step / 2 : -step);
  }
  for (const [at, deviation] of of.drifts) to[at] += deviation * random.normal();
  return to.map((x) => held(x, of.bounds));
}

/** Values for what is missing. @param {Drawn} of @param {Stream} random */
function drawn(of, random) {
  return of.areas.map((_, at) => {
    const law = of.predicted[at];
    const x = law ? law[0] + law[1] * random.normal() : of.known[random.oneOf(of.known.length)];
    return held(x, of.bounds);
  });
}

/** One way to fill gaps and to normalise: values and their scores, by indicator. @param {Data} data @param {number} fill @param {number} scale */
function variant({ method, numbers, uncertain }, fill, scale) {
  const values = numbers.indicators.map((of) => dense(of.prepared ?? of.value));
  const scores = numbers.indicators.map((of) => dense(of.score));
  for (const [i, a, value] of uncertain.told.fills[fill].cells) {
    const line = method.indicators[i].line;
    values[i][a] = value ?? NaN;
    scores[i][a] = value === null || !line ? NaN : onLine(line, value);
  }
  const others = scale > 0 ? uncertain.normalisations[scale - 1] : null;
  others?.forEach(([by, ends], i) => {
    const { line, weight } = method.indicators[i];
    if (line && weight !== null) scores[i] = rescaled(by, ends, line, values[i]);
  });
  const places = values.map((column, i) => {
    const { line } = method.indicators[i];
    return others || !line ? curve(column, scores[i]) : (/** @type {number} */ x) => onLine(line, x);
  });
  return { values, scores, others, places };
}

/** @typedef {ReturnType<typeof variant>} Variant */

/** The columns of one run. @param {Data} data @param {Variant} of @param {number} fill @param {Stream} random */
function columns({ method, uncertain }, of, fill, random) {
  const scores = of.scores.map((column) => column.slice());
  if (uncertain.measurement) {
    for (const noisy of uncertain.told.noisy) {
      const { indicator: i, areas } = noisy;
      const line = method.indicators[i].line;
      if (!line) continue;
      const measured = remeasured(noisy, random);
      if (!of.others) areas.forEach((a, at) => (scores[i][a] = onLine(line, measured[at])));
      else {
        const values = of.values[i].slice();
        areas.forEach((a, at) => (values[a] = measured[at]));
        scores[i] = rescaled(of.others[i][0], of.others[i][1], line, values);
      }
    }
  }
  for (const column of uncertain.told.fills[fill].drawn) {
    const values = drawn(column, random);
    column.areas.forEach((a, at) => (scores[column.indicator][a] = of.places[column.indicator](values[at])));
  }
  return scores;
}

/** The tree of one run: other weights, another mean, an indicator left out. @param {Data} data @param {Node[]} tree @param {Stream} random @returns {Node[]} */
function varied({ uncertain }, tree, random) {
  const dropped = uncertain.drop.length ? uncertain.drop[random.oneOf(uncertain.drop.length + 1)] : undefined;
  const picks = uncertain.aggregations.map(({ others }) => random.oneOf(others.length + 1));
  return tree.map((node) => {
    const noise = uncertain.weights.find(({ levels }) => levels.includes(node.level));
    let weights = node.children.map((child) => child.weight);
    const whole = weights.reduce((sum, w) => sum + w, 0);
    if (noise?.spread) weights = weights.map((w) => w * (1 + (noise.spread ?? 0) * (2 * random.uniform() - 1)));
    else if (noise?.concentration) {
      const logs = weights.map((w) => random.lnGamma(((noise.concentration ?? 0) * w) / whole));
      const most = Math.max(...logs);
      weights = logs.map((log) => Math.max(Math.exp(log - most), Number.MIN_VALUE));
    }
    const children = node.children.map((child, at) => ({ ...child, weight: weights[at] }));
    const kept = children.filter((child) => child.indicator === null || child.indicator !== dropped);
    return { ...node, children: kept.length ? kept : children, mean: otherMean(uncertain, node, picks) };
  });
}

/** @param {Data["uncertain"]} uncertain @param {Node} node @param {number[]} picks @returns {Mean} */
function otherMean({ aggregations }, node, picks) {
  const n = aggregations.findIndex(({ levels }) => levels.includes(node.level));
  if (n < 0 || picks[n] === 0) return node.mean;
  const [method, floor] = aggregations[n].others[picks[n] - 1];
  return { method, floor, excludes: true, power: null, order: null };
}

/**
 * @param {Data} data @param {Choice} choice @param {number} runs @param {number} seed
 * @param {(done: number) => void} [told] @returns {Simulated}
 */
export function simulate(data, choice, runs, seed, told = () => {}) {
  const random = stream(seed);
  const nominal = score(data, choice);
  const ranked = nominal.ranked.flatMap((is, a) => (is ? [a] : []));
  const [m, n] = [ranked.length, data.areas.all.length];
  const tree = nodes(data, choice);
  const isObserved = observer(data);
  const fills = data.uncertain.told.fills.length;
  const scales = data.uncertain.normalisations.length + 1;
  const variants = Array.from({ length: fills * scales }, (_, at) => variant(data, Math.floor(at / scales), at % scales));
  const ranks = ranked.map(() => new Float64Array(runs).fill(NaN));
  const scores = ranked.map(() => /** @type {number[]} */ ([]));
  const above = new Uint32Array(m * m);
  let scoreRuns = 0;
  for (let run = 0; run < runs; run += 1) {
    const [fill, scale] = [random.oneOf(fills), random.oneOf(scales)];
    const made = columns(data, variants[fill * scales + scale], fill, random);
    const { levels } = levelScores(varied(data, tree, random), made, isObserved, n);
    const index = levels[0];
    const places = descending(index, (a) => nominal.ranked[a]);
    scoreRuns += Number(scale === 0);
    ranked.forEach((a, at) => {
      if (Number.isNaN(index[a])) return;
      ranks[at][run] = places[a];
      if (scale === 0) scores[at].push(index[a]);
      for (let other = 0; other < m; other += 1) if (places[a] < places[ranked[other]]) above[at * m + other] += 1;
    });
    if (run % 50 === 49) told(run + 1);
  }
  const isSure = (/** @type {number} */ high, /** @type {number} */ low) => above[high * m + low] >= data.numbers.certain * runs;
  const order = tiers(m, isSure);
  const spread = (/** @type {ArrayLike<number>} */ all) => {
    const sorted = Float64Array.from(all).filter((x) => !Number.isNaN(x)).sort();
    return sorted.length
      ? /** @type {[number, number, number]} */ ([quantile(sorted, 0.05), quantile(sorted, 0.5), quantile(sorted, 0.95)]) : null;
  };
  /** @template T @param {(at: number) => T} of @returns {(T | null)[]} */
  const byArea = (of) => {
    const all = /** @type {(T | null)[]} */ (Array.from({ length: n }, () => null));
    ranked.forEach((a, at) => (all[a] = of(at)));
    return all;
  };
  return {
    runs, scoreRuns,
    ranks: byArea((at) => spread(ranks[at])), scores: byArea((at) => spread(scores[at])),
    tiers: byArea((at) => order[at]),
  };
}

/**
 * The tier of each from above, and the one it could slide to, from 1 (src/uncertainty/tiers.rs).
 * @param {number} n @param {(high: number, low: number) => boolean} isAbove @returns {[number, number][]}
 */
export function tiers(n, isAbove) {
  const first = layers(n, isAbove);
  const height = layers(n, (high, low) => isAbove(low, high));
  const lowest = Math.max(0, ...first);
  return first.map((tier, at) => [tier + 1, lowest - height[at] + 1]);
}

/** The longest chain above each. @param {number} n @param {(high: number, low: number) => boolean} isAbove */
function layers(n, isAbove) {
  const all = Array.from({ length: n }, (_, at) => at);
  const lower = all.map((high) => all.filter((low) => low !== high && isAbove(high, low)));
  const waiting = all.map(() => 0);
  lower.flat().forEach((low) => (waiting[low] += 1));
  const layer = all.map(() => 0);
  const left = new Set(all);
  for (let depth = 0; left.size; depth += 1) {
    let top = [...left].filter((one) => waiting[one] === 0);
    if (!top.length) top = circle(left, lower);
    for (const one of top) {
      layer[one] = depth;
      left.delete(one);
    }
    top.flatMap((one) => lower[one]).forEach((low) => (waiting[low] = Math.max(0, waiting[low] - 1)));
  }
  return layer;
}

/** Those above whom are only such as are below them too. @param {Set<number>} left @param {number[][]} lower */
function circle(left, lower) {
  const reach = new Map([...left].map((from) => {
    const [seen, open] = [new Set(), [from]];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const low of lower[at]) if (left.has(low) && !seen.has(low)) open.push(low), seen.add(low);
    }
    return [from, seen];
  }));
  return [...left].filter((one) => [...reach].every(([other, seen]) => !seen.has(one) || reach.get(one)?.has(other)));
}
