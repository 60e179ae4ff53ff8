"""The digest (便り): one mail a person of what happened to all that they follow."""
