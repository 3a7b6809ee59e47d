# SPDX-License-Identifier: MIT
"""robots.txt: what programs may read on a server."""

import collections
import urllib.error
import urllib.parse
import urllib.request

__all__ = ["RobotFileParser"]

RequestRate = collections.namedtuple("RequestRate", "requests seconds")


class RobotFileParser:
    """The rules of a file; can_fetch() answers by them."""

    def __init__(self, url=''):
        self.entries, self.default_entry = [], None
        self.sitemaps = []
        self.allow_all = self.disallow_all = False
        self.last_checked = 0
        self.set_url(url)

    def mtime(self):
        """When the file was read."""
        return self.last_checked

    def modified(self):
        """The file has been read now."""
        import time
        self.last_checked = time.time()

    def set_url(self, url):
        """Where the file is."""
        self.url = url
        self.host, self.path = urllib.parse.urlparse(url)[1:3]

    def read(self):
        """Fetch the file and read it."""
        try:
            f = urllib.request.urlopen(self.url)
        except urllib.error.HTTPError as err:
            if err.code in (401, 403):
                self.disallow_all = True
            elif 400 <= err.code < 500:
                self.allow_all = True
            err.close()
        else:
            self.parse(f.read().decode("utf-8").splitlines())

    def _add_entry(self, entry):
        if "*" not in entry.useragents:
            self.entries.append(entry)
        elif self.default_entry is None:        # only the first one for all counts
            self.default_entry = entry

    def parse(self, lines):
        """Read the lines of a file."""
        # state 0: nothing yet, 1: names of programs, 2: rules
        state, entry = 0, Entry()
        self.modified()
        for line in lines:
            if not line:
                if state == 2:
                    self._add_entry(entry)
                if state:
                    entry, state = Entry(), 0
            line = line.partition('#')[0].strip()
            name, colon, value = line.partition(':')
            if not line or not colon:
                continue
            name = name.strip().lower()
            value = urllib.parse.unquote(value.strip())
            if name == "user-agent":
                if state == 2:
                    self._add_entry(entry)
                    entry = Entry()
                entry.useragents.append(value)
                state = 1
            elif name == "sitemap":
                self.sitemaps.append(value)
            elif state:
                if name in ("disallow", "allow"):
                    entry.rulelines.append(RuleLine(value, name == "allow"))
                    state = 2
                elif name == "crawl-delay":
                    if value.isdigit():
                        entry.delay = int(value)
                    state = 2
                elif name == "request-rate":
                    numbers = value.split('/')
                    if len(numbers) == 2 and all(n.strip().isdigit() for n in numbers):
                        entry.req_rate = RequestRate(int(numbers[0]), int(numbers[1]))
                    state = 2
        if state == 2:
            self._add_entry(entry)

    def _entry(self, useragent):
        for entry in self.entries:
            if entry.applies_to(useragent):
                return entry
        return self.default_entry

    def can_fetch(self, useragent, url):
        """Whether the program may read the address; nothing before a file has been read."""
        if self.allow_all or self.disallow_all:
            return not self.disallow_all
        if not self.last_checked:
            return False
        parts = urllib.parse.urlparse(urllib.parse.unquote(url))
        url = urllib.parse.urlunparse(('', '', parts.path, parts.params, parts.query,
                                       parts.fragment))
        url = urllib.parse.quote(url) or "/"
        entry = self._entry(useragent)
        return True if entry is None else entry.allowance(url)

    def crawl_delay(self, useragent):
        """Seconds between two requests of the program, or None."""
        entry = self._entry(useragent) if self.mtime() else None
        return entry.delay if entry else None

    def request_rate(self, useragent):
        """Requests of the program in a time, or None."""
        entry = self._entry(useragent) if self.mtime() else None
        return entry.req_rate if entry else None

    def site_maps(self):
        """The addresses of site maps, or None."""
        return self.sitemaps or None

    def __str__(self):
        last = [] if self.default_entry is None else [self.default_entry]
        return '\n\n'.join(map(str, self.entries + last))


class RuleLine:
    """One path and whether it may be read."""

    def __init__(self, path, allowance):
        if path == '' and not allowance:
            allowance = True        # nothing is forbidden
        path = urllib.parse.urlunparse(urllib.parse.urlparse(path))
        self.path, self.allowance = urllib.parse.quote(path), allowance

    def __str__(self):
        return f"{'Allow' if self.allowance else 'Disallow'}: {self.path}"

    def applies_to(self, filename):
        """Is it about that path?"""
        return self.path == "*" or filename.startswith(self.path)


class Entry:
    """The rules for some programs."""

    def __init__(self):
        self.useragents, self.rulelines = [], []
        self.delay = self.req_rate = None

    def __str__(self):
        lines = [f"User-agent: {agent}" for agent in self.useragents]
        if self.delay is not None:
            lines.append(f"Crawl-delay: {self.delay}")
        if self.req_rate is not None:
            lines.append(f"Request-rate: {self.req_rate.requests}/{self.req_rate.seconds}")
        lines.extend(map(str, self.rulelines))
        return '\n'.join(lines)

    def applies_to(self, useragent):
        useragent = useragent.split("/")[0].lower()
        return any(agent == '*' or agent.lower() in useragent for agent in self.useragents)

    def allowance(self, filename):
        for line in self.rulelines:
            if line.applies_to(filename):
                return line.allowance
        return True
