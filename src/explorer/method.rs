//! The levels and indicators of a framework, and how far the scripts can score by them.

use serde::Serialize;

use super::download::Download;
use super::subject::Subject;
use crate::analyse::{ScoreRange, Verdict};
use crate::exhibits::colours::Classes;
use crate::exhibits::{Exhibits, scores, source};
use crate::fault::Result;
use crate::figures::{self, Figure};
use crate::framework::Scale;
use crate::framework::{Aggregation, Imputation, Indicator, Low, Weighting};
use crate::look::Colour;
use crate::score::{Child, LEAST_PRINTED, all_below, fit_column};

#[derive(Serialize)]
pub(super) struct Method<'a> {
    code: &'a str,
    name: &'a str,
    levels: Vec<LevelOf<'a>>,
    indicators: Vec<IndicatorOf<'a>>,
    groupings: Vec<GroupingOf<'a>>,
    /// Position of the grouping of peers, and what they are called.
    peers: Option<(usize, &'a str)>,
    /// Position of the grouping that figures are told apart by.
    main_grouping: Option<usize>,
    /// What income is called, where the framework has a measure of it.
    income: Option<&'a str>,
    ranking_coverage: f64,
    /// Below this share of a focus area's weight neither its score nor the index is printed.
    least_printed: f64,
    /// Share of the scored indicators without which an area is left out from the start.
    overall: Option<f64>,
    pace: Option<PaceRule>,
}

/// The years between which a pace is taken, the year it leads to, and its verdicts as words have them.
#[derive(Serialize)]
struct PaceRule {
    from: [i32; 2],
    to: [i32; 2],
    apart: i32,
    year: i32,
    verdicts: [&'static str; 6],
}

/// How a level is made, where the scripts know to.
#[derive(Serialize)]
struct Mean {
    method: &'static str,
    /// Of a score of 0 or below: counts as this.
    floor: Option<f64>,
    /// Or leaves the area without the level's.
    excludes: bool,
    power: Option<f64>,
    order: Option<Vec<f64>>,
}

#[derive(Serialize)]
struct LevelOf<'a> {
    code: &'a str,
    parent: Option<usize>,
    name: &'a str,
    short: &'a str,
    description: Option<&'a str>,
    weight: f64,
    /// Whether what stands below counts alike, whatever its weights.
    equal: bool,
    complete: bool,
    coverage: Option<f64>,
    method: &'static str,
    weighting: &'static str,
    /// `None` where the scripts don't know to make it.
    mean: Option<Mean>,
    /// The floor of a geometric mean that a reader may choose, where one has a meaning.
    geometric_floor: Option<f64>,
    /// Ends of the scores, and the decimals with which they are printed.
    range: (f64, f64),
    decimals: usize,
    noise: f64,
    colour: Colour,
    classes: ClassesOf,
    sources: Vec<String>,
    map: Option<Told>,
}

/// Classes of scores, lowest first.
#[derive(Serialize)]
struct ClassesOf {
    /// Lower ends of all but the lowest.
    from: Vec<f64>,
    colours: Vec<Colour>,
    ranges: Vec<String>,
}

/// What is said of the published figure.
#[derive(Serialize)]
struct Told {
    title: String,
    subtitle: String,
    note: String,
    source: String,
}

#[derive(Serialize)]
struct IndicatorOf<'a> {
    code: &'a str,
    parent: usize,
    name: &'a str,
    short: &'a str,
    unit: &'a str,
    decimals: usize,
    weight: Option<f64>,
    required: bool,
    less_is_better: bool,
    method: &'static str,
    /// Whether a reader can switch it off.
    removable: bool,
    definition: Option<&'a str>,
    limits: Option<&'a str>,
    reading: Option<&'a str>,
    caution: Option<&'a str>,
    posts: Option<(f64, f64, &'a str)>,
    sources: Vec<String>,
    range: (f64, f64),
    parts: Vec<(&'a str, &'a str)>,
    /// Whether its scores are those of untreated values on a line that is fixed, and which.
    line: Option<Line>,
}

/// score = bottom + clamp((sign·x − zero) / (one − zero), low, high) · (top − bottom), of x on the scale
/// of the indicator's transform.
#[derive(Serialize)]
struct Line {
    sign: f64,
    zero: f64,
    one: f64,
    low: f64,
    high: f64,
    bottom: f64,
    top: f64,
}

#[derive(Serialize)]
struct GroupingOf<'a> {
    code: &'a str,
    name: &'a str,
    groups: Vec<&'a str>,
}

impl<'a> Method<'a> {
    pub fn of(subject: &Subject<'a>, download: Option<&Download>) -> Result<Self> {
        let exhibits = subject.exhibits;
        let framework = exhibits.framework;
        let maps = figures::draw(exhibits, Some(&["map".to_owned()]))?;
        let level = |l: usize| level(exhibits, l, &maps);
        let indicator = |i: usize| indicator(subject, i, download);
        let groupings = framework.groupings.iter().enumerate().map(|(g, grouping)| GroupingOf {
            code: &grouping.code,
            name: exhibits.grouping(g),
            groups: (0..grouping.groups.len()).map(|n| exhibits.group(g, n)).collect(),
        });
        Ok(Method {
            code: &framework.code,
            name: exhibits.in_language(&framework.name),
            levels: (0..framework.levels.len()).map(level).collect::<Result<_>>()?,
            indicators: (0..framework.indicators.len()).map(indicator).collect::<Result<_>>()?,
            groupings: groupings.collect(),
            peers: framework.peers().zip(exhibits.peers()),
            main_grouping: exhibits.main_grouping(),
            income: framework.income.map(|m| exhibits.in_language(&framework.measures[m].short)),
            ranking_coverage: framework.ranking_coverage,
            least_printed: LEAST_PRINTED,
            overall: framework.screen.overall,
            pace: pace(exhibits),
        })
    }
}

fn pace(exhibits: &Exhibits) -> Option<PaceRule> {
    let rule = exhibits.framework.progress.as_ref()?.pace.as_ref()?;
    Some(PaceRule {
        from: rule.from,
        to: [rule.to[0], rule.to[1].min(exhibits.panel.cut_off)],
        apart: rule.apart,
        year: rule.year,
        verdicts: Verdict::ALL.map(Verdict::name),
    })
}

fn level<'a>(exhibits: &Exhibits<'a>, l: usize, maps: &[Figure]) -> Result<LevelOf<'a>> {
    let of = &exhibits.framework.levels[l];
    let (range, classes) = (exhibits.range(l), Classes::of(exhibits, l));
    let is_fixed = !of.weighting.is_made();
    let id = crate::exhibits::ids::id_of("map", &of.code);
    let map = maps.iter().find(|figure| figure.id == id);
    Ok(LevelOf {
        code: &of.code,
        parent: of.parent,
        name: exhibits.level(l),
        short: exhibits.level_short(l),
        description: of.description.as_ref().map(|names| exhibits.in_language(names)),
        weight: of.weight,
        equal: matches!(of.weighting, Weighting::Equal(_)),
        complete: of.complete,
        coverage: of.coverage,
        method: of.aggregation.key(),
        weighting: of.weighting.key(),
        mean: mean(&of.aggregation).filter(|_| is_fixed),
        geometric_floor: geometric_floor(exhibits, l),
        range: (range.low, range.high),
        decimals: scores::decimals(range),
        noise: range.noise(),
        colour: exhibits.level_colour(l),
        classes: ClassesOf {
            from: classes.breaks().to_vec(),
            ranges: classes.ranges(exhibits)?,
            colours: classes.colours,
        },
        sources: source::named(exhibits, exhibits.framework.scored_under(l))?,
        map: map.map(|figure| Told {
            title: figure.title.clone(),
            subtitle: figure.subtitle.clone(),
            note: figure.note.clone(),
            source: figure.source.clone(),
        }),
    })
}

/// A method that the page's scripts know.
fn mean(by: &Aggregation) -> Option<Mean> {
    let (power, order) = by.about().scripted?;
    let excludes = by.low() == Some(Low::Excluded);
    Some(Mean { method: by.key(), floor: by.floor(), excludes, power, order })
}

/// That of the framework; else a hundredth of a range that begins at 0 or above and that all below share.
fn geometric_floor(exhibits: &Exhibits, level: usize) -> Option<f64> {
    if let Aggregation::GeometricMean(mean) = &exhibits.framework.levels[level].aggregation {
        return mean.low.floor();
    }
    let below = all_below(exhibits.framework).swap_remove(level).into_iter();
    let range = |(child, _): (Child, f64)| match child {
        Child::Indicator(i) => exhibits.indicator_range(i),
        Child::Level(l) => exhibits.range(l),
    };
    let ScoreRange { low, high, .. } = scores::common(below.map(range))?;
    (low >= 0.0).then_some(low + (high - low) / 100.0)
}

fn indicator<'a>(
    subject: &Subject<'a>,
    i: usize,
    download: Option<&Download>,
) -> Result<IndicatorOf<'a>> {
    let exhibits = subject.exhibits;
    let of = &exhibits.framework.indicators[i];
    let text = subject.texts.indicators.get(&of.code);
    let range = exhibits.indicator_range(i);
    Ok(IndicatorOf {
        code: &of.code,
        parent: of.parent,
        name: exhibits.indicator(i),
        short: exhibits.indicator_short(i),
        unit: exhibits.unit(i),
        decimals: of.decimals,
        weight: of.weight,
        required: of.required,
        less_is_better: of.less_is_better(),
        method: of.normalisation.method.key(),
        removable: download.is_some_and(|file| file.can_leave_out(&of.code))
            && stands_alone(exhibits),
        definition: text.map(|text| text.definition.as_str()),
        limits: text.map(|text| text.limits.as_str()),
        reading: text.map(|text| text.reading.as_str()),
        caution: of.caution.as_ref().map(|names| exhibits.in_language(names)),
        posts: of.goalposts().map(|p| (p.worst, p.best, exhibits.in_language(&p.why))),
        sources: source::named(exhibits, [i])?,
        range: (range.low, range.high),
        parts: of
            .parts
            .iter()
            .map(|part| (exhibits.in_language(&part.name), exhibits.in_language(&part.short)))
            .collect(),
        line: line(subject, i, of),
    })
}

/// Whether the score of an indicator is the same whatever other indicators count: no area is left out
/// for want of them, and no value is made from them.
fn stands_alone(exhibits: &Exhibits) -> bool {
    let framework = exhibits.framework;
    let from_others = |by: &Imputation| by.looks_at_others();
    framework.screen.overall.is_none()
        && !framework.indicators.iter().any(|i| i.imputation.iter().any(from_others))
}

fn line(subject: &Subject, i: usize, of: &Indicator) -> Option<Line> {
    let column: Vec<Option<f64>> = subject.exhibits.scores.prepared.column(i).copied().collect();
    let fitted = fit_column(of, subject.input, i, &column).ok()??;
    let is_plain = of.goalposts().is_some() && !of.treatment.changes_values();
    match (fitted.scale, fitted.ends) {
        (Scale::Line { zero, one, low, high }, Some([bottom, top])) if is_plain => {
            Some(Line { sign: fitted.sign, zero, one, low, high, bottom, top })
        }
        _ => None,
    }
}
