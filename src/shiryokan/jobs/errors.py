"""Errors of jobs."""


class LeaseLost(Exception):  # noqa: N818
    """A worker was taken for dead, and its job is another's."""
