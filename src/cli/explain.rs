//! `banmian explain`: what a finding means and how to mend it.

use anyhow::anyhow;
use serde::Serialize;

use super::args::{Explain, Options};
use super::console::{Console, Stream};
use super::exit::Exit;
use crate::diag::render::Format;
use crate::diag::{Code, Language, Message, Severity, code, nearest};

/// A row of the table of codes in one language.
#[derive(Serialize)]
struct Explanation {
    code: &'static str,
    rule: &'static str,
    severity: Severity,
    /// Whether the exit code is 2 and nothing is written.
    is_fatal: bool,
    message: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    help: String,
    explanation: String,
}

/// Prints what the table of codes says.
pub(super) fn run(command: &Explain, options: &Options) -> anyhow::Result<Exit> {
    let name = command.code.trim();
    let Some(code) = code::find(name) else {
        return Err(anyhow!(unknown(name, options.language)));
    };
    let explanation = explanation(code, options.language);
    let text = match options.format {
        Format::Json => serde_json::to_string_pretty(&explanation)? + "\n",
        _ => for_people(&explanation, options.language),
    };
    Console::new(options).write(Stream::Result, &text)?;
    Ok(Exit::Done)
}

fn explanation(code: &Code, language: Language) -> Explanation {
    Explanation {
        code: code.id,
        rule: code.rule,
        severity: code.severity,
        is_fatal: code.is_fatal,
        message: code.message.shown(language),
        help: code.help.shown(language),
        explanation: code.explanation.shown(language),
    }
}

/// Gaps such as `{story}` stay open: a finding fills them.
fn for_people(explanation: &Explanation, language: Language) -> String {
    let Explanation { code, rule, severity, message, help, explanation: why, is_fatal } =
        explanation;
    let fatal = Message { en: ", nothing is written", zh: "，不输出任何文件" };
    let fatal = if *is_fatal { fatal.template(language) } else { "" };
    let help_word = Message { en: "help: ", zh: "建议：" }.template(language);
    let mut text = format!("{code} {rule} ({}{fatal})\n{message}\n", severity.name());
    if !help.is_empty() {
        text += &format!("{help_word}{help}\n");
    }
    text + "\n" + why + "\n"
}

fn unknown(name: &str, language: Language) -> String {
    let (lower, upper) = (name.to_lowercase(), name.to_uppercase());
    let rule = nearest(&lower, code::ALL.iter().map(|code| code.rule));
    let near = rule.or_else(|| nearest(&upper, code::ALL.iter().map(|code| code.id)));
    let message = match near {
        Some(_) => Message {
            en: "there is no code or rule `{name}`; did you mean `{near}`?",
            zh: "没有名为 `{name}` 的代码或规则；是否想写 `{near}`？",
        },
        None => Message {
            en: "there is no code or rule `{name}`; codes run from {first} to {last}",
            zh: "没有名为 `{name}` 的代码或规则；代码从 {first} 到 {last}",
        },
    };
    let id = |code: Option<&&Code>| code.map_or("", |code| code.id).to_owned();
    let args = [
        ("name", name.to_owned()),
        ("near", near.unwrap_or_default().to_owned()),
        ("first", id(code::ALL.first())),
        ("last", id(code::ALL.last())),
    ];
    message.fill(language, &args)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_the_table_knows_is_said_in_the_language() {
        for language in [Language::English, Language::Chinese] {
            for code in code::ALL {
                let text = for_people(&explanation(code, language), language);
                let sentences = [code.message, code.help, code.explanation];
                for said in sentences.map(|sentence| sentence.shown(language)) {
                    assert!(text.contains(&said), "{text}");
                }
                assert!(text.starts_with(&format!("{} {} (", code.id, code.rule)), "{text}");
                assert!(text.contains(code.severity.name()), "{text}");
            }
        }
    }

    #[test]
    fn a_near_name_is_offered_and_a_far_one_is_not() {
        assert!(unknown("OVERSETT", Language::English).contains("`overset`"));
        assert!(unknown("b401", Language::English).contains("`B0401`"));
        assert!(unknown("weather", Language::Chinese).contains("B0001"));
    }
}
