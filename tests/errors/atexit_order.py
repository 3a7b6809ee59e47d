# SPDX-License-Identifier: MIT
import threading
def work():
    print('thread done')
t = threading.Thread(target=work)
t.start()
t.join()
class D:
    def __del__(self): print('del at exit')
keep = D()
raise SystemExit(2)
