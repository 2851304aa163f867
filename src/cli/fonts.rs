//! `banmian fonts`: the fonts that pages can be set in, or the characters that none of them has.

use std::path::Path;

use super::args::{Fonts, Options};
use super::console::{Console, Stream};
use super::exit::Exit;
use super::run::{Run, tell};
use crate::diag::render::Format;
use crate::diag::{Diagnostics, Message, code};
use crate::pipeline::{self, FontEntry, Settings};

/// Lists fonts or missing characters.
pub(super) fn run(command: &Fonts, options: &Options) -> anyhow::Result<Exit> {
    match &command.missing {
        Some(edition) => missing(edition, options),
        None => list(options),
    }
}

/// The characters of an edition that no font has, as findings.
fn missing(edition: &Path, options: &Options) -> anyhow::Result<Exit> {
    let mut run = Run::start(edition, &[], options);
    let is_told = |code| code == &code::MISSING_GLYPH;
    run.made.diagnostics.retain(|found| found.code.is_fatal || is_told(found.code));
    let nothing = Message {
        en: "{edition}: the fonts have every character",
        zh: "{edition}：字体不缺字",
    };
    run.end_with_findings(nothing)
}

fn list(options: &Options) -> anyhow::Result<Exit> {
    let settings = Settings {
        font_paths: options.font_paths.clone(),
        has_system_fonts: options.has_system_fonts,
        ..Settings::default()
    };
    let mut diagnostics = Diagnostics::default();
    let fonts = pipeline::fonts(&settings, &mut diagnostics);
    if diagnostics.is_fatal() {
        return tell(&diagnostics, options);
    }
    let text = match options.format {
        Format::Json => serde_json::to_string_pretty(&fonts)? + "\n",
        _ => table(&fonts),
    };
    Console::new(options).write(Stream::Result, &text)?;
    // Beside a list, findings are always for people: stdout holds one document.
    tell(&diagnostics, &Options { format: Format::Human, ..options.clone() })
}

/// One line a face, in columns.
fn table(fonts: &[FontEntry]) -> String {
    let width = |text: fn(&FontEntry) -> &str| {
        fonts.iter().map(|font| text(font).chars().count()).max().unwrap_or_default()
    };
    let family = width(|font| &font.family);
    let (style, origin) = (width(|font| font.style), width(|font| font.origin));
    let line = |font: &FontEntry| {
        format!(
            "{:family$}  {:style$}  {:3}  {:origin$}  {}\n",
            font.family, font.style, font.weight, font.origin, font.file
        )
    };
    fonts.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_entry() {
        let font = |family: &str, style, weight| FontEntry {
            family: family.to_owned(),
            style,
            weight,
            origin: "shipped",
            file: "fonts/a.otf".to_owned(),
        };
        let fonts = [font("Banmian Song", "normal", 900), font("Hei", "italic", 40)];
        assert_eq!(
            table(&fonts),
            "Banmian Song  normal  900  shipped  fonts/a.otf\n\
             Hei           italic   40  shipped  fonts/a.otf\n"
        );
        assert_eq!(table(&[]), "");
    }
}
