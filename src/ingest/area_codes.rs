//! Codes and names of areas in every scheme that providers use, matched to those of our reference
//! table through one table of aliases.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::fault::{Fault, Faults, Place, Result, nearest};
use crate::model::Areas;

/// What a provider's code stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    Area(Arc<str>),
    /// A known code of what is no area of ours: a group of countries, a State that is no more, a
    /// part of one.
    NoArea,
    /// Not known at all, with the nearest code or name that is.
    Unknown(Option<String>),
}

/// From any provider's code to ours.
#[derive(Debug, Clone, Default)]
pub struct AreaCodes {
    /// Our codes, and by ISO 3166-1 alpha-2, M49 (without leading zeros) and folded names.
    general: BTreeMap<String, Arc<str>>,
    /// (scheme, code or folded name) → our code; `None` where it is known to be no area of ours.
    aliases: BTreeMap<(String, String), Option<Arc<str>>>,
    codes: Vec<Arc<str>>,
}

impl AreaCodes {
    /// The codes of the reference table alone.
    pub fn of(areas: &Areas) -> Self {
        let mut general: BTreeMap<String, Arc<str>> = BTreeMap::new();
        let codes: Vec<Arc<str>> = areas.codes().map(Arc::from).collect();
        for (area, code) in areas.iter().zip(&codes) {
            let m49 = area.attribute("M49").map(unpadded);
            let names = [&area.name, &area.short_name].into_iter().flat_map(|names| {
                [Some(&names.en), names.fr.as_ref(), names.es.as_ref()].into_iter().flatten()
            });
            let words =
                names.map(|name| folded(name)).chain(area.attribute("ISO2").map(str::to_owned));
            for word in words.chain(m49) {
                general.entry(word).or_insert_with(|| code.clone());
            }
        }
        // Our own codes come before what another scheme means by the same letters.
        general.extend(codes.iter().map(|code| (code.to_string(), code.clone())));
        AreaCodes { general, aliases: BTreeMap::new(), codes }
    }

    /// Adds the aliases of `text`, the content of `file`: columns `SCHEME` (a provider, or empty for
    /// all), `CODE` (a code or a name) and `REF_AREA` (empty where it is no area of ours).
    ///
    /// # Errors
    /// Missing columns, an alias of an area that is not there, one that stands twice: all, with lines.
    pub fn with_aliases(mut self, file: &Path, text: &str) -> Result<Self> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let broken = |e: &csv::Error| Fault::new(e.to_string()).at(Place::file(file));
        let header = reader.headers().map_err(|e| broken(&e))?.clone();
        let position = |name: &str| {
            header.iter().position(|h| h.trim() == name).ok_or_else(|| {
                Fault::new(format!("the column {name} is missing")).at(Place::line(file, 1))
            })
        };
        let columns = [position("SCHEME")?, position("CODE")?, position("REF_AREA")?];
        let mut faults = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|e| broken(&e))?;
            let place = Place::line(file, record.position().map_or(0, csv::Position::line));
            let [scheme, code, area] = columns.map(|c| record.get(c).unwrap_or_default().trim());
            let ours = self.codes.iter().find(|known| known.as_ref() == area).cloned();
            if !area.is_empty() && ours.is_none() {
                let fault = Fault::new(format!("there is no area `{area}`"))
                    .at(place.column("REF_AREA"))
                    .nearest(area, self.codes.iter().map(AsRef::as_ref));
                faults.push(fault);
                continue;
            }
            let key = (scheme.to_owned(), key_of(code));
            if self.aliases.insert(key, ours).is_some() {
                let message = format!("`{code}` stands twice for the scheme `{scheme}`");
                faults.push(Fault::new(message).at(place.column("CODE")));
            }
        }
        Faults::check(faults, self)
    }

    /// What `text`, a code or a name in a file of `provider`, stands for. A provider's own aliases
    /// come first, then our codes, then the aliases of all, then ISO alpha-2, M49 and names.
    pub fn find(&self, provider: &str, text: &str) -> Match {
        let alias = |scheme: &str| self.aliases.get(&(scheme.to_owned(), key_of(text)));
        let own = alias(provider).cloned();
        let general = || self.general.get(text).cloned().map(Some);
        let shared = || alias("").cloned();
        let other = || self.general.get(&key_of(text)).cloned().map(Some);
        match own.or_else(general).or_else(shared).or_else(other) {
            Some(Some(code)) => Match::Area(code),
            Some(None) => Match::NoArea,
            None => Match::Unknown(self.near(text)),
        }
    }

    /// The nearest of our codes for what looks like a code, of our names for what looks like a name.
    fn near(&self, text: &str) -> Option<String> {
        if text.chars().count() <= 3 {
            return nearest(text, self.codes.iter().map(AsRef::as_ref)).map(str::to_owned);
        }
        let names = self.general.keys().filter(|word| word.chars().count() > 3);
        let near = nearest(&folded(text), names.map(String::as_str))?;
        Some(format!("{near}, {}", self.general.get(near)?))
    }

    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().map(AsRef::as_ref)
    }
}

/// How a code or a name is looked up: digits without leading zeros, names folded, codes as they are.
fn key_of(text: &str) -> String {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        unpadded(text)
    } else if text.chars().count() > 3 {
        folded(text)
    } else {
        text.to_owned()
    }
}

fn unpadded(digits: &str) -> String {
    let bare = digits.trim_start_matches('0');
    if bare.is_empty() { "0".to_owned() } else { bare.to_owned() }
}

/// A name without what spellings differ in: case, punctuation, spaces, a leading or trailing article.
fn folded(name: &str) -> String {
    let lower = name.to_lowercase().replace(['’', '‘'], "'").replace('&', " and ");
    let spaced: String = lower.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = spaced.split_whitespace().filter(|word| *word != "the").collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::read_areas;

    fn codes() -> AreaCodes {
        let areas = "REF_AREA,ISO2,M49,NAME_EN,SHORT_NAME_EN\nNAM,NA,516,Namibia,\n\
                     CIV,CI,384,Côte d’Ivoire,\nGMB,GM,270,\"Gambia, The\",Gambia\nAFG,AF,4,Afghanistan,\n";
        let areas = read_areas(Path::new("areas.csv"), areas).expect("areas");
        let aliases = "SCHEME,CODE,REF_AREA\n,Ivory Coast,CIV\nx,NA,\nx,901,GMB\n,1,\n";
        AreaCodes::of(&areas).with_aliases(Path::new("aliases.csv"), aliases).expect("aliases")
    }

    #[test]
    fn na_is_namibia_unless_a_provider_means_something_else() {
        assert_eq!(codes().find("worldbank", "NA"), Match::Area("NAM".into()));
        assert_eq!(codes().find("x", "NA"), Match::NoArea);
    }

    #[test]
    fn an_area_is_found_by_every_scheme_and_spelling() {
        for text in ["AFG", "AF", "4", "004", "Afghanistan", "AFGHANISTAN"] {
            assert_eq!(codes().find("p", text), Match::Area("AFG".into()), "{text}");
        }
        for text in ["Côte d'Ivoire", "ivory coast"] {
            assert_eq!(codes().find("p", text), Match::Area("CIV".into()), "{text}");
        }
        assert_eq!(codes().find("p", "The Gambia"), Match::Area("GMB".into()));
        assert_eq!(codes().find("x", "901"), Match::Area("GMB".into()));
        assert_eq!(codes().find("p", "001"), Match::NoArea);
    }

    #[test]
    fn what_is_unknown_comes_with_the_nearest() {
        assert_eq!(codes().find("p", "AFH"), Match::Unknown(Some("AFG".to_owned())));
        let near = Match::Unknown(Some("afghanistan, AFG".to_owned()));
        assert_eq!(codes().find("p", "Afganistan"), near);
        assert_eq!(codes().find("p", "Atlantis"), Match::Unknown(None));
    }

    #[test]
    fn an_alias_of_nothing_or_twice_is_refused_with_its_line() {
        let text = "SCHEME,CODE,REF_AREA\n,Nowhere,NOW\n,1,\n,001,\n";
        let faults = codes().with_aliases(Path::new("a.csv"), text).unwrap_err();
        let told = faults.to_string();
        assert!(told.contains("there is no area `NOW`") && told.contains("a.csv:2"), "{told}");
        assert!(told.contains("stands twice") && told.contains("a.csv:3"), "{told}");
    }
}
