//! Sentences with gaps, in each language the program speaks.

/// A language of the program's messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

/// One sentence in every language; `{name}` is a gap that an argument fills, `{name|line|lines}` one
/// with a noun that follows the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message {
    /// English.
    pub en: &'static str,
    /// Simplified Chinese.
    pub zh: &'static str,
}

impl Message {
    /// The sentence in a language, its gaps still open.
    pub const fn template(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Chinese => self.zh,
        }
    }

    /// The sentence as it is shown without a case: gaps by name, nouns as for many.
    pub fn shown(self, language: Language) -> String {
        let mut out = String::new();
        let mut rest = self.template(language);
        while let Some((before, after)) = rest.split_once('{') {
            let Some((gap, after)) = after.split_once('}') else { break };
            let gap = Gap::new(gap);
            out.push_str(before);
            gap.fill(&format!("{{{}}}", gap.name), &mut out);
            rest = after;
        }
        out + rest
    }

    /// The sentence with its gaps filled. A gap without an argument stays as it is written.
    pub fn fill(self, language: Language, args: &[(&'static str, String)]) -> String {
        let mut out = String::new();
        let mut rest = self.template(language);
        while let Some(open) = rest.find('{') {
            let Some(length) = rest[open..].find('}') else {
                break;
            };
            let gap = Gap::new(&rest[open + 1..open + length]);
            out.push_str(&rest[..open]);
            match args.iter().find(|(key, _)| *key == gap.name) {
                Some((_, value)) => gap.fill(value, &mut out),
                None => out.push_str(&rest[open..=open + length]),
            }
            rest = &rest[open + length + 1..];
        }
        out.push_str(rest);
        out
    }
}

/// A gap of a sentence.
struct Gap<'a> {
    name: &'a str,
    /// The noun after a number: for one, and for any other.
    noun: Option<(&'a str, &'a str)>,
}

impl<'a> Gap<'a> {
    fn new(written: &'a str) -> Self {
        let mut parts = written.split('|');
        let name = parts.next().unwrap_or_default();
        let noun = parts.next().zip(parts.next());
        Self { name, noun }
    }

    fn fill(&self, value: &str, out: &mut String) {
        out.push_str(value);
        if let Some((one, many)) = self.noun {
            out.push(' ');
            out.push_str(if value == "1" { one } else { many });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_once_and_arguments_are_not_read_again() {
        let message = Message { en: "`{key}` near {near}", zh: "“{key}”" };
        let args = [("key", "{near}".to_owned()), ("near", "x".to_owned())];
        assert_eq!(message.fill(Language::English, &args), "`{near}` near x");
        assert_eq!(message.fill(Language::Chinese, &args), "“{near}”");
    }

    #[test]
    fn nouns_follow_their_numbers() {
        let message = Message { en: "over by {lines|line|lines}", zh: "溢出 {lines} 行" };
        let fill = |lines: &str| message.fill(Language::English, &[("lines", lines.to_owned())]);
        assert_eq!(fill("1"), "over by 1 line");
        assert_eq!(fill("6"), "over by 6 lines");
        assert_eq!(message.shown(Language::English), "over by {lines} lines");
    }

    #[test]
    fn a_gap_without_argument_stays() {
        let message = Message { en: "{a} {", zh: "" };
        assert_eq!(message.fill(Language::English, &[]), "{a} {");
    }
}
