//! What is said about pairs of indicators, and the data behind the triangle.

use super::Triangle;
use crate::analyse::audit::{
    ENOUGH_AREAS, Pair, PairDoubt, REDUNDANT, by_correlation, in_all, pair_doubts,
};
use crate::drawing::Sample;
use crate::exhibits::{basis, colours};
use crate::fault::Result;
use crate::figures::chart::{Below, Chart, exhibited, joined};
use crate::figures::{figure, named};
use crate::look::ScoreClasses;
use crate::words::{Number, say};

/// So many pairs at either end are named in the alternative text.
const NAMED: usize = 5;

impl<'a> Triangle<'a> {
    pub(super) fn within(&self) -> impl Iterator<Item = &'a Pair> {
        self.pairs.values().copied().filter(|p| p.within.is_some())
    }

    fn shows(&self) -> Vec<usize> {
        self.order.clone()
    }

    /// Pairs with their correlation, one after the other.
    fn named<'b>(&self, pairs: impl Iterator<Item = &'b Pair>) -> Result<String> {
        self.apart(pairs.take(NAMED).map(|pair| {
            let [first, second] =
                [pair.first, pair.second].map(|i| named::indicator(self.exhibits, i));
            say!(self, "alt_pair", first, second, r = Number::decimal(pair.correlation, 2))
        }))
    }
}

impl Chart for Triangle<'_> {
    exhibited!("correlations", shows);

    /// How many pairs within areas pull against each other, share nothing or are the same.
    fn title(&self) -> Result<String> {
        let all = self.within().count();
        if all == 0 {
            return Ok(self.word("title_across")?.to_owned());
        }
        let doubts = pair_doubts(self.within());
        if doubts.is_empty() {
            return say!(self, "title_fine", n = all);
        }
        let kind = |(doubt, n): &(PairDoubt, usize)| {
            let key = if *doubt == PairDoubt::NearZero { "zero" } else { doubt.key() };
            say!(self, key, n = *n)
        };
        let others = joined(doubts.iter().map(kind), ", ")?;
        say!(self, "title", n = all, together = all - in_all(&doubts), others)
    }

    fn subtitle(&self) -> Result<String> {
        say!(self, "subtitle", n = self.order.len(), years = basis::years(self.exhibits, 0)?)
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let all = by_correlation(self.pairs.values().copied());
        let end = |pair: Option<&&Pair>| Number::decimal(pair.map_or(0.0, |p| p.correlation), 2);
        let (pairs, low, high) = (all.len(), end(all.first()), end(all.last()));
        let alt = say!(self, "alt", n = self.order.len(), pairs, low, high, finding)?;
        let lowest = self.named(all.iter().copied())?;
        let highest = self.named(all.iter().rev().copied())?;
        Ok(format!("{alt} {}", say!(self, "alt_ends", lowest, highest)?))
    }

    fn note(&self) -> Result<String> {
        let across = self.pairs.values().copied().filter(|p| p.within.is_none());
        let across = match in_all(&pair_doubts(across)) {
            0 => self.word("across_none")?.to_owned(),
            n => say!(self, "across", n)?,
        };
        say!(self, "note", limit = Number::decimal(REDUNDANT, 1), across)
    }

    fn data(&self) -> Vec<Vec<String>> {
        let framework = self.exhibits.framework;
        let row = |pair: &&Pair| {
            let code = |i: usize| framework.indicators[i].code.clone();
            vec![
                code(pair.first),
                code(pair.second),
                pair.within.map_or_else(String::new, |level| framework.levels[level].code.clone()),
                pair.n.to_string(),
                format!("{:.3}", pair.correlation),
                pair.doubt.map_or("", PairDoubt::key).to_owned(),
            ]
        };
        figure::table("first,second,within,areas,correlation,doubt", self.pairs.values().map(row))
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let ScoreClasses { breaks, colours } = &self.look().correlations;
        let starts = breaks[1..colours.len()].iter().map(|start| Number::decimal(*start, 1));
        let ranges = colours::ranges(self.words(), &starts.collect::<Vec<_>>())?;
        let swatches = colours.iter().map(|colour| Sample::Swatch(*colour));
        let mut entries: Vec<_> = swatches.zip(ranges).collect();
        if self.pairs.len() < self.order.len() * (self.order.len() - 1) / 2 {
            entries.push((Sample::Hatch, say!(self, "few", n = ENOUGH_AREAS)?));
        }
        Ok(entries)
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let layout = self.layout(top + 3.0);
        let height = layout.top + layout.cell * self.order.len() as f64 + 0.6;
        Below::new(height, move |canvas| {
            canvas.begin("cells");
            for row in 0..self.order.len() {
                self.head(canvas, &layout, row);
                for column in 0..row {
                    self.cell(canvas, &layout, row, column);
                }
            }
            canvas.end();
            canvas.begin("areas");
            self.sections.iter().for_each(|of| self.section(canvas, &layout, *of));
            canvas.end();
            Ok(())
        })
    }
}
