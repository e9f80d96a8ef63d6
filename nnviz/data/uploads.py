"""The uploaded columns that the server remembers, so that a reload or a copied link finds them again.

Only the three chosen columns are kept, under a key made from their content. The store belongs to the
process and is bounded: the least recently used columns are forgotten first.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from nnviz.core.bounded_store import BoundedStore
from nnviz.core.results import Floats, Task

__all__ = ["UPLOADS", "Upload", "UploadStore"]

MOST_UPLOADS = 32
MOST_BYTES = 4 * 2**20
KEY_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Upload:
    """Two columns to learn from and one to predict, as they stood in the file.

    Attributes
    ----------
    points : (n_samples, 2) float64
    targets : (n_samples,) float64
        Class numbers 0, 1, ... or values.
    task : {"binary", "multiclass", "regression"}
    class_names : tuple of str
        Empty for regression.
    axis_names : tuple of str
        Headers of the two columns.
    target_name : str
        Header of the column to predict.
    """

    points: Floats
    targets: Floats
    task: Task
    class_names: tuple[str, ...]
    axis_names: tuple[str, ...]
    target_name: str

    def __post_init__(self) -> None:
        # Sessions share what is remembered, so none may change it.
        self.points.flags.writeable = False
        self.targets.flags.writeable = False

    @property
    def size(self) -> int:
        """Approximate memory in bytes."""
        return self.points.nbytes + self.targets.nbytes + 1024

    def key(self) -> str:
        """Return the key of this content: the first 16 hexadecimal digits of its SHA-256."""
        digest = hashlib.sha256(self.points.tobytes())
        digest.update(self.targets.tobytes())
        digest.update(repr((self.task, self.class_names, self.axis_names, self.target_name)).encode())
        return digest.hexdigest()[:KEY_LENGTH]


class UploadStore:
    """A bounded memory of uploads by key; several threads may use it at once.

    Parameters
    ----------
    most_uploads, most_bytes : int
        Limits; the upload that was used longest ago goes first. The newest one always stays.
    """

    def __init__(self, most_uploads: int = MOST_UPLOADS, most_bytes: int = MOST_BYTES) -> None:
        self._uploads: BoundedStore[str, Upload] = BoundedStore(lambda upload: upload.size, most_bytes, most_uploads)

    def put(self, upload: Upload) -> str:
        """Remember `upload` and return its key."""
        key = upload.key()
        self._uploads.put(key, upload)
        return key

    def get(self, key: str) -> Upload | None:
        """Return the upload with this key, or None when it is not remembered."""
        return self._uploads.get(key)

    def __len__(self) -> int:
        """Return how many uploads are remembered."""
        return len(self._uploads)


UPLOADS = UploadStore()
"""The uploads of this process."""
