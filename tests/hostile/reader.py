"""A reader of a running server without a browser, who can also upload a file."""

import json
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass

import websocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.serving import Server

TIMEOUT = 120.0
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Page:
    """The words of one run of a page, and the id of its field for a file."""

    words: tuple[str, ...]
    uploader: str
    faults: tuple[str, ...]

    @property
    def text(self) -> str:
        """All its words."""
        return "\n".join(self.words)


class Reader:
    """One open page, at the Map unless a query says more."""

    def __init__(self, server: Server, timeout: float = TIMEOUT, cookie: str = "") -> None:
        self._server, self._cookie = server, cookie
        self.socket = websocket.create_connection(
            server.stream, subprotocols=["streamlit"], timeout=timeout, cookie=cookie or None
        )
        self.session = ""
        self._known: dict[str, ForwardMsg] = {}

    def close(self) -> None:
        self.socket.close()

    def run(self, query: str, message: BackMsg | None = None) -> Page:
        """Run the page, and again as often as it asks to; return what it says at last."""
        message = message or BackMsg()
        message.rerun_script.query_string = query
        self.socket.send_binary(message.SerializeToString())
        return self.answer()

    def answer(self) -> Page:
        """Read up to the end of a run."""
        words: list[str] = []
        faults: list[str] = []
        uploader = ""
        while True:
            answer = ForwardMsg.FromString(self.socket.recv())
            if answer.WhichOneof("type") == "ref_hash":
                answer = self._known[answer.ref_hash]
            self._known[answer.hash] = answer
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self.session = answer.new_session.initialize.session_id or self.session
                words, faults = [], []
            if kind == "script_finished":
                if answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return Page(tuple(words), uploader, tuple(faults))
                if answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    faults.append(f"the script ended with status {answer.script_finished}")
            if kind != "delta" or answer.delta.WhichOneof("type") != "new_element":
                continue
            element = answer.delta.new_element
            match element.WhichOneof("type"):
                case "heading":
                    words.append(element.heading.body)
                case "text":
                    words.append(element.text.body)
                case "markdown":
                    words.append(element.markdown.body)
                case "code":
                    words.append(element.code.code_text)
                case "file_uploader":
                    uploader = element.file_uploader.id
                case "exception":
                    faults.append(element.exception.message)

    def put(self, content: bytes, name: str = "table.csv", file_id: str = "") -> tuple[str, int]:
        """Send a file as the page's field does; return the id it got and the server's status."""
        return self.put_at(self._server.url, self.session, content, name, file_id, self._cookie)

    @staticmethod
    def put_at(
        url: str,
        session: str,
        content: bytes,
        name: str = "table.csv",
        file_id: str = "",
        cookie: str = "",
    ) -> tuple[str, int]:
        """Send a file for a session to a server of one's choice."""
        file_id = file_id or str(uuid.uuid4())
        boundary = uuid.uuid4().hex
        head = (
            f"--{boundary}\r\nContent-Disposition: form-data; name={json.dumps(name)}; "
            f"filename={json.dumps(name)}\r\nContent-Type: text/csv\r\n\r\n"
        )
        request = urllib.request.Request(
            f"{url}/_stcore/upload_file/{session}/{file_id}",
            head.encode() + content + f"\r\n--{boundary}--\r\n".encode(),
            {"Content-Type": f"multipart/form-data; boundary={boundary}", "Cookie": cookie},
            method="PUT",
        )
        try:
            with OPENER.open(request, timeout=TIMEOUT) as answer:
                return file_id, int(answer.status)
        except urllib.error.HTTPError as error:
            return file_id, error.code

    def upload(self, content: bytes, name: str = "table.csv") -> Page:
        """Bring a table to the layer of one's own; return what the page then says."""
        page = self.run("layer=own")
        file_id, status = self.put(content, name)
        if status != 204:
            raise RuntimeError(f"the server answered {status}")
        return self.hand_over(page, file_id, name, len(content))

    def hand_over(self, page: Page, file_id: str, name: str, size: int) -> Page:
        """Let the field of a page hold a file that was sent; return what the page then says."""
        if not page.uploader:
            raise RuntimeError(f"no field for a file: {page.text[:500]}")
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add()
        state.id = page.uploader
        file = state.file_uploader_state_value.uploaded_file_info.add()
        file.file_id, file.name, file.size = file_id, name, size
        file.file_urls.file_id = file_id
        return self.run("layer=own", message)
