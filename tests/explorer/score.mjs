// A page's data and a reader's choices in (JSON on the standard input), what the page makes of them out.

import { readFileSync } from "node:fs";
import { read, write, nothingShown } from "../../report/explorer/choice.js";
import { frameworkFile } from "../../report/explorer/framework.js";
import { printed, score } from "../../report/explorer/score.js";
import { simulate } from "../../report/explorer/uncertain.js";

const { data, choices, runs } = JSON.parse(readFileSync(0, "utf8"));
const plain = (column) => [...column].map((x) => (Number.isNaN(x) ? null : x));
const made = choices.map((given) => {
  const choice = { weights: new Map(Object.entries(given.weights)), off: new Set(given.off),
    means: new Map(Object.entries(given.means)), coverage: given.coverage };
  const scored = score(data, choice);
  const { levels, ranks, ranked, coverage, refused } = scored;
  const again = read(write(nothingShown(), choice), data).choice;
  return {
    levels: levels.map(plain), printed: printed(data, choice, scored).levels.map(plain), coverage: coverage.map(plain), ranks: ranks.map((column) => [...column].map((rank) => rank || null)), ranked,
    refused: refused !== null, again: { weights: Object.fromEntries(again.weights), off: [...again.off], means: Object.fromEntries(again.means), coverage: again.coverage },
    file: data.download && frameworkFile(data.download, data.method, choice, "changed\ntwice"),
  };
});
const simulated = runs ? simulate(data, { weights: new Map(), off: new Set(), means: new Map(), coverage: null }, runs, 7) : null;
process.stdout.write(JSON.stringify({ made, simulated }));
