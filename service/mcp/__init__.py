"""The assistant's door for other programs: the Model Context Protocol, on its official SDK.

The tools build typed requests and send them through the same path as a parse: the same handlers,
rights, budget, confirmations and logs as the chat. Only this package imports the SDK, and the chat
service never imports this package.
"""
