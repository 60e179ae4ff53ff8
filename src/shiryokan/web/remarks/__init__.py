"""Pages of remarks: a person's own and those that they may read, and the form to write one."""
