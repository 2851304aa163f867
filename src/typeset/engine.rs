//! Drives the typst engine from outside: calls functions, lays content out, turns its errors into
//! diagnostics at the line of the style.

use comemo::{Track, Tracked};
use typst_library::World;
use typst_library::diag::{SourceDiagnostic, SourceResult};
use typst_library::engine::{Engine, Route, Sink, Traced};
use typst_library::foundations::{
    Content, Context, Func, Module, StyleChain, Target, TargetElem, Value,
};
use typst_library::introspection::{EmptyIntrospector, Introspector, Locator};
use typst_library::layout::{Abs, Axes, Frame, Region, Size};
use typst_syntax::{DiagSpanKind, Source};
use typst_utils::Protected;

use super::world::LayoutWorld;
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::source::{Files, Span};
use crate::units::Length;

/// A width that no content reaches: nothing wraps in it.
const UNBOUNDED: f64 = 1e6;

/// How wide content is laid out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Width {
    /// As wide as it is by itself.
    Natural,
    /// Wrapped at this measure, and as wide as it.
    Measure(Length),
}

impl LayoutWorld {
    /// Evaluates a module.
    pub(super) fn evaluate(&self, source: &Source) -> SourceResult<Module> {
        let world: &dyn World = self;
        let traced = Traced::default();
        let mut sink = Sink::new();
        typst_eval::eval(
            world.track(),
            world.library(),
            traced.track(),
            sink.track_mut(),
            Route::default().track(),
            source,
        )
    }

    /// Calls a function of a module with one dictionary and returns what it made as content.
    pub(super) fn call(&self, function: &Func, it: Value) -> SourceResult<Content> {
        self.with_engine(|engine| {
            let context = Context::none();
            Ok(function.call(engine, context.track(), [it])?.display())
        })
    }

    /// Lays content out in one region of unlimited depth.
    ///
    /// `key` tells this content from every other of the edition: structure tags of equal keys
    /// would be taken for one.
    pub(super) fn layout(&self, content: &Content, key: u128, width: Width) -> SourceResult<Frame> {
        let (width, expand) = match width {
            Width::Natural => (Abs::pt(UNBOUNDED), false),
            Width::Measure(measure) => (Abs::pt(measure.to_pt()), true),
        };
        self.with_engine(|engine| {
            let base = StyleChain::new(&engine.library.styles);
            let target = TargetElem::target.set(Target::Paged).wrap();
            let styles = base.chain(&target);
            let locator = Locator::root().split().next(&key);
            let region =
                Region::new(Size::new(width, Abs::pt(UNBOUNDED)), Axes::new(expand, false));
            typst_layout::layout_frame(engine, content, locator, styles, region)
        })
    }

    fn with_engine<T>(&self, task: impl FnOnce(&mut Engine) -> SourceResult<T>) -> SourceResult<T> {
        let world: &dyn World = self;
        let introspector: &dyn Introspector = &EmptyIntrospector;
        let traced = Traced::default();
        let mut sink = Sink::new();
        let tracked: Tracked<dyn World> = world.track();
        let mut engine = Engine {
            world: tracked,
            library: world.library(),
            introspector: Protected::new(introspector.track()),
            traced: traced.track(),
            sink: sink.track_mut(),
            route: Route::default(),
        };
        task(&mut engine)
    }

    /// Takes the engine's errors in as diagnostics of the style.
    pub(super) fn report(
        &self,
        errors: &[SourceDiagnostic],
        files: &Files,
        diagnostics: &mut Diagnostics,
    ) {
        for error in errors {
            let spans = std::iter::once(error.span)
                .chain(error.trace.iter().map(|point| point.span.into()));
            let place = spans.into_iter().find_map(|span| self.place(span, files));
            let hints: Vec<&str> = error.hints.iter().map(|hint| hint.v.as_str()).collect();
            let diagnostic = Diagnostic::new(&code::STYLE_FAULT)
                .with("reason", &error.message)
                .with("hint", hints.join("; "));
            diagnostics.push(match place {
                Some(span) => diagnostic.at(span),
                None => diagnostic,
            });
        }
    }

    /// The place in a text of ours that a span of the engine's means.
    fn place(&self, span: typst_syntax::DiagSpan, files: &Files) -> Option<Span> {
        let (id, range) = match span.get() {
            DiagSpanKind::Detached => return None,
            DiagSpanKind::Number { id, num, sub_range } => {
                (id, self.source(id).ok()?.range(num, sub_range)?)
            }
            DiagSpanKind::Range { id, range } => (id, range),
        };
        let file = self.file_of(id)?;
        let length = files.text(file).len();
        Some(Span::new(file, range.start.min(length)..range.end.min(length)))
    }
}
