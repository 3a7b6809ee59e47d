# SPDX-License-Identifier: MIT
# An endless loop that is interrupted is named by the line of its test.
import os
import signal
import threading


def spin():
    answer = 42

    while True:
        pass


def spin_and_count(n):
    while 1:
        n = n + 1


for busy in spin, lambda: spin_and_count(0):
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        busy()
    except KeyboardInterrupt as error:
        tb = error.__traceback__
        while tb.tb_next:
            tb = tb.tb_next
        name = tb.tb_frame.f_code.co_name
        print(name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno if name == 'spin' else '')
