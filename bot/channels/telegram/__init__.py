"""Telegram: `reading` turns an Update into a Message, `writing` a Reply into what is sent,
`polling` and `webhook` bring Updates in, `channel` sends.

An Update is committed to the inbox by `intake` before it is acknowledged in either way.  Of
python-telegram-bot only `Bot` and the types are used: its queues keep work in memory.
"""
