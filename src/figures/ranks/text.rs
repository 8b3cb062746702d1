//! What is said about the figure of ranks, and its data.

use super::Ranks;
use crate::drawing::Sample;
use crate::exhibits::basis;
use crate::fault::Result;
use crate::figures::chart::{Below, Chart, exhibited};
use crate::figures::data::{self, Data, Of};
use crate::uncertainty::What;
use crate::uncertainty::tiers::MOST_COMPARED;
use crate::words::{Number, say};

/// States named at either end in the alternative text.
const NAMED: usize = 5;

impl Ranks<'_> {
    /// When two States are told apart, and how tiers are made of that; or that neither was asked.
    fn of_pairs(&self) -> Result<Vec<String>> {
        if !self.simulation().compares() {
            return Ok(vec![say!(self, "not_compared", most = MOST_COMPARED)?]);
        }
        let certain = Number::percent(self.simulation().certain);
        let key = if self.tiers.len() > 1 { "tiers" } else { "one_tier" };
        let pairs = say!(self, "pairs", certain, share = self.undecided())?;
        Ok(vec![pairs, self.word(key)?.to_owned()])
    }

    /// Share of the pairs of ranked States that can't be told apart.
    fn undecided(&self) -> Number {
        let (undecided, pairs) = self.simulation().undecided();
        Number::percent(undecided as f64 / pairs.max(1) as f64)
    }

    /// The choices that were varied, each kind once, with the number of runs and their seed.
    fn varied(&self) -> Result<String> {
        let found = self.simulation();
        if !found.varies() {
            return Ok(self.word("fixed")?.to_owned());
        }
        let mut kinds: Vec<&str> = Vec::new();
        for kind in found.choices.iter().filter_map(|choice| kind(choice.what)) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let names = kinds.iter().map(|kind| self.word(&format!("varied.{kind}")));
        let names = names.collect::<Result<Vec<_>>>()?;
        let (runs, seed) = (Number::decimal(found.runs as f64, 0), found.plan.seed.to_string());
        say!(self, "note", runs, seed, choices = self.exhibits.words.list(&names)?)
    }

    /// Names, each with its rank and the interval.
    fn named(&self, areas: &[usize]) -> Result<String> {
        let named = areas.iter().filter_map(|&area| {
            let (of, name) = (&self.place(area)?.of, self.exhibits.marked_short(area, 0));
            let [low, high] = [of.p05, of.p95].map(|rank| Number::decimal(rank, 0));
            Some(match self.simulation().varies() {
                true => say!(self, "alt_state", name, low, high),
                false => say!(self, "alt_fixed", name),
            })
        });
        Ok(self.exhibits.words.apart(&named.collect::<Result<Vec<_>>>()?))
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
    exhibited!("ranks");

    /// How wide intervals are and how many tiers there are, or that neither can be known.
    fn title(&self) -> Result<String> {
        let ranked = self.n();
        if self.n() == 1 {
            return say!(self, "title_single");
        }
        if !self.simulation().varies() {
            return say!(self, "title_fixed", ranked);
        }
        let width = self.simulation().width_of_half().unwrap_or(0.0);
        let start = match width > 0.0 {
            true => say!(self, "wide", width = width as usize)?,
            false => self.word("narrow")?.to_owned(),
        };
        match self.tiers.len() {
            0 => say!(self, "title_alone", start, ranked),
            1 => {
                say!(self, "title_one_tier", start, ranked, share = self.undecided())
            }
            all if all == self.n() => say!(self, "title_apart", start, ranked),
            n => say!(self, "title", start, ranked, tiers = n),
        }
    }

    fn subtitle(&self) -> Result<String> {
        let years = basis::years(self.exhibits, 0)?;
        say!(self, "subtitle", level = self.exhibits.level_short(0), years)
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let ranked: Vec<usize> = self.ranked().collect();
        let (n, placed) = (ranked.len(), self.placed.len());
        let start = say!(self, "alt", ranked = n, placed, finding)?;
        let first = self.named(&ranked[..ranked.len().min(NAMED)])?;
        let last = self.named(&ranked[ranked.len().saturating_sub(NAMED)..])?;
        Ok(format!("{start} {}", say!(self, "alt_ends", first, last)?))
    }

    /// What was varied, how tiers are made, who is indicative, and whether the runs are all there.
    fn note(&self) -> Result<String> {
        let found = self.simulation();
        let mut note = vec![self.varied()?];
        if found.varies() && self.n() > 1 {
            note.extend(self.of_pairs()?);
        }
        if !self.placed.is_empty() {
            note.push(say!(self, "placed", n = self.placed.len())?);
        }
        if found.is_partial() {
            let [runs, asked] = [found.runs, found.plan.runs].map(|n| Number::decimal(n as f64, 0));
            note.push(say!(self, "partial", runs, asked)?);
        }
        basis::marked(self.exhibits, 0, "dagger", note.join(" "))
    }

    fn has_codes(&self) -> bool {
        true
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
        let (varies, has_placed) = (self.simulation().varies(), !self.placed.is_empty());
        let all = [
            (true, Sample::Mark(self.dot(true)), "nominal"),
            (varies, Sample::Tick(self.tick()), "median"),
            (varies || has_placed, Sample::Line(self.thick()), "half"),
            (varies || has_placed, Sample::Line(self.thin()), "interval"),
            (has_placed, Sample::Mark(self.dot(false)), "place"),
            (self.has_tiers(), Sample::Swatch(self.tier_shade()), "tier"),
        ];
        let shown = all.into_iter().filter(|(is_shown, ..)| *is_shown);
        self.entries(shown.map(|(_, sample, key)| (sample, key)))
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        self.columns(top)
    }
}
