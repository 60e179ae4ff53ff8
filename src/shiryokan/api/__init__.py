"""The API: the instance for programs and assistants, by REST and by MCP."""
