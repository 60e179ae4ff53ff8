"""The outputs of a commit: what is asked of it, how it is kept, and how two are compared."""
