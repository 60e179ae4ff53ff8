"""Code points and folding of Japanese text. Pure."""
