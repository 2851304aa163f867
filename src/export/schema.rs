//! The JSON schema of `report.json`, made from the types that write it.

use schemars::Schema;
use schemars::generate::SchemaSettings;

use super::report::Report;

/// The schema (draft 2020-12) of the reports that this version writes.
pub fn report_schema() -> Schema {
    // What is always written is required; a reader's view would let all of it be missing.
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Report>()
}
