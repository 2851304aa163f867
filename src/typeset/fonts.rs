//! stub
use typst_library::foundations::Bytes;
use typst_library::text::{Font, FontBook};
use typst_utils::LazyHash;
pub struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}
impl Fonts {
    pub fn find() -> Self {
        let fonts: Vec<Font> = crate::assets::under("fonts/")
            .filter_map(|a| Font::new(Bytes::new(a.content), 0))
            .collect();
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }
    pub fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }
    pub fn font(&self, i: usize) -> Option<Font> {
        self.fonts.get(i).cloned()
    }
    pub fn has_family(&self, f: &str) -> bool {
        self.book.contains_family(&f.to_lowercase())
    }
}
