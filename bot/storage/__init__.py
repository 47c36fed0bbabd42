"""What is remembered: one database behind the ports, and the same ports without a disk."""
