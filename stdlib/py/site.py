# SPDX-License-Identifier: MIT
"""
What CPython's site module sets up, for programs that ask: Rondo has no site-packages of its own, so
nothing is added to sys.path at start.
"""

import sys
import os
import builtins
import _sitebuiltins
import io

PREFIXES = [sys.prefix, sys.exec_prefix]
ENABLE_USER_SITE = False
USER_SITE = None
USER_BASE = None


def makepath(*paths):
    """The joined path, absolute, twice."""
    path = os.path.join(*paths)
    try:
        path = os.path.abspath(path)
    except OSError:
        pass
    return path, os.path.normcase(path)


def abs_paths():
    """Modules have absolute files from the start."""


def removeduppaths():
    """Remove duplicate entries from sys.path along with making them absolute."""
    kept, known = [], set()
    for path in sys.path:
        path, case = makepath(path)
        if case not in known:
            kept.append(path)
            known.add(case)
    sys.path[:] = kept
    return known


def addpackage(sitedir, name, known_paths):
    """Process a .pth file within the site-packages directory."""
    reset = known_paths is None
    if reset:
        known_paths = {makepath(path)[1] for path in sys.path if os.path.exists(path)}
    try:
        with io.open_code(os.path.join(sitedir, name)) as file:
            text = file.read().decode('utf-8-sig')
    except OSError:
        return None
    for line in text.splitlines():
        if line.startswith('#') or not line.strip():
            continue
        if line.startswith(('import ', 'import\t')):
            exec(line)
            continue
        folder, case = makepath(sitedir, line.rstrip())
        if case not in known_paths and os.path.exists(folder):
            sys.path.append(folder)
            known_paths.add(case)
    return None if reset else known_paths


def addsitedir(sitedir, known_paths=None):
    """Add 'sitedir' argument to sys.path if missing and handle .pth files in 'sitedir'"""
    reset = known_paths is None
    if reset:
        known_paths = {makepath(path)[1] for path in sys.path if os.path.exists(path)}
    sitedir, case = makepath(sitedir)
    if case not in known_paths:
        sys.path.append(sitedir)
        known_paths.add(case)
    try:
        names = os.listdir(sitedir)
    except OSError:
        return None
    for name in sorted(names):
        if name.endswith('.pth') and not name.startswith('.'):
            addpackage(sitedir, name, known_paths)
    return None if reset else known_paths


def addsitepackages(known_paths, prefixes=None):
    """Add site-packages to sys.path"""
    for folder in getsitepackages(prefixes):
        if os.path.isdir(folder):
            addsitedir(folder, known_paths)
    return known_paths


def addusersitepackages(known_paths):
    """Add a per user site-package to sys.path: not enabled."""
    return known_paths


def check_enableusersite():
    """Check if user site directory is safe for inclusion: never."""
    return False


def getuserbase():
    """Returns the `user base` directory path."""
    global USER_BASE
    if USER_BASE is None:
        USER_BASE = (os.environ.get('PYTHONUSERBASE')
                     or os.path.join(os.path.expanduser('~'), '.local'))
    return USER_BASE


def getusersitepackages():
    """Returns the user-specific site-packages directory path."""
    global USER_SITE
    if USER_SITE is None:
        version = sys.version_info
        USER_SITE = f'{getuserbase()}/lib/python{version[0]}.{version[1]}/site-packages'
    return USER_SITE


def getsitepackages(prefixes=None):
    """Returns a list containing all global site-packages directories."""
    version, folders = sys.version_info, []
    for prefix in dict.fromkeys(PREFIXES if prefixes is None else prefixes):
        if prefix:
            folder = os.path.join(prefix, 'lib', f'python{version[0]}.{version[1]}',
                                  'site-packages')
            if folder not in folders:
                folders.append(folder)
    return folders


def setquit():
    """Define new builtins 'quit' and 'exit'."""
    builtins.quit, builtins.exit = _sitebuiltins.quit, _sitebuiltins.exit


def setcopyright():
    """The builtins copyright, credits and license."""


def sethelper():
    """The builtin help."""


def enablerlcompleter():
    """The shell completes by itself."""


def register_readline():
    """The shell edits lines by itself."""


def execsitecustomize():
    """Run custom site specific code, if available."""
    _run_custom('sitecustomize')


def execusercustomize():
    """Run custom user specific code, if available."""
    _run_custom('usercustomize')


def _run_custom(name):
    try:
        __import__(name)
    except ImportError as error:
        if error.name != name:
            raise


def venv(known_paths):
    """No virtual environments here."""
    return known_paths


def gethistoryfile():
    """Check if the PYTHON_HISTORY environment variable is set and define it as the .python_history
    file."""
    return (os.environ.get('PYTHON_HISTORY')
            or os.path.join(os.path.expanduser('~'), '.python_history'))


def main():
    """Nothing is left to do when Rondo has started."""
    removeduppaths()


def _script():
    for folder in sys.path:
        print(f'    {folder!r},')


if __name__ == '__main__':
    print('sys.path = [')
    _script()
    print(']')
    for label, path in ('USER_BASE', getuserbase()), ('USER_SITE', getusersitepackages()):
        print(
            f'{label}: {path!r} '
            f'({"exists" if os.path.isdir(path) else "doesn" + chr(39) + "t exist"})')
    print(f'ENABLE_USER_SITE: {ENABLE_USER_SITE!r}')
