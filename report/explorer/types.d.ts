// The forms of the data that the program writes into the page (src/explorer/), for the checker alone.

export interface Mean { method: string; floor: number | null; excludes: boolean; power: number | null; order: number[] | null }
export interface Told { title: string; subtitle: string; note: string; source: string }
export interface Level {
  code: string; parent: number | null; name: string; short: string; description: string | null;
  weight: number; equal: boolean; complete: boolean; coverage: number | null; method: string; weighting: string;
  mean: Mean | null; geometric_floor: number | null; range: [number, number]; decimals: number; noise: number;
  colour: string; classes: { from: number[]; colours: string[]; ranges: string[] }; sources: string[]; map: Told | null;
}
export interface Line { sign: number; zero: number; one: number; low: number; high: number; bottom: number; top: number }
export interface Indicator {
  code: string; parent: number; name: string; short: string; unit: string; decimals: number; weight: number | null;
  required: boolean; less_is_better: boolean; method: string; removable: boolean; definition: string | null;
  limits: string | null; reading: string | null; caution: string | null; posts: [number, number, string] | null;
  sources: string[]; range: [number, number]; parts: [string, string][]; line: Line | null;
}
export interface Method {
  code: string; name: string; levels: Level[]; indicators: Indicator[];
  groupings: { code: string; name: string; groups: string[] }[]; peers: [number, string] | null;
  main_grouping: number | null; income: string | null; ranking_coverage: number; least_printed: number; overall: number | null;
  pace: { from: [number, number]; to: [number, number]; apart: number; year: number; verdicts: string[] } | null;
}
export interface Area {
  code: string; name: string; short: string; cell: [number, number]; groups: (number | null)[];
  population: [number, number] | null; income: number | null;
  strengths: [number, number][]; gaps: [number, number][];
}
export interface Values {
  value: (number | null)[]; year: (number | null)[]; status: string; observed: string; score: (number | null)[];
  prepared: (number | null)[] | null; history: ([number, (number | null)[]] | null)[]; parts: string[];
  paces: ([number, boolean, [[number, number], [number, number]] | null] | null)[]; sexes: ([number, number, number] | null)[];
}
export interface Published {
  score: (number | null)[]; rank: (number | null)[]; coverage: number[];
  scores: ([number, number] | null)[]; ranks: ([number, number] | null)[]; marked: string;
}
export interface Why { key: string; level: number | null; indicator: number | null; share: number | null }
export interface Numbers {
  indicators: Values[]; levels: Published[]; ranked: boolean[]; why_not: Why[][];
  tiers: ([number, number] | null)[]; certain: number; runs: number; varies: boolean;
  moves: [string, number][][]; attainable: [number | null, number, number][][];
}
export interface Noisy {
  indicator: number; areas: number[]; values: number[]; errors: [number, number][]; drifts: [number, number][];
  transform: "logarithm" | "square_root" | "reciprocal" | null; bounds: [number | null, number | null];
}
export interface Drawn {
  indicator: number; areas: number[]; predicted: [number, number][]; known: number[]; bounds: [number | null, number | null];
}
export interface Uncertain {
  told: { noisy: Noisy[]; fills: { cells: [number, number, number | null][]; drawn: Drawn[] }[] };
  normalisations: [string, [number, number]][][];
  aggregations: { levels: number[]; others: [string, number | null][] }[];
  weights: { levels: number[]; spread: number | null; concentration: number | null }[];
  drop: number[]; measurement: boolean; varied: string[]; kept: string[];
}
export interface Edit { from: number; to: number; before: string }
export interface Download {
  text: string; weight: Record<string, Edit>; aggregate: Record<string, Edit>; unscored: Record<string, Edit>;
  coverage: Edit | null;
}
export interface Data {
  edition: { id: string; title: string; subtitle: string; published: string; cut_off: number };
  language: string; pages: { language: string; name: string; file: string }[]; words: Record<string, string>;
  look: Record<"ink" | "secondary" | "hairline" | "shade" | "paper" | "context" | "hatch" | "emphasis" | "sans", string>;
  method: Method; areas: { columns: number; rows: number; all: Area[] }; numbers: Numbers;
  uncertain: Uncertain; download: Download | null;
}
export type Branch = [string[], Branch[]];
export type Chains = Record<string, Branch[]>;

/** A reader's choices; nothing in it is the published method. */
export interface Choice {
  /** By the code of a level or an indicator. */
  weights: Map<string, number>;
  off: Set<string>;
  /** By the code of a level: `arithmetic_mean` or `geometric_mean`. */
  means: Map<string, string>;
  coverage: number | null;
}
/** A level with what stands below it, and how it is made. */
export interface Node {
  level: number; children: { indicator: number | null; level: number | null; weight: number; declared: number }[];
  mean: Mean; complete: boolean; coverage: number | null;
}
export interface Scored {
  /** By level, then area; NaN where there is none. */
  levels: Float64Array[]; coverage: Float64Array[]; ranked: boolean[];
  /** By level, then area; 0 where there is none. */
  ranks: Int32Array[];
  /** The level and area for which a mean has no value, where one has none. */
  refused: { level: number; area: number } | null;
}
export interface Simulated {
  runs: number; scoreRuns: number;
  /** 5th, 50th and 95th percentile by area; none of an area without a rank. */
  ranks: ([number, number, number] | null)[]; scores: ([number, number, number] | null)[];
  tiers: ([number, number] | null)[];
}
