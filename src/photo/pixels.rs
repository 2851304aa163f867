//! Pixels in memory, between decoding and encoding.

/// What a pixel is made of; eight bits a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channels {
    /// One channel, black to white.
    Grey,
    /// Red, green, blue.
    Rgb,
}

impl Channels {
    /// Bytes of one pixel.
    pub const fn count(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::Rgb => 3,
        }
    }
}

/// A picture without transparency, row by row from the top left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels in a row, at least 1.
    pub width: u32,
    /// Rows, at least 1.
    pub height: u32,
    /// What a pixel is made of.
    pub channels: Channels,
    /// `width × height × channels` bytes.
    pub data: Vec<u8>,
    /// The ICC profile that says what the numbers mean; `None` is sRGB, or grey with its curve.
    pub profile: Option<Vec<u8>>,
}

impl Pixels {
    /// Bytes of one row.
    pub const fn stride(&self) -> usize {
        self.width as usize * self.channels.count()
    }
}
