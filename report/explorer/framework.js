// A framework's text and a reader's choices in, a framework file out that `ssj score` scores the same.

/** @import { Choice, Download, Edit, Method } from "./types.d.ts" */

/** Whether every choice has its place in the text. @param {Download | null} download @param {Choice} choice */
export function canWrite(download, choice) {
  return download !== null && [...choice.off].every((code) => download.unscored[code]) &&
    [...choice.weights.keys()].every((code) => download.weight[code]) &&
    [...choice.means.keys()].every((code) => download.aggregate[code]) &&
    (choice.coverage === null || download.coverage !== null);
}

/**
 * @param {Download} download @param {Method} method @param {Choice} choice @param {string} head comment lines
 */
export function frameworkFile(download, method, choice, head) {
  /** @type {[Edit, string][]} */
  const edits = [];
  for (const code of choice.off) edits.push([download.unscored[code], ""]);
  for (const [code, weight] of choice.weights) {
    if (!choice.off.has(code)) edits.push([download.weight[code], String(weight)]);
  }
  for (const [code, mean] of choice.means) {
    const floor = method.levels.find((level) => level.code === code)?.geometric_floor ?? null;
    const table = mean === "geometric_mean" && floor !== null
      ? `{ method = "geometric_mean", floor = ${floor} }` : `{ method = "${mean}" }`;
    edits.push([download.aggregate[code], table]);
  }
  if (choice.coverage !== null && download.coverage) edits.push([download.coverage, String(choice.coverage)]);
  edits.sort((a, b) => b[0].from - a[0].from);
  const text = edits.reduce((all, [{ from, to, before }, value]) =>
    all.slice(0, from) + before + value + all.slice(to), download.text);
  return head.split("\n").map((line) => `# ${line}`.trimEnd()).join("\n") + "\n" + text;
}
