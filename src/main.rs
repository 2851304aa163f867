//! The `banmian` program.

fn main() {}
