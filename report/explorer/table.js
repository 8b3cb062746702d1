// All States as a table: filtered, sorted, and taken home as CSV as it is seen.

/** @import { Part } from "./dom.js" */
import { button, csv, h, save, select, wideTable } from "./dom.js";
import { whenceScore, whenceValue } from "./chains.js";
import { areas, go, indicators, interval, levels, link, mainLevels, marked, rankText, valueText, world } from "./world.js";
import { byName, count, say } from "./words.js";

/**
 * @typedef {{ code: string, text: string, cell: (a: number) => Part, sort: (a: number) => number | string,
 *   csv: [string, (a: number) => string | number | null][], n: boolean }} Column
 */

/** The rows as they stood last. @type {number[]} */
let order = [];

/** Rows in their order; while the reader pulls at a weight they stay where they are. @param {number[]} found */
function placed(found) {
  const stays = world.isPulled ? order.filter((a) => found.includes(a)) : [];
  order = [...stays, ...found.filter((a) => !stays.includes(a))];
  return order;
}

export function tableView() {
  const { shown, data } = world;
  const columns = [nameColumn(), ...(shown.columns ? indicatorColumns() : levelColumns())];
  const rows = placed(sorted(filtered(), columns));
  const groups = data.method.groupings.flatMap((grouping, g) => grouping.groups.map((name, n) => ({ value: `${g}.${n}`, text: name, group: grouping.name })));
  const find = h("input", { type: "search", "data-key": "find", value: shown.find, input: ({ target }) => go({ find: target.value }, true) });
  const about = [{ value: "", text: say("explorer.table.scores") }, ...levels().flatMap((of, l) => indicators().some((i) => i.parent === l) ? [{ value: of.code, text: say("explorer.table.indicators", { level: of.short }) }] : [])];
  return [
    h("div", { class: "pick" },
      h("label", { class: "field" }, h("span", {}, say("explorer.table.find")), find),
      select({ key: "group", label: say("explorer.table.group"), value: shown.group, options: [{ value: "", text: say("explorer.table.all") }, { value: "ranked", text: say("explorer.table.ranked") }, ...groups], choose: (group) => go({ group }) }),
      select({ key: "columns", label: say("explorer.table.columns"), value: shown.columns, options: about, choose: (value) => go({ columns: value, sort: "" }) }),
      button(say("explorer.table.csv"), () => save(`${data.method.code}-${data.edition.id}.csv`, taken(rows, columns), "text/csv;charset=utf-8"))),
    h("p", { class: "note", role: "status" }, say("explorer.table.count", { n: count(rows.length), of: count(areas().length) }), " ", world.own ? say("explorer.yours.note") : ""),
    wideTable(say("explorer.view.table"), { class: "all" }, h("thead", {}, h("tr", {}, columns.map(head))),
      h("tbody", {}, rows.map((a) => h("tr", { "data-key": areas()[a].code }, columns.map((column, at) => at === 0 ? h("th", { scope: "row" }, column.cell(a)) : h("td", { class: column.n ? "n" : "whole" }, column.cell(a))))))),
  ];
}

/** @param {Column} column */
function head(column) {
  const [by, way] = world.shown.sort.split(" ");
  const state = by === column.code ? (way === "up" ? "ascending" : "descending") : "none";
  const next = by === column.code && way !== "up" ? `${column.code} up` : column.code;
  return h("th", { scope: "col", "aria-sort": state }, button(column.text, () => go({ sort: next }), { class: "sort", "data-key": `sort ${column.code}` }));
}

/** @returns {number[]} */
function filtered() {
  const { find, group } = world.shown;
  const plain = (/** @type {string} */ text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = plain(find.trim());
  const [g, n] = group.split(".").map(Number);
  return [...areas().keys()].filter((a) => {
    const of = areas()[a];
    const isFound = !wanted || plain(`${of.name} ${of.short} ${of.code}`).includes(wanted);
    const isIn = group === "" || (group === "ranked" ? world.now.ranked[a] : of.groups[g] === n);
    return isFound && isIn;
  });
}

/** @param {number[]} rows @param {Column[]} columns */
function sorted(rows, columns) {
  const [by, way] = world.shown.sort.split(" ");
  const column = columns.find((of) => of.code === by);
  const name = (/** @type {number} */ a, /** @type {number} */ b) => byName(areas()[a].short, areas()[b].short);
  if (!column) return rows.sort((a, b) => (world.now.ranks[0][a] || 1e9) - (world.now.ranks[0][b] || 1e9) || name(a, b));
  return rows.sort((a, b) => {
    const [x, y] = [column.sort(a), column.sort(b)];
    if (typeof x === "string" || typeof y === "string") return way === "up" ? name(b, a) : name(a, b);
    // What is missing stands last, whichever way.
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || name(a, b);
    return (way === "up" ? x - y : y - x) || name(a, b);
  });
}

/** @returns {Column} */
const nameColumn = () => ({ code: "name", text: say("explorer.column.state"), n: false,
  cell: (a) => link({ view: "state", area: areas()[a].code }, marked(a, 0)), sort: (a) => areas()[a].short,
  csv: [["ref_area", (a) => areas()[a].code], ["name", (a) => areas()[a].name]] });

/** @returns {Column[]} */
function levelColumns() {
  const finite = (/** @type {number} */ x) => (Number.isNaN(x) ? null : x);
  const rank = { code: "rank", text: say("explorer.column.rank"), n: false, cell: (/** @type {number} */ a) => rankText(a, 0),
    sort: (/** @type {number} */ a) => -(world.now.ranks[0][a] || NaN),
    csv: /** @type {Column["csv"]} */ ([["rank", (a) => world.now.ranks[0][a] || null], ["rank_p05", (a) => interval(a, 0)?.[0] ?? null], ["rank_p95", (a) => interval(a, 0)?.[1] ?? null]]) };
  return [rank, ...mainLevels().map((l) => ({ code: levels()[l].code, text: levels()[l].short, n: true, cell: (/** @type {number} */ a) => whenceScore(a, l),
    sort: (/** @type {number} */ a) => world.now.levels[l][a], csv: /** @type {Column["csv"]} */ ([[levels()[l].code, (a) => finite(world.now.levels[l][a])]]) }))];
}

/** @returns {Column[]} */
function indicatorColumns() {
  const l = levels().findIndex((of) => of.code === world.shown.columns);
  return indicators().flatMap((of, i) => {
    const values = world.data.numbers.indicators[i];
    return of.parent !== l ? [] : [{ code: of.code, text: `${of.short}, ${of.unit}`, n: true, cell: (/** @type {number} */ a) => values.value[a] === null ? valueText(i, null) : whenceValue(a, i),
      sort: (/** @type {number} */ a) => values.value[a] ?? NaN,
      csv: /** @type {Column["csv"]} */ ([[of.code, (a) => values.value[a]], [`${of.code}_year`, (a) => values.year[a]], [`${of.code}_status`, (a) => values.status[a] === "-" ? "" : say(`explorer.status.${values.status[a]}`)]]) }];
  });
}

/** @param {number[]} rows @param {Column[]} columns */
function taken(rows, columns) {
  const all = columns.flatMap((column) => column.csv);
  return csv([all.map(([name]) => name), ...rows.map((a) => all.map(([, cell]) => cell(a)))]);
}
