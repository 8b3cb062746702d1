//! Tables on the values: availability and age, and shape.

use super::tables::{column, doubt_column, doubts, percent, rules};
use crate::analyse::OLD;
use crate::analyse::audit::{Audit, ENOUGH_PRESENT, IndicatorAudit, IndicatorDoubt, MOSTLY};
use crate::fault::Result;
use crate::report::content::{Align, Block};
use crate::report::prose::{Prose, share, share_of, weight};
use crate::words::{Number, say};

pub(super) fn availability(prose: &Prose, audit: &Audit) -> Result<Option<Block>> {
    let has_imputed = audit.indicators.iter().any(|i| i.imputed > 0);
    let mut columns = vec![
        prose.column("column.indicator", if has_imputed { 44.0 } else { 60.0 }, Align::Left)?,
        column(prose, "observed", "of_states", 19.0, Align::Right)?,
    ];
    if has_imputed {
        columns.push(column(prose, "imputed", "values", 16.0, Align::Right)?);
    }
    columns.extend([
        column(prose, "age", "years", 20.0, Align::Decimal)?,
        old_column(prose)?,
        column(prose, "modelled", "of_values", 20.0, Align::Right)?,
        doubt_column(prose, 26.0)?,
    ]);
    let rows = audit.indicators.iter().map(|found| {
        let of_values = |n: usize| prose.number(percent(share_of(n, found.n), 0));
        let mut row = vec![
            prose.indicator_short(found.indicator).to_owned(),
            prose.number(percent(share_of(found.n, found.of), 0)),
        ];
        if has_imputed {
            row.push(prose.number(Number::count(found.imputed)));
        }
        row.extend([
            prose.or_none(found.median_age.map(weight))?,
            if found.n == 0 { say!(prose, "none")? } else { of_values(found.older_than_five) },
            if found.n == 0 { say!(prose, "none")? } else { of_values(found.estimated) },
            doubts(prose, &of_availability(found))?,
        ]);
        Ok(row)
    });
    let rows = rows.collect::<Result<Vec<_>>>()?;
    if rows.is_empty() {
        return Ok(None);
    }
    let title = say!(prose, "audit.availability.table")?;
    let note = say!(
        prose,
        "audit.availability.note",
        enough = share(ENOUGH_PRESENT),
        mostly = share(MOSTLY)
    )?;
    Ok(prose.table(title, note, columns, rows)?.ruled(by_area(prose, audit)).block())
}

fn old_column(prose: &Prose) -> Result<crate::report::content::Column> {
    Ok(crate::report::content::Column {
        head: say!(prose, "audit.column.old", old = Number::count(OLD as usize))?,
        unit: say!(prose, "audit.unit.of_values")?,
        width: 25.0,
        align: Align::Right,
    })
}

fn of_availability(found: &IndicatorAudit) -> Vec<&'static str> {
    let words = found.doubts.iter().filter_map(|doubt| match doubt {
        IndicatorDoubt::Sparse => Some("sparse"),
        IndicatorDoubt::Old => Some("old"),
        IndicatorDoubt::Modelled => Some("modelled"),
        IndicatorDoubt::Outliers | IndicatorDoubt::Constant => None,
    });
    words.collect()
}

pub(super) fn shape(prose: &Prose, audit: &Audit) -> Result<Option<Block>> {
    let is_treated = audit.indicators.iter().any(|i| i.treated > 0);
    let (width, number_width) = if is_treated { (36.0, 16.0) } else { (52.0, 21.0) };
    let number = |name: &str, of: &str| column(prose, name, of, number_width, Align::Decimal);
    let mut columns = vec![
        prose.column("column.indicator", width, Align::Left)?,
        number("skewness", if is_treated { "before" } else { "of_values_found" })?,
        number("kurtosis", if is_treated { "before" } else { "of_values_found" })?,
    ];
    if is_treated {
        columns.extend([
            column(prose, "treated", "values", 14.0, Align::Right)?,
            number("skewness", "after")?,
            number("kurtosis", "after")?,
        ]);
    }
    columns.extend([number("skewness", "of_scores")?, number("kurtosis", "of_scores")?]);
    let rest = 170.0 - columns.iter().map(|c| c.width).sum::<f64>();
    columns.push(doubt_column(prose, rest)?);
    let number = |x: Option<f64>| prose.or_none(x.map(|x| Number::decimal(x, 1)));
    let rows = audit.indicators.iter().map(|found| {
        let mut row = vec![
            prose.indicator_short(found.indicator).to_owned(),
            number(found.before.skewness)?,
            number(found.before.kurtosis)?,
        ];
        if is_treated {
            row.extend([
                prose.number(Number::count(found.treated)),
                number(found.after.skewness)?,
                number(found.after.kurtosis)?,
            ]);
        }
        row.extend([number(found.scores.skewness)?, number(found.scores.kurtosis)?]);
        let in_doubt = found.doubts.iter().filter_map(|doubt| match doubt {
            IndicatorDoubt::Outliers | IndicatorDoubt::Constant => Some(doubt.key()),
            _ => None,
        });
        row.push(doubts(prose, &in_doubt.collect::<Vec<_>>())?);
        Ok(row)
    });
    let note = if is_treated { "shape.note" } else { "shape.note_untreated" };
    let rows = rows.collect::<Result<Vec<_>>>()?;
    let title = say!(prose, "audit.shape.table")?;
    let note = say!(prose, &format!("audit.{note}"))?;
    Ok(prose.table(title, note, columns, rows)?.ruled(by_area(prose, audit)).block())
}

/// Lines where one focus area's indicators end.
fn by_area(prose: &Prose, audit: &Audit) -> Vec<usize> {
    let framework = prose.framework;
    let area =
        |i: &IndicatorAudit| framework.focus_area_of(framework.indicators[i.indicator].parent);
    rules(&audit.indicators.iter().map(area).collect::<Vec<_>>())
}
