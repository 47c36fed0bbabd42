"""Zalo Official Account: `webhook` checks who posts an Update, `reading` turns it into a Message,
`writing` a Reply into what is sent, `channel` sends it while the reply window is open.

Zalo's tokens change: `tokens` uses them, `renewal` buys the next pair, one buyer at a time.
"""
