//! HTML and XML: no reader takes either, but which of them it is tells what to do.

use super::what::{Foreign, shortened};

const SDMX: &str = "ask the service for SDMX-CSV (`Accept: application/vnd.sdmx.data+csv`, or `format=csv` in the address) or SDMX-JSON";
const SAVE: &str = "open it in a spreadsheet program, and save it as .xlsx or CSV";
const AGAIN: &str = "fetch the file again: services send such pages in place of figures when they fail; or check its address";

/// Messages of SDMX-ML by their root.
const DATA: [&str; 8] = [
    "StructureSpecificData",
    "StructureSpecificTimeSeriesData",
    "GenericData",
    "GenericTimeSeriesData",
    "CompactData",
    "CrossSectionalData",
    "UtilityData",
    "MessageGroup",
];

/// What a text is that begins with a tag.
pub(super) fn look(text: &str) -> Foreign {
    let root = root(text);
    let local = root.rsplit(':').next().unwrap_or(root);
    let said = shortened(&words(text));
    let is_sdmx = text.to_ascii_lowercase().contains("sdmx.org/resources/sdmxml");
    match local {
        _ if text.contains("urn:schemas-microsoft-com:office:spreadsheet") => {
            Foreign::new("a workbook of Excel 2003 (XML)", SAVE)
        }
        "document" if root == "office:document" => Foreign::new("a flat workbook (.fods)", SAVE),
        data if DATA.contains(&data) => {
            Foreign::new(format!("SDMX-ML ({data}), which is not read"), SDMX)
        }
        "Structure" if is_sdmx => {
            let hint = format!("it holds no figures; for those {SDMX}");
            Foreign::new("a structure message of SDMX-ML (data flows, code lists)", hint)
        }
        "Error" if is_sdmx => {
            Foreign::new("an error of an SDMX service, and no data", AGAIN).saying(&said)
        }
        _ if root.starts_with("wb:") => {
            Foreign::new("XML of the World Bank's API", "ask for `format=json` in the address")
                .saying(&said)
        }
        _ if is_page(local) => page(text, &said),
        _ => {
            let what = format!("XML (`{root}`) of no form that is known here");
            Foreign::new(what, "ask for CSV or JSON in place of it").saying(&said)
        }
    }
}

/// A page, or a table of one that goes by the name of a workbook.
fn page(text: &str, said: &str) -> Foreign {
    let lower = text.to_ascii_lowercase();
    let title = lower.find("<title>").and_then(|start| {
        let end = lower[start..].find("</title>")?;
        Some(shortened(&text[start + "<title>".len()..start + end]))
    });
    let said = title.filter(|title| !title.is_empty()).unwrap_or_else(|| said.to_owned());
    let is_sheet = lower.starts_with("<table") || lower.contains("microsoft-com:office:excel");
    if is_sheet {
        return Foreign::new("a table of a web page (HTML), whatever its name says", SAVE)
            .saying(&said);
    }
    Foreign::new("a web page (HTML), and no data", AGAIN).saying(&said)
}

fn is_page(root: &str) -> bool {
    let pages = [
        "html", "head", "body", "title", "table", "div", "h1", "p", "meta", "script", "center",
        "pre", "br", "span", "font",
    ];
    pages.iter().any(|tag| root.eq_ignore_ascii_case(tag))
}

/// The name of the first element: behind declarations and comments, `html` of a document type.
fn root(text: &str) -> &str {
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let is_type = rest.get(..8).is_some_and(|t| t.eq_ignore_ascii_case("!doctype"));
        let name = if is_type { rest[8..].trim_start() } else { rest };
        if name.starts_with("!--") {
            rest = name.find("-->").map_or("", |end| &name[end..]);
        } else if name.starts_with(char::is_alphabetic) {
            let ends = |c: char| c.is_whitespace() || matches!(c, '>' | '/');
            return name.split(ends).next().unwrap_or(name);
        }
    }
    ""
}

/// The words between the tags.
fn words(text: &str) -> String {
    let behind =
        |piece: &str| piece.split_once('>').map_or(String::new(), |(_, text)| format!("{text} "));
    text.split('<').skip(1).map(behind).collect()
}
