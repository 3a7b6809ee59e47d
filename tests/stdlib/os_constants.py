# Every number that os, socket, errno, select, time and signal have on Linux, and the tables of configuration names.
import errno
import os
import select
import signal
import socket
import time

AWAY = {'PIDFD_NONBLOCK', 'EHWPOISON'}  # depend on the headers that CPython was built with
for module in os, socket, errno, select, time, signal:
    print('##', module.__name__)
    for name in sorted(dir(module)):
        value = getattr(module, name)
        if name[0].isupper() and name not in AWAY and isinstance(value, int) and not isinstance(value, bool):
            print(name, int(value))

for table in os.sysconf_names, os.confstr_names, os.pathconf_names:
    print(sorted(table.items()))
