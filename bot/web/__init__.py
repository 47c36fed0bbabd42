"""The HTTP server: routes, start, stop, health, and the chat page."""
