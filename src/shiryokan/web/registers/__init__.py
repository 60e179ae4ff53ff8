"""The pages of registers (つかう): tables, records, comparisons, exports."""
