"""The pages of the digest, and the button by which something is followed."""
