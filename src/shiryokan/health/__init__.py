"""How the house is: what is amiss with it, and what is tried again."""
