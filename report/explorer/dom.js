// Elements of the page as plain descriptions in, the page brought to them in place out: what stays as it
// is, is neither laid out nor painted again. Not a line of HTML: text stays text.

/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes */
/** @typedef {{ name: string, svg: boolean, attributes: Attributes, parts: (Made | string)[] }} Made */
/** @typedef {Made | string | null | undefined | false} Part */

/** @param {(Part | Part[])[]} parts */
const present = (parts) => /** @type {(Made | string)[]} */ (parts.flat().filter((part) => part !== null && part !== undefined && part !== false));

/**
 * An element of HTML; a function among the attributes listens to the event of its name.
 * @param {keyof HTMLElementTagNameMap} name @param {Attributes} [attributes] @param {(Part | Part[])[]} parts @returns {Made}
 */
export const h = (name, attributes = {}, ...parts) => ({ name, svg: false, attributes, parts: present(parts) });

/**
 * An element of SVG.
 * @param {keyof SVGElementTagNameMap} name @param {Attributes} [attributes] @param {(Part | Part[])[]} parts @returns {Made}
 */
export const s = (name, attributes = {}, ...parts) => ({ name, svg: true, attributes, parts: present(parts) });

/** What listens to the events of an element now. @type {WeakMap<Element, Record<string, (event: any) => void>>} */
const listeners = new WeakMap();

/** What a reader changes too, so that an attribute tells the beginning alone. */
const LIVE = ["value", "checked", "selected"];

/** @param {Element} element @param {string} name @param {Attributes[string]} value @param {Attributes[string]} before */
function set(element, name, value, before) {
  if (typeof value === "function") {
    const own = listeners.get(element) ?? {};
    if (!own[name]) element.addEventListener(name, (event) => own[name](event));
    own[name] = value;
    listeners.set(element, own);
    return;
  }
  const text = value === null || value === undefined || value === false ? null : value === true ? "" : String(value);
  if (value !== before) {
    if (text === null) element.removeAttribute(name);
    else element.setAttribute(name, text);
    // The page's policy lets no style stand in an attribute.
    if (name === "data-colour" && element instanceof HTMLElement) element.style.setProperty("--own", text);
  }
  if (!LIVE.includes(name)) return;
  const live = /** @type {any} */ (element);
  const wanted = name === "value" ? (text ?? "") : text !== null;
  if (live[name] !== wanted) live[name] = wanted;
}

/** A node of its own, after what is described. @param {Made | string} part @returns {ChildNode} */
export function create(part) {
  if (typeof part === "string") return document.createTextNode(part);
  const element = document.createElementNS(part.svg ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml", part.name);
  element.append(...part.parts.map(create));
  for (const [name, value] of Object.entries(part.attributes)) set(element, name, value, null);
  return element;
}

/** @param {Made | string} a @param {Made | string} b */
const isAlike = (a, b) => typeof a === "string" || typeof b === "string" ? typeof a === typeof b
  : a.name === b.name && a.attributes["data-key"] === b.attributes["data-key"];

/** Brings a node to what is described now. @param {ChildNode} node @param {Made | string} before @param {Made | string} after */
function bring(node, before, after) {
  if (typeof before === "string" || typeof after === "string") {
    const text = /** @type {Text} */ (node);
    if (text.data !== after) text.data = String(after);
    return node;
  }
  const element = /** @type {Element} */ (node);
  bringParts(element, before.parts, after.parts);
  for (const name of Object.keys(before.attributes)) if (!(name in after.attributes)) set(element, name, null, before.attributes[name]);
  for (const [name, value] of Object.entries(after.attributes)) set(element, name, value, before.attributes[name] ?? null);
  return node;
}

/**
 * Brings what stands in an element to what is described now. Parts are known by their `data-key`, others by
 * their kind and order.
 * @param {Element} parent @param {(Made | string)[]} before @param {(Made | string)[]} after
 */
function bringParts(parent, before, after) {
  if (before.length === after.length && after.every((part, at) => isAlike(part, before[at]))) {
    let node = parent.firstChild;
    after.forEach((part, at) => {
      const next = node?.nextSibling ?? null;
      if (node) bring(node, before[at], part);
      node = next;
    });
    return;
  }
  const kind = (/** @type {Made | string} */ part) => (typeof part === "string" ? "" : `${part.name} ${part.attributes["data-key"] ?? ""}`);
  const nodes = [...parent.childNodes];
  /** @type {Map<string, number[]>} */
  const there = new Map(before.map((part) => [kind(part), []]));
  before.forEach((part, at) => there.get(kind(part))?.push(at));
  const placed = after.map((part) => {
    const at = there.get(kind(part))?.shift();
    return at === undefined ? create(part) : bring(nodes[at], before[at], part);
  });
  for (const at of [...there.values()].flat()) nodes[at].remove();
  let next = parent.firstChild;
  for (const node of placed) {
    // One that goes further down is passed over and moved when its turn comes.
    if (next && node !== next && node === next.nextSibling) next = node;
    if (node === next) next = node.nextSibling;
    else parent.insertBefore(node, next);
  }
}

/** What was shown last. @type {WeakMap<Element, (Made | string)[]>} */
const shown = new WeakMap();

/** Shows parts in an element, in place of those of the last time. @param {Element} parent @param {(Part | Part[])[]} parts */
export function show(parent, ...parts) {
  const after = present(parts);
  bringParts(parent, shown.get(parent) ?? [], after);
  shown.set(parent, after);
}

/** A file for the reader. @param {string} name @param {Blob | string} content @param {string} [type] */
export function save(name, content, type = "text/plain;charset=utf-8") {
  const blob = typeof content === "string" ? new Blob([content], { type }) : content;
  const address = URL.createObjectURL(blob);
  /** @type {HTMLAnchorElement} */ (create(h("a", { href: address, download: name }))).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Rows as CSV, with a mark by which spreadsheets know the letters. @param {(string | number | null)[][]} rows */
export function csv(rows) {
  const cell = (/** @type {string | number | null} */ of) => {
    const text = of === null ? "" : String(of);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return "\ufeff" + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/**
 * A choice among a few, as a list to choose from.
 * @param {{ key: string, label: string, value: string, options: { value: string, text: string, group?: string }[],
 *   choose: (value: string) => void }} of
 */
export function select({ key, label, value, options, choose }) {
  const option = (/** @type {{ value: string, text: string }} */ { value: own, text }) =>
    h("option", { value: own, selected: own === value }, text);
  const groups = [...new Set(options.map((of) => of.group ?? ""))];
  const parts = groups.flatMap((group) => {
    const own = options.filter((of) => (of.group ?? "") === group).map(option);
    return group === "" ? own : [h("optgroup", { label: group }, own)];
  });
  const list = h("select", { "data-key": key, change: (event) => choose(event.target.value) }, parts);
  return h("label", { class: "field" }, h("span", {}, label), list);
}

/** A table in a frame that scrolls by itself where it is too wide. @param {string} label @param {Attributes} attributes @param {Part[]} parts */
export function wideTable(label, attributes, ...parts) {
  return h("div", { class: "wide", role: "region", "aria-label": label, tabindex: "0" }, h("table", attributes, parts));
}

/** @param {string} text @param {() => void} press @param {Attributes} [attributes] */
export function button(text, press, attributes = {}) {
  return h("button", { type: "button", "data-key": text, click: press, ...attributes }, text);
}
