"""Pages of deadlines: the table, and the calendar."""
