//! What a replication draws in, the scores of the indicators out where they differ from what is
//! prepared: noise on what is measured, values for what is missing.

use crate::fault::Result;
use crate::score::{Fitted, Input, fit_column, score_column};
use crate::statistics::Order;

use super::drawn::DrawnColumn;
use super::noise::NoisyColumn;
use super::prepare::{Fill, Scale, Variant};
use super::stream::Stream;

/// The scores of the indicators, column by column, and room to make them in.
pub(super) struct Values {
    areas: usize,
    pub scores: Vec<f64>,
    /// Logarithms of the scores, not below a floor: one matrix for each of the kernel's floors.
    pub logarithms: Vec<Vec<f64>>,
    takes_logarithms: bool,
    /// Values of a column on their way to scores.
    column: Vec<f64>,
    dense: Vec<f64>,
    room: Vec<f64>,
    order: Order,
}

impl Values {
    pub fn new(areas: usize, indicators: usize, floors: usize) -> Self {
        let cells = areas * indicators;
        Values {
            areas,
            scores: vec![0.0; cells],
            logarithms: vec![vec![0.0; cells]; floors],
            takes_logarithms: true,
            column: Vec::with_capacity(areas),
            dense: vec![0.0; areas],
            room: Vec::with_capacity(areas),
            order: Order::default(),
        }
    }

    /// As prepared. Whether logarithms are asked for holds for all that is drawn after.
    pub fn start(&mut self, variant: &Variant, takes_logarithms: bool) {
        self.scores.copy_from_slice(&variant.scores);
        self.takes_logarithms = takes_logarithms;
        if takes_logarithms {
            for (own, matrix) in self.logarithms.iter_mut().zip(&variant.logarithms) {
                own.copy_from_slice(matrix);
            }
        }
    }

    /// An indicator's values as they might have been measured.
    ///
    /// # Errors
    /// Values that the method has no scale for.
    pub fn measure(
        &mut self,
        noisy: &NoisyColumn,
        stream: &mut Stream,
        (fill, variant): (&Fill, &Variant),
        (input, floors): (&Input, &[Option<f64>]),
    ) -> Result<()> {
        noisy.draw(stream, &mut self.room, &mut self.column);
        let i = noisy.indicator;
        match &variant.columns[i] {
            Scale::Fixed(fitted) => {
                fitted.score_all(&mut self.column);
                self.take_over(i, &noisy.areas, floors);
            }
            Scale::Fitted { by_itself, .. } => {
                let own = i * self.areas..(i + 1) * self.areas;
                self.dense.copy_from_slice(&fill.values[own]);
                noisy.areas.iter().zip(&self.column).for_each(|(&a, x)| self.dense[a] = *x);
                self.column.clear();
                self.column.extend(fill.there[i].iter().map(|&area| self.dense[area]));
                self.score_again(by_itself.as_ref(), i, variant, &fill.there[i], input)?;
                self.take_over(i, &fill.there[i], floors);
            }
            Scale::Empty => {}
        }
        Ok(())
    }

    /// Treats and scores the column at hand by a scale fitted on itself.
    fn score_again(
        &mut self,
        by_itself: Option<&Fitted>,
        i: usize,
        variant: &Variant,
        there: &[usize],
        input: &Input,
    ) -> Result<()> {
        let of = &variant.indicators[i];
        let Values { areas, column, room, order, .. } = self;
        of.treatment.draw_in(column, room);
        if let Some(fitted) = by_itself {
            fitted.score_all(column);
        } else if !score_column(of, column, room, order) {
            let mut all = vec![None; *areas];
            there.iter().zip(&*column).for_each(|(&area, x)| all[area] = Some(*x));
            if let Some(fitted) = fit_column(of, input, i, &all)? {
                fitted.score_all(column);
            }
        }
        Ok(())
    }

    /// Values for what is missing, each scored as those around it are.
    pub fn draw(
        &mut self,
        drawn: &DrawnColumn,
        stream: &mut Stream,
        variant: &Variant,
        floors: &[Option<f64>],
    ) {
        drawn.draw(stream, &mut self.column);
        variant.columns[drawn.indicator].place_all(&mut self.column);
        self.take_over(drawn.indicator, &drawn.areas, floors);
    }

    /// The scores of some areas by an indicator into the matrices.
    fn take_over(&mut self, indicator: usize, areas: &[usize], floors: &[Option<f64>]) {
        let own = indicator * self.areas..(indicator + 1) * self.areas;
        let scores = &mut self.scores[own.clone()];
        areas.iter().zip(&self.column).for_each(|(&area, score)| scores[area] = *score);
        if !self.takes_logarithms {
            return;
        }
        for (matrix, floor) in self.logarithms.iter_mut().zip(floors) {
            let matrix = &mut matrix[own.clone()];
            let floor = floor.unwrap_or(f64::NEG_INFINITY);
            areas
                .iter()
                .zip(&self.column)
                .for_each(|(&a, score)| matrix[a] = score.max(floor).ln());
        }
    }
}
