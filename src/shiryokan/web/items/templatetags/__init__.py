"""Tags of the templates of the items' pages."""
