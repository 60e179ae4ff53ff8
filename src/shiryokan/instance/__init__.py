"""The instance: its settings, its home folder, its public address."""
