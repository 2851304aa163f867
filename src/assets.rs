//! What the program carries in itself: the shipped layouts, fonts and the sample edition's parts.
//!
//! The bytes stay in the binary's read-only pages and are read only where they are used, so they
//! cost nothing at start-up. Without the feature `embed` the list is empty, and layouts and fonts
//! come from the edition's own folders and `--font-path`.

/// A file inside the program.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Its path in the repository, for example `layouts/tabloid-5/style.typ`.
    pub path: &'static str,
    /// Its bytes.
    pub content: &'static [u8],
}

/// The shipped files whose path starts with `folder`, in order of path.
pub fn under(folder: &str) -> impl Iterator<Item = &'static Asset> {
    ASSETS.iter().filter(move |asset| asset.path.starts_with(folder))
}

/// A shipped file.
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

#[cfg(not(feature = "embed"))]
static ASSETS: &[Asset] = &[];

#[cfg(feature = "embed")]
macro_rules! assets {
    ($($path:literal),* $(,)?) => {
        &[$(Asset {
            path: $path,
            content: include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $path)),
        }),*]
    };
}

#[cfg(feature = "embed")]
static ASSETS: &[Asset] = assets![
    "fonts/BanmianHei-Bold.otf",
    "fonts/BanmianHei-Medium.otf",
    "fonts/BanmianHei-Regular.otf",
    "fonts/BanmianKai-Regular.ttf",
    "fonts/BanmianSong-Black.otf",
    "fonts/BanmianSong-Bold.otf",
    "fonts/BanmianSong-Regular.otf",
    "fonts/BanmianSong-SemiBold.otf",
    "layouts/broadsheet-6/layout.toml",
    "layouts/broadsheet-6/style.typ",
    "layouts/broadsheet-8/layout.toml",
    "layouts/broadsheet-8/style.typ",
    "layouts/house.typ",
    "layouts/tabloid-5/layout.toml",
    "layouts/tabloid-5/style.typ",
    "layouts/tabloid-6/layout.toml",
    "layouts/tabloid-6/style.typ",
];
