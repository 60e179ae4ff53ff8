"""People: signing in, roles, invitations, and what the house keeps of someone."""
