//! What is said about pairs of indicators, and the data behind the triangle.

use super::Triangle;
use crate::analyse::audit::{ENOUGH_AREAS, Pair, PairDoubt, REDUNDANT, pair_doubts};
use crate::drawing::{Sample, printable};
use crate::exhibits::basis;
use crate::fault::Result;
use crate::figures::chart::{Below, Chart, exhibited};
use crate::figures::figure;
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
        let name = |i: usize| printable(self.exhibits.indicator_short(i));
        let said = pairs.take(NAMED).map(|pair| {
            let r = Number::decimal(pair.correlation, 2);
            say!(self, "alt_pair", first = name(pair.first), second = name(pair.second), r)
        });
        Ok(self.exhibits.words.apart(&said.collect::<Result<Vec<_>>>()?))
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
        let (n, doubts) = (all, pair_doubts(self.within()));
        let doubtful: usize = doubts.iter().map(|(_, n)| n).sum();
        if doubtful == 0 {
            return say!(self, "title_fine", n);
        }
        let kind = |(doubt, n): &(PairDoubt, usize)| {
            let key = if *doubt == PairDoubt::NearZero { "zero" } else { doubt.key() };
            say!(self, key, n = *n)
        };
        let others = doubts.iter().map(kind).collect::<Result<Vec<_>>>()?.join(", ");
        say!(self, "title", n, together = all - doubtful, others)
    }

    fn subtitle(&self) -> Result<String> {
        say!(self, "subtitle", n = self.order.len(), years = basis::years(self.exhibits, 0)?)
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let mut pairs: Vec<&Pair> = self.pairs.values().copied().collect();
        pairs.sort_by(|a, b| a.correlation.total_cmp(&b.correlation));
        let end = |pair: Option<&&Pair>| Number::decimal(pair.map_or(0.0, |p| p.correlation), 2);
        let alt = say!(
            self,
            "alt",
            n = self.order.len(),
            pairs = pairs.len(),
            low = end(pairs.first()),
            high = end(pairs.last()),
            finding
        )?;
        let lowest = self.named(pairs.iter().copied())?;
        let highest = self.named(pairs.iter().rev().copied())?;
        Ok(format!("{alt} {}", say!(self, "alt_ends", lowest, highest)?))
    }

    fn note(&self) -> Result<String> {
        let across = self.pairs.values().copied().filter(|p| p.within.is_none());
        let across = match pair_doubts(across).iter().map(|(_, n)| n).sum::<usize>() {
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
        let (look, words) = (self.exhibits.look, self.exhibits.words);
        let last = look.correlations.colours.len() - 1;
        let mut entries = Vec::new();
        for (class, pair) in look.correlations.breaks.windows(2).enumerate() {
            let [low, high] = [pair[0], pair[1]].map(|end| Number::decimal(end, 1));
            let range = match class {
                0 => say!(words, "figure.class.lowest", high)?,
                c if c == last => say!(words, "figure.class.highest", low)?,
                _ => say!(words, "figure.class.middle", low, high)?,
            };
            entries.push((Sample::Swatch(look.correlations.colours[class]), range));
        }
        if self.pairs.len() < self.order.len() * (self.order.len() - 1) / 2 {
            let few = say!(self, "few", n = ENOUGH_AREAS)?;
            entries.push((Sample::Hatch, few));
        }
        Ok(entries)
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let layout = self.layout(top + 3.0);
        let height = layout.top + layout.cell * self.order.len() as f64 + 0.6;
        Below::new(height, move |canvas| {
            canvas.begin("cells");
            for row in 0..self.order.len() {
                self.name(canvas, &layout, row);
                for column in 0..row {
                    self.cell(canvas, &layout, row, column);
                }
            }
            canvas.end();
            canvas.begin("areas");
            for &(level, from, to) in &self.sections {
                self.section(canvas, &layout, level, (from, to));
            }
            canvas.end();
            Ok(())
        })
    }
}
