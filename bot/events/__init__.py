"""What the dates of events mean at a moment, and which events somebody asks for."""
