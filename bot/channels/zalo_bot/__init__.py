"""Zalo Bot Platform: `reading` turns an Update into a Message, `writing` a Reply into texts,
`polling` and `webhook` bring Updates in, `channel` sends.

It has no buttons, so choices are numbered and answered by number or by words.  It tells nothing
twice on request and confirms nothing, so an Update is in the inbox before anything else happens.
"""
