"""The only room that knows every room: it wires the concrete parts together."""
