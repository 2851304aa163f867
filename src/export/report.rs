//! `report.json`: everything about the pages in numbers, for programs.
//!
//! Rectangles are `[x, y, width, height]` in mm from the trim's top left. The schema in
//! `docs/schemas` is made from these types.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::compose::{ComposedPage, ComposedStory};
use crate::diag::Diagnostics;
use crate::diag::render::{self, Context, Finding};
use crate::model::{Area, Edition, Grid};

/// The version of [`Report`]; it grows when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// A run's report.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Report {
    /// The version of this format.
    pub version: u32,
    /// The name of the edition.
    pub edition: String,
    /// The pages in order.
    pub pages: Vec<PageReport>,
    /// What was found, in the order in which it was found.
    pub findings: Vec<Finding>,
    /// Milliseconds by stage; empty unless timings were asked for, so that the same input gives the
    /// same bytes.
    pub timings_ms: BTreeMap<&'static str, f64>,
}

impl Report {
    /// The file: indented, with a line break at its end.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("keys are strings") + "\n"
    }
}

/// A page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PageReport {
    /// Its label.
    pub label: String,
    /// Its layout.
    pub layout: String,
    /// Trim width and height in mm.
    pub trim_mm: [f64; 2],
    /// The grid of the type area.
    pub grid: GridReport,
    /// Unprinted cells of the type area that no rule of white asks for, as a share of all.
    pub white_share: f64,
    /// The plan's score; `null` for a page whose places are all pinned.
    pub score: Option<f64>,
    /// The stories in reading order.
    pub stories: Vec<StoryReport>,
    /// The photos in reading order.
    pub photos: Vec<PhotoReport>,
}

/// The grid of a page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GridReport {
    /// Number of columns.
    pub columns: u32,
    /// Characters in a column.
    pub characters: u32,
    /// Body size in points.
    pub size_pt: f64,
    /// Line to line in points.
    pub pitch_pt: f64,
    /// Lines of the type area.
    pub lines: u32,
    /// Top left of the type area.
    pub origin_mm: [f64; 2],
}

/// A story.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StoryReport {
    /// Its slug.
    pub slug: String,
    /// Its cells; for an L the first rectangle.
    pub area: AreaReport,
    /// All its rectangles, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<AreaReport>,
    /// Its outline, clockwise from the top left.
    pub outline_mm: Vec<[f64; 2]>,
    /// Its legs in reading order.
    pub legs: Vec<LegReport>,
    /// Characters of body copy that are printed.
    pub characters: usize,
    /// Lines of body copy that are printed.
    pub lines_set: u32,
    /// Lines left blank at the feet of its legs.
    pub lines_free: u32,
    /// What found no room.
    pub overset: OversetReport,
    /// What was done to make copy and space meet.
    pub levers: Vec<String>,
    /// Size of the main headline in points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline_pt: Option<f64>,
    /// Corrections of dirty copy: what, and how often.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub corrections: BTreeMap<String, u32>,
}

/// Cells of the grid; columns and lines count from 1.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct AreaReport {
    /// First column.
    pub column: u32,
    /// First line.
    pub line: u32,
    /// Number of columns.
    pub columns: u32,
    /// Number of lines.
    pub lines: u32,
}

/// A leg.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct LegReport {
    /// Its place.
    pub rect_mm: [f64; 4],
    /// Lines printed in it.
    pub lines: u32,
}

/// Copy that found no room.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OversetReport {
    /// Lines.
    pub lines: u32,
    /// Characters.
    pub characters: usize,
    /// The copy itself.
    pub text: String,
}

/// A photo.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PhotoReport {
    /// The file as the manuscript names it.
    pub file: String,
    /// Its story.
    pub story: String,
    /// The picture's place, without its caption.
    pub rect_mm: [f64; 4],
    /// Pixels an inch of the original at this size; `null` for a placeholder.
    pub ppi: Option<u32>,
}

/// What a report is made from.
pub struct ReportInput<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// The pages that were made.
    pub pages: &'a [ComposedPage],
    /// What was found.
    pub diagnostics: &'a Diagnostics,
    /// How findings are worded.
    pub context: &'a Context<'a>,
    /// Milliseconds by stage, where they were asked for.
    pub timings_ms: BTreeMap<&'static str, f64>,
}

/// Makes the report.
pub fn report(input: &ReportInput) -> Report {
    let findings = input.diagnostics.iter();
    Report {
        version: VERSION,
        edition: input.edition.name.clone(),
        pages: input.pages.iter().map(|page| page_report(input.edition, page)).collect(),
        findings: findings.map(|finding| render::finding(finding, input.context)).collect(),
        timings_ms: input.timings_ms.clone(),
    }
}

fn page_report(edition: &Edition, page: &ComposedPage) -> PageReport {
    let sheet = page.layout.sheet;
    PageReport {
        label: page.label.clone(),
        layout: page.layout.name.clone(),
        trim_mm: [sheet.width.to_mm_rounded(), sheet.height.to_mm_rounded()],
        grid: grid_report(&page.layout.grid),
        white_share: (page.white_share * 10_000.0).round() / 10_000.0,
        score: None,
        stories: page.stories.iter().map(|story| story_report(edition, story)).collect(),
        photos: page
            .photos
            .iter()
            .map(|photo| PhotoReport {
                file: photo.file.clone(),
                story: photo.slug.clone(),
                rect_mm: photo.rect.to_mm(),
                ppi: photo.ppi.map(|ppi| ppi.round() as u32),
            })
            .collect(),
    }
}

fn grid_report(grid: &Grid) -> GridReport {
    GridReport {
        columns: grid.columns,
        characters: grid.characters,
        size_pt: grid.size.to_pt(),
        pitch_pt: grid.pitch.to_pt(),
        lines: grid.lines,
        origin_mm: [grid.left.to_mm_rounded(), grid.top.to_mm_rounded()],
    }
}

fn story_report(edition: &Edition, story: &ComposedStory) -> StoryReport {
    let areas: Vec<AreaReport> = story.areas.iter().copied().map(area_report).collect();
    let corrections = &edition.story(story.story).corrections;
    StoryReport {
        slug: story.slug.clone(),
        area: areas[0],
        areas: if areas.len() > 1 { areas } else { Vec::new() },
        outline_mm: story
            .outline
            .iter()
            .map(|(x, y)| [x.to_mm_rounded(), y.to_mm_rounded()])
            .collect(),
        legs: story
            .legs
            .iter()
            .map(|leg| LegReport { rect_mm: leg.rect.to_mm(), lines: leg.lines })
            .collect(),
        characters: story.characters,
        lines_set: story.lines_set,
        lines_free: story.lines_free,
        overset: OversetReport {
            lines: story.overset.lines,
            characters: story.overset.characters,
            text: story.overset.text.clone(),
        },
        levers: story.levers.clone(),
        headline_pt: story.headline_size.map(|size| size.to_pt()),
        corrections: corrections.iter().map(|(what, count)| ((*what).to_owned(), *count)).collect(),
    }
}

fn area_report(area: Area) -> AreaReport {
    AreaReport { column: area.column, line: area.line, columns: area.columns, lines: area.lines }
}
