"""One file is made at a time on a server, so that memory and cores suffice."""

import threading

MAKING = threading.Lock()
