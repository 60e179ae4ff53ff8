"""People: signing in, roles, invitations, and what the instance keeps of someone."""
