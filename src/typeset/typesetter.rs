//! One layout, ready to set type.

use std::sync::Arc;

use ecow::EcoVec;
use typst_library::diag::{SourceDiagnostic, SourceResult};
use typst_library::foundations::{Array, Content, Func, IntoValue, Value};
use typst_library::layout::{Abs, Frame};

use super::engine::Width;
use super::fonts::Fonts;
use super::lines;
use super::style::{Arguments, Style};
use super::world::LayoutWorld;
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::{Grid, Layout};
use crate::source::{Files, Span};
use crate::units::Length;

/// Sets type in the look of one layout.
pub struct Typesetter {
    pub(super) layout: Arc<Layout>,
    pub(super) world: LayoutWorld,
    pub(super) style: Style,
    prelude: Prelude,
}

/// The functions of the engine's own module.
struct Prelude {
    plain: Func,
    on_grid: Func,
    body: Func,
    vertical: Func,
}

/// A finished piece of type.
#[derive(Debug, Clone)]
pub struct Piece {
    /// What is painted.
    pub(crate) frame: Frame,
    /// What is printed, for traces.
    pub text: String,
}

impl Piece {
    pub(super) fn new(frame: Frame) -> Self {
        let text = lines::text_of(&frame);
        Self { frame, text }
    }

    /// Its width.
    pub fn width(&self) -> Length {
        Length::pt(self.frame.width().to_pt())
    }

    /// Its height.
    pub fn height(&self) -> Length {
        Length::pt(self.frame.height().to_pt())
    }
}

/// The look's module failed while setting something; it has no page to give.
#[derive(Debug, Clone)]
pub struct Fault(pub(super) EcoVec<SourceDiagnostic>);

impl From<EcoVec<SourceDiagnostic>> for Fault {
    fn from(errors: EcoVec<SourceDiagnostic>) -> Self {
        Self(errors)
    }
}

impl Typesetter {
    /// Evaluates the layout's look. `None` with diagnostics when it cannot be used.
    pub fn new(
        layout: Arc<Layout>,
        fonts: &Arc<Fonts>,
        files: &mut Files,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        for family in &layout.typography.families {
            if !fonts.has_family(family) {
                diagnostics.push(
                    Diagnostic::new(&code::FONT_FAMILY_MISSING)
                        .with("family", family)
                        .file(files.path(layout.file).display()),
                );
            }
        }
        let world = LayoutWorld::new(&layout, Arc::clone(fonts), files, diagnostics);
        let prelude = Prelude::new(&world);
        let module = match world.evaluate(world.style()) {
            Ok(module) => module,
            Err(errors) => {
                world.report(&errors, files, diagnostics);
                return None;
            }
        };
        match Style::from_module(&module) {
            Ok(style) => Some(Self { layout, world, style, prelude }),
            Err(missing) => {
                let end = files.text(layout.style).len();
                for name in missing {
                    diagnostics.push(
                        Diagnostic::new(&code::STYLE_FUNCTION_MISSING)
                            .with("name", name)
                            .at(Span::new(layout.style, end..end)),
                    );
                }
                None
            }
        }
    }

    /// The layout it sets in.
    pub fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    /// Takes a failure of the look in as diagnostics at the line of the style.
    pub fn report(&self, fault: &Fault, files: &Files, diagnostics: &mut Diagnostics) {
        self.world.report(&fault.0, files, diagnostics);
    }

    pub(super) fn grid(&self) -> &Grid {
        &self.layout.grid
    }

    /// A dictionary with what every function of the style is given.
    pub(super) fn arguments(&self) -> Arguments {
        Arguments::new(&self.layout)
    }

    /// Calls a function of the style.
    pub(super) fn call(&self, name: &str, it: Arguments) -> SourceResult<Content> {
        self.world.call(self.style.function(name), it.into_value())
    }

    /// Calls a function of the style for a head, a caption or a piece of furniture, and lays out
    /// what it returns.
    pub(super) fn set_plain(
        &self,
        name: &str,
        it: Arguments,
        key: u128,
        width: Width,
        language: &str,
    ) -> SourceResult<Frame> {
        let content = self.call(name, it)?;
        self.lay_out(&self.prelude.plain, content, (key, width), language)
    }

    /// As [`set_plain`](Self::set_plain), each line on the grid whatever its size.
    pub(super) fn set_on_grid(
        &self,
        name: &str,
        it: Arguments,
        key: u128,
        width: Width,
        language: &str,
    ) -> SourceResult<Frame> {
        let content = self.call(name, it)?;
        self.lay_out(&self.prelude.on_grid, content, (key, width), language)
    }

    /// As [`set_plain`](Self::set_plain), with the glyphs of vertical writing.
    pub(super) fn set_vertical(&self, name: &str, it: Arguments, key: u128) -> SourceResult<Frame> {
        let content = self.call(name, it)?;
        let content = self.world.call(&self.prelude.vertical, self.setting(content, "zh"))?;
        self.lay_out(&self.prelude.plain, content, (key, Width::Natural), "zh")
    }

    /// Lays content out in the setting that a function of the prelude gives it.
    fn lay_out(
        &self,
        prelude: &Func,
        content: Content,
        (key, width): (u128, Width),
        language: &str,
    ) -> SourceResult<Frame> {
        let content = self.world.call(prelude, self.setting(content, language))?;
        self.world.layout(&content, key, width)
    }

    /// Sets a paragraph of body copy that the style's `body` dresses, at a measure; its first line is
    /// indented by this many characters.
    pub(super) fn set_body(
        &self,
        content: Content,
        key: u128,
        (measure, indent): (Length, f64),
        language: &str,
    ) -> SourceResult<Frame> {
        let content = self.call("body", self.arguments().with("content", content))?;
        let content =
            self.world.call(&self.prelude.body, self.body_setting(content, language, indent))?;
        self.world.layout(&content, key, Width::Measure(measure))
    }

    /// What the prelude's functions are given.
    fn setting(&self, content: Content, language: &str) -> Value {
        self.settings(content, language).into_value()
    }

    /// What the prelude's `body` is given.
    fn body_setting(&self, content: Content, language: &str, indent: f64) -> Value {
        self.settings(content, language).with("indent", indent).into_value()
    }

    fn settings(&self, content: Content, language: &str) -> Arguments {
        let region = language.starts_with("zh").then_some("cn");
        self.arguments()
            .with("content", content)
            .with("ascent", self.layout.typography.ascent)
            .with("families", self.families())
            .text("lang", Some(language))
            .text("region", region)
    }

    fn families(&self) -> Array {
        let families = &self.layout.typography.families;
        families.iter().map(|family| family.as_str().into_value()).collect()
    }

    /// From the top of a line of this size down to its baseline.
    pub(super) fn ascent(&self, size: Length) -> Abs {
        Abs::pt(size.to_pt() * self.layout.typography.ascent)
    }
}

impl Prelude {
    fn new(world: &LayoutWorld) -> Self {
        let module = world.evaluate(world.prelude()).expect("the prelude is tested");
        let function = |name| {
            let binding = module.scope().get(name).expect("the prelude is tested");
            binding.read().clone().cast::<Func>().expect("the prelude is tested")
        };
        Self {
            plain: function("plain"),
            on_grid: function("on-grid"),
            body: function("body"),
            vertical: function("vertical"),
        }
    }
}
