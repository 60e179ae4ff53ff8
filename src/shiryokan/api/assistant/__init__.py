"""The instance for assistants: what an MCP server offers, whether the instance is here or far
away."""
