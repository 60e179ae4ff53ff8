"""The engines of the search: each an index behind :class:`.engine.SearchEngine`."""
