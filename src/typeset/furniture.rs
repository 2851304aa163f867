//! The standing parts of a page: folio, nameplate, section heads, grounds and rules.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Array, Dict, IntoValue, Value};
use typst_utils::hash128;

use super::engine::Width;
use super::style::Arguments;
use super::typesetter::{Fault, Piece, Typesetter};
use crate::model::{Date, Ground, Page};
use crate::units::Length;

/// What a folio or a nameplate says.
#[derive(Debug, Clone, Copy)]
pub struct FolioText<'a> {
    /// The paper's name.
    pub paper: &'a str,
    /// The day of issue.
    pub date: Date,
    /// The page.
    pub page: &'a Page,
    /// Number of the page in the edition, from 1: odd pages lie on the right.
    pub number: usize,
}

/// What a rule is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleKind {
    /// Down, between stories side by side.
    Column,
    /// Across, between stories one above the other.
    Story,
    /// Across the whole region of a section, at its head.
    Section,
}

/// A rule to be drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RuleSpec {
    /// What it is for.
    pub kind: RuleKind,
    /// Its length.
    pub length: Length,
}

impl Typesetter {
    /// The folio 报眉.
    pub fn folio(&self, text: &FolioText, width: Length) -> Result<Piece, Fault> {
        Ok(self.head("folio", text, width, self.layout.folio.height)?)
    }

    /// The nameplate 报头 of a front page.
    pub fn nameplate(&self, text: &FolioText, width: Length) -> Result<Piece, Fault> {
        let lines = f64::from(self.layout.nameplate.lines);
        let folio = self.layout.folio.height + self.layout.folio.gap;
        let height = folio + self.grid().pitch * (lines - 1.0) - self.grid().leading();
        Ok(self.head("nameplate", text, width, height)?)
    }

    fn head(
        &self,
        name: &str,
        text: &FolioText,
        width: Length,
        height: Length,
    ) -> SourceResult<Piece> {
        let side = if is_right_hand(text) { "right" } else { "left" };
        let it = self
            .arguments()
            .text("label", Some(&text.page.label))
            .text("name", Some(&text.page.name))
            .text("paper", Some(text.paper))
            .text("date", Some(&text.date.chinese()))
            .text("weekday", Some(text.date.weekday_chinese()))
            .with("roles", roles(text.page))
            .text("side", Some(side))
            .length("width", width)
            .length("height", height);
        let key = hash128(&(name, &text.page.label));
        self.piece(name, it, key, width)
    }

    /// The head 栏目头 of a section, over the width of its region.
    pub fn section_head(&self, page: &Page, name: &str, width: Length) -> Result<Piece, Fault> {
        let lines = f64::from(self.layout.section_head.lines);
        let height = self.grid().pitch * lines - self.grid().leading();
        let it = self
            .arguments()
            .text("name", Some(name))
            .length("width", width)
            .length("height", height);
        Ok(self.piece("section-head", it, hash128(&("section", &page.label, name)), width)?)
    }

    /// The frame or tint under a story.
    pub fn ground(
        &self,
        slug: &str,
        ground: Ground,
        width: Length,
        height: Length,
    ) -> Result<Option<Piece>, Fault> {
        let kind = match ground {
            Ground::None => return Ok(None),
            Ground::Frame => "frame",
            Ground::Tint => "tint",
        };
        let it = self
            .arguments()
            .text("kind", Some(kind))
            .length("width", width)
            .length("height", height);
        Ok(Some(self.piece("ground", it, hash128(&("ground", slug)), width)?))
    }

    /// A rule; its middle is at the origin's side, its length as given.
    pub fn rule(&self, rule: RuleSpec) -> Result<Piece, Fault> {
        let kind = match rule.kind {
            RuleKind::Column => "column",
            RuleKind::Story => "story",
            RuleKind::Section => "section",
        };
        let it = self.arguments().text("kind", Some(kind)).length("length", rule.length);
        let key = hash128(&("rule", kind, rule.length.to_pt().to_bits()));
        Ok(Piece::new(self.set_plain("rule", it, key, Width::Natural, "zh")?))
    }

    fn piece(&self, name: &str, it: Arguments, key: u128, width: Length) -> SourceResult<Piece> {
        Ok(Piece::new(self.set_plain(name, it, key, Width::Measure(width), "zh")?))
    }
}

/// Odd pages lie on the right: by the number in the label (`06`, `A3`), or else by the place in the
/// edition.
fn is_right_hand(text: &FolioText) -> bool {
    let digits = text.page.label.trim_start_matches(|c: char| !c.is_ascii_digit());
    let last = digits.bytes().last().filter(u8::is_ascii_digit);
    last.map_or(text.number % 2 == 1, |digit| (digit - b'0') % 2 == 1)
}

fn roles(page: &Page) -> Array {
    let role = |role: &crate::model::Role| {
        let mut dict = Dict::new();
        dict.insert("role".into(), role.role.as_str().into_value());
        dict.insert("name".into(), role.name.as_str().into_value());
        Value::Dict(dict)
    };
    page.roles.iter().map(role).collect()
}
