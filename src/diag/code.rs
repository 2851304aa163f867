//! The one table of codes: what can be wrong, in words, and how to mend it.

use schemars::JsonSchema;
use serde::Serialize;

use super::message::Message;

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Mend it if there is time.
    Warning,
    /// The page cannot go to press like this.
    Error,
}

impl Severity {
    /// The name in reports and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Stable id, for example `B0204`. B00 files, B01 edition and layout, B02 manuscripts, B03
    /// type, B04 the page, B05 photos.
    pub id: &'static str,
    /// Name of the rule; reads well after "allow".
    pub rule: &'static str,
    /// How grave it is unless a finding says otherwise.
    pub severity: Severity,
    /// Whether the program cannot go on at all: exit code 2, and nothing is written.
    pub is_fatal: bool,
    /// What is wrong.
    pub message: Message,
    /// What to do next; empty where only the message can say it.
    pub help: Message,
    /// What the check finds, why it matters and how to mend it, for `banmian explain`.
    pub explanation: Message,
}

macro_rules! codes {
    ($($name:ident = $row:expr;)*) => {
        $(#[doc = concat!("`", stringify!($name), "`: see the row’s own words.")]
        pub static $name: Code = $row;)*
        /// Every code, in order of id.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    UNREADABLE_FILE = Code {
        id: "B0001",
        rule: "unreadable_file",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "cannot read {path}: {reason}",
            zh: "无法读取 {path}：{reason}",
        },
        help: Message {
            en: "check the name and the permissions",
            zh: "请检查文件名和权限",
        },
        explanation: Message {
            en: "A file that the edition names is missing or cannot be opened. Nothing is made from a part of an edition.",
            zh: "版面所需的文件不存在或无法打开。缺件的版面不予制作。",
        },
    };
    NOT_UTF8 = Code {
        id: "B0002",
        rule: "not_utf8",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "{path} is not UTF-8 text{guess}",
            zh: "{path} 不是 UTF-8 文本{guess}",
        },
        help: Message {
            en: "save it as UTF-8, for example with `iconv -f {encoding} -t UTF-8`",
            zh: "请另存为 UTF-8，例如 `iconv -f {encoding} -t UTF-8`",
        },
        explanation: Message {
            en: "Texts are UTF-8. A file in another encoding would print as noise, so it is refused.",
            zh: "文本一律为 UTF-8。其他编码会排成乱码，因此拒收。",
        },
    };
    OUTSIDE_EDITION = Code {
        id: "B0003",
        rule: "outside_edition",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "{path} leads out of the edition’s folder",
            zh: "{path} 指向本期文件夹之外",
        },
        help: Message {
            en: "copy the file into the edition and name it from there",
            zh: "请把文件复制到本期文件夹内再引用",
        },
        explanation: Message {
            en: "An edition is complete in itself: what it names lies in its folder. A path that leaves it would print files nobody meant to print, and the page could not be made elsewhere.",
            zh: "一期的文件夹自成一体，引用的文件都在其中。越出文件夹的路径可能误印他人文件，换一台机器也无法重做。",
        },
    };
    UNWRITABLE_OUTPUT = Code {
        id: "B0004",
        rule: "unwritable_output",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "cannot write to {path}: {reason}",
            zh: "无法写入 {path}：{reason}",
        },
        help: Message {
            en: "free the disk, change the permissions, or choose another folder with --out",
            zh: "请清理磁盘、修改权限，或用 --out 另选文件夹",
        },
        explanation: Message {
            en: "The finished files could not be written. What was there before is unchanged.",
            zh: "成品无法写出。原有文件保持不变。",
        },
    };
    BAD_SYNTAX = Code {
        id: "B0101",
        rule: "bad_syntax",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "{reason}",
            zh: "{reason}",
        },
        help: Message {
            en: "",
            zh: "",
        },
        explanation: Message {
            en: "The file is not valid TOML or YAML at the marked place.",
            zh: "文件在标记处不符合 TOML 或 YAML 语法。",
        },
    };
    UNKNOWN_KEY = Code {
        id: "B0102",
        rule: "unknown_key",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "unknown key `{key}`",
            zh: "未知的键 `{key}`",
        },
        help: Message {
            en: "known here: {known}",
            zh: "此处可用：{known}",
        },
        explanation: Message {
            en: "Keys are strict, because a misspelt key would be ignored and its wish with it.",
            zh: "键名从严：拼错的键若被忽略，编辑的要求也就落空了。",
        },
    };
    WRONG_TYPE = Code {
        id: "B0103",
        rule: "wrong_type",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "`{key}` must be {expected}, not {found}",
            zh: "`{key}` 应为{expected}，而不是{found}",
        },
        help: Message {
            en: "",
            zh: "",
        },
        explanation: Message {
            en: "The value is of another kind than the key asks for.",
            zh: "值的类型与键不符。",
        },
    };
    MISSING_KEY = Code {
        id: "B0104",
        rule: "missing_key",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "`{key}` is missing",
            zh: "缺少 `{key}`",
        },
        help: Message {
            en: "add `{example}`",
            zh: "请补上 `{example}`",
        },
        explanation: Message {
            en: "A key without which the file cannot be understood is not there.",
            zh: "缺少必需的键。",
        },
    };
    BAD_VALUE = Code {
        id: "B0105",
        rule: "bad_value",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "`{key}`: {reason}",
            zh: "`{key}`：{reason}",
        },
        help: Message {
            en: "",
            zh: "",
        },
        explanation: Message {
            en: "The value is of the right kind but outside what is possible.",
            zh: "值的类型正确，但超出允许范围。",
        },
    };
    LENGTH_WITHOUT_UNIT = Code {
        id: "B0106",
        rule: "length_without_unit",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "`{key}` is a length without a unit: {found}",
            zh: "`{key}` 是没有单位的长度：{found}",
        },
        help: Message {
            en: "write a unit, for example \"{found}mm\" or \"{found}pt\"",
            zh: "请写明单位，例如 \"{found}mm\" 或 \"{found}pt\"",
        },
        explanation: Message {
            en: "Lengths carry their unit, because 12 may be points, millimetres or lines.",
            zh: "长度必须带单位，否则 12 可能是点、毫米或行。",
        },
    };
    UNKNOWN_STORY = Code {
        id: "B0107",
        rule: "unknown_story",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "there is no story `{slug}` in articles/",
            zh: "articles/ 中没有稿件 `{slug}`",
        },
        help: Message {
            en: "stories there: {known}",
            zh: "现有稿件：{known}",
        },
        explanation: Message {
            en: "A page names a story by its file name in articles/; no file has that name.",
            zh: "版面按 articles/ 中的文件名引用稿件，但没有同名文件。",
        },
    };
    STORY_TWICE = Code {
        id: "B0108",
        rule: "story_twice",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "story `{slug}` is placed twice",
            zh: "稿件 `{slug}` 被安排了两次",
        },
        help: Message {
            en: "keep one of the two",
            zh: "请只保留一处",
        },
        explanation: Message {
            en: "A story is printed once in an edition.",
            zh: "一篇稿件在一期报纸中只刊登一次。",
        },
    };
    AREAS_OVERLAP = Code {
        id: "B0109",
        rule: "areas_overlap",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "the areas of `{story}` and `{other}` overlap in columns {columns}, lines {lines}",
            zh: "`{story}` 与 `{other}` 的版位在第 {columns} 栏、第 {lines} 行重叠",
        },
        help: Message {
            en: "move or shorten one of the two",
            zh: "请移动或缩小其中一个",
        },
        explanation: Message {
            en: "Two stories cannot be printed on one place.",
            zh: "两篇稿件不能占同一版位。",
        },
    };
    OFF_GRID = Code {
        id: "B0110",
        rule: "off_grid",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "the area of `{story}` leaves the grid: {reason}",
            zh: "`{story}` 的版位超出网格：{reason}",
        },
        help: Message {
            en: "the grid has {columns|column|columns} and {lines|line|lines}",
            zh: "网格共 {columns} 栏 {lines} 行",
        },
        explanation: Message {
            en: "Areas are counted in columns and lines of the page grid and end where the grid ends.",
            zh: "版位以栏和行计，不能超出版心网格。",
        },
    };
    UNKNOWN_LAYOUT = Code {
        id: "B0111",
        rule: "unknown_layout",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "there is no layout `{name}`",
            zh: "没有名为 `{name}` 的版式",
        },
        help: Message {
            en: "layouts: {known}",
            zh: "现有版式：{known}",
        },
        explanation: Message {
            en: "A layout is looked for in layouts/ beside the edition and then among the shipped ones.",
            zh: "版式先在本期的 layouts/ 中查找，再查找程序自带的。",
        },
    };
    STYLE_FAULT = Code {
        id: "B0112",
        rule: "style_fault",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "{reason}",
            zh: "{reason}",
        },
        help: Message {
            en: "{hint}",
            zh: "{hint}",
        },
        explanation: Message {
            en: "The look of a layout is a Typst module, style.typ; the engine stopped at the marked place.",
            zh: "版式外观由 Typst 模块 style.typ 描述，排版引擎在标记处停止。",
        },
    };
    STYLE_FUNCTION_MISSING = Code {
        id: "B0113",
        rule: "style_function_missing",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "style.typ has no function `{name}`",
            zh: "style.typ 缺少函数 `{name}`",
        },
        help: Message {
            en: "write `#let {name}(it) = …`; docs/layouts.md lists what `it` holds",
            zh: "请写 `#let {name}(it) = …`，`it` 的内容见 docs/layouts.md",
        },
        explanation: Message {
            en: "A layout’s style.typ must export every function that the page needs.",
            zh: "版式的 style.typ 必须导出版面所需的全部函数。",
        },
    };
    PLACE_NOT_ON_PAGE = Code {
        id: "B0114",
        rule: "place_not_on_page",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "`{slug}` has a place here but is not a story of page {page}",
            zh: "`{slug}` 在此有版位，却不是第 {page} 版的稿件",
        },
        help: Message {
            en: "add it to `stories`, or remove the place",
            zh: "请把它加入 `stories`，或删去该版位",
        },
        explanation: Message {
            en: "A place belongs to a story that the page or one of its sections lists.",
            zh: "版位只能给本版或其专栏列出的稿件。",
        },
    };
    DUPLICATE_PAGE = Code {
        id: "B0115",
        rule: "duplicate_page",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "two pages have the label {page}",
            zh: "有两个版面都叫 {page}",
        },
        help: Message {
            en: "give each page a label of its own",
            zh: "每个版面应有自己的版号",
        },
        explanation: Message {
            en: "Labels name output files and are what readers turn to; each is used once.",
            zh: "版号用于输出文件名和读者检索，不能重复。",
        },
    };
    UNEXPECTED_PAGE_COUNT = Code {
        id: "B0116",
        rule: "unexpected_page_count",
        severity: Severity::Error,
        is_fatal: false,
        message: Message {
            en: "the edition has {found|page|pages}, {expected} were expected",
            zh: "本期共 {found} 版，应为 {expected} 版",
        },
        help: Message {
            en: "change `pages-expected` or the pages",
            zh: "请修改 `pages-expected` 或版面",
        },
        explanation: Message {
            en: "A CI run compares the number of pages with `pages-expected`, so that a page cannot get lost.",
            zh: "检查时把版数与 `pages-expected` 比较，防止漏版。",
        },
    };
    NO_PAGES = Code {
        id: "B0117",
        rule: "no_pages",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "the edition has no pages",
            zh: "本期没有版面",
        },
        help: Message {
            en: "add a `[[page]]`",
            zh: "请添加 `[[page]]`",
        },
        explanation: Message {
            en: "An edition is one page or more.",
            zh: "一期至少一个版面。",
        },
    };
    OUT_OF_RANGE = Code {
        id: "B0118",
        rule: "out_of_range",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "`{key}` must be from {least} to {most}, not {found}",
            zh: "`{key}` 应在 {least} 到 {most} 之间，而不是 {found}",
        },
        help: Message {
            en: "",
            zh: "",
        },
        explanation: Message {
            en: "A number or length lies outside of what a newspaper page can have.",
            zh: "数值或长度超出报纸版面可能的范围。",
        },
    };
    UNKNOWN_VALUE = Code {
        id: "B0119",
        rule: "unknown_value",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "`{key}` cannot be `{found}`",
            zh: "`{key}` 不能是 `{found}`",
        },
        help: Message {
            en: "possible: {known}",
            zh: "可用：{known}",
        },
        explanation: Message {
            en: "The key takes one of a few words, and this is none of them.",
            zh: "该键只接受几个固定的词，此处写的不在其中。",
        },
    };
    BAD_DATE = Code {
        id: "B0120",
        rule: "bad_date",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "there is no day {found}",
            zh: "没有 {found} 这一天",
        },
        help: Message {
            en: "write the day as 2026-06-16",
            zh: "日期写作 2026-06-16",
        },
        explanation: Message {
            en: "The day of issue is printed in the folio with its weekday, so it must be a day of the calendar.",
            zh: "出版日期连同星期印在报眉，必须是日历上的一天。",
        },
    };
    BAD_LABEL = Code {
        id: "B0121",
        rule: "bad_label",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "`{label}` cannot be the label of a page",
            zh: "`{label}` 不能用作版号",
        },
        help: Message {
            en: "the label names files: use letters, digits and hyphens, for example \"06\" or \"A1\"",
            zh: "版号用于文件名，请用字母、数字和连字符，例如 \"06\"、\"A1\"",
        },
        explanation: Message {
            en: "A page’s PDF and proof carry its label as their name, on every system that an edition may be made on.",
            zh: "版面的 PDF 和校样以版号命名，须在各种系统上都能用作文件名。",
        },
    };
    UNKNOWN_PAGE = Code {
        id: "B0122",
        rule: "unknown_page",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "the edition has no page {page}",
            zh: "本期没有第 {page} 版",
        },
        help: Message {
            en: "pages: {known}",
            zh: "现有版面：{known}",
        },
        explanation: Message {
            en: "A page that was asked for with --page is not in the edition.",
            zh: "--page 指定的版面不在本期之中。",
        },
    };
    BAD_MEASURE = Code {
        id: "B0123",
        rule: "bad_measure",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "`{story}` in {legs} legs has {characters|character|characters} a line",
            zh: "`{story}` 分 {legs} 栏后每行 {characters} 字",
        },
        help: Message {
            en: "a line has {least} to {most|character|characters}; legs that fit here: {possible}",
            zh: "每行应为 {least} 至 {most} 字；此处可分栏数：{possible}",
        },
        explanation: Message {
            en: "A broken measure 破栏 is a whole number of characters: shorter lines are torn by marks that may not stand at their ends, longer ones lose the reader’s eye.",
            zh: "破栏后的栏宽为整字数：过短则避头尾时字距参差，过长则难以换行阅读。",
        },
    };
    AREAS_APART = Code {
        id: "B0124",
        rule: "areas_apart",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "the areas of `{story}` do not touch",
            zh: "`{story}` 的几块版位互不相连",
        },
        help: Message {
            en: "give them a common edge, or leave one",
            zh: "请使它们有公共边，或只留一块",
        },
        explanation: Message {
            en: "A story of several areas is one shape, such as an L; areas that meet at a corner only are two places.",
            zh: "多块版位应连成一个形状（如 L 形）；只在角上相接的是两处。",
        },
    };
    SHAPE_LEGS = Code {
        id: "B0125",
        rule: "shape_legs",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "`{story}` has several areas and {legs} legs",
            zh: "`{story}` 有多块版位，却分为 {legs} 栏",
        },
        help: Message {
            en: "leave `legs` out: a shape has one leg a column, here {columns}",
            zh: "请删去 `legs`：不规则版位一栏一列，此处为 {columns}",
        },
        explanation: Message {
            en: "The legs of a shape such as an L start in columns of different depth, so they follow the columns of the page.",
            zh: "L 形等版位各列深浅不同，只能按版面基本栏排。",
        },
    };
    IN_NAMEPLATE = Code {
        id: "B0126",
        rule: "in_nameplate",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "the area of `{story}` starts in the nameplate",
            zh: "`{story}` 的版位进入了报头",
        },
        help: Message {
            en: "start it at line {line} or below",
            zh: "请从第 {line} 行或以下开始",
        },
        explanation: Message {
            en: "The nameplate 报头 of a front page takes the first lines of the grid across all columns.",
            zh: "头版报头占去版心最上面的若干行。",
        },
    };
    PHOTO_OUTSIDE_STORY = Code {
        id: "B0127",
        rule: "photo_outside_story",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "photo {photo} of `{story}` leaves the area of its story",
            zh: "`{story}` 的图片 {photo} 超出稿件版位",
        },
        help: Message {
            en: "move it into the area, or enlarge the area",
            zh: "请把图片移入版位，或扩大版位",
        },
        explanation: Message {
            en: "A photo with its caption stands inside the area of its story.",
            zh: "图片连同说明应在所属稿件的版位之内。",
        },
    };
    NO_SUCH_PHOTO = Code {
        id: "B0128",
        rule: "no_such_photo",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "`{story}` has no photo {photo}",
            zh: "`{story}` 没有图片 {photo}",
        },
        help: Message {
            en: "its manuscript lists {count}; they count from 1",
            zh: "稿件列有 {count} 张，从 1 数起",
        },
        explanation: Message {
            en: "A place names a photo by its number in the manuscript’s list.",
            zh: "版位按稿件图片清单中的序号引用图片。",
        },
    };
    PHOTO_TWICE = Code {
        id: "B0129",
        rule: "photo_twice",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "photo {photo} of `{story}` is placed twice",
            zh: "`{story}` 的图片 {photo} 被安排了两次",
        },
        help: Message {
            en: "keep one of the two",
            zh: "请只保留一处",
        },
        explanation: Message {
            en: "A photo is printed once.",
            zh: "一张图片只刊登一次。",
        },
    };
    OFF_SHEET = Code {
        id: "B0130",
        rule: "off_sheet",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "`{key}`: type area and folio reach from {from} to {to} mm, the sheet from 0 to {end} mm",
            zh: "`{key}`：版心与报眉位于 {from} 至 {to} 毫米，纸张为 0 至 {end} 毫米",
        },
        help: Message {
            en: "take fewer columns, characters or lines, or move the type area",
            zh: "请减少栏数、字数或行数，或移动版心",
        },
        explanation: Message {
            en: "The type area 版心 and the folio over it must lie on the trimmed sheet.",
            zh: "版心和报眉必须落在成品纸张之内。",
        },
    };
    SHAPE_GROUND = Code {
        id: "B0131",
        rule: "shape_ground",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "`{story}` has several areas and a ground",
            zh: "`{story}` 有多块版位，却带有边框或底色",
        },
        help: Message {
            en: "leave `ground` out, or give the story one area",
            zh: "请删去 `ground`，或只给一块版位",
        },
        explanation: Message {
            en: "A frame or tint lies under one rectangle. A shape such as an L has none.",
            zh: "边框和底色只用于一个矩形，L 形等版位不能使用。",
        },
    };
    FRONT_MATTER_OPEN = Code {
        id: "B0201",
        rule: "front_matter_open",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "the front matter is never closed",
            zh: "稿件的信息头没有结束标记",
        },
        help: Message {
            en: "write `{fence}` on a line of its own after the last key",
            zh: "请在最后一个键之后另起一行写 `{fence}`",
        },
        explanation: Message {
            en: "The head of a manuscript stands between two fences, `---` for YAML or `+++` for TOML.",
            zh: "信息头写在两条分隔线之间：YAML 用 `---`，TOML 用 `+++`。",
        },
    };
    FRONT_MATTER_MISSING = Code {
        id: "B0202",
        rule: "front_matter_missing",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "the manuscript has no front matter",
            zh: "稿件没有信息头",
        },
        help: Message {
            en: "start the file with `---`, `headline: …`, `---`",
            zh: "请以 `---`、`headline: …`、`---` 开头",
        },
        explanation: Message {
            en: "The front matter holds the headline, the byline, the priority and the photos.",
            zh: "信息头写明标题、署名、重要程度和图片。",
        },
    };
    EMPTY_STORY = Code {
        id: "B0203",
        rule: "empty_story",
        severity: Severity::Error,
        is_fatal: false,
        message: Message {
            en: "story `{story}` has neither text nor a photo",
            zh: "稿件 `{story}` 既无正文也无图片",
        },
        help: Message {
            en: "write its text, give it a photo, or take it off the page",
            zh: "请补正文、配图，或从版面撤下",
        },
        explanation: Message {
            en: "A story without copy leaves a hole under its headline.",
            zh: "没有内容的稿件会在标题下留下空洞。",
        },
    };
    HEADLINE_MISSING = Code {
        id: "B0204",
        rule: "headline_missing",
        severity: Severity::Error,
        is_fatal: true,
        message: Message {
            en: "story `{story}` has no headline",
            zh: "稿件 `{story}` 没有标题",
        },
        help: Message {
            en: "add `headline: …` to the front matter",
            zh: "请在信息头中加 `headline: …`",
        },
        explanation: Message {
            en: "Every story but a lone photo has a headline.",
            zh: "除图片新闻外，每篇稿件都要有标题。",
        },
    };
    UNSUPPORTED_MARKUP = Code {
        id: "B0205",
        rule: "unsupported_markup",
        severity: Severity::Warning,
        is_fatal: false,
        message: Message {
            en: "{what} is set as plain text",
            zh: "{what}按普通文字排",
        },
        help: Message {
            en: "remove it, or say it in words",
            zh: "请删去或改用文字",
        },
        explanation: Message {
            en: "Newspapers have no tables, code or links; their text is kept, their form is not.",
            zh: "报纸正文不设表格、代码和链接，只保留文字。",
        },
    };
    MISSING_GLYPH = Code {
        id: "B0301",
        rule: "missing_glyph",
        severity: Severity::Error,
        is_fatal: false,
        message: Message {
            en: "no font of the layout has `{char}` (U+{hex})",
            zh: "版式字体中没有“{char}”（U+{hex}）",
        },
        help: Message {
            en: "replace the character, or give a font that has it with --font-path",
            zh: "请替换该字，或用 --font-path 提供含有该字的字体",
        },
        explanation: Message {
            en: "A character that no font has would print as an empty box.",
            zh: "字体缺字会印成空框。",
        },
    };
    FONT_UNUSABLE = Code {
        id: "B0302",
        rule: "font_unusable",
        severity: Severity::Warning,
        is_fatal: false,
        message: Message {
            en: "{path} is not a usable font: {reason}",
            zh: "{path} 不是可用的字体：{reason}",
        },
        help: Message {
            en: "remove the file or replace it",
            zh: "请删去或更换该文件",
        },
        explanation: Message {
            en: "A damaged font file is left out; a page that needs it would fall back to another face.",
            zh: "损坏的字体文件不予使用。",
        },
    };
    FONT_FAMILY_MISSING = Code {
        id: "B0303",
        rule: "font_family_missing",
        severity: Severity::Error,
        is_fatal: false,
        message: Message {
            en: "no font file has the family `{family}` that the layout asks for",
            zh: "没有版式要求的字体 `{family}`",
        },
        help: Message {
            en: "put the font into fonts/ beside the edition or name its folder with --font-path",
            zh: "请把字体放入本期的 fonts/，或用 --font-path 指明",
        },
        explanation: Message {
            en: "If a named family is not there, the next in the list is set instead, and the page does not look as designed.",
            zh: "缺少字体时会换用下一种字体，版面外观随之改变。",
        },
    };
    OVERSET = Code {
        id: "B0401",
        rule: "overset",
        severity: Severity::Error,
        is_fatal: false,
        message: Message {
            en: "`{story}` is over by {lines|line|lines}, {characters|character|characters}",
            zh: "`{story}` 溢出 {lines} 行、{characters} 字",
        },
        help: Message {
            en: "cut {characters|character|characters}, lower a photo or the headline, or give it {lines|more line|more lines}",
            zh: "请删 {characters} 字，压缩图片或标题，或增加 {lines} 行",
        },
        explanation: Message {
            en: "Copy is left over after the last line of the story’s space. It is not printed; the report has its text.",
            zh: "稿件的版位已满，余下文字不会印出，报告中列有原文。",
        },
    };
    UNDERSET = Code {
        id: "B0402",
        rule: "underset",
        severity: Severity::Warning,
        is_fatal: false,
        message: Message {
            en: "`{story}` is short by {lines|line|lines}, about {characters|character|characters}",
            zh: "`{story}` 缺 {lines} 行，约 {characters} 字",
        },
        help: Message {
            en: "add about {characters|character|characters}, enlarge its photo or headline, or give it {lines|line|lines} less",
            zh: "请补约 {characters} 字，放大图片或标题，或减少 {lines} 行",
        },
        explanation: Message {
            en: "The story ends before its space does and leaves white at its foot.",
            zh: "稿件不足以填满版位，末尾留白。",
        },
    };
    AREA_TOO_SMALL = Code {
        id: "B0403",
        rule: "area_too_small",
        severity: Severity::Error,
        is_fatal: false,
        message: Message {
            en: "the area of `{story}` is too small for its headline",
            zh: "`{story}` 的版位放不下标题",
        },
        help: Message {
            en: "it needs {need|line|lines} and has {have}",
            zh: "需要 {need} 行，只有 {have} 行",
        },
        explanation: Message {
            en: "The headline and the first lines of text under it do not fit into the area. The story is not printed.",
            zh: "版位容不下标题及其下的正文首行，该稿不会印出。",
        },
    };
    UNPLACED = Code {
        id: "B0404",
        rule: "unplaced",
        severity: Severity::Error,
        is_fatal: false,
        message: Message {
            en: "`{story}` has no place on page {page}",
            zh: "`{story}` 在第 {page} 版没有版位",
        },
        help: Message {
            en: "give it a `[[page.place]]`",
            zh: "请为它写 `[[page.place]]`",
        },
        explanation: Message {
            en: "A story that has no place is not printed.",
            zh: "没有版位的稿件不会印出。",
        },
    };
    HEADLINE_TOO_WIDE = Code {
        id: "B0405",
        rule: "headline_too_wide",
        severity: Severity::Warning,
        is_fatal: false,
        message: Message {
            en: "the headline of `{story}` is set at {size}, below its grade’s {smallest}",
            zh: "`{story}` 的标题排成 {size}，小于该级的 {smallest}",
        },
        help: Message {
            en: "shorten it by {characters|character|characters}, break it, or give it more columns",
            zh: "请缩短 {characters} 字、断行或加宽",
        },
        explanation: Message {
            en: "A headline is fitted to its measure by size; below the limits of its grade it no longer reads as a headline of that width.",
            zh: "标题按栏宽调整字号，低于该级下限就压不住版面。",
        },
    };
    SECTION_SPLIT = Code {
        id: "B0406",
        rule: "section_split",
        severity: Severity::Error,
        is_fatal: false,
        message: Message {
            en: "the stories of section `{section}` do not form one connected region",
            zh: "专栏 `{section}` 的稿件没有连成一片",
        },
        help: Message {
            en: "move {stories} beside the others",
            zh: "请把 {stories} 移到一起",
        },
        explanation: Message {
            en: "The stories of a section stand together under their head, or the reader cannot tell what belongs to it.",
            zh: "同一专栏的稿件应在栏目头下连成一片。",
        },
    };
    EMPTY_PAGE = Code {
        id: "B0407",
        rule: "empty_page",
        severity: Severity::Warning,
        is_fatal: false,
        message: Message {
            en: "page {page} has no stories",
            zh: "第 {page} 版没有稿件",
        },
        help: Message {
            en: "list them in `stories` or in a `[[page.section]]`",
            zh: "请在 `stories` 或 `[[page.section]]` 中列出",
        },
        explanation: Message {
            en: "The page is printed with its folio alone.",
            zh: "该版只印报眉。",
        },
    };
    NO_ROOM_FOR_TEXT = Code {
        id: "B0408",
        rule: "no_room_for_text",
        severity: Severity::Error,
        is_fatal: false,
        message: Message {
            en: "the area of `{story}` has no room for text",
            zh: "`{story}` 的版位放不下正文",
        },
        help: Message {
            en: "it needs {need|line|lines} and has {have}",
            zh: "需要 {need} 行，只有 {have} 行",
        },
        explanation: Message {
            en: "Under the section head or inside the frame nothing is left of the area. The story is not printed.",
            zh: "栏目头或边框之下版位已无余地，该稿不会印出。",
        },
    };
    NO_ROOM_FOR_PHOTO = Code {
        id: "B0409",
        rule: "no_room_for_photo",
        severity: Severity::Error,
        is_fatal: false,
        message: Message {
            en: "the photo {photo} of `{story}` has no room beside the headline",
            zh: "`{story}` 的图片 {photo} 与标题抢位",
        },
        help: Message {
            en: "move it below line {line}, or make the headline lower",
            zh: "请移到第 {line} 行以下，或压低标题",
        },
        explanation: Message {
            en: "A photo stands where the headline or another photo of its story stands already, or is less than two lines deep. It is not printed.",
            zh: "图片与本稿的标题或另一张图片重叠，或不足两行高，不会印出。",
        },
    };
    NO_ROOM_FOR_BYLINE = Code {
        id: "B0410",
        rule: "no_room_for_byline",
        severity: Severity::Error,
        is_fatal: false,
        message: Message {
            en: "the byline of `{story}` has no room under its headline",
            zh: "`{story}` 的署名在标题下没有位置",
        },
        help: Message {
            en: "leave {need|line|lines} free under the headline",
            zh: "请在标题下留出 {need} 行",
        },
        explanation: Message {
            en: "Photos take all the lines under the headline. The byline is not printed.",
            zh: "标题下全被图片占用，署名不会印出。",
        },
    };
    PHOTO_MISSING = Code {
        id: "B0501",
        rule: "photo_missing",
        severity: Severity::Error,
        is_fatal: false,
        message: Message {
            en: "the photo {path} is not there",
            zh: "图片 {path} 不存在",
        },
        help: Message {
            en: "put it into images/; until then its place is kept by a marked box",
            zh: "请放入 images/；在此之前以标记框占位",
        },
        explanation: Message {
            en: "The photo’s place is kept (FPO, for position only), so that the page can be made while it is on its way.",
            zh: "图片尚未到位，先以占位框（FPO）保留版位。",
        },
    };
    PHOTO_UNUSABLE = Code {
        id: "B0502",
        rule: "photo_unusable",
        severity: Severity::Error,
        is_fatal: false,
        message: Message {
            en: "{path} is not a usable photo: {reason}",
            zh: "{path} 不是可用的图片：{reason}",
        },
        help: Message {
            en: "save it again as JPEG, PNG, TIFF or WebP",
            zh: "请另存为 JPEG、PNG、TIFF 或 WebP",
        },
        explanation: Message {
            en: "The file is truncated, empty, or no picture at all. Its place is kept by a marked box.",
            zh: "文件残缺、为空或根本不是图片，先以占位框保留版位。",
        },
    };
    LOW_PPI = Code {
        id: "B0503",
        rule: "low_ppi",
        severity: Severity::Warning,
        is_fatal: false,
        message: Message {
            en: "{path} has {ppi} ppi at its size, {wanted} are wanted",
            zh: "{path} 在此尺寸下为 {ppi} ppi，需要 {wanted}",
        },
        help: Message {
            en: "print it smaller, crop less, or ask for the original",
            zh: "请缩小尺寸、少裁，或索取原图",
        },
        explanation: Message {
            en: "Newsprint needs 200 pixels an inch; below 150 a photo looks soft, below 100 its pixels show.",
            zh: "新闻纸需要每英寸 200 像素；低于 150 发虚，低于 100 可见像素。",
        },
    };
    PHOTO_TOO_LARGE = Code {
        id: "B0504",
        rule: "photo_too_large",
        severity: Severity::Error,
        is_fatal: false,
        message: Message {
            en: "{path} has {width} × {height} pixels, more than this program takes in",
            zh: "{path} 为 {width} × {height} 像素，超出处理上限",
        },
        help: Message {
            en: "scale it down to at most {limit|pixel|pixels} on a side",
            zh: "请缩小到每边不超过 {limit} 像素",
        },
        explanation: Message {
            en: "A picture of that size takes gigabytes of memory and is a decompression bomb or a mistake.",
            zh: "如此大的图片要占用数 GB 内存，多为误传。",
        },
    };
    CAPTION_MISSING = Code {
        id: "B0505",
        rule: "caption_missing",
        severity: Severity::Warning,
        is_fatal: false,
        message: Message {
            en: "the photo {path} has no caption",
            zh: "图片 {path} 没有说明",
        },
        help: Message {
            en: "write `caption: …` under it",
            zh: "请写 `caption: …`",
        },
        explanation: Message {
            en: "A photo says who and what it shows in a caption directly under it.",
            zh: "图片下应有说明文字。",
        },
    };
    CREDIT_MISSING = Code {
        id: "B0506",
        rule: "credit_missing",
        severity: Severity::Warning,
        is_fatal: false,
        message: Message {
            en: "the photo {path} has no credit",
            zh: "图片 {path} 没有署名",
        },
        help: Message {
            en: "write `credit: …` under it",
            zh: "请写 `credit: …`",
        },
        explanation: Message {
            en: "A photo names who made it.",
            zh: "图片应注明来源或作者。",
        },
    };
}

/// The code with this id or rule name, in any case.
pub fn find(name: &str) -> Option<&'static Code> {
    ALL.iter()
        .copied()
        .find(|code| code.id.eq_ignore_ascii_case(name) || code.rule.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The names of the gaps of a sentence.
    fn gaps(sentence: &str) -> BTreeSet<&str> {
        let parts = sentence.split('{').skip(1);
        let names = parts.map(|part| part.split_once('}').expect("gap is closed").0);
        names.map(|name| name.split('|').next().unwrap_or_default()).collect()
    }

    #[test]
    fn ids_ascend_and_have_one_form() {
        for pair in ALL.windows(2) {
            assert!(pair[0].id < pair[1].id, "{} before {}", pair[0].id, pair[1].id);
        }
        for code in ALL {
            let digits = code.id.strip_prefix('B').unwrap_or_default();
            assert!(digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()), "{}", code.id);
        }
    }

    #[test]
    fn rules_are_snake_case_and_unique() {
        let mut seen = BTreeSet::new();
        for code in ALL {
            let words = code.rule.split('_');
            let is_word = |word: &str| {
                word.starts_with(|c: char| c.is_ascii_lowercase())
                    && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            };
            assert!(words.into_iter().all(is_word), "{}", code.rule);
            assert!(seen.insert(code.rule), "{} twice", code.rule);
        }
    }

    #[test]
    fn every_sentence_is_there_in_both_languages() {
        for code in ALL {
            for sentence in [code.message, code.explanation] {
                assert!(!sentence.en.trim().is_empty(), "{} lacks English", code.id);
                assert!(!sentence.zh.trim().is_empty(), "{} lacks Chinese", code.id);
            }
            assert_eq!(code.help.en.is_empty(), code.help.zh.is_empty(), "{}", code.id);
        }
    }

    #[test]
    fn both_languages_have_the_same_gaps() {
        for code in ALL {
            assert_eq!(gaps(code.message.en), gaps(code.message.zh), "message of {}", code.id);
            assert_eq!(gaps(code.help.en), gaps(code.help.zh), "help of {}", code.id);
            // Explanations are read without a finding: nothing could fill their gaps.
            assert!(gaps(code.explanation.en).is_empty() && gaps(code.explanation.zh).is_empty());
        }
    }

    #[test]
    fn severities_are_written_by_their_names() {
        for severity in [Severity::Info, Severity::Warning, Severity::Error] {
            assert_eq!(serde_json::to_value(severity).unwrap(), severity.name());
        }
    }

    #[test]
    fn a_code_is_found_by_id_or_rule() {
        assert_eq!(find("b0401").map(|code| code.rule), Some("overset"));
        assert_eq!(find("Overset").map(|code| code.id), Some("B0401"));
        assert_eq!(find("B9999"), None);
    }
}
