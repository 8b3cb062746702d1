//! How many areas of a map stand in each class.

use crate::exhibits::Exhibits;
use crate::exhibits::colours::Classes;

/// What the legend, the title and the alternative text count.
pub(super) struct Counts {
    pub by: Classes,
    /// Areas in each class, lowest scores first.
    pub classes: Vec<usize>,
    pub indicative: usize,
    pub missing: usize,
    pub range: Option<(f64, f64)>,
}

impl Counts {
    pub fn of(exhibits: &Exhibits, level: usize) -> Self {
        let by = Classes::of(exhibits, level);
        let mut counts = Counts {
            classes: vec![0; by.colours.len()],
            by,
            indicative: 0,
            missing: 0,
            range: None,
        };
        for area in 0..exhibits.panel.areas.len() {
            let Some(score) = *exhibits.scores.levels.get(area, level) else {
                counts.missing += 1;
                continue;
            };
            counts.classes[counts.by.class(score)] += 1;
            counts.indicative += usize::from(!exhibits.scores.standings[area].is_ranked());
            // Of scores on little no end is told.
            if exhibits.scores.is_covered(area, level) {
                let (low, high) = counts.range.unwrap_or((score, score));
                counts.range = Some((low.min(score), high.max(score)));
            }
        }
        counts
    }

    pub fn scored(&self) -> usize {
        self.classes.iter().sum()
    }
}
