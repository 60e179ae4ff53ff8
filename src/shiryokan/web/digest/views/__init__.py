"""Pages of the digest: of whoever has an account, and of whoever has none."""
