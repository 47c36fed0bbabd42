"""A question-and-lead bot for an industrial promotion centre.

A channel turns a platform's Update into a `Message` and `services.receive` writes it to the inbox
before anyone is told that it arrived.  A worker takes the oldest message of each conversation to
`dialogue.engine`, a pure function that looks the question up in the knowledge (`matching` ranks,
`dialogue.policy` decides) and returns a `Turn`: what to say, what to remember, whom to call back.
The Turn is saved in one commit, with its replies as outbox rows, and `services.deliver` hands those
rows to the channel they belong to.  Leads wait in the store until `services.summarize` puts one
digest per collaborator into the same outbox.
"""
