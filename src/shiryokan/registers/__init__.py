"""Pages to records: grammars of registers, comparison, exports. Pure: no web, no database."""
