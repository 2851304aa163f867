//! A house layout: sheet, grid and the measures of its parts. Its look is the module `style.typ`.

use crate::source::FileId;
use crate::units::Length;

/// A house layout, complete: what the file leaves out has its default here.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Its folder's name.
    pub name: String,
    /// A few words for people.
    pub title: String,
    /// `layout.toml`.
    pub file: FileId,
    /// `style.typ`.
    pub style: FileId,
    /// The sheet of paper.
    pub sheet: Sheet,
    /// The grid of the type area.
    pub grid: Grid,
    /// Type of the body.
    pub typography: Typography,
    /// The line over each page but the front page.
    pub folio: Folio,
    /// The head of a front page.
    pub nameplate: Nameplate,
    /// The heads of sections.
    pub section_head: SectionHeadRules,
    /// Spaces between and inside stories.
    pub story: StoryRules,
    /// Sizes and spaces of headlines.
    pub headline: HeadlineRules,
    /// Photos.
    pub photo: PhotoRules,
}

/// The sheet after trimming.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// Trim width 成品宽.
    pub width: Length,
    /// Trim height 成品高.
    pub height: Length,
    /// Bleed on every side 出血.
    pub bleed: Length,
}

/// The grid, counted in characters and lines; the side margins are the result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// Number of columns.
    pub columns: u32,
    /// Characters in a column.
    pub characters: u32,
    /// Characters of white between two columns; between two stories it holds the rule.
    pub gutter: f64,
    /// Body size.
    pub size: Length,
    /// From baseline to baseline.
    pub pitch: Length,
    /// Lines of the type area.
    pub lines: u32,
    /// Left edge of the first column from the trim.
    pub left: Length,
    /// Top of the first line from the trim.
    pub top: Length,
}

impl Grid {
    /// White between two lines: pitch less size.
    pub fn leading(&self) -> Length {
        self.pitch - self.size
    }
}

/// How the body is set.
#[derive(Debug, Clone, PartialEq)]
pub struct Typography {
    /// From the baseline up to the top of a line, as a share of the size.
    pub ascent: f64,
    /// Indent of a paragraph, in characters.
    pub indent: f64,
    /// Size of a subhead; one that is too long is set half a point above the body.
    pub subhead_size: Length,
    /// Lines a subhead of one line takes, of two lines, of three.
    pub subhead_lines: [u32; 3],
    /// Families that the style names, checked against the fonts found.
    pub families: Vec<String>,
}

/// The folio 报眉: it stands above the type area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Folio {
    /// Its depth.
    pub height: Length,
    /// White between it and the first line.
    pub gap: Length,
}

/// The nameplate 报头 of a front page: it takes lines of the grid, across all columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nameplate {
    /// Its depth with the white below.
    pub lines: u32,
}

/// Section heads 栏目头: they take the first lines of a section's region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionHeadRules {
    /// Depth of the head.
    pub lines: u32,
    /// White below it.
    pub gap: u32,
}

/// Spaces between and inside stories.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StoryRules {
    /// The least white between two legs of one story, in characters.
    pub gutter: f64,
    /// Inset of a framed or tinted story, in characters at the sides; above and below it is a line.
    pub inset: f64,
    /// Lines of the byline with its white.
    pub byline_lines: u32,
    /// Whether a rule stands in the gutter between stories side by side.
    pub has_column_rules: bool,
}

/// Sizes and spaces of headlines.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadlineRules {
    /// White above, in lines; surplus white goes here too.
    pub above: f64,
    /// White between kicker, main line and deck, in lines.
    pub between: f64,
    /// White below, in lines.
    pub below: f64,
    /// White between two lines of the main headline, as a share of its size.
    pub leading: f64,
    /// Size of the kicker, as a share of the main line's.
    pub kicker: f64,
    /// Size of the deck, as a share of the main line's.
    pub deck: f64,
    /// The most lines a main headline is broken into.
    pub most_lines: u32,
    /// The ladder: by the columns that a headline spans.
    pub grades: Vec<Grade>,
}

impl HeadlineRules {
    /// The grade for a headline over this many columns: the widest that does not exceed it.
    pub fn grade(&self, columns: u32) -> Grade {
        let fits = self.grades.iter().rev().find(|grade| grade.columns <= columns);
        *fits.or(self.grades.first()).expect("a layout has a grade: checked when it is read")
    }
}

/// One rung of the ladder of headline sizes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grade {
    /// From this many columns on.
    pub columns: u32,
    /// The smallest size at which it still reads as a headline of its width.
    pub smallest: Length,
    /// The largest size, reached by a story of the first priority.
    pub largest: Length,
}

/// Photos.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhotoRules {
    /// Resolution to which photos are brought at their size.
    pub ppi: f64,
    /// Below this a photo is reported.
    pub least_ppi: f64,
    /// White between a photo and the text under its caption, in lines.
    pub gap: u32,
}
