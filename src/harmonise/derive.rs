use super::Panel;
pub fn build_panel() -> Panel {
    todo!()
}
