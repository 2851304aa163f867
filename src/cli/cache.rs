//! Where photos that were made are kept between runs.
//!
//! Not in the edition's folder: editions are copied, archived and checked in, and what can be made
//! again from what is there does not belong to them. One folder of the user serves all editions,
//! because an entry is named after the photo's bytes and its place.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

/// `$BANMIAN_CACHE`, else `banmian` in `$XDG_CACHE_HOME`, else in `~/.cache`; `None` where none of
/// them is known, and then nothing is kept.
pub(super) fn folder() -> Option<PathBuf> {
    choose(|name| env::var_os(name), env::home_dir())
}

fn choose(variable: impl Fn(&str) -> Option<OsString>, home: Option<PathBuf>) -> Option<PathBuf> {
    let path = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let own = path("BANMIAN_CACHE");
    // The XDG Base Directory Specification has relative paths ignored.
    let shared = || path("XDG_CACHE_HOME").filter(|path| path.is_absolute());
    let of_home = || home.filter(|home| home.is_absolute()).map(|home| home.join(".cache"));
    own.or_else(|| Some(shared().or_else(of_home)?.join("banmian")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(variables: &[(&str, &str)], home: Option<&str>) -> Option<PathBuf> {
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        };
        choose(variable, home.map(PathBuf::from))
    }

    #[test]
    fn the_programs_own_variable_wins() {
        let variables = [("BANMIAN_CACHE", "here"), ("XDG_CACHE_HOME", "/cache")];
        assert_eq!(chosen(&variables, Some("/home")), Some("here".into()));
    }

    #[test]
    fn the_shared_folder_has_one_of_ours() {
        let variables = [("BANMIAN_CACHE", ""), ("XDG_CACHE_HOME", "/cache")];
        assert_eq!(chosen(&variables, Some("/home")), Some("/cache/banmian".into()));
    }

    #[test]
    fn relative_and_empty_places_are_no_places() {
        let variables = [("XDG_CACHE_HOME", "cache")];
        assert_eq!(chosen(&variables, Some("/home")), Some("/home/.cache/banmian".into()));
        assert_eq!(chosen(&variables, Some("")), None);
        assert_eq!(chosen(&[], None), None);
    }
}
