"""Scans: the queue of pictures, doubtful lines beside their pictures, and what is exported of
both."""
