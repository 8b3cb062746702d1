//! Names and codes of areas that are easily taken for one another, those of genuine files, and names
//! whose meaning hangs on what stands beside them.

use ssj::ingest::Match;
use ssj::model::Reader::{Ilostat, SdmxCsv, Table, Unsdg, Worldbank};

use crate::one_file::{assert_filtered, codes, everything_of, file, problems, sample, shared};

#[test]
fn names_that_are_near_each_other_are_kept_apart() {
    let codes = codes();
    let cases = [
        ("NA", "NAM"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Nigéria", "NGA"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Guinea Bissau", "GNB"),
        ("Equatorial Guinea", "GNQ"),
        ("Papua New Guinea", "PNG"),
        ("French Guiana", "GUF"),
        ("Guyana", "GUY"),
        ("Congo", "COG"),
        ("Congo, Rep.", "COG"),
        ("Congo, Dem. Rep.", "COD"),
        ("Congo, Democratic Republic of the", "COD"),
        ("DRC", "COD"),
        ("Zaire", "COD"),
        ("Congo (Brazzaville)", "COG"),
        ("Congo (Kinshasa)", "COD"),
        ("ZAR", "COD"),
        ("Dominica", "DMA"),
        ("Dominican Republic", "DOM"),
        ("Dominique", "DMA"),
        ("République dominicaine", "DOM"),
        ("Korea, Rep.", "KOR"),
        ("Korea, Dem. People's Rep.", "PRK"),
        ("North Korea", "PRK"),
        ("South Korea", "KOR"),
        ("Korea (Democratic People's Rep. of)", "PRK"),
        ("Korea (Republic of)", "KOR"),
        ("Ireland", "IRL"),
        ("Republic of Ireland", "IRL"),
        ("South Africa", "ZAF"),
        ("South Sudan", "SSD"),
        ("Sudan", "SDN"),
        ("Samoa", "WSM"),
        ("American Samoa", "ASM"),
        ("St. Martin (French part)", "MAF"),
        ("Sint Maarten (Dutch part)", "SXM"),
        ("British Virgin Islands", "VGB"),
        ("Virgin Islands (U.S.)", "VIR"),
        ("Mali", "MLI"),
        ("Malawi", "MWI"),
        ("Malta", "MLT"),
        ("Maldives", "MDV"),
        ("Mauritius", "MUS"),
        ("Mauritania", "MRT"),
        ("Montenegro", "MNE"),
        ("Slovak Republic", "SVK"),
        ("Slovenia", "SVN"),
        ("Austria", "AUT"),
        ("Australia", "AUS"),
        ("Iran, Islamic Rep.", "IRN"),
        ("Iraq", "IRQ"),
        ("Bolivia (Plurinational State of)", "BOL"),
        ("Vietnam", "VNM"),
        ("Viet Nam", "VNM"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Swaziland", "SWZ"),
        ("Macedonia, FYR", "MKD"),
        ("Czech Republic", "CZE"),
        ("EL", "GRC"),
        ("UK", "GBR"),
        ("TMP", "TLS"),
        ("ROM", "ROU"),
        ("ADO", "AND"),
        ("WBG", "PSE"),
        ("West Bank and Gaza", "PSE"),
        ("Hong Kong SAR, China", "HKG"),
        ("Taiwan, Province of China", "TWN"),
        ("Lao PDR", "LAO"),
        ("Cape Verde", "CPV"),
        ("Netherlands (Kingdom of the)", "NLD"),
        ("Georgia", "GEO"),
        ("Micronesia, Fed. Sts.", "FSM"),
        ("AN", ""),
        ("Northern Ireland", "outside"),
        ("World", ""),
        ("1", ""),
        ("001", ""),
        ("57", ""),
        ("Southern Africa", ""),
        ("Yugoslavia", ""),
        ("SUN", ""),
        ("Serbia and Montenegro", ""),
        ("XKX", "outside"),
        ("Kosovo", "outside"),
        ("EU27_2020", ""),
        ("412", "outside"),
        ("Sudan [former]", ""),
    ];
    for (text, code) in cases {
        let expected = match code {
            "" => Match::NoArea,
            "outside" => Match::Outside,
            code => Match::Area(code.into()),
        };
        assert_eq!(codes.find("any", text), expected, "{text}");
    }
}

#[test]
fn a_schemes_codes_mean_something_in_that_scheme_alone() {
    let codes = codes();
    for (scheme, code) in [("undp", "ZZK.WORLD"), ("oecd", "OTO")] {
        assert_eq!(codes.find(scheme, code), Match::NoArea, "{code}");
        assert!(matches!(codes.find("other", code), Match::Unknown(_)), "{code}");
    }
    // The ILO's groups are in its SDMX messages too, under any provider's name.
    assert_eq!(codes.find("other", "X01"), Match::NoArea);
}

/// Every code of the file of M49 with the code of ISO 3166-1 beside it.
#[test]
fn m49_leads_to_the_code_that_the_un_gives() {
    let Some(path) = sample("unsdg/UNSD_M49_en.csv") else { return };
    let codes = codes();
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut rows = 0;
    for row in reader.records() {
        let row = row.unwrap();
        let (name, m49, iso2, iso3) = (&row[8], &row[9], &row[10], &row[11]);
        let expected = match iso3 {
            "ATA" => Match::Outside,
            code => Match::Area(code.into()),
        };
        for text in [name, m49, iso2, iso3] {
            assert_eq!(codes.find("unsdg", text), expected, "{text} of {name}");
        }
        rows += 1;
    }
    assert_eq!(rows, 249);
}

#[test]
fn a_name_is_found_in_any_composition_order_and_language() {
    let cases = [
        ("Co\u{302}te d'Ivoire", "CIV"),
        ("Tu\u{308}rkiye", "TUR"),
        ("Re\u{301}union", "REU"),
        ("Curac\u{327}ao", "CUW"),
        ("SAO TOME & PRINCIPE", "STP"),
        ("Kyrgyz\u{a0}Republic", "KGZ"),
        ("Kenya, Republic of", "KEN"),
        ("República de Kenia", "KEN"),
        ("République du Kenya", "KEN"),
        ("Federal Democratic Republic of Ethiopia", "ETH"),
        ("Ethiopia (Federal Democratic Republic of)", "ETH"),
        ("United Kingdom of Great Britain & Northern Ireland", "GBR"),
        ("Lao P.D.R.", "LAO"),
        ("U.S. Virgin Islands", "VIR"),
        ("Micronesia (Fed. Sts.)", "FSM"),
        ("St Vincent & the Grenadines", "VCT"),
        ("Guinea, Equatorial", "GNQ"),
        ("Vereinigtes Königreich", "GBR"),
    ];
    let codes = codes();
    for (text, code) in cases {
        assert_eq!(codes.find("any", text), Match::Area(code.into()), "{text}");
    }
}

#[test]
fn groups_are_known_by_name_with_whatever_is_said_of_them() {
    let groups = [
        "World: Lower-middle income",
        "South-Eastern Asia and the Pacific: High income",
        "Sub-Saharan Africa (excluding South Africa and Nigeria)",
        "IDA countries not classified as fragile situations, excluding Sub-Saharan Africa",
        "Europe (WHO)",
        "European Union - 27 countries (from 2020)",
        "Euro area – 20 countries (from 2023)",
        "OECD - Total",
        "Emerging market and developing economies",
        "Less developed regions, excluding China",
        "Residual/unallocated ODA: Sub-Saharan Africa",
        "Pays à revenu élevé",
        "América Latina y el Caribe",
        "SDG: Africa (Sub-Saharan)",
        "WB: East Asia and the Pacific",
        "CIS (EI)",
        "OWID_WRL",
        "UNICEF_EAPRO",
        "98304",
    ];
    let codes = codes();
    for text in groups.iter().take(groups.len() - 1) {
        assert_eq!(codes.find("any", text), Match::NoArea, "{text}");
    }
    for text in ["Channel Islands", "CHA", "Azores", "920", "Scotland (UK)", "OWID_KOS"] {
        assert_eq!(codes.find("any", text), Match::Outside, "{text}");
    }
    assert_eq!(codes.find("any", "98304"), Match::Unknown(None));
}

/// A table of one's own with the areas `names`, all with the same figure.
fn table(names: &[&str]) -> ssj::ingest::Ingested {
    let text: String = names.iter().map(|name| format!("\"{name}\",7\n")).collect();
    let (folder, path) = file("list.csv", format!("Area,Rate\n{text}"));
    let sidecar = "origin = \"t\"\nlicence = \"none\"\narea = \"Area\"\nyear = 2020\n\
                   [[value]]\ncolumn = \"Rate\"\nseries = \"RATE\"\n";
    std::fs::write(folder.path().join("list.csv.toml"), sidecar).unwrap();
    everything_of(&path, "", Table)
}

/// The areas of the observations, in order.
fn areas(read: &ssj::ingest::Ingested) -> Vec<&str> {
    read.observations.iter().map(|o| &*o.ref_area).collect()
}

#[test]
fn a_name_of_several_areas_is_decided_by_the_others_in_the_file() {
    let state = "Micronesia (Federated States of)";
    for (names, found, groups) in [
        (vec!["Micronesia", "Polynesia", "Kenya"], vec!["KEN"], 2),
        (vec!["Micronesia", state], vec!["FSM"], 1),
        (vec!["Korea", "North Korea", "Japan"], vec!["KOR", "PRK", "JPN"], 0),
        (vec!["Korea", "OECD"], vec!["KOR"], 1),
        (vec!["China", "China, mainland"], vec!["CHN"], 1),
        (vec!["China", "Georgia", "Congo"], vec!["CHN", "GEO", "COG"], 0),
        (vec!["Virgin Islands", "British Virgin Islands"], vec!["VIR", "VGB"], 0),
    ] {
        let read = table(&names);
        assert_eq!(areas(&read), found, "{names:?}");
        let filtered: usize = read.counts[0].filtered.values().sum();
        assert_eq!((filtered, read.problems.len()), (groups, 0), "{names:?}");
    }
    let states = table(&["Georgia", "Texas"]);
    assert_filtered(&states, &[("territory_outside_table", 1)]);
}

#[test]
fn where_nothing_tells_a_name_is_asked_about_with_what_to_write() {
    let read = table(&["Micronesia", "Korea", "Kenya", "Congo", "Congo, Rep."]);
    assert_eq!(areas(&read), ["KEN", "COG"]);
    let expected = [
        (2, "ambiguous_area", "Area", "Micronesia"),
        (3, "ambiguous_area", "Area", "Korea"),
        (5, "ambiguous_area", "Area", "Congo"),
    ];
    assert_eq!(problems(&read), expected);
    let told = &read.problems[0].expected;
    assert!(told.contains("FSM") && told.contains("57") && told.contains("nothing else"), "{told}");
}

#[test]
fn numbers_of_another_numbering_are_not_taken_for_m49() {
    // The United Kingdom, France, Germany, Italy, Canada and Japan by the IMF; Belarus and China by M49.
    let read = table(&["112", "132", "134", "136", "156", "158"]);
    assert!(read.observations.is_empty());
    let canada = &read.problems[4];
    assert_eq!((&*canada.found, &*canada.rule), ("156", "ambiguous_area"));
    assert!(canada.expected.contains("134"), "{canada:?}");
    assert_eq!(areas(&table(&["404", "004", "76", "1", "840", "710"])).len(), 5);
    let long = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\n111,A,2020,1\n156,A,2020,2\n";
    let (_folder, path) = file("imf.csv", long);
    assert!(everything_of(&path, "", SdmxCsv).observations.is_empty());
}

#[test]
fn letters_of_another_scheme_are_not_taken_for_those_of_iso() {
    // States of the United States, of which Canada, Gabon and Germany have the letters too.
    let read = table(&["CA", "GA", "DE", "TX", "NY"]);
    assert!(read.observations.is_empty());
    assert!(read.problems[0].expected.contains("`NY` in this column"), "{:?}", read.problems[0]);
    let one_of_many =
        ["CA", "DE", "FR", "NO", "SE", "BR", "IN", "KE", "GH", "JP", "VN", "ZA", "ES", "MX", "PE"];
    assert_eq!(areas(&table(&one_of_many)).len(), 15);
    assert!(table(&[&one_of_many[..], &["TX"]].concat()).observations.is_empty());
    assert_eq!(
        areas(&table(&["CA", "GA", "DE", "UK", "EL", "EU"])),
        ["CAN", "GAB", "DEU", "GBR", "GRC"]
    );
    // Austria, Switzerland and the Macedonia of the Correlates of War; the United Kingdom is unknown.
    let read = table(&["AUS", "SWZ", "MAC", "FRN", "UKG"]);
    assert!(read.observations.is_empty());
    assert!(read.problems[0].expected.contains("is Austria"), "{:?}", read.problems[0]);
    assert_eq!(areas(&table(&["AUS", "SWZ", "MAC", "SLV"])), ["AUS", "SWZ", "MAC", "SLV"]);
}

#[test]
fn publishers_own_lists_leave_no_area_unknown() {
    let lists = [
        ("geo_unsd.csv", Unsdg, 248),
        ("ilo_codes.csv", Ilostat, 16),
        ("wb_names.csv", Table, 215),
    ];
    for (name, reader, found) in lists {
        let Some(path) = shared(&format!("faults/aliases-aggregates/{name}")) else { return };
        let read = everything_of(&path, reader.name(), reader);
        assert_eq!((read.observations.len(), problems(&read)), (found, Vec::new()), "{name}");
        assert!(read.counts[0].filtered["territory_outside_table"] > 1, "{name}");
    }
    let Some(path) = sample("worldbank/api_v2_country_per_page1000.json") else { return };
    let codes = codes();
    for country in ssj::ingest::read_countries(&path).unwrap() {
        let by_code = codes.find(Worldbank.name(), &country.code);
        assert_eq!(codes.find("any", &country.name), by_code, "{}", country.name);
        assert!(!country.is_aggregate || by_code == Match::NoArea, "{}", country.name);
    }
}
