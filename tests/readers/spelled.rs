//! Kinds of files and cells that are known in one spelling, in others: capitals, quotes, titles above,
//! labels behind, words run together.

use super::meaning::{CSV, said};
use crate::one_file::{
    assert_filtered, bytes, everything_of, figures, file, problems, source, try_source,
};
use crate::workdir::{SMALL, Workdir};
use ssj::ingest::{Selection, recognise};
use ssj::model::Reader::{SdmxCsv, SdmxJson, Table, Undp};

const OURS: &str = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nKEN,A,2020,5\nNOR,A,2020,6\n";
const BOTH: [(&str, &str, &str, i32, f64); 2] =
    [("A", "KEN", "T", 2020, 5.0), ("A", "NOR", "T", 2020, 6.0)];

#[test]
fn an_action_is_known_in_any_letters_and_never_passed_over() {
    let message = |action: &str| {
        let row =
            |action: &str, value: &str| format!("dataflow,X:D(1.0),{action},KEN,A,2020,{value}\n");
        let head = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\n";
        bytes(format!("{head}{}{}", row("I", "5"), row(action, "")), CSV)
    };
    for deletes in ["D", "d", "DELETE", "D: Delete"] {
        assert_filtered(&message(deletes), &[("deleted_by_provider", 2)]);
    }
    // What it wants can't be told, though it holds no figure.
    let read = message("X");
    assert_eq!(said(&read), BOTH[..1]);
    assert_eq!(problems(&read), [(3, "unknown_action", "ACTION", "X")]);
}

#[test]
fn a_line_on_separators_and_titles_may_stand_above() {
    for above in ["SEP=;\n", "\"sep=;\"\r\n", "sep=;\nA title\n"] {
        let text = format!("{above}{}", OURS.replace(',', ";"));
        let (_folder, path) = file("a.csv", text);
        assert_eq!(recognise(&path).unwrap(), SdmxCsv, "{above}");
    }
    for above in ["SEP=;\n", "\"sep=;\"\r\n"] {
        let text = format!("{above}{}", OURS.replace(',', ";"));
        assert_eq!(said(&bytes(text, CSV)), BOTH, "{above}");
    }
    let titles = "\"Jobs, by the office\"\nSource: surveys; 2020\n\n";
    let read = bytes(format!("{titles}{OURS}"), CSV);
    assert_eq!(figures(&read)[0], ("A", "KEN", "T", 2020, 5.0, "A", 5));
    let wide = "A title\nREF_AREA,TIME_PERIOD,A\nKEN,2020,5\nNOR,2020,6\n";
    assert_eq!(said(&bytes(wide, CSV)), BOTH);
    // A table made by hand: what its sidecar says, and the line on separators where it says nothing.
    let sidecar = "origin = \"o\"\nlicence = \"l\"\narea = \"Country\"\nyear = \"Year\"\n[[value]]\ncolumn = \"A\"\nseries = \"A\"\n";
    for more in ["separator = \";\"\n", "", "header = 2\n"] {
        let (folder, path) = file("t.csv", "sep=;\nCountry;Year;A\nKenya;2020;5\nNorway;2020;6\n");
        std::fs::write(folder.path().join("t.csv.toml"), format!("{more}{sidecar}")).unwrap();
        assert_eq!(said(&everything_of(&path, "", Table)), BOTH, "{more}");
    }
}

#[test]
fn labels_stand_behind_codes_in_headers_and_wide_tables_too() {
    let text = "DATAFLOW: Flow,REF_AREA: Area,INDICATOR: Series,TIME_PERIOD: Time,OBS_VALUE: Value\n\
                X:D(1.0): All,\"KOR: Korea, Republic of\",A: Jobs,2020: 2020,5\n";
    let (_folder, path) = file("a.csv", text);
    assert_eq!(recognise(&path).unwrap(), SdmxCsv);
    assert_eq!(said(&everything_of(&path, "", SdmxCsv)), [("A", "KOR", "T", 2020, 5.0)]);
    let wide = "REF_AREA,TIME_PERIOD,A\nKEN: Kenya,2020,5\nNOR: Norway,2020,6\n";
    assert_eq!(said(&bytes(wide, CSV)), BOTH);
}

#[test]
fn a_message_without_a_name_goes_by_its_dimensions() {
    let dimension =
        |id: &str, code: &str| format!("{{\"id\":\"{id}\",\"values\":[{{\"id\":\"{code}\"}}]}}");
    let all = [("REF_AREA", "KEN"), ("ECON_VAR", "WAGE"), ("TIME_PERIOD", "2020")];
    let all = all.map(|(id, code)| dimension(id, code)).join(",");
    let text = format!(
        "{{\"header\":{{\"id\":\"x\"}},\"dataSets\":[{{\"observations\":{{\"0:0:0\":[5]}}}}],\
        \"structure\":{{\"dimensions\":{{\"observation\":[{all}]}},\"attributes\":{{}}}}}}"
    );
    assert_eq!(said(&bytes(text, SdmxJson)), [("WAGE", "KEN", "T", 2020, 5.0)]);
}

#[test]
fn undps_columns_in_capitals_are_the_same_series() {
    let (_folder, path) =
        file("h.csv", "ISO3,COUNTRY,HDICODE,HDI_2022,HDI_F_2022\nKEN,Kenya,M,0.6,0.58\n");
    assert_eq!(recognise(&path).unwrap(), Undp);
    let expected = [("hdi", "KEN", "T", 2022, 0.6), ("hdi_f", "KEN", "F", 2022, 0.58)];
    assert_eq!(said(&everything_of(&path, "undp", Undp)), expected);
}

#[test]
fn a_sidecar_is_not_proposed_where_numbers_could_be_two_and_names_what_differs() {
    let proposed = |text: &str| {
        let (_folder, path) = file("t.csv", text);
        try_source(&source(&path, "p", Table, Selection::Everything)).unwrap_err().to_string()
    };
    let told = proposed("Land;Jahr;Quote\nKenia;2020;522.250\nNorwegen;2020;1.250\n");
    assert!(
        told.contains("it could be 522.250 or 522250") && !told.contains("[[value]]"),
        "{told}"
    );
    // The IMF's table with a column for each year: of two series, though no area has both.
    let imf = "DATASET,SERIES_CODE,OBS_MEASURE,COUNTRY,INDICATOR,2019,2020\n\
               W,KEN.A,OBS_VALUE,Kenya,Jobless,5,6\nW,NOR.B,OBS_VALUE,Norway,Income,7,8\nW,GHA.A,OBS_VALUE,Ghana,Jobless,5,6\n";
    let (_folder, path) = file("imf.csv", imf);
    assert_eq!(recognise(&path).unwrap(), Table);
    assert!(proposed(imf).contains("series = \"INDICATOR\""), "{}", proposed(imf));
    let told =
        proposed("Country,Year,Age,Rate,Unit multiplier\nKenya,2020,15,5,3\nKenya,2020,25,6,3\n");
    assert!(told.contains("breakdowns = [\"Age\"]") && !told.contains("[[value]]"), "{told}");
    let labelled = proposed("Pays,Année,Taux\nKEN: Kenya,2020,5\nNOR: Norvège,2020,6\n");
    assert!(labelled.contains("area = \"Pays\""), "{labelled}");
}

#[test]
fn a_column_that_is_called_as_a_formula_says_a_sex_is_named() {
    let data = "REF_AREA,SEX,TIME_PERIOD,JOBS,POOR,PART,PART[F],PART[M]\n\
                AAA,T,2020,40,10,5,1,2\nBBB,T,2020,60,20,6,2,3\n";
    let dir = Workdir::of(SMALL, data);
    dir.score().fails(&["`PART` has no figure whose SEX is F", "a series is called `PART[F]`"]);
}
