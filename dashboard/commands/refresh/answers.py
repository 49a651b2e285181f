"""The raw answers of the services, kept as they came with address, time and hash."""

import csv
import datetime
import hashlib
import io
from dataclasses import asdict, dataclass
from pathlib import Path

from dashboard.commands.refresh.writing import write_whole

LISTED = "answers.csv"
REFUSED = "refused"


@dataclass(frozen=True)
class Kept:
    """One answer: its file in the folder, where and when it was read (UTC), and what it weighs."""

    name: str
    file: str
    address: str
    read_at: str
    bytes: str
    sha256: str

    @property
    def day(self) -> str:
        """The day it was read, YYYY-MM-DD."""
        return self.read_at[:10]


COLUMNS = tuple(Kept.__dataclass_fields__)


class Answers:
    """A folder of answers, so that a run that broke off asks for nothing twice."""

    def __init__(self, folder: Path) -> None:
        """Read what `folder` holds from an earlier run, if anything."""
        self._folder = folder
        self._kept: dict[str, Kept] = {}
        listed = folder / LISTED
        if listed.is_file():
            with listed.open(encoding="utf-8", newline="") as opened:
                rows = csv.DictReader(opened)
                if tuple(rows.fieldnames or ()) == COLUMNS:
                    self._kept = {row["address"]: Kept(**row) for row in rows}

    def find(self, address: str) -> tuple[Kept, bytes] | None:
        """Return the answer kept from `address`; None where there is none or it was altered."""
        kept = self._kept.get(address)
        if kept is None:
            return None
        path = self._folder / Path(kept.file).name
        content = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(content).hexdigest() != kept.sha256:
            return None
        return kept, content

    def keep(self, name: str, ending: str, address: str, content: bytes) -> Kept:
        """Write an answer and list it."""
        kept = Kept(
            name=name,
            file=f"{name}.{ending}",
            address=address,
            read_at=datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="seconds"),
            bytes=str(len(content)),
            sha256=hashlib.sha256(content).hexdigest(),
        )
        self._folder.mkdir(parents=True, exist_ok=True)
        write_whole(self._folder / kept.file, content)
        self._kept[address] = kept
        out = io.StringIO()
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(one) for one in self._kept.values())
        write_whole(self._folder / LISTED, out.getvalue().encode())
        return kept

    def keep_refused(self, name: str, ending: str, content: bytes) -> None:
        """Write an answer that was of no use where a person finds it, if there was any."""
        if content:
            (self._folder / REFUSED).mkdir(parents=True, exist_ok=True)
            write_whole(self._folder / REFUSED / f"{name}.{ending}", content)
