//! An edition: the pages of one issue of a paper.

use std::path::PathBuf;
use std::sync::Arc;

use super::layout::Layout;
use super::page::Page;
use super::story::{Story, StoryId};
use crate::source::Spanned;

/// One issue of a paper, resolved: every slug leads to a story, every area lies on its grid.
#[derive(Debug, Clone)]
pub struct Edition {
    /// The name of its folder; output files carry it.
    pub name: String,
    /// The folder, against which photos are found.
    pub folder: PathBuf,
    /// The paper's name.
    pub paper: String,
    /// The day of issue.
    pub date: Date,
    /// How many pages a check expects.
    pub pages_expected: Option<Spanned<u32>>,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// Every story that a page names, in order of first mention.
    pub stories: Vec<Story>,
    /// Rules and codes whose findings are left out.
    pub silenced: Vec<String>,
}

impl Edition {
    /// A story by its id.
    pub fn story(&self, id: StoryId) -> &Story {
        &self.stories[id.0]
    }

    /// The layouts that the pages use, each once, in order of first use.
    pub fn layouts(&self) -> Vec<&Arc<Layout>> {
        let mut layouts: Vec<&Arc<Layout>> = Vec::new();
        for page in &self.pages {
            if !layouts.iter().any(|layout| Arc::ptr_eq(layout, &page.layout)) {
                layouts.push(&page.layout);
            }
        }
        layouts
    }
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year of the common era.
    pub year: i16,
    /// Month, 1–12.
    pub month: i8,
    /// Day of the month, 1–31.
    pub day: i8,
    /// Day of the week, 1 Monday – 7 Sunday.
    pub weekday: i8,
}

impl Date {
    /// `2026年6月16日`.
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }

    /// `星期二`.
    pub fn weekday_chinese(self) -> &'static str {
        ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]
            [usize::try_from(self.weekday - 1).unwrap_or(0).min(6)]
    }

    /// `2026-06-16`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
