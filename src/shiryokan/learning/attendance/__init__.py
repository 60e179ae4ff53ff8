"""Attendance sheets of classes held in a room: read, and entered as training records."""
