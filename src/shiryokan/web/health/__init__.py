"""How the house is, for administrators."""
