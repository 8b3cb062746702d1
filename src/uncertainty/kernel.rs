//! A framework, its values and what is known of them in; one replication after another out: each
//! decides every uncertain choice, scores and ranks.
//!
//! What no replication changes is prepared once. A replication then works on dense matrices of its
//! own [`Scratch`] and allocates nothing, unless noise moves values whose scale follows from all
//! values, or a method compares areas: those are left to `score`.

use crate::fault::{Fault, Result};
use crate::framework::{Framework, WeightNoise};
use crate::model::Grid;
use crate::score::{Child, Input, Scores, levels};

use super::bearable::Kept;
use super::choices::{Case, Choice, choices};
use super::drawn::{DrawnColumn, by_indicator, with_ones};
use super::levels::{IndicatorColumns, Levels, Node, nodes};
use super::noise::{Measured, NoisyColumn, noisy};
use super::prepare::{Prepared, placement};
use super::ranking::Ranking;
use super::scratch::Scratch;
use super::values::Values;

/// Prepared for any number of replications, on any number of threads.
pub struct Kernel<'a> {
    pub(super) framework: &'a Framework,
    pub(super) input: &'a Input,
    pub seed: u64,
    choices: Vec<Choice>,
    pub(super) prepared: Prepared,
    nodes: Vec<Node>,
    floors: Vec<Option<f64>>,
    pub(super) noisy: Vec<NoisyColumn>,
    placement: Vec<DrawnColumn>,
    /// 1 where a value is observed.
    observed: Vec<f64>,
    /// 1 also where one is drawn to place an area.
    observed_or_placed: Vec<f64>,
    is_ranked: Vec<bool>,
}

impl<'a> Kernel<'a> {
    /// `scores`: the nominal ones of the same framework and input; they say who is ranked.
    ///
    /// # Errors
    /// An alternative that can't be carried out on these values.
    pub fn new(
        framework: &'a Framework,
        input: &'a Input,
        scores: &Scores,
        measured: &Measured,
        seed: u64,
    ) -> Result<Self> {
        let nodes = nodes(framework);
        let mut floors: Vec<Option<f64>> = Vec::new();
        for floor in nodes.iter().flat_map(Node::floors) {
            if !floors.contains(&floor) {
                floors.push(floor);
            }
        }
        let placement = by_indicator(placement(framework, input, scores)?);
        let prepared = Prepared::new(framework, input, &floors, &placement)?;
        let values = &prepared.fills[0].values;
        let noisy = noisy(framework, measured, &scores.observed, values);
        let columns = 0..framework.indicators.len();
        let observed = columns.flat_map(|i| scores.observed.column(i));
        let observed: Vec<f64> = observed.map(|o| f64::from(u8::from(*o))).collect();
        Ok(Kernel {
            framework,
            input,
            seed,
            choices: choices(framework, !noisy.is_empty(), !placement.is_empty()),
            observed_or_placed: with_ones(&observed, input.areas.len(), &placement),
            observed,
            is_ranked: scores.standings.iter().map(|s| s.is_ranked()).collect(),
            prepared,
            nodes,
            floors,
            noisy,
            placement,
        })
    }

    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    pub fn areas(&self) -> usize {
        self.input.areas.len()
    }

    /// Why replications may take long: methods that compare areas with each other, or weights made
    /// from the scores, are left to `score`. `None` where all is done on the matrices.
    pub fn slow(&self) -> Option<String> {
        let slow = self.nodes.iter().filter(|node| node.may_be_slow());
        let codes: Vec<&str> =
            slow.map(|node| self.framework.levels[node.level].code.as_str()).collect();
        let last = codes.iter().rev().copied().collect::<Vec<_>>().join(", ");
        (!codes.is_empty()).then(|| format!("{last} compares areas, or makes its weights"))
    }

    /// Alternatives that the values of some indicators can't bear: those keep what is declared.
    pub fn kept(&self) -> &[Kept] {
        &self.prepared.kept
    }

    /// Which areas are ranked; the others are placed among them.
    pub fn is_ranked(&self) -> &[bool] {
        &self.is_ranked
    }

    pub fn scratch(&self) -> Scratch {
        let (areas, indicators) = (self.areas(), self.framework.indicators.len());
        let levels = self.framework.levels.len();
        Scratch {
            case: Case::declared(self.framework),
            values: Values::new(areas, indicators, self.floors.len()),
            weights: self.nodes.iter().map(|node| node.weights.clone()).collect(),
            levels: Levels::new(areas, levels),
            ranking: Ranking::new(areas, levels),
            picks: vec![0; self.choices.len()],
        }
    }

    /// Runs one replication of a simulation: its number decides every choice.
    ///
    /// # Errors
    /// A score that a method has no value for, with the choices that led there.
    pub fn replicate(&self, replication: u64, scratch: &mut Scratch) -> Result<()> {
        for (pick, choice) in scratch.picks.iter_mut().zip(&self.choices) {
            *pick = choice.pick(self.seed, replication);
        }
        self.run(scratch)
    }

    /// Runs the replication at a point of [0, 1)^choices, the choices in the order of
    /// [`Kernel::choices`].
    ///
    /// # Errors
    /// As [`Kernel::replicate`].
    pub fn replicate_at(&self, point: &[f64], scratch: &mut Scratch) -> Result<()> {
        for ((pick, choice), at) in scratch.picks.iter_mut().zip(&self.choices).zip(point) {
            *pick = choice.pick_at(*at);
        }
        self.run(scratch)
    }

    fn run(&self, scratch: &mut Scratch) -> Result<()> {
        let Scratch { case, picks, .. } = scratch;
        case.take(self.framework, &self.choices, self.seed, picks);
        self.carry_out(scratch)
    }

    /// As declared in everything: the scores and ranks of the edition.
    ///
    /// # Errors
    /// As [`Kernel::replicate`].
    pub fn nominal(&self, scratch: &mut Scratch) -> Result<()> {
        scratch.case = Case::declared(self.framework);
        self.carry_out(scratch)
    }

    fn carry_out(&self, scratch: &mut Scratch) -> Result<()> {
        self.weigh(scratch);
        let changed = self.values(scratch)?;
        let slow = self.nodes.iter().any(|node| !node.is_dense(&scratch.case));
        if slow {
            self.aggregate_by_score(scratch, changed)?;
        } else {
            self.aggregate(scratch, changed)?;
        }
        for level in 0..self.framework.levels.len() {
            let own = level * self.areas()..(level + 1) * self.areas();
            let Scratch { levels, ranking, .. } = scratch;
            let (scores, present) = (&levels.scores[own.clone()], &levels.present[own]);
            ranking.rank(level, scores, present, &self.is_ranked);
        }
        Ok(())
    }

    /// The weights of the replication; 0 for the indicator left out.
    fn weigh(&self, scratch: &mut Scratch) {
        let vary = &self.framework.uncertainty.weights;
        let Scratch { case, weights, .. } = scratch;
        for (node, weights) in self.nodes.iter().zip(weights) {
            weights.copy_from_slice(&node.weights);
            let drawn =
                node.weights_choice.and_then(|c| Some((vary[c].noise, case.weights[c].as_mut()?)));
            match drawn {
                Some((WeightNoise::Spread(spread), stream)) => {
                    weights
                        .iter_mut()
                        .for_each(|w| *w *= 1.0 + spread * (2.0 * stream.uniform() - 1.0));
                }
                Some((WeightNoise::Dirichlet(concentration), stream)) => {
                    let whole: f64 = weights.iter().sum();
                    // Logarithms: with a low concentration all the draws are below what a number
                    // can hold, and only their differences count.
                    let mut most = f64::NEG_INFINITY;
                    weights.iter_mut().for_each(|w| {
                        *w = stream.ln_gamma(concentration * *w / whole);
                        most = most.max(*w);
                    });
                    // A share so small that its weight is lost still counts for something.
                    weights.iter_mut().for_each(|w| *w = (*w - most).exp().max(f64::MIN_POSITIVE));
                }
                None => {}
            }
            let dropped = node.children.iter().position(|child| match *child {
                Child::Indicator(i) => case.dropped == Some(i),
                Child::Level(_) => false,
            });
            if let Some(at) = dropped {
                weights[at] = 0.0;
            }
        }
    }

    /// Scores of the indicators where they differ from what is prepared: noise, and values drawn.
    /// Whether they do.
    fn values(&self, scratch: &mut Scratch) -> Result<bool> {
        let takes_logarithms = self.nodes.iter().any(|n| n.takes_logarithms(&scratch.case));
        let Scratch { case, values, .. } = scratch;
        let fill = &self.prepared.fills[case.filling];
        let imputation = case.imputation.take().filter(|_| !fill.drawn.is_empty());
        let (measurement, placement) = (case.measurement.take(), case.placement.take());
        if imputation.is_none() && measurement.is_none() && placement.is_none() {
            return Ok(false);
        }
        let variant = self.prepared.variant(case.filling, case.treatment, case.normalisation);
        values.start(variant, takes_logarithms);
        if let Some(mut stream) = measurement {
            for column in &self.noisy {
                let of = (self.input, &self.floors[..]);
                values.measure(column, &mut stream, (fill, variant), of)?;
            }
        }
        for (columns, stream) in [(&fill.drawn, imputation), (&self.placement, placement)] {
            let Some(mut stream) = stream else { continue };
            for column in columns {
                values.draw(column, &mut stream, variant, &self.floors);
            }
        }
        Ok(true)
    }

    /// What the levels are made from: as prepared, or as the replication at hand has changed it.
    fn columns<'b>(
        &'b self,
        case: &Case,
        values: &'b Values,
        changed: bool,
    ) -> IndicatorColumns<'b> {
        let variant = self.prepared.variant(case.filling, case.treatment, case.normalisation);
        let fill = &self.prepared.fills[case.filling];
        match changed {
            true => IndicatorColumns {
                scores: &values.scores,
                present: &fill.present_or_drawn,
                logarithms: &values.logarithms,
                floors: &self.floors,
                observed: &self.observed_or_placed,
            },
            false => IndicatorColumns {
                scores: &variant.scores,
                present: &fill.present,
                logarithms: &variant.logarithms,
                floors: &self.floors,
                observed: &self.observed,
            },
        }
    }

    fn aggregate(&self, scratch: &mut Scratch, changed: bool) -> Result<()> {
        let Scratch { case, values, weights, levels, .. } = scratch;
        let columns = self.columns(case, values, changed);
        for (node, weights) in self.nodes.iter().zip(weights) {
            levels.make(node, node.method(case), weights, &columns).map_err(|none| {
                let level = &self.framework.levels[none.level].code;
                let area = &self.input.areas[none.area];
                let by = node.method(case).key();
                Fault::new(format!("{level} of {area}: the {by} has no value for the scores below it: one of them is 0 or below"))
                    .hint("give it a `floor` or `on_zero = \"exclude\"`, in [uncertainty] or where the level stands, or leave it out of [uncertainty]")
            })?;
        }
        Ok(())
    }

    /// Everything by `score`: slow, and right for methods that the matrices here don't know.
    fn aggregate_by_score(&self, scratch: &mut Scratch, changed: bool) -> Result<()> {
        let Scratch { case, values, weights, levels: made, .. } = scratch;
        let IndicatorColumns { scores, present, observed, .. } =
            self.columns(case, values, changed);
        let mut framework = self.framework.clone();
        for (node, weights) in self.nodes.iter().zip(weights.iter()) {
            framework.levels[node.level].aggregation = node.method(case).clone();
            for (child, &weight) in node.children.iter().zip(weights) {
                match *child {
                    Child::Indicator(i) => {
                        framework.indicators[i].weight = (weight != 0.0).then_some(weight);
                    }
                    Child::Level(l) => framework.levels[l].weight = weight,
                }
            }
        }
        let (n, indicators) = (self.areas(), framework.indicators.len());
        let columns = Grid::from_fn(n, indicators, |a, i| {
            (present[i * n + a] > 0.0).then_some(scores[i * n + a])
        });
        let seen = Grid::from_fn(n, indicators, |a, i| observed[i * n + a] > 0.0);
        let found = levels(&framework, &self.input.areas, &columns, &seen)?;
        for level in 0..framework.levels.len() {
            for (area, score) in found.scores.column(level).enumerate() {
                made.scores[level * n + area] = score.unwrap_or(0.0);
                made.present[level * n + area] = f64::from(u8::from(score.is_some()));
            }
        }
        Ok(())
    }
}
