"""Pages of the news: what the public reads, feeds, and the editors' desk."""
