"""The object store, by fsspec: file://, gs:// or s3://. An object is complete when the hash beside it is there."""

import json
import pathlib

import fsspec

from patterns import files, sources
from patterns.errors import InputError, ServiceError

HASH_SUFFIX = ".sha256"


class Store:
    """Objects lie at <url>/<source>/<file>; <file>.sha256 is written after the object and says what it holds."""

    def __init__(self, url, options="{}"):
        try:
            self._files, self._root = fsspec.url_to_fs(url, **json.loads(options or "{}"))
        except (ImportError, ValueError) as error:
            raise InputError(f"store {url}: {error}") from None
        self.url = url

    def _path(self, source, name):
        return f"{self._root.rstrip('/')}/{source}/{name}"

    def _call(self, what, action):
        try:
            self._files.invalidate_cache()
            return action()
        except FileNotFoundError:
            raise
        except Exception as error:  # each protocol raises what its client raises
            said = next(iter(str(error).splitlines()), "")
            raise ServiceError(f"store {self.url}: {what}: {type(error).__name__}: {said}") from error

    def names(self, source):
        """The complete objects of a source, sorted."""
        try:
            found = self._call("list", lambda: self._files.ls(self._path(source, "").rstrip("/"), detail=False))
        except FileNotFoundError:
            return []
        names = {path.rstrip("/").rsplit("/", 1)[-1] for path in found}
        return sorted(name for name in names if name + HASH_SUFFIX in names)

    def hash_of(self, source, name):
        """The hash of a complete object of that name, or none."""
        try:
            return self._call(f"read {name}{HASH_SUFFIX}",
                              lambda: self._files.cat_file(self._path(source, name + HASH_SUFFIX))).decode().strip()
        except FileNotFoundError:
            return None

    def put(self, source, path, digest):
        """Puts a file; an object that is replaced counts as missing until the new one is whole."""
        target = self._path(source, path.name)

        def action():
            self._files.makedirs(self._path(source, "").rstrip("/"), exist_ok=True)
            if self._files.exists(target + HASH_SUFFIX):
                self._files.rm_file(target + HASH_SUFFIX)
            self._files.put_file(str(path), target)
            stored = self._files.size(target)
            if stored != path.stat().st_size:
                raise OSError(f"{stored} bytes arrived of {path.stat().st_size}")
            self._files.pipe_file(target + HASH_SUFFIX, (digest + "\n").encode())

        self._call(f"write {path.name}", action)

    def get(self, source, name, folder):
        """A local copy of an object, checked against its hash."""
        local = pathlib.Path(folder) / name
        self._call(f"read {name}", lambda: self._files.get_file(self._path(source, name), str(local)))
        if files.sha256(local) != self.hash_of(source, name):
            raise InputError(f"{name}: the object in the store is not what was uploaded; upload it again")
        return local


def upload(source, landing, store, max_bytes=1 << 36):
    """Checks every file of the landing folder, then puts those that the store does not hold yet. Gives what it did."""
    landing = pathlib.Path(landing)
    if not landing.is_dir():
        raise InputError(f"landing folder {landing} does not exist")
    found = sorted(path for path in landing.iterdir() if path.is_file() and not sources.is_ignored(path.name))
    if not found:
        raise InputError(f"landing folder {landing} has no files")
    checked = []
    for path in found:
        table = sources.table_of(source, path.name)
        sources.date_of(path.name)
        checked.append((path, files.check(path, table, max_bytes)))
    done = []
    for path, n_rows in checked:
        digest = files.sha256(path)
        held = store.hash_of(source, path.name)
        if held != digest:
            store.put(source, path, digest)
        done.append({"file": path.name, "rows": n_rows, "bytes": path.stat().st_size, "sha256": digest,
                     "done": "kept" if held == digest else "replaced" if held else "uploaded"})
    return done
