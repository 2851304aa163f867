//! What may be written on the command line.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

use crate::diag::render::Format;
use crate::diag::{Language, Severity};
use crate::export::Overlay;

/// What every help ends with.
const EXIT_CODES: &str = "\
Exit codes:
  0  done, and nothing was found at or above the level of --deny
  1  done, but something was found at or above it; files are written all the same
  2  could not run (unreadable file, wrong key, bad arguments); nothing is written or changed";

/// Newspaper pages from manuscripts, photos and a house layout.
#[derive(Debug, Parser)]
#[command(name = "banmian", version, arg_required_else_help = true, after_help = EXIT_CODES)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What every command takes.
    #[command(flatten)]
    pub options: Options,
}

impl Arguments {
    /// Reads the arguments of this process. Help, version and usage errors end it here.
    pub fn from_command_line() -> Self {
        Self::parse()
    }
}

/// The options of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Shared options")]
pub struct Options {
    /// The form of findings. `explain` and `fonts` know human and json
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human",
        value_parser = one_of(&Format::ALL, Format::name))]
    pub format: Format,
    /// The mildest finding that makes the exit code 1
    #[arg(long, global = true, value_name = "LEVEL", default_value = "error",
        value_parser = one_of(&LEVELS, Severity::name))]
    pub deny: Severity,
    /// The language of findings and messages
    #[arg(long = "lang", global = true, value_name = "LANG", default_value = "en",
        env = "BANMIAN_LANG", hide_env_values = true,
        value_parser = one_of(&LANGUAGES, language_name))]
    pub language: Language,
    /// A folder or file of fonts besides the shipped ones; may be repeated
    #[arg(long = "font-path", global = true, value_name = "DIR")]
    pub font_paths: Vec<PathBuf>,
    /// Also use the fonts of this machine; pages may come out differently on another
    #[arg(long = "system-fonts", global = true)]
    pub has_system_fonts: bool,
    /// Make every photo again. Without this, photos that were made before are taken from
    /// $BANMIAN_CACHE, or banmian/ in $XDG_CACHE_HOME or in ~/.cache
    #[arg(long = "no-cache", global = true)]
    pub is_cache_off: bool,
    /// Print the time of each stage on stderr and put it into report.json
    #[arg(long = "timings", global = true)]
    pub has_timings: bool,
    /// No progress and no summary; findings are printed all the same
    #[arg(long = "quiet", short = 'q', global = true)]
    pub is_quiet: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make the pages: PDF and report.json
    ///
    /// Findings for people go to stderr and the names of the written files to stdout. In every
    /// other format the findings are the result: they go to stdout, the names to stderr.
    Build(Build),
    /// Look for faults and write nothing; for CI
    ///
    /// Findings go to stdout in every format.
    Check(Check),
    /// Make PNG proofs
    ///
    /// Findings and names of files go where `build` puts them.
    Proof(Proof),
    /// Start an edition in a new or empty folder
    Init(Init),
    /// List the fonts, or the characters that none of them has
    ///
    /// The list goes to stdout.
    Fonts(Fonts),
    /// Say what a finding means and how to mend it
    Explain(Explain),
    /// Print the completion script of a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// What to make pages from.
#[derive(Debug, Clone, Args)]
pub struct Source {
    /// edition.toml or its folder
    #[arg(value_name = "EDITION", default_value = ".")]
    pub edition: PathBuf,
}

/// Where finished files go, and which pages are made.
#[derive(Debug, Clone, Args)]
pub struct Target {
    /// Where files are written [default: out/ in the edition's folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Only the page with this label; may be repeated
    #[arg(long = "page", value_name = "LABEL")]
    pub pages: Vec<String>,
}

/// `banmian build`.
#[derive(Debug, Args)]
pub struct Build {
    /// What to make.
    #[command(flatten)]
    pub source: Source,
    /// Where to.
    #[command(flatten)]
    pub target: Target,
    /// One PDF a page, named by its label
    #[arg(long = "split")]
    pub is_split: bool,
    /// Make PNG proofs as well
    #[arg(long = "proof")]
    pub has_proofs: bool,
}

/// `banmian check`.
#[derive(Debug, Args)]
pub struct Check {
    /// What to check.
    #[command(flatten)]
    pub source: Source,
}

/// `banmian proof`.
#[derive(Debug, Args)]
pub struct Proof {
    /// What to make.
    #[command(flatten)]
    pub source: Source,
    /// Where to.
    #[command(flatten)]
    pub target: Target,
    /// Pixels an inch, 20 to 600
    #[arg(long, value_name = "N", default_value_t = super::proof::DEFAULT_PPI,
        value_parser = clap::value_parser!(u32).range(20..=600))]
    pub ppi: u32,
    /// Draw over the pages: the grid, the outlines of stories, the order of their legs, the places
    /// of findings
    #[arg(long = "overlay", value_name = "OVERLAY", value_delimiter = ',',
        value_parser = one_of(&Overlay::ALL, Overlay::name))]
    pub overlays: Vec<Overlay>,
    /// Write beside each proof what was placed where, as text: `<label>.txt`
    #[arg(long)]
    pub trace: bool,
}

/// `banmian init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder; it is made where there is none, and must be empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The layout of its page
    #[arg(long, value_name = "NAME", default_value = "broadsheet-8")]
    pub layout: String,
}

/// `banmian fonts`.
#[derive(Debug, Args)]
pub struct Fonts {
    /// Report the characters of this edition that no font has
    #[arg(long, value_name = "EDITION")]
    pub missing: Option<PathBuf>,
}

/// `banmian explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The id of a code or the name of a rule, for example B0401 or overset
    #[arg(value_name = "CODE")]
    pub code: String,
}

/// The levels of `--deny`.
const LEVELS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// The languages of `--lang`.
const LANGUAGES: [Language; 2] = [Language::English, Language::Chinese];

const fn language_name(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::Chinese => "zh",
    }
}

/// Takes one of a few values by its name.
fn one_of<T: Copy + Send + Sync + 'static>(
    values: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let names = values.iter().map(move |value| name(*value));
    PossibleValuesParser::new(names).map(move |text| {
        let named = values.iter().find(|value| name(**value) == text);
        *named.expect("the parser lets only these names through")
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use clap::error::ErrorKind;

    use super::*;

    fn parse(line: &str) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from(line.split_whitespace())
    }

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn shared_options_stand_before_or_after_the_command() {
        for line in ["banmian --deny warning -q check x", "banmian check x --quiet --deny warning"]
        {
            let arguments = parse(line).unwrap();
            assert_eq!(arguments.options.deny, Severity::Warning);
            assert!(arguments.options.is_quiet);
        }
    }

    #[test]
    fn what_is_not_said_has_the_documented_default() {
        let arguments = parse("banmian proof").unwrap();
        assert_eq!(arguments.options.format, Format::Human);
        assert_eq!(arguments.options.deny, Severity::Error);
        let Command::Proof(proof) = arguments.command else { panic!("another command") };
        assert_eq!((proof.ppi, proof.source.edition), (100, PathBuf::from(".")));
        assert!(proof.overlays.is_empty());
    }

    #[test]
    fn overlays_are_a_list() {
        let arguments = parse("banmian proof --overlay grid,faults").unwrap();
        let Command::Proof(proof) = arguments.command else { panic!("another command") };
        assert_eq!(proof.overlays, [Overlay::Grid, Overlay::Faults]);
    }

    #[test]
    fn usage_errors_have_the_exit_code_of_what_cannot_run() {
        let cases = [
            ("banmian build --overlay grid", ErrorKind::UnknownArgument),
            ("banmian proof --overlay grids", ErrorKind::InvalidValue),
            ("banmian proof --ppi 19", ErrorKind::ValueValidation),
            ("banmian proof --ppi 601", ErrorKind::ValueValidation),
            ("banmian check --format xml", ErrorKind::InvalidValue),
            ("banmian check --deny all", ErrorKind::InvalidValue),
            ("banmian init", ErrorKind::MissingRequiredArgument),
            ("banmian publish", ErrorKind::InvalidSubcommand),
        ];
        for (line, kind) in cases {
            let error = parse(line).expect_err(line);
            assert_eq!((error.kind(), error.exit_code()), (kind, 2), "{line}");
        }
    }
}
