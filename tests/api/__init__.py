"""The interfaces for programs and assistants."""
