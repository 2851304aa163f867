use std::path::Path;

use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::diag::{Diagnostic, Severity, code};
use crate::source::{FileId, Memory, Span};

const MANUSCRIPT: &str = "\
---
headline: 两机构签署合作框架协议
bylin: 本报记者
---
　　签约仪式在上海举行，双方将共建党建阵地。
";

/// The bytes of the first `needle` in a text.
fn find(files: &Files, file: FileId, needle: &str) -> Span {
    let start = files.text(file).find(needle).expect("the text has it");
    Span::new(file, start..start + needle.len())
}

/// A manuscript with a wrong key and a character that no font has, and a photo that is too small.
fn fixture() -> (Files, Diagnostics) {
    let mut files = Files::new(Memory::default());
    let file = files.add(Path::new("articles/签约.md"), MANUSCRIPT.to_owned());
    let key = find(&files, file, "bylin");
    let glyph = find(&files, file, "党建阵地");
    let diagnostics = [
        Diagnostic::new(&code::UNKNOWN_KEY)
            .with("key", "bylin")
            .with("known", "headline, byline")
            .with("near", "byline")
            .at(key),
        Diagnostic::new(&code::MISSING_GLYPH)
            .with("char", "党")
            .with("hex", "515A")
            .label(glyph, "此处")
            .label(find(&files, file, "签约仪式"), "本段")
            .page("06")
            .story("签约"),
        Diagnostic::new(&code::LOW_PPI)
            .with("path", "images/签约 仪式.jpg")
            .with("ppi", 96)
            .with("wanted", 200)
            .file("images/签约 仪式.jpg")
            .page("06")
            .story("签约")
            .rect([12.0, 84.5, 100.0, 66.7]),
    ];
    (files, diagnostics.into_iter().collect())
}

/// The fixture in a format.
fn written(format: Format, language: Language) -> String {
    let (files, diagnostics) = fixture();
    render(format, &diagnostics, &context(&files, language))
}

/// Plain text for an edition `dangjian`.
fn context(files: &Files, language: Language) -> Context<'_> {
    Context { files, language, has_color: false, edition: "dangjian" }
}

/// One diagnostic at the bytes of a text, in a format.
fn at(text: &str, range: std::ops::Range<usize>, format: Format) -> String {
    let mut files = Files::new(Memory::default());
    let file = files.add(Path::new("a.md"), text.to_owned());
    let one = Diagnostic::new(&code::BAD_SYNTAX).with("reason", "x").at(Span::new(file, range));
    render(format, &[one].into_iter().collect(), &context(&files, Language::English))
}

/// Columns of a text of ASCII and full-width characters on a terminal.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Asserts that the carets of an excerpt stand exactly under `marked`.
fn assert_carets_under(excerpt: &str, marked: &str) {
    let lines: Vec<&str> = excerpt.lines().collect();
    let carets = lines.iter().position(|line| line.contains('^')).expect("there are carets");
    let (source, carets) = (lines[carets - 1], lines[carets]);
    let before = &source[..source.find(marked).expect("the marked text is shown")];
    assert_eq!(carets.find('^'), Some(columns(before)), "\n{excerpt}");
    assert_eq!(carets.matches('^').count(), columns(marked), "\n{excerpt}");
}

#[test]
fn human_shows_the_place() {
    assert_snapshot!(written(Format::Human, Language::English), @r"
    error[B0102 unknown_key]: unknown key `bylin`
     --> articles/签约.md:3:1
      |
    3 | bylin: 本报记者
      | ^^^^^
      |
      = help: did you mean `byline`?

    error[B0301 missing_glyph]: no font of the layout has `党` (U+515A)
     --> articles/签约.md:5:18
      |
    5 | 　　签约仪式在上海举行，双方将共建党建阵地。
      |     -------- 本段                   ^^^^^^^^ 此处
      |
      = place: page 06
      = help: replace the character, or give a font that has it with --font-path

    warning[B0503 low_ppi]: images/签约 仪式.jpg has 96 ppi at its size, 200 are wanted
    --> images/签约 仪式.jpg
     = place: page 06 at x 12 mm, y 84.5 mm, 100 × 66.7 mm
     = help: print it smaller, crop less, or ask for the original

    2 errors, 1 warning
    ");
}

#[test]
fn human_follows_the_language() {
    let text = written(Format::Human, Language::Chinese);
    assert!(text.contains("错误[B0102 unknown_key]: 未知的键 `bylin`"), "{text}");
    assert!(text.contains("= 建议: 是否想写 `byline`？"), "{text}");
    assert!(text.contains("--> images/签约 仪式.jpg\n = 位置: 第 06 版，x 12 mm"), "{text}");
    assert!(text.ends_with("\n\n2 个错误，1 个警告\n"), "{text}");
}

#[test]
fn human_names_the_page_where_there_is_no_file() {
    let files = Files::new(Memory::default());
    let one = Diagnostic::new(&code::EMPTY_PAGE).with("page", "06").page("06");
    let two = Diagnostic::new(&code::NO_PAGES);
    let text = render(
        Format::Human,
        &[one, two].into_iter().collect(),
        &context(&files, Language::English),
    );
    assert!(text.contains("no stories\n--> page 06\n"), "{text}");
    assert!(text.ends_with("\n\n1 error, 1 warning\n"), "{text}");
}

#[test]
fn human_cuts_a_long_chinese_line_around_the_mark() {
    let head = "信息".repeat(120);
    let line = format!("{head}错别字{}", "报道".repeat(80));
    let text = format!("前文\n\n{line}\n后文\n");
    let start = text.find("错别字").unwrap();
    let excerpt = at(&text, start..start + "错别字".len(), Format::Human);
    assert!(excerpt.contains("--> a.md:3:241\n"), "{excerpt}");
    assert!(excerpt.lines().all(|line| columns(line) <= 100), "{excerpt}");
    assert_carets_under(&excerpt, "错别字");
    // Both ends say that they are cut.
    let shown = excerpt.lines().find(|line| line.contains("错别字")).unwrap();
    assert_eq!(shown.matches("...").count(), 2, "{excerpt}");
}

#[test]
fn carets_stand_under_the_mark_wherever_it_is() {
    // An ASCII character before the mark moves the cut to the middle of a full-width one.
    for digit in ["", "7"] {
        for length in 0..200 {
            let text =
                format!("{digit}{}错a字{}\n", "文".repeat(length), "稿".repeat(200 - length));
            let start = text.find('错').unwrap();
            let excerpt = at(&text, start..start + "错a字".len(), Format::Human);
            assert!(excerpt.lines().all(|line| columns(line) <= 100), "{excerpt}");
            assert_carets_under(&excerpt, "错a字");
        }
    }
}

#[test]
fn a_mark_as_long_as_a_paragraph_is_cut_too() {
    let text = format!("{}\n{}\n", "长".repeat(400), "段".repeat(400));
    let excerpt = at(&text, 0..text.len(), Format::Human);
    assert!(excerpt.lines().all(|line| columns(line) <= 100), "{excerpt}");
    assert_eq!(excerpt.matches('^').count(), 78, "{excerpt}");
}

#[test]
fn marks_far_apart_get_excerpts_of_their_own() {
    let mut files = Files::new(Memory::default());
    let text = format!("甲{}乙\n", "文".repeat(300));
    let file = files.add(Path::new("a.md"), text);
    let one = Diagnostic::new(&code::NO_PAGES)
        .label(find(&files, file, "乙"), "here")
        .label(find(&files, file, "甲"), "there");
    let text =
        render(Format::Human, &[one].into_iter().collect(), &context(&files, Language::English));
    assert!(text.contains("--> a.md:1:302") && text.contains("::: a.md:1:1\n"), "{text}");
    assert!(text.contains("^^ here") && text.contains("-- there"), "{text}");
    assert!(text.lines().all(|line| columns(line) <= 100), "{text}");
}

#[test]
fn the_place_after_the_last_line_break_is_the_same_in_every_format() {
    let text = "---\n标题\n";
    assert!(at(text, text.len()..text.len(), Format::Human).contains("--> a.md:3:1\n"));
    assert!(at(text, text.len()..text.len(), Format::Short).starts_with("a.md:3:1: "));
    let text = "---\n标题";
    assert!(at(text, text.len()..text.len(), Format::Human).contains("--> a.md:2:3\n"));
    assert!(at(text, text.len()..text.len(), Format::Short).starts_with("a.md:2:3: "));
}

#[test]
fn colour_is_asked_for() {
    let (files, diagnostics) = fixture();
    let plain = context(&files, Language::English);
    let colored = Context { has_color: true, ..context(&files, Language::English) };
    assert!(!render(Format::Human, &diagnostics, &plain).contains('\u{1b}'));
    assert!(render(Format::Human, &diagnostics, &colored).contains('\u{1b}'));
    assert!(!render(Format::Short, &diagnostics, &colored).contains('\u{1b}'));
}

#[test]
fn files_cannot_steer_the_terminal() {
    let mut files = Files::new(Memory::default());
    let file = files.add(Path::new("\u{1b}[2Ja.md"), "\u{1b}[31m\u{9b}标题".into());
    let wrong = "\u{1b}]0;x\u{7}\u{9b}2J";
    let one = Diagnostic::new(&code::UNKNOWN_KEY)
        .with("key", wrong)
        .with("near", wrong)
        .label(Span::new(file, 0..1), wrong)
        .page(wrong);
    let other = Diagnostic::new(&code::LOW_PPI).with("path", wrong).file(wrong).page(wrong);
    let diagnostics = [one, other].into_iter().collect();
    for format in [Format::Human, Format::Short] {
        let text = render(format, &diagnostics, &context(&files, Language::English));
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{9b}']), "{text:?}");
    }
}

#[test]
fn short_is_one_line_each() {
    assert_snapshot!(written(Format::Short, Language::English), @r"
    articles/签约.md:3:1: error[B0102] unknown key `bylin`
    articles/签约.md:5:18: error[B0301] no font of the layout has `党` (U+515A)
    images/签约 仪式.jpg: warning[B0503] images/签约 仪式.jpg has 96 ppi at its size, 200 are wanted
    ");
}

#[test]
fn short_keeps_a_message_of_many_lines_on_one() {
    let files = Files::new(Memory::default());
    let one = Diagnostic::new(&code::BAD_SYNTAX).with("reason", "a\r\nb\nc").page("06");
    let text =
        render(Format::Short, &[one].into_iter().collect(), &context(&files, Language::Chinese));
    assert_eq!(text, "page 06: error[B0101] a b c\n");
}

#[test]
fn json_has_the_fields_of_the_report() {
    assert_snapshot!(written(Format::Json, Language::English), @r#"
    {
      "version": 1,
      "edition": "dangjian",
      "findings": [
        {
          "code": "B0102",
          "rule": "unknown_key",
          "severity": "error",
          "message": "unknown key `bylin`",
          "stories": [],
          "file": "articles/签约.md",
          "line": 3,
          "column": 1,
          "help": "did you mean `byline`?"
        },
        {
          "code": "B0301",
          "rule": "missing_glyph",
          "severity": "error",
          "message": "no font of the layout has `党` (U+515A)",
          "page": "06",
          "stories": [
            "签约"
          ],
          "file": "articles/签约.md",
          "line": 5,
          "column": 18,
          "help": "replace the character, or give a font that has it with --font-path"
        },
        {
          "code": "B0503",
          "rule": "low_ppi",
          "severity": "warning",
          "message": "images/签约 仪式.jpg has 96 ppi at its size, 200 are wanted",
          "page": "06",
          "stories": [
            "签约"
          ],
          "rect_mm": [
            12.0,
            84.5,
            100.0,
            66.7
          ],
          "file": "images/签约 仪式.jpg",
          "help": "print it smaller, crop less, or ask for the original"
        }
      ]
    }
    "#);
}

#[test]
fn the_schema_of_a_finding_asks_for_what_is_always_there() {
    let schema = schemars::schema_for!(Finding);
    let required = schema.get("required").expect("some fields are required");
    assert_eq!(*required, serde_json::json!(["code", "rule", "severity", "message", "stories"]));
}

#[test]
fn junit_has_a_suite_for_each_page() {
    assert_snapshot!(written(Format::Junit, Language::English), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="banmian" tests="3" failures="3" errors="0" skipped="0" time="0">
      <testsuite name="edition" tests="1" failures="1" errors="0" skipped="0" time="0">
        <testcase name="B0102 unknown_key: unknown key `bylin`" classname="articles/签约.md" file="articles/签约.md" line="3" time="0">
          <failure type="error" message="unknown key `bylin`">articles/签约.md:3:1
    unknown key `bylin`
    did you mean `byline`?</failure>
        </testcase>
      </testsuite>
      <testsuite name="page 06" tests="2" failures="2" errors="0" skipped="0" time="0">
        <testcase name="B0301 missing_glyph: no font of the layout has `党` (U+515A)" classname="articles/签约.md" file="articles/签约.md" line="5" time="0">
          <failure type="error" message="no font of the layout has `党` (U+515A)">articles/签约.md:5:18
    no font of the layout has `党` (U+515A)
    replace the character, or give a font that has it with --font-path</failure>
        </testcase>
        <testcase name="B0503 low_ppi: images/签约 仪式.jpg has 96 ppi at its size, 200 are wanted" classname="images/签约 仪式.jpg" file="images/签约 仪式.jpg" time="0">
          <failure type="warning" message="images/签约 仪式.jpg has 96 ppi at its size, 200 are wanted">images/签约 仪式.jpg
    images/签约 仪式.jpg has 96 ppi at its size, 200 are wanted
    print it smaller, crop less, or ask for the original</failure>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
}

#[test]
fn junit_passes_when_nothing_is_wrong() {
    let files = Files::new(Memory::default());
    let text = render(Format::Junit, &Diagnostics::default(), &context(&files, Language::English));
    assert!(text.contains(r#"tests="1" failures="0""#), "{text}");
    assert!(text.contains(r#"<testcase name="dangjian" classname="edition" time="0"/>"#), "{text}");
}

#[test]
fn junit_does_not_fail_for_what_is_good_to_know() {
    let files = Files::new(Memory::default());
    let mut one = Diagnostic::new(&code::NO_PAGES);
    one.severity = Severity::Info;
    let text =
        render(Format::Junit, &[one].into_iter().collect(), &context(&files, Language::English));
    assert!(text.contains(r#"failures="0""#) && text.contains("<system-out>"), "{text}");
    assert!(!text.contains("<failure"), "{text}");
}

#[test]
fn junit_escapes_and_drops_what_xml_cannot_hold() {
    let files = Files::new(Memory::default());
    let reason = "<a & \"b\">\0\u{1b}\u{fffe}\r\n\t\u{1f600}";
    let one = Diagnostic::new(&code::BAD_SYNTAX).with("reason", reason);
    let text =
        render(Format::Junit, &[one].into_iter().collect(), &context(&files, Language::English));
    let expected = "message=\"&lt;a &amp; &quot;b&quot;&gt;&#13;&#10;&#9;\u{1f600}\"";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn sarif_has_a_result_for_each() {
    let document: Value = serde_json::from_str(&written(Format::Sarif, Language::English)).unwrap();
    let mut result = document.pointer("/runs/0/results/1").unwrap().clone();
    // The index moves with each new code; another test follows it to its rule.
    result["ruleIndex"] = Value::Null;
    assert_snapshot!(serde_json::to_string_pretty(&result).unwrap(), @r#"
    {
      "ruleId": "B0301",
      "level": "error",
      "message": {
        "text": "no font of the layout has `党` (U+515A)\nreplace the character, or give a font that has it with --font-path"
      },
      "locations": [
        {
          "physicalLocation": {
            "artifactLocation": {
              "uri": "articles/%E7%AD%BE%E7%BA%A6.md"
            },
            "region": {
              "startLine": 5,
              "startColumn": 18,
              "endLine": 5,
              "endColumn": 22
            }
          }
        }
      ],
      "partialFingerprints": {
        "banmian/v1": "B0301|articles/签约.md|char=党|hex=515A"
      },
      "properties": {
        "page": "06",
        "stories": [
          "签约"
        ]
      },
      "ruleIndex": null,
      "relatedLocations": [
        {
          "physicalLocation": {
            "artifactLocation": {
              "uri": "articles/%E7%AD%BE%E7%BA%A6.md"
            },
            "region": {
              "startLine": 5,
              "startColumn": 3,
              "endLine": 5,
              "endColumn": 7
            }
          },
          "message": {
            "text": "本段"
          }
        }
      ]
    }
    "#);
}

#[test]
fn sarif_results_point_at_their_rules() {
    let document: Value = serde_json::from_str(&written(Format::Sarif, Language::Chinese)).unwrap();
    let run = &document["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), code::ALL.len());
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    for rule in rules {
        let short = rule["shortDescription"]["text"].as_str().unwrap();
        assert!(!short.contains('{') && short != "…", "{rule}");
    }
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let photo = "images/%E7%AD%BE%E7%BA%A6%20%E4%BB%AA%E5%BC%8F.jpg";
    let location = &results[2]["locations"][0]["physicalLocation"];
    assert_eq!(*location, serde_json::json!({ "artifactLocation": { "uri": photo } }));
    assert_eq!(results[2]["properties"]["rect_mm"], serde_json::json!([12.0, 84.5, 100.0, 66.7]));
}

#[test]
fn sarif_doubles_braces() {
    let files = Files::new(Memory::default());
    let one = Diagnostic::new(&code::BAD_SYNTAX).with("reason", "expected `{0}`");
    let text =
        render(Format::Sarif, &[one].into_iter().collect(), &context(&files, Language::English));
    assert!(text.contains("\"expected `{{0}}`\""), "{text}");
}

#[test]
fn github_has_a_command_for_each() {
    assert_snapshot!(written(Format::Github, Language::English), @r"
    ::error file=articles/签约.md,line=3,col=1,title=B0102 unknown_key::unknown key `bylin`%0Adid you mean `byline`?
    ::error file=articles/签约.md,line=5,col=18,title=B0301 missing_glyph (page 06)::no font of the layout has `党` (U+515A)%0Areplace the character, or give a font that has it with --font-path
    ::warning file=images/签约 仪式.jpg,title=B0503 low_ppi (page 06)::images/签约 仪式.jpg has 96 ppi at its size, 200 are wanted%0Aprint it smaller, crop less, or ask for the original
    ");
}

#[test]
fn github_escapes_what_would_end_a_property_or_a_line() {
    let files = Files::new(Memory::default());
    let one = Diagnostic::new(&code::BAD_SYNTAX).with("reason", "50%,\r\n::x").file("a,b:c%.jpg");
    let text =
        render(Format::Github, &[one].into_iter().collect(), &context(&files, Language::English));
    let expected = "::error file=a%2Cb%3Ac%25.jpg,title=B0101 bad_syntax::50%25,%0D%0A::x\n";
    assert_eq!(text, expected);
}

#[test]
fn nothing_wrong_is_nothing_to_read() {
    let files = Files::new(Memory::default());
    for format in [Format::Human, Format::Short, Format::Github] {
        let none = Diagnostics::default();
        assert_eq!(render(format, &none, &context(&files, Language::English)), "");
    }
}

#[test]
fn formats_are_known_by_their_names() {
    for format in Format::ALL {
        assert_eq!(format.name().parse(), Ok(format));
    }
    let error = "xml".parse::<Format>().unwrap_err().to_string();
    assert!(error.contains("`xml`"));
    for format in Format::ALL {
        assert!(error.contains(format.name()), "{error}");
    }
}

proptest! {
    /// No text and no span, however wrong, stops a renderer.
    #[test]
    fn any_span_of_any_text_is_written(text in "(\\PC|[\\x00-\\x1f　报道]){0,300}", start: u16, end: u16) {
        let at = |at: u16| usize::from(at) % (text.len() + 3);
        let (start, end) = (at(start), at(end));
        let mut files = Files::new(Memory::default());
        let file = files.add(Path::new("a.md"), text.clone());
        let one = Diagnostic::new(&code::BAD_SYNTAX)
            .with("reason", &text)
            .label(Span { file, start: start as u32, end: end as u32 }, text.as_str())
            .label(Span::new(file, end..end), "x");
        let diagnostics = [one].into_iter().collect();
        for format in Format::ALL {
            let out = render(format, &diagnostics, &context(&files, Language::Chinese));
            prop_assert!(out.ends_with('\n'));
            if matches!(format, Format::Short | Format::Github) {
                prop_assert_eq!(out.lines().count(), 1);
            }
            if matches!(format, Format::Json | Format::Sarif) {
                prop_assert!(serde_json::from_str::<Value>(&out).is_ok());
            }
        }
    }
}
