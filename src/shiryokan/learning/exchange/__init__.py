"""Exercises, courses and records in the forms that other systems read and write."""
