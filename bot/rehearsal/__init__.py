"""A rehearsal: the real program, pointed at fakes of Telegram and Zalo on this machine, and a page
on which one person plays everybody.

`fakes` are real servers on loopback that can misbehave; the tests use the same ones.
"""
