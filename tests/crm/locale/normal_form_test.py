"""Every header of the locales is UTF-8 in composed form (NFC): names compare as bytes."""
import pathlib
import sys
import unicodedata

headers = sorted(pathlib.Path(sys.argv[1]).rglob("*.hpp"))
assert len(headers) > 12, f"few headers in {sys.argv[1]}"
wrong = []
for header in headers:
    for number, line in enumerate(header.read_bytes().decode("utf-8").splitlines(), 1):
        if not unicodedata.is_normalized("NFC", line):
            wrong.append(f"{header}:{number}: not in composed form")
print("\n".join(wrong))
sys.exit(bool(wrong))
