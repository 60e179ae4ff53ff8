"""Durable jobs: the worker, retries, the clock."""
