"""The API: the house for programs and assistants, by REST and by MCP."""
