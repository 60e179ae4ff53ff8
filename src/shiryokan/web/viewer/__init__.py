"""The viewer (よむ): documents and their pages."""
