"""What can be followed: rooms register their kinds, and tell what has happened since a mark."""
