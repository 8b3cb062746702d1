// Sentences and numbers as the report prints them. In: the words of the page's language. Out: text.

/** @typedef {{ value: number, kind: "count" | "year" | "decimal" | "change" | "percent", decimals: number }} Quantity */

let language = "en";
/** @type {Record<string, string>} */
let sentences = {};
let alphabet = new Intl.Collator(language);

/** @param {string} code @param {Record<string, string>} words */
export function speak(code, words) {
  language = code;
  sentences = words;
  alphabet = new Intl.Collator(code);
}

/** @param {number} value @returns {Quantity} */
export const count = (value) => ({ value, kind: "count", decimals: 0 });
/** @param {number} value @returns {Quantity} */
export const year = (value) => ({ value, kind: "year", decimals: 0 });
/** @param {number} value @param {number} decimals @returns {Quantity} */
export const decimal = (value, decimals) => ({ value, kind: "decimal", decimals });
/** @param {number} value @param {number} decimals @returns {Quantity} */
export const change = (value, decimals) => ({ value, kind: "change", decimals });
/** A share of 0–1. @param {number} value @returns {Quantity} */
export const percent = (value) => ({ value, kind: "percent", decimals: 0 });

/** Half away from zero on the shortest decimal form. @param {number} value @param {number} decimals */
function rounded(value, decimals) {
  const shifted = Number(`${Math.abs(value)}e${decimals}`);
  const whole = Math.round(Number.isFinite(shifted) ? shifted : Math.abs(value) * 10 ** decimals);
  return whole === 0 ? 0 : (Math.sign(value) * whole) / 10 ** decimals;
}

/** @param {string} whole */
function grouped(whole) {
  const [mark, from] = { en: [",", 4], fr: ["\u202f", 4], es: ["\u00a0", 5] }[language] ?? [",", 4];
  return whole.length < Number(from) ? whole : whole.replace(/\B(?=(\d{3})+$)/g, String(mark));
}

/** A number as this language prints it. @param {Quantity} quantity */
export function print({ value, kind, decimals }) {
  const shown = rounded(kind === "percent" ? value * 100 : value, decimals);
  const [whole, fraction] = Math.abs(shown).toFixed(decimals).split(".");
  const sign = shown < 0 ? "−" : kind === "change" && shown > 0 ? "+" : "";
  const digits = kind === "year" ? whole : grouped(whole);
  const tail = fraction ? (language === "en" ? "." : ",") + fraction : "";
  const unit = kind === "percent" ? (language === "en" ? "%" : "\u00a0%") : "";
  return sign + digits + tail + unit;
}

/** @param {string} key */
export function has(key) {
  return sentences[key] !== undefined;
}

/** Between marks, what runs from right to left and would turn what stands beside it. @param {string} text */
const isolated = (text) =>
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text) && !text.includes("\u2068") ? `\u2068${text}\u2069` : text;

/**
 * The sentence of a key with its placeholders filled: `{n}`, and `{n:State|States}` after a count.
 * @param {string} key @param {Record<string, string | Quantity>} [filled]
 */
export function say(key, filled = {}) {
  const sentence = sentences[key];
  if (sentence === undefined) throw new Error(`no words for ${key}`);
  return sentence.replace(/\{([^}:]+)(?::([^}]*))?\}/g, (_, name, forms) => {
    const argument = filled[name];
    if (argument === undefined) throw new Error(`${key}: nothing for {${name}}`);
    if (typeof argument === "string") return isolated(argument);
    if (forms === undefined) return print(argument);
    const [one, many] = forms.split("|");
    const isOne = argument.value === 1 || (language === "fr" && Math.abs(argument.value) < 2);
    return isOne ? one : many;
  });
}

/** What stands between a name and what is told of it. */
export const colon = () => (language === "fr" ? "\u00a0: " : ": ");

/** Texts one after the other. @param {string[]} texts */
export const apart = (texts) => texts.join(language === "fr" ? "\u202f; " : "; ");

/** Compares names by the language's alphabet. @param {string} a @param {string} b */
export const byName = (a, b) => alphabet.compare(a, b);
