"""Who may see and do what: scopes, roles, rules of views, collections."""
