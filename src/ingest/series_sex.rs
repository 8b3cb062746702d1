//! The code of a series in, the sex that it says its figures are of out: `SL.UEM.TOTL.FE.ZS`, `hdi_f`,
//! `unemployment_male`.

use std::collections::BTreeMap;

use super::reading::Ingested;
use crate::model::Sex;

/// How codes write women and men. A letter alone may mean anything else: a month, a million.
const PAIRS: [(&str, &str); 16] = [
    ("FE", "MA"),
    ("fe", "ma"),
    ("female", "male"),
    ("Female", "Male"),
    ("FEMALE", "MALE"),
    ("females", "males"),
    ("Females", "Males"),
    ("f", "m"),
    ("F", "M"),
    ("women", "men"),
    ("Women", "Men"),
    ("WOMEN", "MEN"),
    ("femmes", "hommes"),
    ("Femmes", "Hommes"),
    ("mujeres", "hombres"),
    ("Mujeres", "Hombres"),
];
/// The first of them that tell a sex by themselves, at the end of a code.
const PLAIN: usize = 7;
/// What sets a word off from the others of a name: `Unemployment, women (%)`.
const SETS_OFF: [char; 8] = [',', ';', ':', '/', '(', '[', '–', '—'];

/// What UNDP publishes for women and men: `hdi_f`, `gni_pc_m`.
const UNDP: [&str; 9] = ["hdi", "le", "eys", "mys", "gni_pc", "gnipc", "lfpr", "se", "pr"];

/// Topics of the World Bank's codes in which `FE` and `MA` are women and men.
const WORLD_BANK: [&str; 16] = [
    "SE", "SG", "SH", "SI", "SL", "SM", "SN", "SP", "IC", "FX", "FB", "HD", "JI", "LO", "BAR",
    "per",
];

/// The word for a sex in a code, and where it stands.
struct Word {
    start: usize,
    end: usize,
    pair: usize,
    sex: Sex,
}

impl Word {
    /// The words for one sex; none where words for both are there. A letter counts at the end alone.
    fn all(code: &str) -> Vec<Self> {
        let mut found: Vec<Word> = Vec::new();
        for part in code.split(|c: char| !c.is_alphanumeric()) {
            let start = part.as_ptr() as usize - code.as_ptr() as usize;
            let end = start + part.len();
            let part_of_women = part.to_lowercase().trim_end_matches('s').ends_with("female");
            for (pair, (women, men)) in PAIRS.iter().enumerate() {
                // `unemploymentFemale`
                let is_end = |word: &str| match pair {
                    2..PLAIN => part.ends_with(word),
                    _ => part == word,
                };
                let (sex, word) = match part {
                    _ if part.len() == 1 && end < code.len() => continue,
                    _ if is_end(women) => (Sex::Female, women),
                    _ if is_end(men) && !part_of_women => (Sex::Male, men),
                    _ => continue,
                };
                found.push(Word { start: end - word.len(), end, pair, sex });
            }
        }
        let is_one = found.windows(2).all(|two| two[0].sex == two[1].sex);
        if is_one { found } else { Vec::new() }
    }

    /// Whether the code alone tells that this is a sex.
    fn is_plain(&self, code: &str) -> bool {
        let (before, behind) = (&code[..self.start], code[self.end..].trim_start());
        let is_last = !behind.contains(char::is_alphanumeric);
        let is_set_off =
            before.trim_end().ends_with(SETS_OFF) && !behind.starts_with(char::is_alphanumeric);
        let marks = ['.', '_', '-', ' '];
        let stem = before.trim_end_matches(marks);
        // Some writers put `_` for the points of `SL.UEM.TOTL.FE.ZS`, or small letters.
        let mut topic = before.split(marks).filter(|part| !["WB", "WDI"].contains(part));
        match self.pair {
            0 | 1 => {
                let topic = topic.next().unwrap_or_default().to_ascii_uppercase();
                WORLD_BANK.contains(&topic.as_str())
            }
            _ if is_set_off && self.end - self.start > 1 => true,
            // `formale`, `animale`: words of other languages end so too.
            pair if pair < PLAIN => {
                let is_begun = code[self.start..].starts_with(char::is_uppercase);
                let is_apart = !before.ends_with(char::is_alphanumeric)
                    || is_begun && !before.ends_with(char::is_uppercase);
                is_last && (self.sex == Sex::Female || is_apart)
            }
            // `UIS.NERA.1.F`
            _ => UNDP.contains(&stem) || (before.starts_with("UIS.") && before.ends_with('.')),
        }
    }
}

/// The sex that a code says by itself.
pub(super) fn plain(code: &str) -> Option<Sex> {
    Word::all(code).into_iter().find(|word| word.is_plain(code)).map(|word| word.sex)
}

/// The sex that a code says where the file `has` the same code for the other sex too.
pub(super) fn of_two(code: &str, has: impl Fn(&str) -> bool) -> Option<Sex> {
    let Word { start, end, pair, sex } = Word::all(code).pop()?;
    let other = if sex == Sex::Female { PAIRS[pair].1 } else { PAIRS[pair].0 };
    has(&format!("{}{other}{}", &code[..start], &code[end..])).then_some(sex)
}

/// The sex that a code's own words say, if it is one.
pub fn named(code: &str) -> Option<Sex> {
    Word::all(code).pop().map(|word| word.sex)
}

/// Gives the figures of a series to the sex that its code says, where the file has the same series for
/// the other sex too.
pub(super) fn settle(ingested: &mut Ingested) {
    let Ingested { series_seen, observations, .. } = ingested;
    let told = |series: &String| {
        let sex = of_two(series, |other| series_seen.contains(other))?;
        Some((series.clone(), sex))
    };
    let told: BTreeMap<String, Sex> = series_seen.iter().filter_map(told).collect();
    for observation in observations.iter_mut().filter(|_| !told.is_empty()) {
        if let (Sex::Total, Some(sex)) = (observation.sex, told.get(&*observation.series)) {
            observation.sex = *sex;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_its_sex_by_its_publishers_words() {
        for (women, men) in [
            ("SL.UEM.TOTL.FE.ZS", "SL.UEM.TOTL.MA.ZS"),
            ("SE.PRM.TENR.FE", "SE.PRM.TENR.MA"),
            ("SP.POP.0014.FE.IN", "SP.POP.0014.MA.IN"),
            ("UIS.NERA.1.F", "UIS.NERA.1.M"),
            ("SL_UEM_TOTL_FE_ZS", "sl_uem_totl_ma_zs"),
            ("WB_WDI_SL_UEM_TOTL_FE_ZS", "WB_WDI_SL_UEM_TOTL_MA_ZS"),
            ("hdi_f", "hdi_m"),
            ("gni_pc_f", "gni_pc_m"),
            ("unemployment_female", "unemployment_male"),
            ("unemploymentFemale", "unemploymentMale"),
            ("Unemployment (female)", "Unemployment (male)"),
            (
                "Jobless, female (% of female labour force)",
                "Jobless, male (% of male labour force)",
            ),
            ("Chômage : femmes", "Chômage : hommes"),
        ] {
            assert_eq!((plain(women), plain(men)), (Some(Sex::Female), Some(Sex::Male)), "{women}");
        }
    }

    #[test]
    fn a_letter_that_may_mean_something_else_tells_only_beside_its_other() {
        let doubtful = [
            "gdp_m",
            "co2_f",
            "SL.FE.MA",
            "GDP.MA.2020",
            "f",
            "men",
            "SL.TLF.CACT.FM.ZS",
            "ratio_female_male",
            "female_managers",
            "impiegoformale",
            "Share of women",
            "Managers (female share)",
            "Pay (M)",
            "Ratio, female to male",
        ];
        for code in doubtful {
            assert_eq!(plain(code), None, "{code}");
        }
        assert_eq!(of_two("wage_f", |code| code == "wage_m"), Some(Sex::Female));
        assert_eq!(of_two("Wage M", |code| code == "Wage F"), Some(Sex::Male));
        assert_eq!(of_two("jobsmale", |code| code == "jobsfemale"), Some(Sex::Male));
        assert_eq!(of_two("gdp_m", |code| code == "gdp"), None);
        assert_eq!(of_two("female_jobs", |code| code == "male_jobs"), Some(Sex::Female));
        assert_eq!(of_two("ratio_female_male", |_| true), None);
    }
}
