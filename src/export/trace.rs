//! What was placed where, as text: the first thing a test of a page compares.
//!
//! One line a piece, in reading order:
//!
//! ```text
//! page 06 broadsheet-8
//!   headline shanghai  x  18.8 y  60.1 w 262.9 h  30.9 mm  8 lines  上海两机构签署…
//! ```

use std::fmt::Write;

use crate::compose::{ComposedPage, Placed};

/// Characters of a text that a trace shows from its start and from its end.
const SHOWN: usize = 10;

/// The trace of a page.
pub fn trace(page: &ComposedPage) -> String {
    let mut out = format!("page {} {}\n", page.label, page.layout.name);
    for placed in &page.placed {
        write_placed(&mut out, placed);
    }
    for story in &page.stories {
        let _ = write!(
            out,
            "  story {}  {} characters, {} lines set, {} free",
            story.slug, story.characters, story.lines_set, story.lines_free
        );
        if story.overset.lines > 0 {
            let (lines, characters) = (story.overset.lines, story.overset.characters);
            let text = shorten(&story.overset.text);
            let _ = write!(out, ", over by {lines} lines, {characters} characters  {text}");
        }
        for lever in &story.levers {
            let _ = write!(out, ", {lever}");
        }
        out.push('\n');
    }
    let _ = writeln!(out, "  white {:.1} %", page.white_share * 100.0);
    out
}

fn write_placed(out: &mut String, placed: &Placed) {
    let [x, y, width, height] = placed.rect.to_mm();
    let _ = write!(out, "  {}", placed.kind.name());
    if let Some(slug) = &placed.slug {
        let _ = write!(out, " {slug}");
    }
    let _ = write!(out, "  x {x:.1} y {y:.1} w {width:.1} h {height:.1} mm");
    if let Some(lines) = placed.lines {
        let _ = write!(out, "  {lines} lines");
    }
    if !placed.text.is_empty() {
        let _ = write!(out, "  {}", shorten(&placed.text));
    }
    out.push('\n');
}

/// The start and the end of a text.
fn shorten(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= 2 * SHOWN + 1 {
        return text.to_owned();
    }
    let start: String = characters[..SHOWN].iter().collect();
    let end: String = characters[characters.len() - SHOWN..].iter().collect();
    format!("{start}…{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_show_both_ends() {
        assert_eq!(shorten("短"), "短");
        let long: String = ('a'..='z').collect();
        assert_eq!(shorten(&long), "abcdefghij…qrstuvwxyz");
    }
}
