// Where a number comes from: the trees that `ssj explain` prints, unpacked when the first is asked for.

/** @import { Made } from "./dom.js" */
/** @import { Branch, Chains } from "./types.d.ts" */
import { button, create, h, show } from "./dom.js";
import { choiceText, areas, levels, publishedWhyNot, scoreText, valueText, world, indicators } from "./world.js";
import { nodes } from "./score.js";
import { colon, decimal, percent, print, say } from "./words.js";

/** @type {Promise<Chains> | null} */
let unpacked = null;

/** @returns {Promise<Chains>} */
async function unpack() {
  const packed = document.getElementById("chains")?.textContent ?? "";
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** The branch whose first line is of this code. @param {Branch[]} trees @param {string} code @returns {Branch | null} */
function find(trees, code) {
  for (const tree of trees) {
    const head = tree[0][0].replace(/^[^ ]+ % · /, "").split("  ")[0];
    const found = head === code ? tree : find(tree[1], code);
    if (found) return found;
  }
  return null;
}

/** @param {Branch} branch @param {boolean} isOpen @returns {Made} */
function drawn([lines, below], isOpen) {
  const [head, ...rest] = lines;
  const told = rest.map((line) => h("div", { class: line.startsWith("> ") ? "row" : "line" }, line));
  const isLeaf = !below.length && rest.length < 2;
  if (isLeaf) return h("li", {}, h("span", { class: "head" }, head), told);
  const inner = below.length ? h("ul", {}, below.map((branch) => drawn(branch, below.length < 3))) : null;
  return h("li", {}, h("details", { open: isOpen }, h("summary", {}, head), told, inner));
}

/** A button that opens the chain of a number. @param {number} a @param {{ code: string, name: string }} of @param {string} text what it shows */
function whence(a, { code, name }, text) {
  return button(text, () => open(a, { code, name }), {
    class: "number", "data-key": `whence ${areas()[a].code} ${code}`,
    "aria-label": say("explorer.whence.open", { number: text, name, state: areas()[a].short }),
  });
}

/** Opens the chain of a number. @param {number} a @param {{ code: string, name: string }} of */
async function open(a, { code, name }) {
  const dialog = /** @type {HTMLDialogElement} */ (create(h("dialog", { class: "whence", "aria-labelledby": "whence-title" },
    h("div", { class: "bar" }, h("h2", { id: "whence-title" }, areas()[a].name + colon() + name), button(say("explorer.close"), () => dialog.close())),
    own(a, code), h("p", { class: "note" }, say("explorer.whence.note", { command: `ssj explain ${areas()[a].code} ${code}` })),
    h("div", { class: "tree", tabindex: "0" }, say("explorer.whence.unpacking")))));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  const body = /** @type {HTMLElement} */ (dialog.lastElementChild);
  try {
    unpacked ??= unpack();
    const tree = find((await unpacked)[areas()[a].code], code);
    const why = publishedWhyNot(a).join(" ");
    body.replaceChildren();
    show(body, why && h("p", {}, h("strong", {}, say("explorer.indicative")), colon(), why), tree && h("ul", {}, drawn(tree, true)));
  } catch {
    body.textContent = say("explorer.whence.failed");
  }
}

/** How a level's score is made under the reader's choice, where it is not the published one. @param {number} a @param {string} code */
function own(a, code) {
  const l = levels().findIndex((of) => of.code === code);
  if (!world.own || l < 0) return null;
  const node = nodes(world.data, world.choice)[l];
  const there = node.children.map((child) => {
    const score = child.indicator === null ? world.now.levels[child.level ?? 0][a] : world.data.numbers.indicators[child.indicator].score[a] ?? NaN;
    const name = child.indicator === null ? levels()[child.level ?? 0].short : indicators()[child.indicator].short;
    return { name, score, weight: child.weight };
  });
  const whole = there.reduce((sum, { score, weight }) => sum + (Number.isNaN(score) ? 0 : weight), 0);
  const rows = there.map(({ name, score, weight }) => h("tr", {}, h("th", { scope: "row" }, name),
    h("td", { class: "n" }, Number.isNaN(score) ? "–" : print(decimal(score, 2))),
    h("td", { class: "n" }, print(decimal(weight, 2))), h("td", { class: "n" }, Number.isNaN(score) ? "–" : print(percent(weight / whole)))));
  return h("section", { class: "yours" }, h("p", {}, say("explorer.whence.yours", {
    mean: say(`explorer.mean.${node.mean.method}`), score: scoreText(l, world.now.levels[l][a]) }), " ", choiceText()),
    h("table", {}, h("thead", {}, h("tr", {}, ["part", "score", "weight", "share"].map((key) => h("th", { scope: "col" }, say(`explorer.whence.${key}`))))),
      h("tbody", {}, rows)));
}

/** The value of an indicator with its chain. @param {number} a @param {number} i */
export const whenceValue = (a, i) =>
  whence(a, indicators()[i], valueText(i, world.data.numbers.indicators[i].value[a]));

/** The score of a level with its chain. @param {number} a @param {number} l */
export const whenceScore = (a, l) => whence(a, levels()[l], scoreText(l, world.now.levels[l][a]));
