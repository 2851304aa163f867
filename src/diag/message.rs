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

/// One sentence in every language; `{name}` is a gap that an argument fills.
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

    /// The sentence with its gaps filled. A gap without an argument stays as it is written.
    pub fn fill(self, language: Language, args: &[(&'static str, String)]) -> String {
        let mut out = String::new();
        let mut rest = self.template(language);
        while let Some(open) = rest.find('{') {
            let Some(length) = rest[open..].find('}') else {
                break;
            };
            let name = &rest[open + 1..open + length];
            out.push_str(&rest[..open]);
            match args.iter().find(|(key, _)| *key == name) {
                Some((_, value)) => out.push_str(value),
                None => out.push_str(&rest[open..=open + length]),
            }
            rest = &rest[open + length + 1..];
        }
        out.push_str(rest);
        out
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
    fn a_gap_without_argument_stays() {
        let message = Message { en: "{a} {", zh: "" };
        assert_eq!(message.fill(Language::English, &[]), "{a} {");
    }
}
