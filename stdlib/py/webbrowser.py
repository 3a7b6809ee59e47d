# SPDX-License-Identifier: MIT
"""Showing addresses in a browser: the one that the environment variable BROWSER names, else one
that is there."""

import os
import shlex
import shutil
import subprocess
import sys
import threading

__all__ = ['Error', 'open', 'open_new', 'open_new_tab', 'get', 'register']


class Error(Exception):
    """There is no browser, or it is asked for what it cannot do."""


_lock = threading.RLock()
_browsers = {}                  # a name in small letters: [class or None, object or None]
_tryorder = None                # the names, the best first
_os_preferred_browser = None    # the desktop file that xdg-settings names


def _known():
    """The names of browsers, which are looked for when first asked."""
    if _tryorder is None:
        with _lock:
            if _tryorder is None:
                register_standard_browsers()
    return _tryorder


def register(name, klass, instance=None, *, preferred=False):
    """Make a browser known: a class, or an object that is there already."""
    with _lock:
        names = _known()
        _browsers[name.lower()] = [klass, instance]
        if preferred or (_os_preferred_browser and _os_preferred_browser == f'{name}.desktop'):
            names.insert(0, name)
        else:
            names.append(name)


def get(using=None):
    """The object for a browser, given by its name or as a command with %s; the best one if none
    is given."""
    known = _known()
    for name in known if using is None else [using]:
        if '%s' in name:
            words = shlex.split(name)
            return BackgroundBrowser(words[:-1]) if words[-1] == '&' else GenericBrowser(words)
        klass, instance = _browsers.get(name.lower()) or _synthesize(name)
        if instance is not None:
            return instance
        if klass is not None:
            return klass()
    raise Error('could not locate runnable browser')


def open(url, new=0, autoraise=True):
    """Show an address: in the same window (0), a new one (1) or a new tab (2). Whether it
    worked."""
    return any(get(name).open(url, new, autoraise) for name in _known())


def open_new(url):
    """Show an address in a new window."""
    return open(url, 1)


def open_new_tab(url):
    """Show an address in a new tab."""
    return open(url, 2)


def _synthesize(browser, *, preferred=False):
    """A path to a browser that is known by its name: like that one. [None, None] if it is not."""
    command = browser.split()[0]
    name = os.path.basename(command).lower()
    like = _browsers.get(name, (None, None))[1] if shutil.which(command) else None
    if not like or name != like.basename:
        return [None, None]
    import copy
    made = copy.copy(like)
    made.name, made.basename = browser, os.path.basename(browser)
    register(browser, None, instance=made, preferred=preferred)
    return [None, made]


class BaseBrowser:
    """What browsers have in common."""

    args = ['%s']

    def __init__(self, name=''):
        self.name = self.basename = name

    def open(self, url, new=0, autoraise=True):
        """Show an address."""
        raise NotImplementedError

    def open_new(self, url):
        """Show it in a new window."""
        return self.open(url, 1)

    def open_new_tab(self, url):
        """Show it in a new tab."""
        return self.open(url, 2)


class GenericBrowser(BaseBrowser):
    """A command that is waited for."""

    def __init__(self, name):
        self.name, *self.args = [name, '%s'] if isinstance(name, str) else name
        self.basename = os.path.basename(self.name)

    def _start(self, url, **options):
        sys.audit('webbrowser.open', url)
        words = [self.name] + [word.replace('%s', url) for word in self.args]
        return subprocess.Popen(words, close_fds=True, **options)

    def open(self, url, new=0, autoraise=True):
        try:
            return not self._start(url).wait()
        except OSError:
            return False


class BackgroundBrowser(GenericBrowser):
    """A command that runs on by itself."""

    def open(self, url, new=0, autoraise=True):
        try:
            return self._start(url, start_new_session=True).poll() is None
        except OSError:
            return False


class UnixBrowser(BaseBrowser):
    """A browser that can be told to show something when it runs already. In remote_args %action
    stands for remote_action, remote_action_newwin or remote_action_newtab; what is empty then is
    left out."""

    raise_opts = None
    background = False
    redirect_stdout = True
    remote_args = ['%action', '%s']
    remote_action = remote_action_newwin = remote_action_newtab = None

    def _invoke(self, args, remote, autoraise, url=None):
        words = [self.name]
        if remote and self.raise_opts and self.raise_opts[int(autoraise)]:
            words.append(self.raise_opts[int(autoraise)])
        quiet = subprocess.DEVNULL if remote or self.background else None
        process = subprocess.Popen(words + args, close_fds=True, stdin=quiet, stderr=quiet,
                                   stdout=quiet if self.redirect_stdout else None,
                                   start_new_session=True)
        if remote:
            try:
                return not process.wait(5)
            except subprocess.TimeoutExpired:
                return True         # it is the browser itself, it seems
        return process.poll() is None if self.background else not process.wait()

    def _action(self, new):
        if new not in (0, 1, 2):
            raise Error(f"Bad 'new' parameter to open(); expected 0, 1, or 2, got {new}")
        if new == 2 and self.remote_action_newtab is not None:
            return self.remote_action_newtab
        return self.remote_action_newwin if new else self.remote_action

    def open(self, url, new=0, autoraise=True):
        sys.audit('webbrowser.open', url)
        action = self._action(new)
        words = [word.replace('%s', url).replace('%action', action) for word in self.remote_args]
        return self._invoke([word for word in words if word], True, autoraise, url) or \
            self._invoke([word.replace('%s', url) for word in self.args], False, False)


class Mozilla(UnixBrowser):
    """Firefox and its relatives."""
    remote_action, remote_action_newwin, remote_action_newtab = '', '-new-window', '-new-tab'
    background = True


class Epiphany(UnixBrowser):
    """GNOME's browser."""
    raise_opts = ['-noraise', '']
    remote_action, remote_action_newwin = '-n', '-w'
    background = True


class Chrome(UnixBrowser):
    """Chrome and Chromium."""
    remote_action, remote_action_newwin, remote_action_newtab = '', '--new-window', ''
    background = True


Chromium = Chrome


class Opera(UnixBrowser):
    """Opera."""
    remote_action, remote_action_newwin, remote_action_newtab = '', '--new-window', ''
    background = True


class Edge(UnixBrowser):
    """Microsoft Edge."""
    remote_action, remote_action_newwin, remote_action_newtab = '', '--new-window', ''
    background = True


class Elinks(UnixBrowser):
    """Elinks, a browser of terminals."""
    remote_args = ['-remote', 'openURL(%s%action)']
    remote_action, remote_action_newwin, remote_action_newtab = '', ',new-window', ',new-tab'
    background = False
    redirect_stdout = False


class Konqueror(BaseBrowser):
    """KDE's browser."""

    def open(self, url, new=0, autoraise=True):
        sys.audit('webbrowser.open', url)
        quiet = dict.fromkeys(('stdin', 'stdout', 'stderr'), subprocess.DEVNULL)
        for words in (['kfmclient', 'newTab' if new == 2 else 'openURL', url],
                      ['konqueror', '--silent', url], ['kfm', '-d', url]):
            client = words[0] == 'kfmclient'
            try:
                process = subprocess.Popen(words, close_fds=True, start_new_session=not client,
                                           **quiet)
            except OSError:
                continue
            if client:
                process.wait()      # its status says nothing
            if client or process.poll() is None:
                return True
        return False


# ---- what there is

# The class and the names of browsers with a window, the first ones first.
_WINDOWS = (
    (Mozilla, 'firefox iceweasel seamonkey mozilla-firefox mozilla'), (Konqueror, 'kfm konqueror'),
    (Epiphany, 'epiphany'), (Chrome, 'google-chrome chrome chromium chromium-browser'),
    (Opera, 'opera'), (Edge, 'microsoft-edge'))


def _register_if_there(name, made, klass=None):
    there = shutil.which(name) is not None
    if there:
        register(name, klass, made)
    return there


def register_X_browsers():
    """Make the browsers with a window known."""
    _register_if_there('xdg-open', BackgroundBrowser('xdg-open'))
    _register_if_there('gio', BackgroundBrowser(['gio', 'open', '--', '%s']))
    desktop = os.getenv('XDG_CURRENT_DESKTOP', '').split(':')
    if 'GNOME' in desktop or 'GNOME_DESKTOP_SESSION_ID' in os.environ:
        _register_if_there('gvfs-open', BackgroundBrowser('gvfs-open'))
    if 'KDE' in desktop or 'KDE_FULL_SESSION' in os.environ:
        _register_if_there('kfmclient', Konqueror('kfmclient'), Konqueror)
    _register_if_there('x-www-browser', BackgroundBrowser('x-www-browser'))
    for klass, names in _WINDOWS:
        for name in names.split():
            if klass is Konqueror:
                if _register_if_there(name, klass(name), klass):
                    break           # two names of one program
            else:
                _register_if_there(name, klass(name))


def _ask_desktop():
    global _os_preferred_browser
    try:
        found = subprocess.check_output(['xdg-settings', 'get', 'default-web-browser'],
                                        stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return
    _os_preferred_browser = found.decode().strip()


def register_standard_browsers():
    """Make all browsers known that are there."""
    global _tryorder
    _tryorder = []
    if os.environ.get('DISPLAY') or os.environ.get('WAYLAND_DISPLAY'):
        _ask_desktop()
        register_X_browsers()
    if os.environ.get('TERM'):
        for name in 'www-browser', 'links', 'elinks', 'lynx', 'w3m':
            _register_if_there(name, (Elinks if name == 'elinks' else GenericBrowser)(name))
    for command in reversed(os.environ.get('BROWSER', '').split(os.pathsep)):
        if command and _synthesize(command, preferred=True)[1] is None:
            register(command, None, GenericBrowser(command), preferred=True)


def main(argv=None):
    """python -m webbrowser [-n | -t] URL"""
    import argparse
    parser = argparse.ArgumentParser(description='Open URL in a web browser.')
    parser.add_argument('url', help='URL to open')
    group = parser.add_mutually_exclusive_group()
    group.add_argument('-n', '--new-window', dest='new_win', action='store_const', const=1,
                       default=0, help='open new window')
    group.add_argument('-t', '--new-tab', dest='new_win', action='store_const', const=2,
                       help='open new tab')
    args = parser.parse_args(argv)
    open(args.url, args.new_win)
    print('\a')


if __name__ == '__main__':
    main()
