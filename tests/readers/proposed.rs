//! Sidecars proposed for tables that have none.

use crate::one_file::{figures, file, source, try_source};
use ssj::ingest::Selection;
use ssj::model::Reader::Table;

#[test]
fn a_missing_sidecar_is_written_out_and_works_once_filled_in() {
    let text = "Title\nCountry,Year,\"C1 \"\"old\"\"\",C2\nAlbania,2020,1,2\n";
    let (folder, path) = file("hand.csv", text);
    let everything = source(&path, "hand", Table, Selection::Everything);
    let told = try_source(&everything).unwrap_err().to_string();
    assert!(told.contains("needs a sidecar") && told.contains("hand.csv.toml"), "{told}");
    let template = told.split_once("it could be:").unwrap().1;
    let template = template.trim_start_matches(['\n', ' ']).trim_start_matches("hint: ");
    std::fs::write(folder.path().join("hand.csv.toml"), template).unwrap();
    let read = try_source(&everything).unwrap();
    let expected =
        [("C1 \"old\"", "ALB", "T", 2020, 1.0, "A", 3), ("C2", "ALB", "T", 2020, 2.0, "A", 3)];
    assert_eq!(figures(&read), expected);
}

/// What comes of a table read with the sidecar that is proposed for it; the reason where none is.
fn as_proposed(text: &str) -> Result<Vec<String>, String> {
    let (folder, path) = file("t.csv", text);
    let refused = try_source(&source(&path, "", Table, Selection::Everything)).unwrap_err();
    let fault = &refused.0[0];
    let proposed: Vec<&String> = fault.hints.iter().filter(|hint| hint.starts_with('\n')).collect();
    let [sidecar] = proposed[..] else { return Err(fault.hints.join("; ")) };
    std::fs::write(folder.path().join("t.csv.toml"), sidecar).unwrap();
    let read = try_source(&source(&path, "", Table, Selection::Everything)).unwrap();
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let said = |(series, area, sex, year, value, ..): (&str, &str, &str, i32, f64, &str, u64)| {
        format!("{series} {area} {sex} {year} {value}")
    };
    Ok(figures(&read).into_iter().map(said).collect())
}

#[test]
fn a_proposed_sidecar_is_right_or_not_proposed() {
    let right: [(&str, &[&str]); 18] = [
        ("Country,2020\nKenya,5\n", &["t KEN T 2020 5"]),
        // As Our World in Data, the Penn World Table, V-Dem, UNESCO, FAOSTAT and OECD.Stat write them.
        (
            "Entity,Code,Year,Rate\nKenya,KEN,2020,5\nWorld,OWID_WRL,2020,6\nAfrica,,2020,7\n",
            &["Rate KEN T 2020 5"],
        ),
        (
            "countrycode,country,currency_unit,year,labsh,i_cig\nKEN,Kenya,Shilling,2019,0.5,Benchmark\n",
            &["labsh KEN T 2019 0.5"],
        ),
        (
            "country_name,country_text_id,country_id,COWcode,year,v2x_a\nKenya,KEN,40,501,1899,0.5\n",
            &["v2x_a KEN T 1899 0.5"],
        ),
        (
            "INDICATOR_ID,COUNTRY_ID,YEAR,VALUE,MAGNITUDE\nROFST.1,KEN,2020,1.5,NIL\n",
            &["VALUE KEN T 2020 1.5"],
        ),
        (
            "Area Code,Area Code (M49),Area,Item Code,Item,Element,Year Code,Year,Unit,Value,Flag\n\
             114,'404,Kenya,21001,Food,Value,2020,2020,%,2.5,E\n\
             79,'276,Germany,21001,Food,Value,2020,2020,%,3.5,E\n",
            &["Value KEN T 2020 2.5", "Value DEU T 2020 3.5"],
        ),
        (
            "Area Code,Area,Item Code,Item,Unit,Y2019,Y2019F,Y2020,Y2020F\n114,Kenya,1,Food,%,2.5,E,3,E\n",
            &["t KEN T 2019 2.5", "t KEN T 2020 3"],
        ),
        (
            "COU,Country,VAR,Variable,TIME,Year,Unit,PowerCode Code,PowerCode,Value,Flags\n\
             KEN,Kenya,EMP,Employment,2020,2020,Persons,3,Thousands,6.5,\n",
            &["Value KEN T 2020 6500"],
        ),
        ("Country;Year;Sex;Rate\nKenya;2020;F;4,5\nKenya;2020;M;n/a\n", &["Rate KEN F 2020 4.5"]),
        // Marks of thousands, alone or beside those of decimals.
        (
            "Country;Year;People;Rate\nKenya;2020;1.234.567;22,5\nGhana;2020;12;4\n",
            &[
                "People KEN T 2020 1234567",
                "Rate KEN T 2020 22.5",
                "People GHA T 2020 12",
                "Rate GHA T 2020 4",
            ],
        ),
        (
            "Country,Year,People,Rate\nKenya,2020,\"1,234,567\",22.5\n",
            &["People KEN T 2020 1234567", "Rate KEN T 2020 22.5"],
        ),
        (
            "Pays;Année;Population\nKenya;2020;1\u{202f}234,5\nGhana;2020;12\n",
            &["Population KEN T 2020 1234.5", "Population GHA T 2020 12"],
        ),
        (
            "Country,Year,Sex,Rate\nKenya,2020,Female,4\nKenya,2020,Male,5\n",
            &["Rate KEN F 2020 4", "Rate KEN M 2020 5"],
        ),
        (
            "Location,Dim1,Period,Value\nKenya,Both sexes,2020,1\nKenya,Female,2020,2\n",
            &["Value KEN T 2020 1", "Value KEN F 2020 2"],
        ),
        // A group that an area is in stands first, as in the tables of WHO.
        (
            "ParentLocationCode,SpatialDimValueCode,Period,Value\nAFR,KEN,2019,5\nEUR,NOR,2019,6\n",
            &["Value KEN T 2019 5", "Value NOR T 2019 6"],
        ),
        ("m49,year,x\n404,2020,1\n076,2020,3\n", &["x KEN T 2020 1", "x BRA T 2020 3"]),
        // Numbers of footnotes are no figures.
        (
            "Country or Area,Subgroup,Year,Value,Value Footnotes\nKenya,Female,2015,5.5,1\nNorway,Female,2015,6.5,\n",
            &["Value KEN F 2015 5.5", "Value NOR F 2015 6.5"],
        ),
        (
            "A title\n\nCountry,Series,2019,2020\nKenya,A,1,2\nKenya,B,..,4\n",
            &["A KEN T 2019 1", "A KEN T 2020 2", "B KEN T 2020 4"],
        ),
    ];
    for (text, expected) in right {
        assert_eq!(
            as_proposed(text).as_deref(),
            Ok(&expected.iter().map(|e| (*e).to_owned()).collect::<Vec<_>>()[..]),
            "{text}"
        );
    }
    let open: [(&str, &str); 11] = [
        ("Country;Year;A;B\nKenya;2020;22,5;1.5\n", "`1.5` and `22,5` are not written alike"),
        ("Country;Year;A\nKenya;2020;1,234\n", "`1,234` could be 1.234 or 1234"),
        ("Country,2019,2020\nKenya,5,6\nGhana,(5),7\nBrazil,–5,7\n", "`2019` holds `(5)`"),
        // A header of two lines, as merged cells leave it.
        (
            "Country,2019,,2020,\n,Men,Women,Men,Women\nKenya,1,2,3,4\nGhana,1,2,3,4\nBrazil,1,2,3,4\n",
            "line 3 has `2` in a column that line 1 gives no name",
        ),
        // Two breakdowns, one, none that tells; and no numbers at all.
        (
            "Area,Item,Element,Year,Value\nKenya,A,x,2020,1\nKenya,A,y,2020,2\nKenya,B,x,2020,3\n",
            "no one column",
        ),
        (
            "Location,Dim1,Period,Value\nKenya,Urban,2020,1\nKenya,Rural,2020,2\n",
            "`Dim1` tells them apart: say so in a sidecar, `breakdowns = [\"Dim1\"]`",
        ),
        // Parts of years, in the rows and in the head; years with a mark.
        ("Country,Date,A\nKenya,2020-01,5\n", "`Date` holds `2020-01`: only years are read"),
        ("Country,Q1 2020,Q2 2020\nKenya,5,6\n", "`Q1 2020` heads a column by a year and more"),
        ("Country,2019,2020*\nKenya,5,6\n", "`2020*` heads a column by a year and more"),
        ("Country,Year,Value\nKenya,2020,1\nKenya,2020,2\n", "no one column"),
        ("Country,Year,Value\nKenya,2020,1 [0-2]\n", "`Value` holds `1 [0-2]`"),
    ];
    for (text, why) in open {
        let told = as_proposed(text).unwrap_err();
        assert!(told.contains(why), "{text}: {told}");
    }
}
