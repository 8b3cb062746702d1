//! Why an area is not ranked, a sentence for each reason, by the codes of the framework.

use super::tongue::Tongue;
use crate::framework::{Framework, Level};
use crate::score::{Reason, Standing};
use crate::words::{Number, Say, said, say};

/// Nothing of an area that is ranked.
pub fn unranked(tongue: &Tongue, framework: &Framework, standing: &Standing) -> Vec<String> {
    match standing {
        Standing::Ranked => Vec::new(),
        Standing::Indicative(reasons) => {
            reasons.iter().map(|reason| told(tongue, framework, reason)).collect()
        }
    }
}

fn told(tongue: &Tongue, framework: &Framework, reason: &Reason) -> String {
    let say = |key: &str, said: &[(&str, Say)]| say!(tongue, &format!("unranked_{key}"), ..said);
    let share = |share: &f64| Number::percent(*share);
    let needed = |least: Option<f64>| Number::percent(least.unwrap_or(0.0));
    let level = |level: &usize| framework.levels[*level].code.as_str();
    match reason {
        Reason::RequiredMissing { indicator } => {
            say("required", &said![indicator = &framework.indicators[*indicator].code])
        }
        Reason::LowCoverage { level: of, coverage } => {
            let needed = share(&framework.ranking_coverage);
            say("coverage", &said![level = level(of), share = share(coverage), needed])
        }
        Reason::Incomplete { level: of, share: seen } => {
            let Level { complete, aggregation, .. } = &framework.levels[*of];
            let said = said![level = level(of), share = share(seen)];
            match aggregation.formula() {
                Some(formula) if !complete => {
                    say("too_little", &said![..said, formula = formula.to_string()])
                }
                _ => say("incomplete", &said),
            }
        }
        Reason::LowScoreCoverage { level: of, share: seen } => {
            let needed = needed(framework.levels[*of].coverage);
            say("score_coverage", &said![level = level(of), share = share(seen), needed])
        }
        Reason::LeftOut { share: seen } => {
            say("left_out", &said![share = share(seen), needed = needed(framework.screen.overall)])
        }
        Reason::NoValue { level: of, low } => {
            let aggregation = &framework.levels[*of].aggregation;
            match (low, aggregation.formula()) {
                (Some((child, score)), _) => {
                    let mean = tongue.word(&format!("a_{}", aggregation.key()));
                    let (score, part) = (tongue.full(*score), child.code(framework));
                    say("low", &said![level = level(of), mean, score, part])
                }
                (None, Some(formula)) => {
                    say("undefined", &said![level = level(of), formula = formula.to_string()])
                }
                (None, None) => say("no_value", &said![level = level(of)]),
            }
        }
        Reason::NoScore { level: of } => say("nothing_below", &said![level = level(of)]),
    }
}
