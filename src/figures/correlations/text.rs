//! What is said about pairs of indicators, and the data behind the triangle.

use super::{ID, Triangle};
use crate::analyse::audit::{ENOUGH_AREAS, Pair, PairDoubt, REDUNDANT};
use crate::drawing::{Sample, printable};
use crate::exhibits::{Exhibits, basis};
use crate::fault::Result;
use crate::figures::chart::{Below, Chart};
use crate::figures::figure;
use crate::words::{Number, Say};

/// So many pairs at either end are named in the alternative text.
const NAMED: usize = 5;

impl<'a> Triangle<'a> {
    pub(super) fn within(&self) -> impl Iterator<Item = &&'a Pair> + '_ {
        self.pairs.values().filter(|p| p.within.is_some())
    }

    fn count(&self, doubt: PairDoubt) -> usize {
        self.within().filter(|p| p.doubt == Some(doubt)).count()
    }
}

impl Chart for Triangle<'_> {
    fn exhibits(&self) -> &Exhibits<'_> {
        self.exhibits
    }

    fn id(&self) -> &str {
        ID
    }

    /// How many pairs within areas pull against each other, share nothing or are the same.
    fn title(&self) -> Result<String> {
        let n = self.within().count();
        let doubtful = self.within().filter(|p| p.doubt.is_some()).count();
        let n = ("n", Number::count(n).into());
        let words = self.exhibits.words;
        if self.within().count() == 0 {
            return Ok(words.get("figure.correlations.title_across")?.to_owned());
        }
        if doubtful == 0 {
            return words.say("figure.correlations.title_fine", &[n]);
        }
        let together = self.within().count() - doubtful;
        let mut others = Vec::new();
        for (doubt, key) in [
            (PairDoubt::Negative, "figure.correlations.negative"),
            (PairDoubt::NearZero, "figure.correlations.zero"),
            (PairDoubt::Redundant, "figure.correlations.redundant"),
        ] {
            match self.count(doubt) {
                0 => {}
                n => others.push(words.say(key, &[("n", Number::count(n).into())])?),
            }
        }
        let said =
            [n, ("together", Number::count(together).into()), ("others", others.join(", ").into())];
        words.say("figure.correlations.title", &said)
    }

    fn subtitle(&self) -> Result<String> {
        let years = basis::years(self.exhibits, 0)?;
        let said = [("n", Number::count(self.order.len()).into()), ("years", years.into())];
        self.exhibits.words.say("figure.correlations.subtitle", &said)
    }

    fn alt(&self, _: &str) -> Result<String> {
        let ends = |best: fn(f64, f64) -> f64| {
            let all = self.pairs.values().map(|p| p.correlation);
            Number::decimal(all.reduce(best).unwrap_or(0.0), 2)
        };
        let said = [
            ("n", Number::count(self.order.len()).into()),
            ("pairs", Number::count(self.pairs.len()).into()),
            ("low", ends(f64::min).into()),
            ("high", ends(f64::max).into()),
            ("finding", self.title()?.into()),
        ];
        let words = self.exhibits.words;
        let alt = words.say("figure.correlations.alt", &said)?;
        let mut pairs: Vec<&Pair> = self.pairs.values().copied().collect();
        pairs.sort_by(|a, b| a.correlation.total_cmp(&b.correlation));
        let named = |pairs: &mut dyn Iterator<Item = &&Pair>| -> Result<Say> {
            let said = pairs.take(NAMED).map(|pair| {
                let name = |i: usize| Say::from(printable(self.exhibits.indicator_short(i)));
                let r = Number::decimal(pair.correlation, 2).into();
                let said = [("first", name(pair.first)), ("second", name(pair.second)), ("r", r)];
                words.say("figure.correlations.alt_pair", &said)
            });
            Ok(words.apart(&said.collect::<Result<Vec<_>>>()?).into())
        };
        let ends =
            [("lowest", named(&mut pairs.iter())?), ("highest", named(&mut pairs.iter().rev())?)];
        Ok(format!("{alt} {}", words.say("figure.correlations.alt_ends", &ends)?))
    }

    fn note(&self) -> Result<String> {
        let across = self.pairs.values().filter(|p| p.within.is_none() && p.doubt.is_some());
        let words = self.exhibits.words;
        let across = match across.count() {
            0 => words.get("figure.correlations.across_none")?.to_owned(),
            n => words.say("figure.correlations.across", &[("n", Number::count(n).into())])?,
        };
        let said = [("limit", Number::decimal(REDUNDANT, 1).into()), ("across", across.into())];
        words.say("figure.correlations.note", &said)
    }

    fn data(&self) -> Vec<Vec<String>> {
        let framework = self.exhibits.framework;
        let mut rows =
            figure::table(["first", "second", "within", "areas", "correlation", "doubt"]);
        rows.extend(self.pairs.values().map(|pair| {
            let code = |i: usize| framework.indicators[i].code.clone();
            let within = pair.within.map(|level| framework.levels[level].code.clone());
            vec![
                code(pair.first),
                code(pair.second),
                within.unwrap_or_default(),
                pair.n.to_string(),
                format!("{:.3}", pair.correlation),
                pair.doubt.map_or("", PairDoubt::key).to_owned(),
            ]
        }));
        rows
    }

    fn shows(&self) -> Vec<usize> {
        self.order.clone()
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let (look, words) = (self.exhibits.look, self.exhibits.words);
        let last = look.correlations.colours.len() - 1;
        let number = |value: f64| Say::from(Number::decimal(value, 1));
        let mut entries = Vec::new();
        for (class, pair) in look.correlations.breaks.windows(2).enumerate() {
            let (low, high) = (("low", number(pair[0])), ("high", number(pair[1])));
            let range = match class {
                0 => words.say("figure.class.lowest", &[high])?,
                c if c == last => words.say("figure.class.highest", &[low])?,
                _ => words.say("figure.class.middle", &[low, high])?,
            };
            let colour = look.correlations.colours[class];
            entries.push((Sample::Swatch(colour), range));
        }
        if self.pairs.len() < self.order.len() * (self.order.len() - 1) / 2 {
            let said = [("n", Number::count(ENOUGH_AREAS).into())];
            entries.push((Sample::Hatch, words.say("figure.correlations.few", &said)?));
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
