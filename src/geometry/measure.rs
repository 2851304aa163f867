//! stub
pub struct Measure {
    pub characters: u32,
    pub gutter: f64,
}
pub fn legs(width: f64, legs: u32, gutter: f64) -> Option<Measure> {
    let n = f64::from(legs);
    let c = ((width - (n - 1.0) * gutter) / n + 1e-6).floor();
    if legs == 0 || c < 1.0 {
        return None;
    }
    let rest = width - c * n;
    Some(Measure { characters: c as u32, gutter: if legs > 1 { rest / (n - 1.0) } else { 0.0 } })
}
