//! Lines of the figure of ranks in, columns of the page out.

/// The head above the indicative States, in rows.
pub(super) const HEAD: f64 = 1.7;

/// A line of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Row {
    /// A ranked State, with the position of its tier.
    Ranked(usize, usize),
    Head,
    /// The head again, at the top of a further column of indicative States.
    Continued,
    Placed(usize),
}

impl Row {
    pub fn height(self) -> f64 {
        if matches!(self, Row::Head | Row::Continued) { HEAD } else { 1.0 }
    }

    /// The position of its tier, where it has one.
    pub fn tier(self) -> Option<usize> {
        if let Row::Ranked(_, tier) = self { Some(tier) } else { None }
    }
}

/// Rows in the fewest columns that hold them, of about equal height; a head never ends one, and is
/// repeated above indicative States that begin one.
pub(super) fn columns(rows: Vec<Row>, most: f64) -> Vec<Vec<Row>> {
    let total: f64 = rows.iter().map(|row| row.height()).sum();
    let least = if total > 24.0 { 2.0 } else { 1.0 };
    // Heads that are repeated and half a head by which a column may pass its share.
    let n = (total / (most - 1.5 * HEAD)).ceil().max(least);
    let repeated = if rows.contains(&Row::Head) { (n - 1.0) * HEAD } else { 0.0 };
    let limit = (total + repeated) / n + HEAD / 2.0;
    let mut columns: Vec<Vec<Row>> = vec![Vec::new()];
    let mut used = 0.0;
    for row in rows {
        let needed = row.height() + if row == Row::Head { 1.0 } else { 0.0 };
        if used + needed > limit && used > 0.0 {
            let head = matches!(row, Row::Placed(_)).then_some(Row::Continued);
            columns.push(head.into_iter().collect());
            used = head.map_or(0.0, Row::height);
        }
        used += row.height();
        if let Some(column) = columns.last_mut() {
            column.push(row);
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_lose_no_row_and_a_head_stands_above_its_states() {
        for (ranked, placed) in [(1, 0), (5, 2), (29, 30), (30, 30), (114, 73), (200, 0), (63, 64)]
        {
            let mut rows: Vec<Row> = (0..ranked).map(|area| Row::Ranked(area, area / 3)).collect();
            if placed > 0 {
                rows.push(Row::Head);
            }
            rows.extend((0..placed).map(Row::Placed));
            let found = columns(rows.clone(), 70.0);
            let mut all = found.concat();
            all.retain(|row| *row != Row::Continued);
            assert_eq!(all, rows);
            for column in &found {
                assert_ne!(column.last(), Some(&Row::Head));
                assert!(!matches!(column[0], Row::Placed(_)), "no head above {:?}", column[0]);
                assert!(column.iter().map(|row| row.height()).sum::<f64>() <= 70.0);
            }
        }
    }
}
