//! The doubts of an audit one by one, each by a name that an answer to it can bear.

use super::findings::{
    Audit, Coherence, CoherenceDoubt, ENOUGH_AREAS, Fit, FitDoubt, IndicatorDoubt, Influence,
    Measure, Pair,
};
use crate::framework::Framework;
use crate::score::Child;

/// What a doubt is about, by position in the framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Indicator(usize),
    Level(usize),
    Measure(usize),
}

impl From<Child> for About {
    fn from(child: Child) -> Self {
        match child {
            Child::Indicator(indicator) => About::Indicator(indicator),
            Child::Level(level) => About::Level(level),
        }
    }
}

/// One doubt, over all areas with scores or over the ranked alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The audit's question that raises it, as words have it: `availability`, `within` …
    pub question: &'static str,
    /// As words and answers have it: `sparse`, `negative`, `silent` …
    pub kind: &'static str,
    /// What it is of, and where there is a second, what with.
    pub about: Vec<About>,
}

impl Doubt {
    /// `negative bargaining + unions`: its kind, and the codes of what it is about.
    pub fn name(&self, framework: &Framework) -> String {
        let code = |about: &About| match *about {
            About::Indicator(i) => framework.indicators[i].code.as_str(),
            About::Level(l) => framework.levels[l].code.as_str(),
            About::Measure(m) => framework.measures[m].code.as_str(),
        };
        format!("{} {}", self.kind, self.about.iter().map(code).collect::<Vec<_>>().join(" + "))
    }
}

/// Every doubt once, in the order of the audit's questions.
pub fn doubts(audit: &Audit) -> Vec<Doubt> {
    let ranked = audit.ranked.as_ref();
    let mut found: Vec<Doubt> = Vec::new();
    let mut add = |question: &'static str, doubt: Option<Named>| {
        let doubt = doubt.map(|(kind, about)| Doubt { question, kind, about });
        if let Some(doubt) = doubt.filter(|doubt| !found.contains(doubt)) {
            found.push(doubt);
        }
    };
    for of in &audit.indicators {
        let about = || vec![About::Indicator(of.indicator)];
        of.doubts.iter().for_each(|doubt| add(of_values(*doubt), Some((doubt.key(), about()))));
    }
    for pair in audit.pairs.iter().chain(ranked.iter().flat_map(|of| &of.pairs)) {
        add(if pair.within.is_some() { "within" } else { "across" }, of_pair(pair));
    }
    for fit in audit.fits.iter().chain(ranked.iter().flat_map(|of| &of.fits)) {
        fit.doubts.iter().for_each(|doubt| add("within", Some(of_fit(fit, *doubt))));
    }
    for level in audit.coherence.iter().chain(ranked.iter().flat_map(|of| &of.coherence)) {
        of_level(level).into_iter().for_each(|doubt| add("coherence", Some(doubt)));
    }
    for part in audit.influences.iter().chain(ranked.iter().flat_map(|of| &of.influences)) {
        add("influence", of_influence(part));
    }
    for of in audit.left_out.iter().filter(|of| of.is_decisive && of.n >= ENOUGH_AREAS) {
        add("left_out", Some(("decisive", vec![About::Indicator(of.indicator)])));
    }
    for measure in audit.measures.iter().chain(ranked.iter().flat_map(|of| &of.measures)) {
        of_measure(measure).for_each(|doubt| add("measures", Some(doubt)));
    }
    found
}

type Named = (&'static str, Vec<About>);

fn of_values(doubt: IndicatorDoubt) -> &'static str {
    use IndicatorDoubt::{Constant, Modelled, Old, Outliers, Sparse};
    match doubt {
        Sparse | Old | Modelled => "availability",
        Constant | Outliers => "shape",
    }
}

fn of_pair(pair: &Pair) -> Option<Named> {
    let about = vec![About::Indicator(pair.first), About::Indicator(pair.second)];
    Some((pair.doubt?.key(), about))
}

fn of_fit(fit: &Fit, doubt: FitDoubt) -> Named {
    let own = About::Indicator(fit.indicator);
    let about = match doubt {
        FitDoubt::CloserTo(level) => vec![own, About::Level(level)],
        FitDoubt::AgainstItsArea | FitDoubt::ApartFromItsArea => vec![own],
    };
    (doubt.key(), about)
}

/// Of a level of which too little is known nothing is doubted.
fn of_level(level: &Coherence) -> Vec<Named> {
    if level.alpha.is_none() || level.doubts.contains(&CoherenceDoubt::TooFewAreas) {
        return Vec::new();
    }
    level.doubts.iter().map(|doubt| (doubt.key(), vec![About::Level(level.level)])).collect()
}

fn of_influence(part: &Influence) -> Option<Named> {
    Some((part.doubt?.key(), vec![part.child.into()]))
}

fn of_measure(measure: &Measure) -> impl Iterator<Item = Named> + '_ {
    let levels = measure.with.iter().enumerate().filter(|(_, with)| with.is_detour);
    levels.map(|(level, _)| ("detour", vec![About::Level(level), About::Measure(measure.measure)]))
}
