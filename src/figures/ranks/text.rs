//! What is said about the figure of ranks, and its data.

use super::{ID, Ranks};
use crate::drawing::Sample;
use crate::exhibits::{Exhibits, basis};
use crate::fault::Result;
use crate::figures::chart::{Below, Chart};
use crate::figures::data::{self, Data, Of};
use crate::uncertainty::What;
use crate::uncertainty::tiers::MOST_COMPARED;
use crate::words::{Number, Say};

/// States named at either end in the alternative text.
const NAMED: usize = 5;

impl Ranks<'_> {
    /// When two States are told apart, and how tiers are made of that; or that neither was asked.
    fn of_pairs(&self) -> Result<Vec<String>> {
        let words = self.exhibits.words;
        if !self.simulation().compares() {
            let most = ("most", Say::from(Number::count(MOST_COMPARED)));
            return Ok(vec![words.say("figure.ranks.not_compared", &[most])?]);
        }
        let certain = Number::percent(self.simulation().certain);
        let said = [("certain", certain.into()), ("share", self.undecided().into())];
        let key = if self.tiers.len() > 1 { "tiers" } else { "one_tier" };
        let tiers = words.get(&format!("figure.ranks.{key}"))?.to_owned();
        Ok(vec![words.say("figure.ranks.pairs", &said)?, tiers])
    }

    /// Share of the pairs of ranked States that can't be told apart.
    fn undecided(&self) -> Number {
        let (undecided, pairs) = self.simulation().undecided();
        Number::percent(undecided as f64 / pairs.max(1) as f64)
    }

    /// The choices that were varied, each kind once, with the number of runs and their seed.
    fn varied(&self) -> Result<String> {
        let words = self.exhibits.words;
        let found = self.simulation();
        if !found.varies() {
            return Ok(words.get("figure.ranks.fixed")?.to_owned());
        }
        let mut kinds: Vec<&str> = Vec::new();
        for kind in found.choices.iter().filter_map(|choice| kind(choice.what)) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let names: Result<Vec<&str>> =
            kinds.iter().map(|kind| words.get(&format!("figure.ranks.varied.{kind}"))).collect();
        let said = [
            ("runs", Say::from(Number::decimal(found.runs as f64, 0))),
            ("seed", found.plan.seed.to_string().into()),
            ("choices", self.exhibits.words.list(&names?)?.into()),
        ];
        words.say("figure.ranks.note", &said)
    }

    /// Names, each with its rank and the interval.
    fn named(&self, areas: &[usize]) -> Result<String> {
        let mut names = Vec::new();
        for &area in areas {
            let Some(place) = self.place(area) else { continue };
            let rank = |value: f64| Say::from(Number::decimal(value, 0));
            let name = Say::from(self.exhibits.marked_short(area, 0));
            let said = match self.simulation().varies() {
                true => {
                    vec![("name", name), ("low", rank(place.of.p05)), ("high", rank(place.of.p95))]
                }
                false => vec![("name", name)],
            };
            let key = if said.len() > 1 { "alt_state" } else { "alt_fixed" };
            names.push(self.exhibits.words.say(&format!("figure.ranks.{key}"), &said)?);
        }
        Ok(self.exhibits.words.apart(&names))
    }
}

/// The words for a kind of choice; what is drawn to place an indicative State is told apart from them.
fn kind(what: What) -> Option<&'static str> {
    match what {
        What::Imputation => Some("imputation"),
        What::Treatment => Some("treatment"),
        What::Normalisation => Some("normalisation"),
        What::Aggregation(_) => Some("aggregation"),
        What::Weights(_) => Some("weights"),
        What::Drop => Some("drop"),
        What::Measurement => Some("measurement"),
        What::Placement => None,
    }
}

impl Chart for Ranks<'_> {
    fn exhibits(&self) -> &Exhibits<'_> {
        self.exhibits
    }

    fn id(&self) -> &str {
        ID
    }

    /// How wide intervals are and how many tiers there are, or that neither can be known.
    fn title(&self) -> Result<String> {
        let words = self.exhibits.words;
        let ranked = ("ranked", Say::from(Number::count(self.n())));
        if self.n() == 1 {
            return words.say("figure.ranks.title_single", &[]);
        }
        if !self.simulation().varies() {
            return words.say("figure.ranks.title_fixed", &[ranked]);
        }
        let width = self.simulation().width_of_half().unwrap_or(0.0);
        let start = match width > 0.0 {
            true => {
                let width = Number::count(width as usize);
                words.say("figure.ranks.wide", &[("width", width.into())])?
            }
            false => words.get("figure.ranks.narrow")?.to_owned(),
        };
        let key = match self.tiers.len() {
            0 => "figure.ranks.title_alone",
            1 => "figure.ranks.title_one_tier",
            all if all == self.n() => "figure.ranks.title_apart",
            _ => "figure.ranks.title",
        };
        let mut said = vec![("start", start.into()), ranked];
        match key {
            "figure.ranks.title" => said.push(("tiers", Number::count(self.tiers.len()).into())),
            "figure.ranks.title_one_tier" => said.push(("share", self.undecided().into())),
            _ => {}
        }
        words.say(key, &said)
    }

    fn subtitle(&self) -> Result<String> {
        let level = Say::from(self.exhibits.level_short(0));
        let years = basis::years(self.exhibits, 0)?;
        let said = [("level", level), ("years", Say::from(years))];
        self.exhibits.words.say("figure.ranks.subtitle", &said)
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let words = self.exhibits.words;
        let count = |n: usize| Say::from(Number::count(n));
        let ranked: Vec<usize> = self.ranked().collect();
        let said = [
            ("ranked", count(ranked.len())),
            ("placed", count(self.placed.len())),
            ("finding", finding.into()),
        ];
        let start = words.say("figure.ranks.alt", &said)?;
        let ends = [
            ("first", self.named(&ranked[..ranked.len().min(NAMED)])?.into()),
            ("last", self.named(&ranked[ranked.len().saturating_sub(NAMED)..])?.into()),
        ];
        Ok(format!("{start} {}", words.say("figure.ranks.alt_ends", &ends)?))
    }

    /// What was varied, how tiers are made, who is indicative, and whether the runs are all there.
    fn note(&self) -> Result<String> {
        let words = self.exhibits.words;
        let found = self.simulation();
        let count = |n: usize| Say::from(Number::count(n));
        let mut note = vec![self.varied()?];
        if found.varies() && self.n() > 1 {
            note.extend(self.of_pairs()?);
        }
        if !self.placed.is_empty() {
            let n = ("n", count(self.placed.len()));
            note.push(words.say("figure.ranks.placed", &[n])?);
        }
        let without = self.exhibits.panel.areas.len() - self.n() - self.placed.len();
        if without > 0 {
            note.push(words.say("figure.ranks.without", &[("n", count(without))])?);
        }
        if found.is_partial() {
            let said = [
                ("runs", Say::from(Number::decimal(found.runs as f64, 0))),
                ("asked", Number::decimal(found.plan.runs as f64, 0).into()),
            ];
            note.push(words.say("figure.ranks.partial", &said)?);
        }
        basis::marked(self.exhibits, 0, "dagger", note.join(" "))
    }

    fn data(&self) -> Vec<Vec<String>> {
        let columns = ["tier", "tier_last", "rank", "median", "p05", "p25", "p75", "p95"];
        let mut data = Data::new(self.exhibits, columns);
        for area in self.ranked().chain(self.placed.iter().copied()) {
            let Some(place) = self.place(area) else { continue };
            let tiers = self.simulation().tier_of(area);
            let tiers = [tiers.map(|of| of.0), tiers.map(|of| of.1)].map(data::cell);
            let of = &place.of;
            let spread = [of.median, of.p05, of.p25, of.p75, of.p95].map(|n| n.to_string());
            let cells = tiers.into_iter().chain([data::cell(of.nominal)]).chain(spread);
            data.push(Of::Score(area, 0), cells);
        }
        data.rows()
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let words = self.exhibits.words;
        let entry = |sample: Sample, key: &str| -> Result<(Sample, String)> {
            Ok((sample, words.get(&format!("figure.ranks.{key}"))?.to_owned()))
        };
        let mut entries = Vec::new();
        let varies = self.simulation().varies();
        entries.push(entry(Sample::Mark(self.dot(true)), "nominal")?);
        if varies {
            entries.push(entry(Sample::Tick(self.tick()), "median")?);
        }
        if varies || !self.placed.is_empty() {
            entries.push(entry(Sample::Line(self.thick()), "half")?);
            entries.push(entry(Sample::Line(self.thin()), "interval")?);
        }
        if !self.placed.is_empty() {
            entries.push(entry(Sample::Mark(self.dot(false)), "place")?);
        }
        if self.has_tiers() {
            entries.push(entry(Sample::Swatch(self.tier_shade()), "tier")?);
        }
        Ok(entries)
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        self.columns(top)
    }
}
