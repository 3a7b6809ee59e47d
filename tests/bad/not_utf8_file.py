# SPDX-License-Identifier: MIT
import os
cases = {'latin.py': b'x = "\xe9"\n', 'cp.py': '# -*- coding: cp1251 -*-\nx = "привет"\n'.encode('cp1251'), 'koi.py': '# coding: koi8-r\nx = "мир"\n'.encode('koi8-r'), 'bom.py': b'\xef\xbb\xbfx = "bom"\n', 'unk.py': b'# coding: klingon\nx = 1\n', 'nul.py': b'x = 1\x00\n', 'mixed.py': b'\xef\xbb\xbf# coding: latin-1\nx = 1\n', 'second.py': b'#!/bin/x\n# vim: set fileencoding=latin-1 :\nx = "\xe9"\n', 'cr.py': b'x = 1\ry = 2\r', 'empty.py': b'', 'nonl.py': b'x = 5'}
import sys
sys.path.insert(0, os.getcwd())
for name, data in cases.items():
    with open(name, 'wb') as f: f.write(data)
    try:
        m = __import__(name[:-3])
        print(name, repr(getattr(m, 'x', None)))
    except SyntaxError as e: print(name, type(e).__name__, e.msg.replace(os.getcwd(), 'DIR'))
    except ValueError as e: print(name, type(e).__name__, e)
