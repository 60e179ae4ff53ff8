"""The index on tantivy (a Rust library in the manner of Lucene, MIT)."""
