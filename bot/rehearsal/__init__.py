"""A rehearsal: the real program, pointed at fakes of Telegram and Zalo on this machine, and a page
on which one person plays everybody.

`fakes` are real servers on loopback that can misbehave; the tests use the same ones.  `desks` give
them one face, `stage` writes down who said what, `switches` are the ways to misbehave,
`bot_process` is the bot in a process of its own, `page` is what is seen, `rehearsing` puts them
together.
"""
