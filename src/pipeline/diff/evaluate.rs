//! Both sides in; every score with each set of steps taken, and the parts of each change, out.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::analyse::{Crossing, Differences, Step, Steps, revisions, split};
use crate::fault::Result;
use crate::framework::{Framework, NormaliseMethod};
use crate::ingest::Ingested;
use crate::model::{Names, Observation, Sex};
use crate::pipeline::results::Scored;
use crate::pipeline::side::Side;
use crate::score::{Status, is_above};

/// What lies between two sides.
pub(in crate::pipeline) struct Bridge<'a> {
    pub sides: [&'a Side; 2],
    /// By area, then level of the later framework.
    pub crossings: Vec<Crossing>,
    /// How many figures differ, by step.
    pub figures: BTreeMap<Step, usize>,
    /// Steps that differ at all.
    pub active: Steps,
    /// Why scores with some of the steps taken do not exist.
    pub broken: BTreeSet<String>,
}

/// The scores with a set of steps taken.
type Taken = BTreeMap<Steps, Result<Scored>>;

impl<'a> Bridge<'a> {
    pub fn between(before: &'a Side, after: &'a Side) -> Self {
        let sides = [before, after];
        let known = sides.map(known);
        let mut found = revisions(&known[0], &known[1], before.rounded(after));
        let read = sides.map(|side| series_read(&side.plan.method.framework));
        let is_shared = |series: &str| read.iter().all(|read| read.contains(series));
        let is_read = |series: &str| read.iter().any(|read| read.contains(series));
        found.retain(|revision| is_read(&revision.of().series));
        let ends = (before.cut_off, after.cut_off);
        let differences = Differences::new((&known[0], &known[1]), found, is_shared, ends);
        let mut figures = BTreeMap::new();
        for (step, _) in &differences.changes {
            *figures.entry(*step).or_default() += 1;
        }
        let mut active = Steps::of(figures.keys().copied());
        if before.cut_off != after.cut_off {
            active = active.and(Step::New);
        }
        if differs(before, after) {
            active = active.and(Step::Method);
        }
        // The reader of one side has them in the same files, where they aren't read for a score.
        let alone = known.iter().flatten().filter(|figure| {
            let of = |read: &BTreeSet<String>| read.contains(&*figure.series);
            of(&read[0]) != of(&read[1])
        });
        let alone: BTreeSet<_> = alone.map(place_of).collect();
        if !alone.is_empty() {
            figures.insert(Step::Method, alone.len());
        }
        let sets: BTreeSet<Steps> = Steps::all().map(|steps| steps.within(active)).collect();
        let score = |steps: Steps| (steps, taken(sides, &differences, steps));
        let scored: Taken = sets.into_par_iter().map(score).collect();
        let broken = scored.values().filter_map(|scored| scored.as_ref().err());
        let broken = broken.flat_map(|faults| faults.0.iter().map(|fault| fault.message.clone()));
        let broken = broken.collect();
        let mut bridge = Bridge { sides, crossings: Vec::new(), figures, active, broken };
        bridge.crossings = bridge.crossings(&scored);
        bridge
    }

    /// Whether nothing is new but the last year: figures grow too old, and none comes.
    pub fn is_year_alone(&self) -> bool {
        self.active.has(Step::New) && !self.figures.contains_key(&Step::New)
    }

    fn crossings(&self, scored: &Taken) -> Vec<Crossing> {
        let frameworks = self.sides.map(|side| &side.plan.method.framework);
        let areas = self.sides.map(|side| &side.scored.panel.areas);
        let areas: BTreeSet<&String> = areas.into_iter().flatten().collect();
        let levels = frameworks[1].levels.iter().enumerate().filter_map(|(later, level)| {
            let earlier = if later == 0 { Some(0) } else { frameworks[0].level(&level.code) };
            Some(([earlier?, later], &level.code))
        });
        let levels: Vec<_> = levels.collect();
        let pairs: Vec<_> =
            areas.iter().flat_map(|area| levels.iter().map(move |l| (*area, l))).collect();
        pairs
            .into_par_iter()
            .map(|(area, (levels, code))| self.crossing(scored, area, *levels, code))
            .collect()
    }

    /// `levels`: positions in the earlier and the later framework.
    fn crossing(&self, scored: &Taken, area: &str, levels: [usize; 2], code: &str) -> Crossing {
        let at = |steps: Steps| -> Option<(&Scored, usize, usize)> {
            let scored = scored.get(&steps.within(self.active))?.as_ref().ok()?;
            let row = scored.panel.areas.iter().position(|known| known == area)?;
            Some((scored, row, levels[usize::from(steps.has(Step::Method))]))
        };
        let score = |steps: Steps| {
            let (scored, row, level) = at(steps)?;
            *scored.scores.levels.get(row, level)
        };
        let rank = |steps: Steps| {
            let (scored, row, level) = at(steps)?;
            *scored.scores.ranks.get(row, level)
        };
        // Places are gained upwards.
        let place = |steps: Steps| at(steps).and_then(place).map(|place| -place);
        // Only the ends are printed: on the way a score may rest on too little.
        let shown =
            |steps: Steps| at(steps).and_then(|(of, row, level)| of.scores.shown(row, level));
        let status = |steps: Steps| at(steps).map(|(of, row, level)| of.scores.status(row, level));
        let (none, all) = (Steps::default(), Steps::of(Step::ALL));
        let rank = (rank(none), rank(all));
        let ends = (shown(none), shown(all));
        let status = [none, all].map(|steps| status(steps).map(Status::name));
        Crossing {
            area: area.to_owned(),
            code: code.to_owned(),
            level: levels[1],
            score: ends,
            status: (status[0], status[1]),
            rank,
            points: ends.0.and(ends.1).and_then(|_| split(score)),
            places: rank.0.and(rank.1).and_then(|_| split(place)),
        }
    }
}

/// The rank of an area at a level; where it has none, the place that it would take.
fn place((scored, row, level): (&Scored, usize, usize)) -> Option<f64> {
    let scores = &scored.scores;
    if let Some(rank) = scores.ranks.get(row, level) {
        return Some(*rank as f64);
    }
    let own = (*scores.levels.get(row, level))?;
    let ranked = (0..scores.levels.rows()).filter(|&a| scores.standings[a].is_ranked());
    let above = ranked.filter_map(|a| *scores.levels.get(a, level)).filter(|x| is_above(*x, own));
    Some(above.count() as f64 + 1.0)
}

/// The figures that a side knows of: those up to its last year, of areas that can be scored.
fn known(side: &Side) -> Vec<Observation> {
    let figures = side.ingested.observations.iter().filter(|o| o.year <= side.cut_off);
    figures.cloned().collect()
}

fn place_of(of: &Observation) -> (&str, &str, Sex, i32) {
    (&of.series, &of.ref_area, of.sex, of.year)
}

fn series_read(framework: &Framework) -> BTreeSet<String> {
    framework.own_series().into_iter().map(|(series, _)| series).collect()
}

/// Whether the methods, or the tables of areas, differ in what can move a score.
fn differs(before: &Side, after: &Side) -> bool {
    let table = |side: &Side| {
        let areas = side.plan.method.areas.as_ref();
        areas.map(|areas| areas.iter().cloned().collect::<Vec<_>>())
    };
    let [one, other] = [before, after].map(|side| bare(&side.plan.method.framework));
    let uncertainty = other.uncertainty.clone();
    Framework { uncertainty, ..one } != other || table(before) != table(after)
}

/// A framework without its words, without where its files lie, and without what is only compared.
fn bare(of: &Framework) -> Framework {
    let mut bare = of.clone();
    (bare.areas_file, bare.sources_file, bare.cut_off, bare.inequality) = (None, None, None, None);
    (bare.name, bare.population, bare.progress) = (Names::default(), None, None);
    (bare.measures, bare.themes, bare.groupings) = (Vec::new(), Vec::new(), Vec::new());
    bare.readings = Vec::new();
    (bare.shares, bare.within) = (Vec::new(), None);
    (bare.regions, bare.aggregates, bare.answers) = (None, Vec::new(), Vec::new());
    for level in &mut bare.levels {
        (level.name, level.short) = (Names::default(), Names::default());
        (level.description, level.why) = (None, None);
    }
    bare.derived.iter_mut().for_each(|derived| derived.why = None);
    for of in &mut bare.indicators {
        (of.name, of.short, of.unit) = (Names::default(), Names::default(), Names::default());
        (of.caution, of.split, of.by_sex, of.error, of.range) = (None, None, None, None, None);
        (of.parts, of.themes, of.decimals) = (Vec::new(), Vec::new(), 0);
        if let NormaliseMethod::Goalposts(posts) = &mut of.normalisation.method {
            posts.why = Names::default();
        }
    }
    bare
}

/// The scores with these steps taken from the later side.
fn taken(sides: [&Side; 2], differences: &Differences, steps: Steps) -> Result<Scored> {
    let of = |step: Step| sides[usize::from(steps.has(step))];
    let method = of(Step::Method);
    let ingested = Ingested {
        observations: differences.taken(steps),
        fallen: method.ingested.fallen.clone(),
        ..Ingested::default()
    };
    Scored::of(&method.plan.method, &ingested, of(Step::New).cut_off)
}
