use super::*;
use crate::model::Reader;

fn form(text: &str) -> Option<Reader> {
    match look(text.as_bytes()) {
        Holds::Table(reader) | Holds::Json(Some(reader), _) => Some(reader),
        _ => None,
    }
}

#[test]
fn a_form_is_known_by_its_header() {
    let header = |text: &str| form(text).expect("a form");
    assert_eq!(header("\"ref_area\",\"source\",\"time\",\"obs_value\"\n"), Reader::Ilostat);
    assert_eq!(header("country;variable;percentile;year;value;age;pop\n"), Reader::Wid);
    assert_eq!(header("\n\"Data Source\",\"World Development Indicators\",\n"), Reader::Worldbank);
    assert_eq!(header("Goal,Target,SeriesCode,GeoAreaCode,[Sex],Value\n"), Reader::Unsdg);
    assert_eq!(header("REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\n"), Reader::SdmxCsv);
    assert_eq!(header("[{\"page\":1,\"per_page\":\"50\"},null]"), Reader::Worldbank);
    assert_eq!(header("{\"size\":1,\"totalElements\":2,\"totalPages\":1}"), Reader::Unsdg);
    assert_eq!(header("{\"meta\":{},\"data\":{\"dataSets\":[]}}"), Reader::SdmxJson);
}
