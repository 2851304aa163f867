use proptest::prelude::*;

use super::*;

fn zh(text: &str) -> String {
    clean(text, "zh").text
}

fn en(text: &str) -> String {
    clean(text, "en").text
}

/// `dirty → clean`, a line each.
fn assert_each(cleaner: impl Fn(&str) -> String, cases: &[(&str, &str)]) {
    for (dirty, expected) in cases {
        assert_eq!(cleaner(dirty), *expected, "of {dirty:?}");
    }
}

#[test]
fn half_width_marks_beside_han_are_widened() {
    assert_each(
        zh,
        &[
            ("近日,双方签约;会后:讨论!好吗?", "近日，双方签约；会后：讨论！好吗？"),
            ("新增党员366名,覆盖373家", "新增党员366名，覆盖373家"),
            ("增长15%,达到", "增长15%，达到"),
            ("推进“两个覆盖”,下好“先手棋”", "推进“两个覆盖”，下好“先手棋”"),
            ("释放“1+1>2”,以", "释放“1+1>2”，以"),
            ("“NGO”,“CSR”", "“NGO”，“CSR”"),
            ("什么?!", "什么？！"),
            ("注:abc", "注：abc"),
            ("Hello, 世界", "Hello，世界"),
        ],
    );
}

#[test]
fn brackets_are_widened_in_pairs() {
    assert_each(
        zh,
        &[
            ("基金会(NGO)成立", "基金会（NGO）成立"),
            ("基金会 (NGO) 成立", "基金会（NGO）成立"),
            ("(1)党建", "（1）党建"),
            ("78个临时(联合)党支部", "78个临时（联合）党支部"),
            ("NGO（基金会)", "NGO（基金会）"),
            ("1)党建", "1）党建"),
            ("f(x) = (a)", "f(x) = (a)"),
            ("签约(1).jpg", "签约(1).jpg"),
        ],
    );
}

#[test]
fn a_full_stop_is_widened_only_at_the_end_of_a_chinese_sentence() {
    assert_each(
        zh,
        &[
            ("签约. 会后讨论.", "签约。会后讨论。"),
            ("签约.会后讨论", "签约。会后讨论"),
            ("卡尔.马克思生于特里尔。", "卡尔.马克思生于特里尔。"),
            ("他说“好.”", "他说“好。”"),
            ("方案.doc", "方案.doc"),
            ("1.党建", "1.党建"),
            ("共5.5万", "共5.5万"),
        ],
    );
}

#[test]
fn straight_quotes_are_paired() {
    assert_each(
        zh,
        &[
            ("打造\"党建\"品牌,\"公益\"模式", "打造“党建”品牌，“公益”模式"),
            ("他说:\"最后'一公里'到了\"", "他说：“最后‘一公里’到了”"),
            ("他说 \"党建\" 好", "他说“党建”好"),
            ("“他说\"是\"", "“他说”是”"),
            ("don't 用", "don’t用"),
            ("一块5\"的屏", "一块5“的屏"),
            ("屏宽5\"", "屏宽5\""),
        ],
    );
    assert_each(
        en,
        &[
            ("\"It's 'fine',\" he said.", "“It’s ‘fine’,” he said."),
            ("A 5\" pipe, 6'2\"", "A 5\" pipe, 6'2\""),
            ("(\"so\")", "(“so”)"),
        ],
    );
}

#[test]
fn ellipses_and_dashes_get_their_chinese_length() {
    assert_each(
        zh,
        &[
            ("等等...", "等等……"),
            ("等等。。。", "等等……"),
            ("等等……", "等等……"),
            ("等…好", "等……好"),
            ("等等......", "等等……"),
            ("Hello... world", "Hello... world"),
            ("初心--支部", "初心——支部"),
            ("初心----支部", "初心——支部"),
            ("初心——支部", "初心——支部"),
            ("20—30分,培训—服务", "20—30分，培训—服务"),
            ("党-政", "党-政"),
        ],
    );
}

#[test]
fn full_width_letters_are_narrowed() {
    assert_each(
        zh,
        &[
            ("２０２６年Ａ股涨１５．４％", "2026年A股涨15.4%"),
            ("卡尔．马克思", "卡尔．马克思"),
            ("党建＋公益", "党建＋公益"),
        ],
    );
}

#[test]
fn blanks_are_closed_up() {
    assert_each(
        zh,
        &[
            ("　　党 建  引领", "党建引领"),
            ("新增 366 名", "新增366名"),
            ("使用 PDF 格式", "使用PDF格式"),
            ("党建\u{a0}引领\t好 ", "党建引领好"),
            ("近日， 双方", "近日，双方"),
            ("党 + 政", "党 + 政"),
            ("two  words", "two words"),
            ("《甲》 《乙》", "《甲》《乙》"),
            ("张三　李四　　王五", "张三　李四　王五"),
            ("。　　会议", "。会议"),
        ],
    );
}

#[test]
fn a_pause_in_a_headline_stays() {
    let headline = |text: &str| clean_headline(text, "zh").text;
    assert_each(
        headline,
        &[
            ("党建引领提能力 社志融合优治理", "党建引领提能力　社志融合优治理"),
            (
                "安徽宁国:以“三个聚焦”破题 交“宁新聚力”答卷",
                "安徽宁国：以“三个聚焦”破题　交“宁新聚力”答卷",
            ),
            ("打造“甲”  “乙”", "打造“甲”　“乙”"),
            ("本报记者 皮磊", "本报记者　皮磊"),
            ("使用 PDF", "使用PDF"),
            (" 党建 ", "党建"),
        ],
    );
}

#[test]
fn what_cannot_be_seen_is_removed() {
    let cleaned = clean("\u{feff}党\u{200b}建\u{7}\r\n引\r领\u{2028}x", "zh");
    assert_eq!(cleaned.text, "党建\n引\n领\nx");
    assert_eq!(cleaned.corrections, Corrections::from([(CONTROLS, 6)]));
}

#[test]
fn what_is_right_is_left_alone() {
    let right = [
        "1+1>2",
        "15.45万元",
        "2026.6.10",
        "10:30",
        "6月10日10:30",
        "http://a.b/c?d=e",
        "见http://a.b/c?d=e的报道",
        "www.a.cn",
        "a@b.cn",
        "致信a@b.cn。",
        "Hello, world.",
        "他说：“Hello, world.”",
        "1,000元",
        "3:2",
        "a.jpg",
        "以3:2获胜",
        "第一行\n第二行",
        "",
    ];
    for text in right {
        assert_eq!(clean(text, "zh"), Cleaned { text: text.into(), corrections: [].into() });
    }
}

#[test]
fn a_mark_after_an_address_belongs_to_the_sentence() {
    assert_eq!(zh("见http://a.b/c?d=e,谢谢"), "见http://a.b/c?d=e，谢谢");
    assert_eq!(zh("(见http://a.b/c)"), "（见http://a.b/c）");
}

#[test]
fn other_languages_keep_their_marks() {
    assert_eq!(en("  Hello,  world:\u{200b} (a) ... -- 党,建 "), "Hello, world: (a) ... -- 党,建");
    assert_eq!(en("A \"b\" c"), "A “b” c");
}

#[test]
fn corrections_are_counted() {
    let cleaned = clean("　　近日,\"甲\"...", "zh-CN");
    assert_eq!(cleaned.text, "近日，“甲”……");
    let expected = [(ELLIPSES, 1), (MARKS, 1), (QUOTES, 2), (SPACES, 1)];
    assert_eq!(cleaned.corrections, Corrections::from(expected));
}

#[test]
fn tags_follow_their_letters() {
    let letters =
        "党,\"建\"".chars().zip([0, 1, 1, 2, 2]).map(|(ch, tag)| Letter { ch, tag }).collect();
    let (letters, _) = clean_tagged(letters, "zh");
    let found: Vec<_> = letters.iter().map(|letter| (letter.ch, letter.tag)).collect();
    assert_eq!(found, [('党', 0), ('，', 1), ('“', 1), ('建', 2), ('”', 2)]);
}

/// Letters, digits and Han, in half width.
fn copy_of(text: &str) -> String {
    let narrow = |c| match c {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => char::from_u32(c as u32 - 0xfee0).unwrap(),
        _ => c,
    };
    text.chars().filter(|c| c.is_alphanumeric()).map(narrow).collect()
}

fn dirt() -> impl Strategy<Value = String> {
    let marks = ",.:;?!()\"'“”‘’—-…。，（）《》<>+%/@·［ \u{3000}\u{a0}\t\n\r\u{200b}\u{feff}";
    let letters = "党建引领会议ABzwhtp019０Ａｚ％．々";
    let all: Vec<char> = marks.chars().chain(letters.chars()).collect();
    let piece = prop_oneof![
        8 => prop::sample::select(all).prop_map(String::from),
        1 => prop::sample::select(vec!["http://a.b", "www.", "...", "--", "。。。", "  ", "”,“"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn cleaning_twice_is_cleaning_once(text in dirt(), language in "zh|en") {
        for cleaner in [clean, clean_headline] {
            let once = cleaner(&text, &language).text;
            let twice = cleaner(&once, &language);
            prop_assert_eq!(&twice.text, &once);
            prop_assert!(twice.corrections.is_empty());
        }
    }

    #[test]
    fn copy_is_never_lost_added_or_moved(text in dirt(), language in "zh|en") {
        for cleaner in [clean, clean_headline] {
            prop_assert_eq!(copy_of(&cleaner(&text, &language).text), copy_of(&text));
        }
    }

    #[test]
    fn any_text_can_be_cleaned(text in any::<String>()) {
        clean(&text, "zh");
        clean_headline(&text, "en");
    }
}
