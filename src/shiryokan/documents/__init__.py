"""Documents, pages, origins, publishers, councils; the store of originals; ingest."""
