"""The using wing (つかう)."""
