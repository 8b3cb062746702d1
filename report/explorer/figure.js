// A drawing with what is said of it in; a figure of the page out, that can be taken home as a file of its
// own, with title, note and source in it.

/** @import { Made, Part } from "./dom.js" */
import { button, create, csv, h, s, save } from "./dom.js";
import { colon, say } from "./words.js";

/**
 * @typedef {{ id: string, title: string, subtitle?: string, note?: string, source?: string, alt: string,
 *   draw: (width: number) => Made, under?: Made, widest?: number, rows?: (string | number | null)[][] }} Told
 */

/** What the letters of all drawings are set in. */
const look = { sans: "sans-serif", ink: "#000", secondary: "#444", paper: "#fff" };

/** @param {{ sans: string, ink: string, secondary: string, paper: string }} of */
export function setLook(of) {
  Object.assign(look, of, { sans: `${of.sans}, system-ui, sans-serif` });
}

/** The height of a drawing that would be cut between two sheets of paper: printed is the table in its place. */
const PAGE = 1200;

/** @type {CanvasRenderingContext2D | null} */
let context = null;
/** Widths that were measured, by letters and text: a view asks for the same ones at each move of a slider. @type {Map<string, number>} */
const widths = new Map();

/** @param {string} text @param {number} size @param {boolean} [bold] */
export function textWidth(text, size, bold = false) {
  const font = `${bold ? "bold " : ""}${size}px ${look.sans}`;
  const key = `${font} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  context ??= document.createElement("canvas").getContext("2d");
  if (!context) return text.length * size * 0.55;
  context.font = font;
  const { width } = context.measureText(text);
  widths.set(key, width);
  return width;
}

/** Cut with a sign where it is too long. @param {string} text @param {number} size @param {number} width */
export function shortened(text, size, width) {
  if (textWidth(text, size) <= width) return text;
  let kept = text;
  while (kept.length > 1 && textWidth(`${kept}…`, size) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

/** A drawing of a size. @param {number} width @param {number} height @param {string} label @param {(Part | Part[])[]} parts */
export function drawing(width, height, label, ...parts) {
  return s("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height,
    role: "group", "aria-label": label, "font-family": look.sans, "font-size": 11, fill: look.ink }, ...parts);
}

/** @param {number} x @param {number} y @param {string} text @param {Record<string, string | number>} [attributes] */
export function label(x, y, text, attributes = {}) {
  return s("text", { x, y, ...attributes }, text);
}

/**
 * A mark that is a link: what is said of it in full stands for the letters drawn in it.
 * @param {{ href: string, said: string, key: string, attributes?: Record<string, any> }} of @param {Part[]} parts
 */
export function mark({ href, said, key, attributes = {} }, ...parts) {
  return s("a", { href, "data-key": key, ...attributes }, s("title", {}, said), s("g", { "aria-hidden": "true" }, parts));
}

/** The room that a view has for drawings. @param {number} widest */
function room(widest) {
  const main = document.querySelector("main");
  const style = main ? getComputedStyle(main) : null;
  const inner = main && style ? main.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) : widest;
  return Math.max(260, Math.min(inner, widest));
}

/** @param {Told} told */
export function figure(told) {
  const svg = told.draw(room(told.widest ?? 900));
  const take = (/** @type {string} */ text, /** @type {() => void} */ press) =>
    button(text, press, { class: "small", "data-key": `${told.id} ${text}`, "aria-label": text + colon() + told.title });
  return h("figure", { id: told.id, class: Number(svg.attributes.height) > PAGE ? "tall" : null },
    h("figcaption", {}, h("h3", {}, told.title), told.subtitle ? h("p", { class: "subtitle" }, told.subtitle) : null),
    h("div", { class: "drawing" }, svg), told.under,
    told.note ? h("p", { class: "note" }, told.note) : null,
    told.source ? h("p", { class: "note" }, told.source) : null,
    h("p", { class: "take" },
      take("SVG", () => save(`${told.id}.svg`, written(standalone(told)), "image/svg+xml")),
      take("PNG", () => picture(standalone(told), (blob) => save(`${told.id}.png`, blob))),
      told.rows ? take("CSV", () => save(`${told.id}.csv`, csv(told.rows ?? []), "text/csv;charset=utf-8")) : null));
}

/** The same as a table, for whom a picture is none. @param {string[]} head @param {[Part, ...Part[]][]} rows @param {string} [note] */
export const asTable = (head, rows, note) => h("details", { class: "as-table" }, h("summary", {}, say("explorer.as_table")),
  h("table", {}, h("thead", {}, h("tr", {}, head.map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", {}, rows.map(([name, ...cells]) => h("tr", {}, h("th", { scope: "row" }, name), cells.map((cell) => h("td", {}, cell)))))),
  note ? h("p", { class: "note" }, note) : null);

/** @param {Made} svg */
const written = (svg) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(create(svg))}`;

/** @param {string} text @param {number} size @param {number} width @param {boolean} bold */
function lines(text, size, width, bold) {
  /** @type {string[]} */
  const all = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, size, bold) > width) {
      all.push(line);
      line = word;
    } else line = longer;
  }
  return [...all, line];
}

/** A part without its links, which lead nowhere outside the page. @param {Made | string} part @returns {Made | string} */
function unlinked(part) {
  if (typeof part === "string") return part;
  const parts = part.parts.map(unlinked);
  return part.name === "a" ? s("g", { transform: part.attributes.transform }, parts) : { ...part, parts };
}

/** The drawing between its title and its source. @param {Told} told */
function standalone(told) {
  const [margin, width] = [24, told.widest ?? 900];
  const inner = told.draw(width);
  /** @type {Part[]} */
  const parts = [];
  let y = margin;
  const add = (/** @type {string | undefined} */ text, /** @type {number} */ size, /** @type {string} */ fill, bold = false) => {
    for (const line of text ? lines(text, size, width, bold) : []) {
      y += size * 1.3;
      parts.push(label(margin, y, line, { "font-size": size, fill, "font-weight": bold ? "bold" : "normal" }));
    }
  };
  add(told.title, 16, look.ink, true);
  add(told.subtitle, 12, look.secondary);
  y += 12;
  parts.push({ ...inner, attributes: { ...inner.attributes, role: null, x: margin, y }, parts: inner.parts.map(unlinked) });
  y += Number(inner.attributes.height) + 8;
  add(told.note, 10, look.secondary);
  add(told.source, 10, look.secondary);
  add(say("explorer.made"), 10, look.secondary);
  const svg = drawing(width + 2 * margin, y + margin, told.title, s("rect", { width: width + 2 * margin, height: y + margin, fill: look.paper }), parts);
  svg.attributes.role = "img";
  return svg;
}

/** @param {Made} svg @param {(blob: Blob) => void} done */
function picture(svg, done) {
  const address = URL.createObjectURL(new Blob([written(svg)], { type: "image/svg+xml" }));
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = /** @type {HTMLCanvasElement} */ (create(h("canvas", { width: image.width * 2, height: image.height * 2 })));
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    canvas.toBlob((blob) => blob && done(blob), "image/png");
  });
  image.src = address;
}
