# What platform says of systems that this is not: what it was given.
import platform
import warnings

warnings.simplefilter('error')
for function in (platform.win32_ver, platform.win32_edition, platform.win32_is_iot, platform.mac_ver, platform.ios_ver,
                 platform.android_ver):
    print(function.__name__, function())
print(platform.mac_ver('1', machine='m'), platform.win32_ver('10', ptype='p'))
print(platform.ios_ver('iOS', model='m')._asdict(), platform.android_ver(api_level=30).api_level)
print(platform.IOSVersionInfo._fields, platform.AndroidVer._fields, type(platform.ios_ver()) is platform.IOSVersionInfo)
print({'AndroidVer', 'IOSVersionInfo', 'uname_result', 'java_ver'} <= set(dir(platform)))
try:
    platform.java_ver()
except DeprecationWarning as e:
    print(e)
warnings.simplefilter('ignore')
print(platform.java_ver('r', vminfo=('a', 'b', 'c')))
