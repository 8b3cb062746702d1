//! Why an area is not ranked, a sentence for each reason, by the codes of the framework.

use super::tongue::Tongue;
use crate::framework::{Framework, Level};
use crate::score::{Reason, Standing};
use crate::words::{Number, Say};

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
    let say = |key: &str, said: &[(&str, Say)]| tongue.say(&format!("unranked_{key}"), said);
    let share = |name, share: f64| (name, Number::percent(share).into());
    let needed = |least: Option<f64>| share("needed", least.unwrap_or(0.0));
    let level = |level: usize| ("level", Say::from(framework.levels[level].code.as_str()));
    match reason {
        Reason::RequiredMissing { indicator } => {
            say("required", &[("indicator", framework.indicators[*indicator].code.as_str().into())])
        }
        Reason::LowCoverage { level: of, coverage } => {
            let least = Some(framework.ranking_coverage);
            say("coverage", &[level(*of), share("share", *coverage), needed(least)])
        }
        Reason::Incomplete { level: of, share: seen } => {
            let Level { complete, aggregation, .. } = &framework.levels[*of];
            let said = [level(*of), share("share", *seen)];
            match aggregation.formula() {
                Some(formula) if !complete => {
                    let formula = ("formula", formula.to_string().into());
                    say("too_little", &[&said[..], &[formula]].concat())
                }
                _ => say("incomplete", &said),
            }
        }
        Reason::LowScoreCoverage { level: of, share: seen } => {
            let least = framework.levels[*of].coverage;
            say("score_coverage", &[level(*of), share("share", *seen), needed(least)])
        }
        Reason::LeftOut { share: seen } => {
            say("left_out", &[share("share", *seen), needed(framework.screen.overall)])
        }
        Reason::NoValue { level: of, low } => {
            let aggregation = &framework.levels[*of].aggregation;
            match (low, aggregation.formula()) {
                (Some((child, score)), _) => {
                    let mean = tongue.word(&format!("a_{}", aggregation.key()));
                    let said = [
                        ("mean", mean.into()),
                        ("score", tongue.full(*score).into()),
                        ("part", child.code(framework).into()),
                    ];
                    say("low", &[&[level(*of)], &said[..]].concat())
                }
                (None, Some(formula)) => {
                    say("undefined", &[level(*of), ("formula", formula.to_string().into())])
                }
                (None, None) => say("no_value", &[level(*of)]),
            }
        }
        Reason::NoScore { level: of } => say("nothing_below", &[level(*of)]),
    }
}
