"""Pages of parcels: made, sent here, looked at, taken; and whose are taken."""
