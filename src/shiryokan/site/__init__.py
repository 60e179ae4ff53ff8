"""The frame: settings, addresses, base templates, static files."""
