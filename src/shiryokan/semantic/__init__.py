"""The optional second side of the search: pages that mean nearly the same in other words."""
