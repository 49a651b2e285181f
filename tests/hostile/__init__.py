"""Files and frames made to hurt, sent to a running server; nothing of them is stored."""
