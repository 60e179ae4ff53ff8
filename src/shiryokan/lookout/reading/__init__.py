"""What a page or feed lists, read generically. Pure: no database, no settings, no network."""
