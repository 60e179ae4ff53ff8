"""PDF bytes to pages: glyphs, lines, blocks, text, pictures. Pure: no web, database or settings."""
