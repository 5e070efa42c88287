"""What was seen of the values of a stream. sightings.ts is the same in TypeScript, and says more."""

import hashlib
import json


class Sightings:
    def __init__(self, count):
        self.count = count
        self.held = []
        self.seen = 0
        self.glances = 0

    def see(self, value):
        index = self.seen
        self.seen += 1
        if index >= self.count:
            return
        self.glances = (self.glances * 31 + glance(value)) % 2**31
        if (index + 1) % max(1, self.count / 10) == 0:
            self.held.append(value)

    def digest(self):
        digest = hashlib.sha256()
        for value in self.held:
            digest.update(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode())
        return f"{min(self.seen, self.count)} {self.glances} {digest.hexdigest()}"


def glance(value):
    if isinstance(value, str):
        return len(value) + ord(value[-1]) if len(value) < 32 else len(value)
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, list):
        return len(value) + glance(value[-1]) if value else 0
    if not isinstance(value, dict):
        return 0
    return sum(glance(member) for member in value.values())
