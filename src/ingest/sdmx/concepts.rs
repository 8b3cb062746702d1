//! What columns mean by their ids: SDMX's cross-domain concepts, and those of the agencies that send
//! labour statistics (ILO, Eurostat, OECD, BIS, ECB, IMF, UNICEF, World Bank).

/// Names of each component that has a part of its own, in the order in which they are looked for.
/// The last is the IMF's; in a table of one's own it may be anything.
pub(in crate::ingest) const AREA: [&str; 4] = ["REF_AREA", "GEO", "LOCATION", "COUNTRY"];
/// The last is that of OECD.Stat.
pub(in crate::ingest) const SERIES: [&str; 4] = ["INDICATOR", "SERIES", "MEASURE", "SUBJECT"];
pub(in crate::ingest) const SEX: [&str; 2] = ["SEX", "GENDER"];
pub(in crate::ingest) const FREQUENCY: [&str; 2] = ["FREQ", "FREQUENCY"];
/// The IMF's SCALE is none: its figures are in units already. The last two are those of OECD.Stat.
pub(in crate::ingest) const MULTIPLIER: [&str; 4] =
    ["UNIT_MULT", "UNIT_MULTIPLIER", "POWERCODE_CODE", "POWERCODE"];
pub(in crate::ingest) const UNIT: [&str; 6] =
    ["UNIT_MEASURE", "UNIT", "UNIT_MEAS", "UNIT_OF_MEASURE", "UNITS", "CURRENCY"];
/// The second is Eurostat's.
pub(in crate::ingest) const STATUS: [&str; 2] = ["OBS_STATUS", "OBS_FLAG"];
pub(in crate::ingest) const SOURCE: [&str; 2] = ["SOURCE", "DATA_SOURCE"];
/// What a message is, in the order in which it can name the series.
pub(in crate::ingest) const FLOW: [&str; 3] = ["STRUCTURE_ID", "DATAFLOW", "STRUCTURE"];
/// All codes of a row in one; the last is the ECB's.
pub(in crate::ingest) const KEY: [&str; 3] = ["SERIES_KEY", "OBS_KEY", "KEY"];

/// What else is said of the message as a whole.
pub(in crate::ingest) const FRAME: [&str; 2] = ["STRUCTURE_NAME", "LAST UPDATE"];

/// Whether a component of this id, in capitals, has a part of its own.
pub(in crate::ingest) fn is_known(id: &str) -> bool {
    let parts: [&[&str]; 9] =
        [&AREA, &SERIES, &SEX, &FREQUENCY, &MULTIPLIER, &UNIT, &STATUS, &SOURCE, &BASE];
    parts.concat().contains(&id) || ["TIME_PERIOD", "OBS_VALUE", "DECIMALS"].contains(&id)
}

/// What a component without a part of its own does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Kind {
    /// Breaks figures down: it tells rows apart, even where it holds one code alone.
    Breakdown,
    /// Says something of a figure, and tells none apart.
    Attribute,
    Unknown,
}

/// What is said of a figure by components of these ids; where it came from and its number among the
/// rows, as our own tables and other programs write them (`Unnamed: 0`), are the last.
const ATTRIBUTES: &str = " AGG_METHOD AVAILABILITY BASE_PER BASE_PERIOD BASE_YEAR \
    BREAKS COLLECTION COLL_METHOD COMPILATION COMPILING_ORG CONFINT CONTACT CONVERSION_TYPE COVERAGE \
    COVERAGE_SECTOR COVERAGE_TIME CUSTODIAN CV DATABASE_ID DATA_COMP DECIMALS DECIMALS_DISPLAYED \
    DERIVATION_TYPE DISS_ORG DOM_SER_IDS DURABILITY EXT_TITLE GEO_INFO_TYPE LATEST_DATA LOWER_BOUND \
    METHOD_REF NATURE NAT_TITLE N_CASES ORIGIN_CRITERION OVERLAP PRECISION PREF_SCALE \
    PRE_BREAK_VALUE PRICE_REF_YEAR REFERENCEPERIOD REF_PERIOD REF_PERIOD_DETAIL REF_YEAR_AGES REF_YEAR_PRICE \
    REPYEAREND REPYEARSTART SAMPLE_SIZE SCALE SOURCE_AGENCY SOURCE_DETAIL SOURCE_PUB SOURCE_REF \
    SOURCE_TYPE STATUS STD_ERR STD_ERROR TIME_COVERAGE TIME_DETAIL TIME_FORMAT \
    TIME_PERIOD_METHOD TIME_PER_COLLECT TITLE TITLE_COMPL UNIT_INDEX_BASE UNIT_MEASURE_TYPE UNIT_TYPE \
    UPPER_BOUND VALUATION WGTD_SAMPL_SIZE X_COMMENT \
    FILE PROVIDER REMARK ROW ROWID ROWNAMES ROW_ID ROW_NUMBER UNNAMED __INDEX_LEVEL_0__ ";

/// Words of ids that only attributes have.
const ATTRIBUTE_WORDS: &str = " COMMENT COMMENTS CONF DATE DESCRIPTION EMBARGO FLAG FLAGS FOOTNOTE \
    FOOTNOTES LINK METADATA NOTE NOTES PUBL PUBLICATION QUALITY TIMESTAMP UPDATE UPDATED URL ";

/// Components that break figures down. A word of an id is enough: `COUNTRY_OF_BIRTH`, `ISCED11_LEVEL`.
const BREAKDOWNS: &str = " ACTIVITY ADJUSTMENT AGE AGES ATTAINMENT BIRTH BREAKDOWN CASTE CITIZEN \
    CITIZENSHIP CIVIL CLASSIF COFOG COICOP COMMODITY CONTRACT COUNTERPART DECILE DEGURB DISABILITY \
    DISAGGREGATION ECO EDU EDUC EDUCATION ENTERPRISE ETHNIC ETHNICITY EXPENDITURE FAMILY FORMALITY \
    HHTYP HOUSEHOLD INCOME INDIGENOUS INDUSTRY INFORMALITY ISCED ISCO ISIC LANGUAGE MARITAL MARSTA \
    METHODOLOGY MIGRANT MIGRATION NACE NATIONALITY OCCUPATION OCU PARTNER PERCENTILE POVERTY PRODUCT \
    QUANTILE QUINTILE RACE RELIGION RESIDENCE RURAL SEASONAL SECTOR SIZECLAS SUBGROUP TENURE \
    TRANSACTION TRANSFORMATION URBAN URBANISATION URBANIZATION WEALTH WORKTIME ";
/// The same by whole ids.
const BREAKDOWN_IDS: &str =
    " EMPLOYMENT_STATUS LOCATION REPORTING_TYPE STATUS_IN_EMPLOYMENT STE S_ADJ WSTATUS ";

/// What a component does, by its id in letters of any size.
pub(in crate::ingest) fn kind(id: &str) -> Kind {
    let id = id.trim().to_uppercase().replace(' ', "_");
    let is_in = |list: &str, word: &str| list.contains(&format!(" {word} "));
    let has_word = |list: &str| {
        let mut words = id.split(['_', '-']);
        words.any(|word| is_in(list, word.trim_end_matches(|c: char| c.is_ascii_digit())))
    };
    // Several values, or a place below another attribute (SDMX-CSV 2.0), has no dimension.
    let is_nested = id.contains(['[', '.']);
    if is_nested || id.starts_with("OBS_") || is_in(ATTRIBUTES, &id) || has_word(ATTRIBUTE_WORDS) {
        Kind::Attribute
    } else if is_in(BREAKDOWN_IDS, &id) || has_word(BREAKDOWNS) {
        Kind::Breakdown
    } else {
        Kind::Unknown
    }
}

/// Whether a component holds notes, which are kept with a figure.
pub(in crate::ingest) fn is_note(id: &str) -> bool {
    ["NOTE", "COMMENT"].iter().any(|word| id.contains(word))
}

/// The period that an index is 100 in, or whose prices a figure is in.
pub(in crate::ingest) const BASE: [&str; 6] =
    ["BASE_PER", "BASE_PERIOD", "BASE_YEAR", "UNIT_INDEX_BASE", "REF_YEAR_PRICE", "PRICE_REF_YEAR"];

/// Whether a component says in what a figure is, beside its unit. The SCALE of a message says how figures
/// are shown.
pub(in crate::ingest) fn is_unit_beside(id: &str, is_message: bool) -> bool {
    let is = |name: &str| id.eq_ignore_ascii_case(name);
    is("CURRENCY") || BASE.into_iter().any(is) || !is_message && is("SCALE")
}

/// Whether a column is one that a service adds to those of the structure.
pub(in crate::ingest) fn is_custom(id: &str) -> bool {
    ["UPDATE", "PREPARED", "VALID"].iter().any(|word| id.to_uppercase().contains(word))
}

/// Whether an id is rather a label, written for readers: in letters of both sizes or several words.
pub(in crate::ingest) fn is_label(id: &str) -> bool {
    let has = |is: fn(&char) -> bool| id.chars().any(|c| is(&c));
    id.contains(' ') || has(|c| c.is_lowercase()) && has(|c| c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_is_known_by_its_id_or_a_word_of_it() {
        for id in [
            "AGE",
            "age",
            "CLASSIF1",
            "COMP_BREAKDOWN_2",
            "nace_r2",
            "ISCED11_LEVEL",
            "MIGRATION_AGE",
        ] {
            assert_eq!(kind(id), Kind::Breakdown, "{id}");
        }
        for id in [
            "DECIMALS",
            "REF_YEAR_AGES",
            "NOTE_SOURCE",
            "CONF_STATUS",
            "OBS_STATUS_2",
            "LAST UPDATE",
            "CONTACT[].NAME",
        ] {
            assert_eq!(kind(id), Kind::Attribute, "{id}");
        }
        for id in ["COLOUR", "CURRENCY", "PRICE_BASE", "PAGE", "DIM_1"] {
            assert_eq!(kind(id), Kind::Unknown, "{id}");
        }
    }
}
