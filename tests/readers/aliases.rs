//! Names and codes of areas that are easily taken for one another, and those of genuine files.

use ssj::ingest::Match;

use super::known_areas::{codes, sample};

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
        ("Korea", "KOR"),
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
        ("Northern Ireland", ""),
        ("World", ""),
        ("1", ""),
        ("001", ""),
        ("57", ""),
        ("Southern Africa", ""),
        ("Yugoslavia", ""),
        ("SUN", ""),
        ("Serbia and Montenegro", ""),
        ("XKX", ""),
        ("Kosovo", ""),
        ("EU27_2020", ""),
        ("412", ""),
        ("Sudan [former]", ""),
    ];
    for (text, code) in cases {
        let expected = match code {
            "" => Match::NoArea,
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
            "ATA" => Match::NoArea,
            code => Match::Area(code.into()),
        };
        for text in [name, m49, iso2, iso3] {
            assert_eq!(codes.find("unsdg", text), expected, "{text} of {name}");
        }
        rows += 1;
    }
    assert_eq!(rows, 249);
}
