"""Page layout: the glyphs of a page to lines, blocks and tables in reading order."""
