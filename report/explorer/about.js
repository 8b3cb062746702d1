// How the numbers were made, what is varied, and what this page does not do.

import { h } from "./dom.js";
import { indicators, levels, sourceLine, world } from "./world.js";
import { count, percent, say, year } from "./words.js";

export function aboutView() {
  const { data } = world;
  const { varied, kept } = data.uncertain;
  const listed = (/** @type {string[]} */ all) => h("ul", {}, all.map((text) => h("li", {}, text)));
  const n = indicators().filter((of) => of.weight !== null).length;
  return [
    h("section", { class: "prose" },
      h("h2", {}, say("explorer.about.head")),
      h("p", {}, say("explorer.about.made", { n: count(n), levels: count(levels().filter((of) => of.parent === 0).length), states: count(data.areas.all.length), year: year(data.edition.cut_off) })),
      h("p", {}, say("explorer.about.rank", { coverage: percent(data.method.ranking_coverage) })),
      h("p", {}, say("explorer.about.published", { runs: count(data.numbers.runs), certain: percent(data.numbers.certain) })),
      h("h3", {}, say("explorer.about.yours_head")), h("p", {}, say("explorer.about.yours")),
      varied.length ? [h("p", {}, say("explorer.about.varied")), listed(varied)] : null,
      kept.length ? [h("p", {}, say("explorer.about.kept")), listed(kept)] : null,
      h("p", {}, say("explorer.about.alone")),
      h("h3", {}, say("explorer.about.signs_head")), listed(["indicative", "imputed", "old", "interval"].map((key) => say(`explorer.about.sign_${key}`))),
      h("p", { class: "note" }, say("explorer.about.disclaimer"))),
    ...levels().map((of, l) => {
      const own = indicators().filter((indicator) => indicator.parent === l);
      return h("section", { class: "prose" }, h("h3", { "data-colour": of.colour }, of.name), of.description ? h("p", {}, of.description) : null,
        own.map((indicator) => h("details", {}, h("summary", {}, indicator.name, h("span", { class: "unit" }, ` ${indicator.unit}`), indicator.weight === null ? ` ${say("explorer.not_scored")}` : ""),
          [indicator.definition, indicator.reading, indicator.limits, indicator.caution, indicator.posts?.[2], sourceLine(indicator)].map((text) => text ? h("p", {}, text) : null))));
    }),
  ];
}
