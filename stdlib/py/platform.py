# SPDX-License-Identifier: MIT
"""What we run on."""
import sys

__all__ = ["AndroidVer", "IOSVersionInfo", "android_ver", "architecture",
           "freedesktop_os_release", "ios_ver", "java_ver", "libc_ver", "mac_ver", "machine",
           "node", "platform", "processor", "python_branch", "python_build", "python_compiler",
           "python_implementation", "python_revision", "python_version",
           "python_version_tuple", "release", "system", "system_alias", "uname",
           "uname_result", "version", "win32_edition", "win32_is_iot", "win32_ver"]

_uname = None
_uname_result = None


def _result_type():
    global _uname_result
    if _uname_result is None:
        from collections import namedtuple
        base = namedtuple('uname_result_base', 'system node release version machine',
                          module='platform')

        class uname_result(base):
            """What uname() gives; processor is found out when asked for."""
            _fields = ('system', 'node', 'release', 'version', 'machine', 'processor')

            @property
            def processor(self):
                return ''

            def __iter__(self):
                yield from super().__iter__()
                yield self.processor

            def __getitem__(self, key):
                return tuple(self)[key]

            def __len__(self):
                return 6

            def __repr__(self):
                return 'uname_result(' + ', '.join(
                    [f'{name}={value!r}' for name, value in zip(self._fields, self)][:5]) + ')'

        _uname_result = uname_result
        uname_result.__module__ = 'platform'
        uname_result.__qualname__ = 'uname_result'
    return _uname_result


def __dir__():
    return sorted({*globals(), 'uname_result', *_OTHER_RECORDS})


def __getattr__(name):
    if name == 'uname_result':
        return _result_type()
    if name in _OTHER_RECORDS:
        return _other_record(name)
    raise AttributeError(f"module 'platform' has no attribute {name!r}")


def uname():
    """System, node, release, version, machine and processor."""
    global _uname
    if _uname is None:
        import posix
        _uname = _result_type()(*posix.uname())
    return _uname


def system():
    """'Linux' and the like."""
    return uname().system


def node():
    """The name of the machine on the network."""
    return uname().node


def release():
    """The release of the system."""
    return uname().release


def version():
    """The version of the release."""
    return uname().version


def machine():
    """The type of the machine: 'x86_64' and the like."""
    return uname().machine


def processor():
    """The name of the processor; often not known."""
    return uname().processor


def system_alias(system, release, version):
    """The names under which a system is sold."""
    return system, release, version


def architecture(executable=sys.executable, bits='', linkage=''):
    """(bits, linkage) of the interpreter."""
    if not bits:
        bits = '64bit' if sys.maxsize > 2 ** 32 else '32bit'
    return bits, linkage or 'ELF'


def libc_ver(executable=None, lib='', version='', chunksize=16384):
    """(name, version) of the C library."""
    if executable is None:
        import posix
        try:
            text = posix.confstr('CS_GNU_LIBC_VERSION')
            parts = text.split(maxsplit=1)
            if len(parts) == 2:
                return tuple(parts)
        except (AttributeError, ValueError, OSError):
            pass
    return lib, version


def platform(aliased=False, terse=False):
    """One string that says what we run on."""
    system, node, release, version, machine, processor = uname()
    libc, libc_version = libc_ver()
    if terse:
        parts = [system, release] if not libc else [system, release, 'with', libc + libc_version]
    else:
        parts = [system, release, machine, 'with', libc + libc_version]
    return '-'.join([part for part in parts if part])


def freedesktop_os_release():
    """The fields of /etc/os-release."""
    fields = {'NAME': 'Linux', 'ID': 'linux', 'PRETTY_NAME': 'Linux'}
    for candidate in '/etc/os-release', '/usr/lib/os-release':
        try:
            with open(candidate, encoding='utf-8') as file:
                for line in file:
                    key, equals, value = line.strip().partition('=')
                    if equals and not key.startswith('#'):
                        if value[:1] in ('"', "'") and value[-1:] == value[:1]:
                            value = value[1:-1]
                        for char in '$"\'\\`':
                            value = value.replace('\\' + char, char)
                        fields[key] = value
            return fields
        except OSError:
            continue
    raise OSError(2, 'Unable to read files /etc/os-release, /usr/lib/os-release')


def python_implementation():
    """The name of the interpreter, as scripts expect it."""
    name = sys.implementation.name
    return 'CPython' if name == 'cpython' else name.capitalize()


def python_version():
    """'3.13.0' and the like."""
    return '.'.join(map(str, sys.version_info[:3])) + _suffix()


def _suffix():
    level = {'alpha': 'a', 'beta': 'b', 'candidate': 'rc'}.get(sys.version_info[3])
    return f'{level}{sys.version_info[4]}' if level else ''


def python_version_tuple():
    """('3', '13', '0') and the like."""
    return tuple(python_version().split('.'))


def python_branch():
    """The branch of the source repository, or ''."""
    return getattr(sys, '_git', ('', '', ''))[1]


def python_revision():
    """The revision of the source repository, or ''."""
    return getattr(sys, '_git', ('', '', ''))[2]


def python_build():
    """(number, date) of the build."""
    text = sys.version
    inside = text[text.find('(') + 1:text.find(')')] if '(' in text else ''
    number, _, date = inside.partition(', ')
    return number, date.replace(',', '')


def python_compiler():
    """The compiler that the interpreter was built with."""
    text = sys.version
    return text[text.find('[') + 1:text.rfind(']')] if '[' in text else ''


# Other systems than this one: what is asked about them is what the caller gave as the answer.

_OTHER_RECORDS = {'AndroidVer': 'release api_level manufacturer model device is_emulator',
                  'IOSVersionInfo': 'system release model is_simulator'}


def _other_record(name):
    if name not in globals():
        from collections import namedtuple
        globals()[name] = namedtuple(name, _OTHER_RECORDS[name], module='platform')
    return globals()[name]


def win32_ver(release='', version='', csd='', ptype=''):
    """Version of Windows: the arguments, as this is none."""
    return release, version, csd, ptype


def win32_edition():
    """Edition of Windows, or None."""
    return None


def win32_is_iot():
    """Is this Windows IoT Core?"""
    return False


def mac_ver(release='', versioninfo=('', '', ''), machine=''):
    """Version of macOS: the arguments, as this is none."""
    return release, versioninfo, machine


def ios_ver(system='', release='', model='', is_simulator=False):
    """Version of iOS: the arguments, as this is none."""
    return _other_record('IOSVersionInfo')(system, release, model, is_simulator)


def android_ver(release='', api_level=0, manufacturer='', model='', device='', is_emulator=False):
    """Version of Android: the arguments, as this is none."""
    return _other_record('AndroidVer')(release, api_level, manufacturer, model, device,
                                       is_emulator)


def java_ver(release='', vendor='', vminfo=('', '', ''), osinfo=('', '', '')):
    """Version of Jython: the arguments, as this is none."""
    import warnings
    warnings._deprecated('java_ver', remove=(3, 15))
    return release, vendor, vminfo, osinfo


if __name__ == '__main__':
    def _has(word):
        return word in sys.argv or '--' + word in sys.argv

    print(platform(not _has('nonaliased'), _has('terse')))
    sys.exit(0)
