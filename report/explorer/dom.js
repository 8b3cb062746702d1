// Elements of the page, made without a line of HTML: text stays text.

/** @typedef {Node | string | null | undefined | false} Part */
/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes */

/** @template {Element} E @param {E} element @param {Attributes} attributes @param {(Part | Part[])[]} parts @returns {E} */
function filled(element, attributes, parts) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  for (const part of parts.flat()) if (part !== null && part !== undefined && part !== false) element.append(part);
  return element;
}

/**
 * An element of HTML; a function among the attributes listens to the event of its name.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name @param {Attributes} [attributes] @param {(Part | Part[])[]} parts @returns {HTMLElementTagNameMap[K]}
 */
export function h(name, attributes = {}, ...parts) {
  return filled(document.createElement(name), attributes, parts);
}

/**
 * An element of SVG.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} name @param {Attributes} [attributes] @param {(Part | Part[])[]} parts @returns {SVGElementTagNameMap[K]}
 */
export function s(name, attributes = {}, ...parts) {
  return filled(/** @type {any} */ (document.createElementNS("http://www.w3.org/2000/svg", name)), attributes, parts);
}

/** A file for the reader. @param {string} name @param {Blob | string} content @param {string} [type] */
export function save(name, content, type = "text/plain;charset=utf-8") {
  const blob = typeof content === "string" ? new Blob([content], { type }) : content;
  const address = URL.createObjectURL(blob);
  h("a", { href: address, download: name }).click();
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
 *   choose: (value: string) => void, hidden?: boolean }} of
 */
export function select({ key, label, value, options, choose, hidden = false }) {
  const option = (/** @type {{ value: string, text: string }} */ { value: own, text }) =>
    h("option", { value: own, selected: own === value }, text);
  const groups = [...new Set(options.map((of) => of.group ?? ""))];
  const parts = groups.flatMap((group) => {
    const own = options.filter((of) => (of.group ?? "") === group).map(option);
    return group === "" ? own : [h("optgroup", { label: group }, own)];
  });
  const list = h("select", { "data-key": key, change: (event) => choose(event.target.value) }, parts);
  return h("label", { class: "field" }, h("span", { class: hidden ? "unseen" : "" }, label), list);
}

/** A table in a frame that scrolls by itself where it is too wide. @param {string} label @param {Attributes} attributes @param {Part[]} parts */
export function wideTable(label, attributes, ...parts) {
  return h("div", { class: "wide", role: "region", "aria-label": label, tabindex: "0" }, h("table", attributes, parts));
}

/** @param {string} text @param {() => void} press @param {Attributes} [attributes] */
export function button(text, press, attributes = {}) {
  return h("button", { type: "button", "data-key": text, click: press, ...attributes }, text);
}
