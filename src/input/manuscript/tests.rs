use crate::diag::{Language, Severity};
use crate::model::{Block, Inline};
use crate::source::Memory;

use super::*;

/// A manuscript in an edition of its own.
struct Case {
    story: Option<Story>,
    text: String,
    diagnostics: Diagnostics,
}

fn read_text(text: &str) -> Case {
    read_with(Memory::default(), text)
}

fn read_with(storage: Memory, text: &str) -> Case {
    let path = Path::new("/e/articles/a.md");
    let mut files = Files::new(storage.with(path, text));
    let file = files.read(path).unwrap();
    let mut diagnostics = Diagnostics::default();
    let story = read(file, "a", Path::new("/e"), &files, &mut diagnostics);
    Case { story, text: files.text(file).to_owned(), diagnostics }
}

impl Case {
    fn story(&self) -> &Story {
        assert!(self.diagnostics.is_empty(), "{:#?}", self.diagnostics);
        self.story.as_ref().expect("a story")
    }

    /// `rule: marked text`, in order.
    fn found(&self) -> Vec<String> {
        let line = |d: &Diagnostic| {
            format!("{}: {}", d.code.rule, &self.text[d.span().expect("a place").range()])
        };
        self.diagnostics.iter().map(line).collect()
    }

    fn message(&self, number: usize) -> String {
        self.diagnostics.iter().nth(number).expect("a problem").message(Language::English)
    }

    fn paragraphs(&self) -> Vec<String> {
        self.story.iter().flat_map(|story| &story.blocks).map(Block::plain_text).collect()
    }

    fn marked(&self, span: crate::source::Span) -> &str {
        &self.text[span.range()]
    }
}

fn body(text: &str) -> Case {
    read_text(&format!("---\nheadline: 题\n---\n{text}"))
}

const YAML: &str = "\
---
kicker: 引 题
headline:
  - 陕西子长市 # 第一行
  - '党建\"整顿\"'
deck: 安徽宁国:以“三个聚焦”破题     # 副题
byline: ■ 本报记者 皮磊
dateline: \"本报北京6月10日电\"
priority: 2
lang: zh-CN
source: 《社区》杂志
photos:
  - file: a.jpg   # 图
    caption: 签约,仪式
    credit: 新华社
---
正文。
";

const TOML: &str = "\
+++
kicker = \"引 题\"
headline = [\"陕西子长市\", '党建\"整顿\"'] # 两行
deck = \"安徽宁国:以“三个聚焦”破题\"
byline = \"■ 本报记者 皮磊\"
dateline = \"本报北京6月10日电\"
priority = 2
language = \"zh-CN\"
source = \"（转自《社区》杂志）\"
[[photos]]
file = \"a.jpg\"
caption = \"签约,仪式\"
credit = \"新华社\"
+++
正文。
";

#[test]
fn both_kinds_of_front_matter_say_the_same() {
    for text in [YAML, TOML] {
        for text in [text.to_owned(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            let case = read_text(&text);
            let story = case.story();
            let headline = story.headline.as_ref().unwrap();
            assert_eq!(headline.kicker.as_ref().unwrap().lines, ["引　题"]);
            assert_eq!(headline.main.lines, ["陕西子长市", "党建“整顿”"]);
            let deck = headline.deck.as_ref().unwrap();
            assert_eq!(deck.lines, ["安徽宁国：以“三个聚焦”破题"]);
            assert_eq!(story.byline.as_ref().unwrap().value, "本报记者　皮磊");
            assert_eq!(story.dateline.as_ref().unwrap().value, "本报北京6月10日电");
            assert_eq!(story.source.as_ref().unwrap().value, "转自《社区》杂志");
            assert_eq!((story.priority, story.language.as_str()), (2, "zh-cn"));
            let photo = &story.photos[0];
            assert_eq!(
                (photo.name.as_str(), photo.path.as_path()),
                ("a.jpg", Path::new("/e/images/a.jpg"))
            );
            assert_eq!(photo.caption.as_ref().unwrap().value, "签约，仪式");
            assert_eq!(photo.credit.as_ref().unwrap().value, "新华社");
            assert_eq!(case.paragraphs(), ["正文。"]);
        }
    }
}

#[test]
fn places_are_those_of_the_values() {
    let unquoted = |text: &str| text.trim_matches('"').to_owned();
    for text in [YAML, TOML] {
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let case = read_text(&text);
            let story = case.story();
            let headline = story.headline.as_ref().unwrap();
            let deck = headline.deck.as_ref().unwrap();
            assert_eq!(unquoted(case.marked(deck.span)), "安徽宁国:以“三个聚焦”破题");
            let main = case.marked(headline.main.span);
            assert!(
                main.contains("陕西子长市") && main.ends_with("'党建\"整顿\"'")
                    || main.ends_with(']'),
                "{main}"
            );
            let byline = case.marked(story.byline.as_ref().unwrap().span);
            assert_eq!(unquoted(byline), "■ 本报记者 皮磊");
            let photo = &story.photos[0];
            assert_eq!(unquoted(case.marked(photo.span)), "a.jpg");
            let caption = photo.caption.as_ref().unwrap().span;
            assert_eq!(unquoted(case.marked(caption)), "签约,仪式");
            assert_eq!(unquoted(case.marked(photo.credit.as_ref().unwrap().span)), "新华社");
            assert_eq!(case.marked(story.blocks[0].span()), "正文。");
        }
    }
}

#[test]
fn chinese_in_comments_quotes_and_keys_does_not_move_places() {
    let text = "---\n# 注释：标题\nheadline: \"安徽\\t宁国\" # 注\ndeck: '党建' # 注释\n作者: 甲\n\
                kicker: >-\n  折叠\n  两行\nbyline: 多\n  行\nbilyne: 乙\n---\n正文";
    let case = read_text(text);
    assert_eq!(case.found(), ["unknown_key: 作者", "unknown_key: bilyne"]);
    assert_eq!(
        case.diagnostics.iter().nth(1).unwrap().help(Language::English).unwrap(),
        "did you mean `byline`?"
    );
}

#[test]
fn plain_chinese_values_need_no_quotes() {
    let text = "---\nheadline: 《社区》:“甲”#1 - 乙\ndeck: “党建”\nkicker: no\n---\n文";
    let case = read_text(text);
    let headline = case.story().headline.as_ref().unwrap();
    assert_eq!(headline.main.lines, ["《社区》：“甲”#1 - 乙"]);
    assert_eq!(headline.kicker.as_ref().unwrap().lines, ["no"]);
}

#[test]
fn keys_without_value_are_absent() {
    let case = read_text("---\nheadline: 题\ndeck:\nbyline: \"\"\npriority:\nphotos:\n---\n文");
    let story = case.story();
    assert!(story.byline.is_none() && story.headline.as_ref().unwrap().deck.is_none());
    assert_eq!(story.priority, 3);
    assert_eq!(story.language, "zh");
}

#[test]
fn front_matter_that_is_missing_or_open_is_reported() {
    assert_eq!(read_text("标题\n正文").found(), ["front_matter_missing: 标题"]);
    assert_eq!(read_text("").found(), ["front_matter_missing: "]);
    let open = read_text("---\nheadline: 题\n正文\n");
    assert_eq!(open.found(), ["front_matter_open: ---"]);
    let help = open.diagnostics.iter().next().unwrap().help(Language::English).unwrap();
    assert!(help.contains("`---`"), "{help}");
    assert_eq!(read_text("+++\nheadline = 1\n").found(), ["front_matter_open: +++"]);
}

#[test]
fn syntax_errors_are_reported_at_their_place() {
    let case = read_text("---\nheadline: 安徽: 宁国\n---\n文");
    assert_eq!(case.found(), ["bad_syntax: :"]);
    assert_eq!(case.message(0), "mapping values are not allowed in this context");
    assert!(case.story.is_none());
    let case = read_text("---\nheadline: 安徽 # 注\ndeck: @宁国\n---\n文");
    assert_eq!(case.found(), ["bad_syntax: @"]);
    let case = read_text("---\nheadline: 安徽\nheadline: 宁国\n---\n文");
    assert_eq!(case.message(0), "duplicate mapping key: headline");
    let case = read_text("+++\nheadline = 安徽\ndeck = \"宁国\n+++\n文");
    assert!(case.diagnostics.iter().all(|d| d.code.rule == "bad_syntax"));
    assert_eq!(case.diagnostics.len(), 2, "{:#?}", case.diagnostics);
    assert!(case.found()[0].starts_with("bad_syntax: 安徽"), "{:?}", case.found());
}

#[test]
fn a_syntax_error_inside_a_character_marks_the_whole_character() {
    assert_eq!(read_text("---\n%```\n　---\n---\n").found(), ["bad_syntax: 　"]);
}

#[test]
fn deep_nesting_is_refused_and_does_not_crash() {
    for (fence, open) in
        [("---", "["), ("---", "{a: "), ("+++", "["), ("---", "- "), ("---", "a: &a\n - *a\n - ")]
    {
        let deep = open.repeat(20_000);
        let case = read_text(&format!("{fence}\nheadline= {deep}\n{fence}\n文"));
        assert!(case.story.is_none() && !case.diagnostics.is_empty());
    }
    for open in ["*", "> ", "[", "- ", "<", "`", "**a", "![", "\\", "("] {
        body(&open.repeat(20_000));
    }
}

#[test]
fn wrong_types_are_reported_together() {
    let text =
        "---\nheadline: 3\ndeck: {a: 1}\nbyline: [甲]\npriority: high\nphotos: a.jpg\n---\n文";
    let case = read_text(text);
    assert_eq!(
        case.found(),
        [
            "wrong_type: 3",
            "wrong_type: {a: 1",
            "wrong_type: [甲",
            "wrong_type: high",
            "wrong_type: a.jpg"
        ]
    );
    assert_eq!(case.message(0), "`headline` must be \"…\" / [\"…\", \"…\"], not 3");
    let case =
        read_text("+++\nheadline = [1]\ndateline = 2026-06-16\nphotos = [\"a.jpg\"]\n+++\n文");
    assert_eq!(case.found(), ["wrong_type: 1", "wrong_type: 2026-06-16", "wrong_type: \"a.jpg\""]);
    assert_eq!(
        read_text("---\n标题\n---\n文").found(),
        ["wrong_type: 标题", "headline_missing: ---"]
    );
}

#[test]
fn values_out_of_range_are_reported() {
    let case = read_text("---\nheadline: 题\npriority: 0\nlang: 中文\n---\n文");
    assert_eq!(case.found(), ["bad_value: 0", "bad_value: 中文"]);
    let case = read_text("---\nheadline: 题\npriority: -1\nlang: zh\nlanguage: en\n---\n文");
    assert_eq!(case.found(), ["bad_value: -1", "bad_value: language"]);
    let case = read_text("+++\nheadline = \"题\"\npriority = 99999999999999999999\n+++\n文");
    assert_eq!(case.found().len(), 1);
}

#[test]
fn a_story_needs_a_headline_and_something_under_it() {
    assert_eq!(read_text("---\n---\n文").found(), ["headline_missing: ---"]);
    assert_eq!(read_text("---\nheadline: \"\u{200b}\"\n---\n文").found().len(), 1);
    assert_eq!(read_text("---\nheadlin: 题\n---\n文").found(), ["unknown_key: headlin"]);
    let empty = read_text("---\nheadline: 题\n---\n　　\n");
    assert_eq!(empty.found(), ["empty_story: 题"]);
    assert!(empty.story.is_some(), "an empty story can still be placed");
    let lone = "---\nphotos:\n  - {file: a.jpg, caption: 甲, credit: 乙}\n---\n";
    assert!(read_text(lone).story().is_lone_photo());
}

#[test]
fn photos_are_checked() {
    let text = "---\nheadline: 题\nphotos:\n  - file: a.jpg\n  - caption: 甲\n  - file: b.jpg\n    \
                captoin: 乙\n    caption: 乙\n    credit: 丙\n---\n文";
    let case = read_text(text);
    assert_eq!(
        case.found(),
        [
            "missing_key: caption: 甲",
            "unknown_key: captoin",
            "caption_missing: a.jpg",
            "credit_missing: a.jpg"
        ]
    );
}

#[test]
fn photos_stay_inside_the_edition() {
    let outside =
        ["/etc/passwd", "../x.jpg", "a/../../x.jpg", "C:\\x.jpg", "..\\x.jpg", ".", "\\x"];
    for name in outside {
        let text =
            format!("+++\nphotos = [{{ file = '{name}', caption = 'a', credit = 'b' }}]\n+++\n");
        let case = read_text(&text);
        assert_eq!(case.found(), [format!("outside_edition: '{name}'")]);
        assert!(case.story.is_none());
    }
    let inside = "---\nphotos: [{file: b/../c/./一.jpg, caption: a, credit: b}]\n---\n";
    assert_eq!(read_text(inside).story().photos[0].path, Path::new("/e/images/c/一.jpg"));
}

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_edition_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let edition = folder.path().join("e");
    std::fs::create_dir_all(edition.join("images")).unwrap();
    std::fs::write(folder.path().join("secret.jpg"), "x").unwrap();
    std::fs::write(edition.join("images/real.jpg"), "x").unwrap();
    std::os::unix::fs::symlink("../../secret.jpg", edition.join("images/a.jpg")).unwrap();
    std::os::unix::fs::symlink("real.jpg", edition.join("images/b.jpg")).unwrap();
    let files = Files::new(crate::source::Disk);
    let finder = PhotoFinder { folder: &edition, files: &files };
    assert_eq!(finder.find("a.jpg"), None);
    assert!(finder.find("b.jpg").is_some());
    assert!(finder.find("not-yet.jpg").is_some());
}

#[test]
fn source_notes_are_one_note_however_they_are_written() {
    for note in ["《社区》杂志", "转自《社区》杂志", "（转自《社区》杂志）", "(转自《社区》杂志)"]
    {
        let case = read_text(&format!("---\nheadline: 题\nsource: {note}\n---\n文"));
        assert_eq!(case.story().source.as_ref().unwrap().value, "转自《社区》杂志");
    }
    assert_eq!(source_note("原载《社区》", true), "原载《社区》");
    assert_eq!(source_note("Reuters", false), "Reuters");
}

#[test]
fn blocks_are_told_apart() {
    let case = body(
        "第一段\n接着。\n\n## 聚焦“建起来” \\ 推进\"两个覆盖\",下好\"先手棋\"\n\n> 引文\n> 接着\n\n# 一行\n第二段",
    );
    let blocks = &case.story().blocks;
    assert!(matches!(&blocks[0], Block::Paragraph { .. }));
    assert_eq!(blocks[0].plain_text(), "第一段接着。");
    assert_eq!(case.marked(blocks[0].span()), "第一段\n接着。");
    let Block::Subhead { lines, .. } = &blocks[1] else { panic!("{:?}", blocks[1]) };
    assert_eq!(lines[..], ["聚焦“建起来”", "推进“两个覆盖”，下好“先手棋”"]);
    assert!(matches!(&blocks[2], Block::PullQuote { text, .. } if text == "引文接着"));
    assert_eq!(case.marked(blocks[2].span()), "引文\n> 接着");
    assert!(matches!(&blocks[3], Block::Subhead { lines, .. } if lines[..] == ["一行"]));
    assert_eq!(blocks[4].plain_text(), "第二段");
}

#[test]
fn lines_that_only_look_like_markup_are_copy() {
    let lines = [
        "#党建",
        "1. 文字",
        "2026. 文字",
        "1.5万元",
        ">100万",
        "-1度",
        "+86",
        "1+1>2",
        "a_b_",
        "|甲|",
        "*注：星号*号",
        "&nbsp;",
        "[甲]",
        "~~~",
        ">",
        "####### 七",
        "==",
        "「甲」",
    ];
    for line in lines {
        let case = body(line);
        let plain = line.replace(". 文", ".文").replace("*注：星号*", "注：星号");
        assert_eq!(case.story().blocks.len(), 1, "of {line:?}");
        assert_eq!(case.paragraphs(), [plain]);
    }
}

#[test]
fn indents_start_paragraphs_and_are_not_code() {
    let case = body("　　第一段。\n　　第二段，\n接着。\n    第三段。\n\n\n\t第四段。");
    assert_eq!(case.paragraphs(), ["第一段。", "第二段，接着。", "第三段。", "第四段。"]);
    case.story();
}

#[test]
fn numbered_lines_are_paragraphs_of_their_own() {
    let case = body("要求：\n1. 甲\n2. 乙\n接乙\n3. 丙\n\n完\n2. 不是");
    assert_eq!(case.paragraphs(), ["要求：", "1.甲", "2.乙接乙", "3.丙", "完2.不是"]);
    case.story();
}

#[test]
fn a_line_under_copy_does_not_make_it_a_heading() {
    let case = body("第一段\n---\n第二段\n===\n");
    assert_eq!(case.paragraphs(), ["第一段", "---", "第二段", "==="]);
    assert_eq!(case.found(), ["unsupported_markup: ---", "unsupported_markup: ==="]);
}

#[test]
fn unsupported_blocks_are_set_as_paragraphs() {
    let case =
        body("- 甲\n- 乙\n\n* 丙\n\n|名|数|\n|--|:-:|\n|甲|1|\n\n```rust\nlet *a*;\n```\n完");
    assert_eq!(case.paragraphs(), ["- 甲", "- 乙", "* 丙", "名　数", "甲1", "let *a*;", "完"]);
    assert_eq!(
        case.found(),
        ["unsupported_markup: - 甲", "unsupported_markup: |名|数|", "unsupported_markup: ```rust"]
    );
    assert!(case.diagnostics.iter().all(|d| d.severity == Severity::Warning));
    assert_eq!(body("```\n甲").paragraphs(), ["甲"]);
}

#[test]
fn unsupported_markup_in_copy_is_marked() {
    let case = body("见[党建网](http://a.b/c),\n<b>党</b>");
    assert_eq!(case.paragraphs(), ["见党建网，党"]);
    assert_eq!(
        case.found(),
        [
            "unsupported_markup: [党建网](http://a.b/c)",
            "unsupported_markup: <b>",
            "unsupported_markup: </b>"
        ]
    );
}

#[test]
fn emphasis_and_line_breaks_are_kept_and_cleaned_as_one_text() {
    let case = body("他说\"**党建,**强\",  \n*一*\\\n二");
    let Block::Paragraph { text, .. } = &case.story().blocks[0] else { panic!() };
    let run = |text: &str| Inline::Text(text.to_owned());
    assert_eq!(
        text[..],
        [
            run("他说“"),
            Inline::Strong("党建，".into()),
            run("强”，"),
            Inline::LineBreak,
            Inline::Emphasis("一".into()),
            Inline::LineBreak,
            run("二"),
        ]
    );
}

#[test]
fn line_ends_are_blanks_only_between_words() {
    assert_eq!(body("党建\n引领\nHello\nworld\n党建").paragraphs(), ["党建引领Hello world党建"]);
}

#[test]
fn corrections_are_counted_over_the_whole_story() {
    let case = read_text(
        "---\nheadline: 甲,乙\nbyline: 丙:丁\nsource: 戊,己\nphotos:\n  - {file: a, caption: '庚,辛', credit: '壬,癸'}\n---\n子,丑\n\n## 寅,卯\n\n> 辰,巳",
    );
    // The blanks that belong to the markup are no dirt.
    assert_eq!(case.story().corrections, Corrections::from([(clean::MARKS, 8)]));
}

#[test]
fn english_copy_keeps_its_marks() {
    let case = read_text("---\nheadline: A \"b\"\nlanguage: en\n---\nHello,\n\"world\".");
    assert_eq!(case.paragraphs(), ["Hello, “world”."]);
}

/// The sample edition: slug, text, paragraphs, subheads, photos.
const SAMPLES: [(&str, &str, usize, usize, usize); 5] = [
    ("shanghai", include_str!("../../../examples/dangjian/articles/shanghai.md"), 5, 0, 1),
    ("zichang", include_str!("../../../examples/dangjian/articles/zichang.md"), 5, 0, 0),
    ("ningguo", include_str!("../../../examples/dangjian/articles/ningguo.md"), 12, 3, 0),
    ("xiahe", include_str!("../../../examples/dangjian/articles/xiahe.md"), 12, 3, 0),
    ("shehong", include_str!("../../../examples/dangjian/articles/shehong.md"), 9, 4, 1),
];

#[test]
fn the_sample_manuscripts_are_clean_to_read() {
    for (slug, text, paragraphs, subheads, photos) in SAMPLES {
        let case = read_text(text);
        let story = case.story();
        let is_subhead = |block: &&Block| matches!(block, Block::Subhead { .. });
        assert_eq!(story.blocks.iter().filter(is_subhead).count(), subheads, "{slug}");
        assert_eq!(story.blocks.len() - subheads, paragraphs, "{slug}");
        assert_eq!(story.photos.len(), photos, "{slug}");
        for block in &story.blocks {
            let text = block.plain_text();
            assert!(!text.contains([',', ':', ';', '(', ')', '"', ' ']), "{slug}: {text}");
            if let Block::Subhead { lines, .. } = block {
                assert_eq!(lines.len(), 2, "{slug}: {text}");
            }
        }
    }
}

#[test]
fn any_text_can_be_read() {
    use proptest::prelude::*;
    let pieces = vec![
        "---\n", "+++\n", "headline", ": ", " = ", "\"", "'", "党", "建:", "\n", "\r\n", "  - ",
        "[", "]", "{", "}", "# ", "> ", "**", "*", "`", "```\n", "|", "|-|\n", "<b>", "<!--",
        "](a.b)", "\\", "&x ", "*x", "　", "1. ", "\u{feff}", "photos", "file", "%", "@", "!",
        "\t", "~", ", ",
    ];
    let text = prop::collection::vec(prop::sample::select(pieces), 0..30);
    let config = ProptestConfig::with_cases(3000);
    proptest!(config, |(text in text, fence in "(---|\\+\\+\\+)\n")| {
        let text = text.concat();
        for text in [text.clone(), format!("---\nheadline: 题\n---\n{text}"), format!("{fence}{text}\n{fence}{text}")] {
            let case = read_text(&text);
            for diagnostic in &case.diagnostics {
                let span = diagnostic.span().expect("a place");
                prop_assert!(case.text.get(span.range()).is_some(), "{:?}", diagnostic);
            }
        }
    });
}

#[test]
fn no_letter_of_the_copy_is_lost() {
    use proptest::prelude::*;
    let pieces = vec![
        "党", "建", "7", "z", "1. ", "2)", "- ", "+ ", "* ", "# ", "## ", "> ", "#", ">", "*",
        "**", "_", "~", "&z;", "<", "[", "]", "|", "\\", " \\ ", "  \n", "\\\n", "\n", "\n\n",
        "---\n", "===\n", "    ", "　　", "。", "，", ",", "“", "”", "\"", " ", "\t",
    ];
    let text = prop::collection::vec(prop::sample::select(pieces), 0..40);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    proptest!(ProptestConfig::with_cases(3000), |(text in text)| {
        let text = text.concat();
        prop_assert_eq!(letters(&body(&text).paragraphs().concat()), letters(&text));
    });
}
