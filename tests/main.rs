//! The program's own tests: one binary, because each further one links the engine again.

mod architecture;
mod bad_input;
mod contract;
mod editions;
mod program;
