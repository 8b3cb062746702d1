//! Codes and names of areas in every scheme that providers use, matched to those of our reference
//! table through one table of aliases.

mod aliases;
mod spelling;

use std::collections::BTreeMap;
use std::path::Path;

use crate::fault::{Result, nearest};
use crate::model::{Areas, Label};
use aliases::Aliases;
pub use aliases::Match;
pub(crate) use spelling::folded;
use spelling::turned;
pub(super) use spelling::{key_of, unpadded};

/// From any provider's code to ours.
#[derive(Debug, Clone, Default)]
pub struct AreaCodes {
    /// By ISO 3166-1 alpha-3 and alpha-2 and M49 (without leading zeros).
    coded: BTreeMap<String, Label>,
    /// By the keys of their names; each with the name as it is written.
    named: BTreeMap<String, (Label, String)>,
    aliases: Aliases,
    codes: Vec<Label>,
}

impl AreaCodes {
    /// The codes and names of the reference table alone.
    pub fn of(areas: &Areas) -> Self {
        let codes: Vec<Label> = areas.codes().map(Label::from).collect();
        let (mut coded, mut named) = (BTreeMap::new(), BTreeMap::new());
        for (area, code) in areas.iter().zip(&codes) {
            for name in area.name.each().chain(area.short_name.each()) {
                named.entry(folded(name)).or_insert_with(|| (*code, name.to_owned()));
            }
            let m49 = area.attribute("M49").map(unpadded);
            for other in area.attribute("ISO2").map(str::to_owned).into_iter().chain(m49) {
                coded.entry(other).or_insert(*code);
            }
        }
        // Our own codes come before what another scheme means by the same letters.
        coded.extend(codes.iter().map(|code| (code.to_string(), *code)));
        AreaCodes { coded, named, aliases: Aliases::default(), codes }
    }

    /// Adds the aliases of `text`, the content of `file`.
    ///
    /// # Errors
    /// What is wrong with the table: all, with lines.
    pub fn with_aliases(mut self, file: &Path, text: &str) -> Result<Self> {
        let ours = |key: &str| {
            let named = self.named.get(key).map(|(code, _)| code);
            self.coded.get(key).or(named).cloned()
        };
        self.aliases = Aliases::read(file, text, &self.codes, &ours)?;
        Ok(self)
    }

    /// What `text`, a code or a name in a file of `provider`, stands for. A provider's own aliases
    /// come first, then codes of the reference table, then the aliases of all, then names.
    pub fn find(&self, provider: &str, text: &str) -> Match {
        let key = key_of(text);
        let own = || self.own(provider, &key).cloned();
        let coded = || {
            let code = self.coded.get(text).or_else(|| self.coded.get(&key));
            code.cloned().map(Match::Area)
        };
        own()
            .or_else(coded)
            .or_else(|| self.named(&key))
            .or_else(|| self.named(&turned(text)?))
            .or_else(|| self.is_group(text).then_some(Match::NoArea))
            .unwrap_or_else(|| Match::Unknown(self.near(text)))
    }

    /// The name of a group that goes by a code of all, such as M49.
    pub fn group(&self, code: &str) -> Option<&str> {
        self.aliases.group(&key_of(code))
    }

    /// Whether what a name stands for hangs on what else stands in the file.
    pub(super) fn is_asked(&self, provider: &str, text: &str) -> bool {
        let key = key_of(text);
        self.own(provider, &key).is_none() && self.aliases.asked("", &key).is_some()
    }

    /// What such a name stands for in a file that `has` these codes and names; `None` where they tell
    /// nothing.
    pub(super) fn told(&self, text: &str, has: impl Fn(&str) -> bool) -> Option<Match> {
        self.aliases.asked("", &key_of(text))?.told(has)
    }

    /// What a key stands for with one provider alone.
    fn own(&self, provider: &str, key: &str) -> Option<&Match> {
        if provider.is_empty() { None } else { self.aliases.get(provider, key) }
    }

    fn named(&self, key: &str) -> Option<Match> {
        let alias = self.aliases.get("", key).cloned();
        alias.or_else(|| self.named.get(key).map(|(code, _)| Match::Area(*code)))
    }

    /// Whether a name is that of a known group with something said behind it (`Africa: Low income`,
    /// `Europe (WHO)`) or of whose it is (`SDG: Africa`), or holds a word that only names of groups hold.
    fn is_group(&self, name: &str) -> bool {
        let is_known =
            |part: &str| self.aliases.get("", &key_of(part.trim())) == Some(&Match::NoArea);
        let behind = [":", "(", " - ", " – "];
        let first = behind.iter().filter_map(|mark| Some(name.split_once(mark)?.0));
        let whose = name.split_once(": ").map(|(_, then)| then);
        first.min_by_key(|part| part.len()).is_some_and(is_known)
            || whose.is_some_and(|then| is_known(then) || self.is_group(then))
            || self.aliases.names_a_group(&folded(name))
    }

    /// The nearest of our codes for what looks like a code, of our names for what looks like a name.
    fn near(&self, text: &str) -> Option<String> {
        if text.chars().count() <= 3 {
            return nearest(text, self.codes.iter().map(AsRef::as_ref)).map(str::to_owned);
        }
        let near = nearest(&folded(text), self.named.keys().map(String::as_str))?;
        self.named.get(near).map(|(code, name)| format!("{name}, {code}"))
    }

    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().map(AsRef::as_ref)
    }
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
        let near = Match::Unknown(Some("Afghanistan, AFG".to_owned()));
        assert_eq!(codes().find("p", "Afganistan"), near);
        assert_eq!(codes().find("p", "Atlantis"), Match::Unknown(None));
    }

    #[test]
    fn an_alias_of_nothing_or_twice_is_refused_with_its_line() {
        let text = "SCHEME,CODE,REF_AREA\n,Nowhere,NOW\n,1,\n,001,\n";
        let faults = codes().with_aliases(Path::new("a.csv"), text).unwrap_err();
        let told = faults.to_string();
        assert!(told.contains("there is no area `NOW`") && told.contains("a.csv:2"), "{told}");
        assert!(told.contains("stands twice") && told.contains("a.csv:4"), "{told}");
    }
}
