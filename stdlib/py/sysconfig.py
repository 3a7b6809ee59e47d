# SPDX-License-Identifier: MIT
"""Where things would be installed, and how the interpreter was built. Rondo installs nothing: the
folders are those that a CPython of the same version would have."""

import os
import sys

__all__ = ['get_config_h_filename', 'get_config_var', 'get_config_vars', 'get_makefile_filename',
           'get_path', 'get_path_names', 'get_paths', 'get_platform', 'get_python_version',
           'get_scheme_names', 'parse_config_h']


def _scheme(library, scripts='{base}/bin', data='{base}', config='installed_base'):
    version = 'python{py_version_short}'
    return {'stdlib': f'{{{config}}}/lib/{version}' if config != 'userbase'
            else f'{{userbase}}/lib/{version}',
            'platstdlib': library['platstdlib'], 'purelib': library['purelib'],
            'platlib': library['platlib'], 'include': library['include'],
            **({'platinclude': library['platinclude']} if 'platinclude' in library else {}),
            'scripts': scripts, 'data': data}


_POSIX = {'platstdlib': '{platbase}/{platlibdir}/python{py_version_short}',
          'purelib': '{base}/lib/python{py_version_short}/site-packages',
          'platlib': '{platbase}/{platlibdir}/python{py_version_short}/site-packages',
          'include': '{installed_base}/include/python{py_version_short}',
          'platinclude': '{installed_platbase}/include/python{py_version_short}'}
_HOME = {'platstdlib': '{base}/lib/python', 'purelib': '{base}/lib/python',
         'platlib': '{base}/lib/python', 'include': '{installed_base}/include/python',
         'platinclude': '{installed_base}/include/python'}
_USER = {'platstdlib': '{userbase}/lib/python{py_version_short}',
         'purelib': '{userbase}/lib/python{py_version_short}/site-packages',
         'platlib': '{userbase}/lib/python{py_version_short}/site-packages',
         'include': '{userbase}/include/python{py_version_short}'}
_WINDOWS = {'stdlib': '{installed_base}/Lib', 'platstdlib': '{base}/Lib',
            'purelib': '{base}/Lib/site-packages', 'platlib': '{base}/Lib/site-packages',
            'include': '{installed_base}/Include', 'platinclude': '{installed_base}/Include',
            'scripts': '{base}/Scripts', 'data': '{base}'}

_INSTALL_SCHEMES = {
    'posix_prefix': _scheme(_POSIX),
    'posix_home': {**_scheme(_HOME), 'stdlib': '{installed_base}/lib/python'},
    'nt': _WINDOWS,
    'posix_venv': _scheme(_POSIX),
    'nt_venv': _WINDOWS,
    'venv': _scheme(_POSIX),
    'posix_user': _scheme(_USER, '{userbase}/bin', '{userbase}', 'userbase'),
    'nt_user': {'stdlib': '{userbase}/Python{py_version_nodot_plat}',
                'platstdlib': '{userbase}/Python{py_version_nodot_plat}',
                'purelib': '{userbase}/Python{py_version_nodot_plat}/site-packages',
                'platlib': '{userbase}/Python{py_version_nodot_plat}/site-packages',
                'include': '{userbase}/Python{py_version_nodot_plat}/Include',
                'scripts': '{userbase}/Python{py_version_nodot_plat}/Scripts',
                'data': '{userbase}'},
    'osx_framework_user': {'stdlib': '{userbase}/lib/python', 'platstdlib': '{userbase}/lib/python',
                           'purelib': '{userbase}/lib/python/site-packages',
                           'platlib': '{userbase}/lib/python/site-packages',
                           'include': '{userbase}/include/python{py_version_short}',
                           'scripts': '{userbase}/bin', 'data': '{userbase}'},
}
_SCHEME_KEYS = 'stdlib', 'platstdlib', 'purelib', 'platlib', 'include', 'scripts', 'data'
_PREFERRED = {'prefix': 'posix_prefix', 'home': 'posix_home', 'user': 'posix_user'}
_vars = {}


def get_python_version():
    """The version as 'MAJOR.MINOR'."""
    return '%d.%d' % sys.version_info[:2]


def get_platform():
    """The name of the platform that compiled code is for: 'linux-x86_64'."""
    system, _, _, _, machine = os.uname()
    return f'{system.lower().replace("/", "")}-{machine.replace(" ", "_").replace("/", "-")}'


def get_scheme_names():
    """The names of the schemes."""
    return tuple(sorted(_INSTALL_SCHEMES))


def get_path_names():
    """The names of the paths of a scheme."""
    return _SCHEME_KEYS


def get_preferred_scheme(key):
    """The scheme for 'prefix', 'home' or 'user'."""
    if key == 'prefix' and sys.prefix != sys.base_prefix:
        return 'venv'
    scheme = _PREFERRED[key]
    return scheme


def get_default_scheme():
    """The scheme that counts when none is named."""
    return get_preferred_scheme('prefix')


def _make_vars():
    short = get_python_version()
    prefix, exec_prefix = os.path.normpath(sys.prefix), os.path.normpath(sys.exec_prefix)
    number = short.replace('.', '')
    suffix = f'.cpython-{number}-{os.uname().machine}-linux-gnu.so'
    return {'prefix': prefix, 'exec_prefix': exec_prefix,
            'py_version': '%d.%d.%d' % sys.version_info[:3], 'py_version_short': short,
            'py_version_nodot': number, 'py_version_nodot_plat': number,
            'installed_base': os.path.normpath(sys.base_prefix), 'base': prefix,
            'installed_platbase': os.path.normpath(sys.base_exec_prefix), 'platbase': exec_prefix,
            'projectbase': os.path.dirname(os.path.abspath(sys.executable or '.')),
            'platlibdir': sys.platlibdir, 'implementation': 'Python',
            'implementation_lower': 'python', 'abiflags': getattr(sys, 'abiflags', ''),
            'userbase': _user_base(), 'srcdir': prefix, 'VERSION': short, 'LDVERSION': short,
            'EXT_SUFFIX': suffix, 'SOABI': suffix[1:-3], 'EXE': '', 'SO': None,
            'Py_GIL_DISABLED': 0, 'Py_DEBUG': 0, 'WITH_PYMALLOC': 1, 'SIZEOF_VOID_P': 8,
            'INCLUDEPY': f'{prefix}/include/python{short}',
            'LIBDEST': f'{prefix}/lib/python{short}', 'BINDIR': f'{prefix}/bin',
            'LIBDIR': f'{prefix}/lib', 'HOST_GNU_TYPE': f'{os.uname().machine}-pc-linux-gnu',
            'MULTIARCH': f'{os.uname().machine}-linux-gnu', 'CC': 'gcc', 'CXX': 'g++', 'CFLAGS': '',
            'LDFLAGS': '', 'SHLIB_SUFFIX': '.so', 'CONFIG_ARGS': ''}


def _user_base():
    return os.environ.get('PYTHONUSERBASE') or os.path.join(os.path.expanduser('~'), '.local')


def get_config_vars(*args):
    """The variables of the configuration: with names their values, without the dictionary of
    all."""
    if not _vars:
        _vars.update(_make_vars())
    return [_vars.get(name) for name in args] if args else _vars


def get_config_var(name):
    """The value of one variable, or None."""
    return get_config_vars().get(name)


def _expand(text, variables):
    try:
        return text.format(**variables)
    except KeyError as e:
        raise AttributeError(f'{e}') from None


def get_paths(scheme=get_default_scheme(), vars=None, expand=True):
    """The paths of a scheme, by name."""
    if not expand:
        return _INSTALL_SCHEMES[scheme]
    variables = {**get_config_vars(), **(vars or {})}
    return {name: os.path.normpath(_expand(text, variables))
            for name, text in _INSTALL_SCHEMES[scheme].items()}


def get_path(name, scheme=get_default_scheme(), vars=None, expand=True):
    """One path of a scheme."""
    return get_paths(scheme, vars, expand)[name]


def get_config_h_filename():
    """The path of pyconfig.h."""
    return os.path.join(get_path('platinclude'), 'pyconfig.h')


def get_makefile_filename():
    """The path of the Makefile."""
    return os.path.join(get_path('stdlib'),
                        f'config-{get_python_version()}-{os.uname().machine}-linux-gnu', 'Makefile')


def is_python_build(check_home=None):
    """Does the interpreter run from the folder where it was built? Rondo says no."""
    return False


def parse_config_h(fp, vars=None):
    """The names that a config.h defines: a dictionary, `vars` if it is given."""
    import re
    vars = {} if vars is None else vars
    define = re.compile('#define ([A-Z][A-Za-z0-9_]+) (.*)\n')
    undefine = re.compile('/[*] #undef ([A-Z][A-Za-z0-9_]+) [*]/\n')
    for line in fp:
        match = define.match(line)
        if match:
            try:
                vars[match[1]] = match[2] if match[1] in _TEXTS else int(match[2])
            except ValueError:
                vars[match[1]] = match[2]
        elif (match := undefine.match(line)):
            vars[match[1]] = 0
    return vars


_TEXTS = frozenset(('PACKAGE_VERSION', 'VERSION'))


def expand_makefile_vars(s, vars):
    """A text with ${NAME} and $(NAME) replaced by their values, as often as there are any."""
    import re
    one = re.compile(r'\$\(([A-Za-z][A-Za-z0-9_]*)\)|\$\{([A-Za-z][A-Za-z0-9_]*)\}')
    while (match := one.search(s)):
        s = s[:match.start()] + str(vars.get(match[1] or match[2])) + s[match.end():]
    return s


def _main():
    print(f'Platform: "{get_platform()}"')
    print(f'Python version: "{get_python_version()}"')
    print(f'Current installation scheme: "{get_default_scheme()}"')
    for title, values in ('Paths', get_paths()), ('Variables', get_config_vars()):
        print(f'\n{title}: ')
        for name, value in sorted(values.items()):
            print(f'\t{name} = "{value}"')


if __name__ == '__main__':
    _main()
