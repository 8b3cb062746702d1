//! Everything an explanation is made from, held together and looked up fast.

use std::collections::{BTreeMap, BTreeSet};

use super::find::{Meant, find};
use super::told::{Explained, Interval, Node};
use super::tongue::Tongue;
use super::unranked::unranked;
use crate::analyse::{RankWithin, ranks_within};
use crate::fault::Result;
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::ingest::sex_named;
use crate::model::{Areas, Catalogue, Column, Grid, Observation, Sex};
use crate::score::{Input, Scores, all_transformed, filled};

/// A figure by series, sex, area and year.
type Key<'a> = (&'a str, Sex, &'a str, i32);

/// A scored edition with what it was made from.
pub struct Case<'a> {
    pub framework: &'a Framework,
    pub areas: &'a Areas,
    pub catalogue: Option<&'a Catalogue>,
    pub panel: &'a Panel,
    pub input: &'a Input,
    pub scores: &'a Scores,
    /// In which it is told.
    pub tongue: Tongue,
    figures: BTreeMap<Key<'a>, &'a Observation>,
    /// Series with any figure of both sexes.
    of_both: BTreeSet<&'a str>,
    /// Values before anything was imputed, by indicator.
    pub(super) observed: Vec<Column>,
    /// Values on the scale of the transform, before treatment, by indicator.
    pub(super) untreated: Vec<Column>,
    /// How many have a rank, by level.
    pub(super) ranked: Vec<usize>,
    /// Ranks in groups, by grouping.
    pub(super) within: Vec<Grid<Option<RankWithin>>>,
}

impl<'a> Case<'a> {
    /// `framework` as the panel was built with it.
    ///
    /// # Errors
    /// Those of scoring (none, for what was scored).
    pub fn new(
        framework: &'a Framework,
        (areas, catalogue): (&'a Areas, Option<&'a Catalogue>),
        observations: &'a [Observation],
        (panel, input, scores): (&'a Panel, &'a Input, &'a Scores),
    ) -> Result<Self> {
        let (mut figures, mut of_both) = (BTreeMap::new(), BTreeSet::new());
        for o in observations.iter().filter(|o| is_among(&panel.areas, &o.ref_area)) {
            figures.insert((&*o.series, o.sex, &*o.ref_area, o.year), o);
            if o.sex == Sex::Total {
                of_both.insert(&*o.series);
            }
        }
        let filled = filled(framework, input)?;
        let made: BTreeSet<(usize, usize)> =
            filled.imputed.iter().map(|made| (made.area, made.indicator)).collect();
        let mut observed = filled.columns.clone();
        for (area, indicator) in made {
            observed[indicator][area] = None;
        }
        let untreated = all_transformed(framework, &input.areas, filled.columns)?;
        let ranked = |level| scores.ranks.column(level).flatten().count();
        let within = framework.groupings.iter().map(|of| ranks_within(areas, panel, scores, of));
        Ok(Case {
            framework,
            areas,
            catalogue,
            panel,
            input,
            scores,
            tongue: Tongue::english(),
            figures,
            of_both,
            observed,
            untreated,
            ranked: (0..framework.levels.len()).map(ranked).collect(),
            within: within.collect(),
        })
    }

    /// The same, told in another language.
    pub fn told_in(self, tongue: Tongue) -> Self {
        Case { tongue, ..self }
    }

    /// The figure that a formula reads by this name.
    pub(super) fn figure(
        &self,
        series: &str,
        sex: Sex,
        area: &str,
        year: i32,
    ) -> Option<&'a Observation> {
        let named =
            sex_named(series).filter(|_| sex == Sex::Total && !self.of_both.contains(series));
        self.figures.get(&(series, named.unwrap_or(sex), area, year)).copied()
    }

    /// The tree of an area below a level or an indicator, by code or name; the index where none is named.
    ///
    /// # Errors
    /// No such level or indicator, with the nearest; a name of several.
    pub fn explain(
        &self,
        area: usize,
        code: Option<&str>,
        interval: &dyn Fn(&str) -> Interval,
    ) -> Result<Explained> {
        let framework = self.framework;
        let meant = code.map_or(Ok(Meant::Level(0)), |code| find(framework, code))?;
        let node = match meant {
            Meant::Level(level) => Node::Level(Box::new(self.level(area, level, interval))),
            Meant::Indicator(i) => Node::Indicator(Box::new(self.indicator(area, i))),
        };
        let code = &self.panel.areas[area];
        Ok(Explained {
            area: code.clone(),
            name: self.areas.name(code, self.tongue.language()).to_owned(),
            framework: framework.code.clone(),
            edition: None,
            cut_off: self.panel.cut_off,
            unranked: unranked(&self.tongue, framework, &self.scores.standings[area]),
            intervals: String::new(),
            tier: None,
            node,
            tongue: self.tongue.clone(),
        })
    }
}

fn is_among(areas: &[String], code: &str) -> bool {
    areas.binary_search_by(|known| known.as_str().cmp(code)).is_ok()
}
