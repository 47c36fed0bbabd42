"""Stand-ins for the platforms: servers on loopback that keep what they are told and misbehave when
they are asked to.  They need no test library.
"""
