//! What a character is to the compositor.

/// A class of characters that behave alike in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::typeset) enum Class {
    /// Han and other full-width letters.
    Han,
    /// Opening quotes and brackets; their white is on the left.
    Open,
    /// Closing quotes and brackets; their white is on the right.
    Close,
    /// Marks inside a sentence: ， 、 ： ；
    Comma,
    /// Marks at the end of a sentence: 。 ？ ！
    Stop,
    /// The dot between parts of a name; white on both sides.
    MiddleDot,
    /// Dashes, ellipses and connectors; no white of their own.
    Dash,
    /// Letters, digits and what stands solid with them.
    Latin,
    /// A space between Latin words.
    Space,
    /// Anything else; never touched.
    Other,
}

impl Class {
    /// Whether it is a mark with half its width white.
    pub(in crate::typeset) const fn is_mark(self) -> bool {
        matches!(self, Self::Open | Self::Close | Self::Comma | Self::Stop)
    }

    /// Whether its white is on the right.
    pub(in crate::typeset) const fn ends(self) -> bool {
        matches!(self, Self::Close | Self::Comma | Self::Stop)
    }
}

/// The class of a character.
pub(in crate::typeset) fn class(c: char) -> Class {
    match c {
        '“' | '‘' | '《' | '〈' | '（' | '『' | '「' | '【' | '〖' | '〔' | '［' | '｛' => {
            Class::Open
        }
        '”' | '’' | '》' | '〉' | '）' | '』' | '」' | '】' | '〗' | '〕' | '］' | '｝' => {
            Class::Close
        }
        '，' | '、' | '：' | '；' => Class::Comma,
        '。' | '？' | '！' | '．' => Class::Stop,
        '·' | '・' => Class::MiddleDot,
        '—' | '…' | '⸺' | '～' | '–' | '／' => Class::Dash,
        ' ' | '\u{a0}' => Class::Space,
        '!'..='~' | '°' | '‰' | '\u{c0}'..='\u{24f}' => Class::Latin,
        '℃' | '℉' | '〇' | '々' | '\u{3000}' => Class::Han,
        '\u{3041}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' => Class::Han,
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Class::Han,
        _ => Class::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_has_its_characters() {
        let classes: Vec<Class> = "党“”，。·—a %\u{0300}".chars().map(class).collect();
        use Class::*;
        let expected = [Han, Open, Close, Comma, Stop, MiddleDot, Dash, Latin, Space, Latin, Other];
        assert_eq!(classes, expected);
    }
}
