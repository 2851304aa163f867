//! The functions of a layout's `style.typ`, by name.

use std::collections::BTreeMap;

use typst_library::foundations::{Dict, Func, IntoValue, Module, Str, Value};
use typst_library::layout::{Abs, FixedAlignment, HAlignment};

use crate::model::Layout;
use crate::units::Length;

/// Every function that a style must export.
pub(super) const FUNCTIONS: &[&str] = &[
    "body",
    "emphasis",
    "strong",
    "dateline",
    "subhead",
    "pull-quote",
    "source-note",
    "kicker",
    "main",
    "deck",
    "headline-ground",
    "byline",
    "caption",
    "section-head",
    "folio",
    "nameplate",
    "ground",
    "rule",
    "fpo",
];

/// The look of a layout.
pub(super) struct Style {
    functions: BTreeMap<&'static str, Func>,
    /// How headlines stand over their story: the style's `headline-align`, centred if not given.
    pub(super) headline_align: FixedAlignment,
}

impl Style {
    /// Picks the functions out of the evaluated module; the error names those that are missing.
    pub(super) fn from_module(module: &Module) -> Result<Self, Vec<&'static str>> {
        let scope = module.scope();
        let mut functions = BTreeMap::new();
        let mut missing = Vec::new();
        for name in FUNCTIONS {
            let value = scope.get(name).map(|binding| binding.read().clone());
            match value.and_then(|value| value.cast::<Func>().ok()) {
                Some(function) => drop(functions.insert(*name, function)),
                None => missing.push(*name),
            }
        }
        let align = scope.get("headline-align").map(|binding| binding.read().clone());
        let headline_align = match align.and_then(|value| value.cast::<HAlignment>().ok()) {
            Some(HAlignment::Left | HAlignment::Start) => FixedAlignment::Start,
            Some(HAlignment::Right | HAlignment::End) => FixedAlignment::End,
            _ => FixedAlignment::Center,
        };
        if missing.is_empty() { Ok(Self { functions, headline_align }) } else { Err(missing) }
    }

    /// A function by name.
    pub(super) fn function(&self, name: &str) -> &Func {
        self.functions.get(name).expect("every name in FUNCTIONS was found")
    }
}

/// The dictionary that a style's function is given.
#[derive(Default)]
pub(super) struct Arguments(Dict);

impl Arguments {
    /// The values that every function gets: the measures of the grid.
    pub(super) fn new(layout: &Layout) -> Self {
        let grid = &layout.grid;
        let mut dict = Dict::new();
        dict.insert("size".into(), length(grid.size));
        dict.insert("pitch".into(), length(grid.pitch));
        dict.insert("columns".into(), i64::from(grid.columns).into_value());
        dict.insert("characters".into(), i64::from(grid.characters).into_value());
        Self::default().with("grid", Value::Dict(dict))
    }

    /// Adds any value.
    pub(super) fn with(mut self, name: &str, value: impl IntoValue) -> Self {
        self.0.insert(Str::from(name), value.into_value());
        self
    }

    /// Adds a text; nothing becomes `none`.
    pub(super) fn text(self, name: &str, text: Option<&str>) -> Self {
        self.with(name, text.map_or(Value::None, |text| Value::Str(text.into())))
    }

    /// Adds a length.
    pub(super) fn length(self, name: &str, value: Length) -> Self {
        self.with(name, length(value))
    }

    /// The finished dictionary.
    pub(super) fn into_value(self) -> Value {
        Value::Dict(self.0)
    }
}

fn length(value: Length) -> Value {
    Value::Length(Abs::pt(value.to_pt()).into())
}
