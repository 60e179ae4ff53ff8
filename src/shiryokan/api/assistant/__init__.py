"""The house for assistants: what an MCP server offers, whether the house is here or far away."""
