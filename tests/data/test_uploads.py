"""The store of uploaded columns: found again by content, bounded, safe between threads."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from nnviz.data.uploads import Upload, UploadStore


def upload(value=0.0, rows=4):
    points = np.full((rows, 2), value)
    return Upload(points, np.arange(rows) % 2.0, "binary", ("no", "yes"), ("height", "width"), "kind")


def test_an_upload_is_found_by_its_key():
    store = UploadStore()
    given = upload(1.0)
    key = store.put(given)
    assert store.get(key) is given
    assert len(key) == 16 and set(key) <= set("0123456789abcdef")


def test_the_key_comes_from_the_content():
    assert upload(1.0).key() == upload(1.0).key()
    assert upload(1.0).key() != upload(2.0).key()


def test_the_same_content_is_kept_once():
    store = UploadStore()
    store.put(upload(1.0))
    store.put(upload(1.0))
    assert len(store) == 1


def test_an_unknown_key_gives_nothing():
    assert UploadStore().get("0" * 16) is None


def test_the_least_recently_used_upload_is_forgotten_first():
    store = UploadStore(most_uploads=2)
    first, second = store.put(upload(1.0)), store.put(upload(2.0))
    store.get(first)
    third = store.put(upload(3.0))
    assert [store.get(key) is None for key in (first, second, third)] == [False, True, False]


def test_memory_is_bounded_too():
    store = UploadStore(most_bytes=3 * upload(rows=1000).size)
    keys = [store.put(upload(float(value), rows=1000)) for value in range(10)]
    assert [key for key in keys if store.get(key)] == keys[-3:]


def test_what_is_remembered_cannot_be_changed():
    store = UploadStore()
    given = upload(1.0)
    key = store.put(given)
    with pytest.raises(ValueError, match="read-only"):
        store.get(key).points[0, 0] = 5.0


def test_many_threads_can_use_it_at_once():
    store = UploadStore(most_uploads=5)

    def use(number):
        key = store.put(upload(float(number % 20)))
        found = store.get(key)
        return found is None or found.key() == key

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(500)))
    assert len(store) == 5
