# SPDX-License-Identifier: MIT
# webbrowser: with programs of our own in the place of browsers.
import os, subprocess, sys, tempfile, time

folder = tempfile.mkdtemp()
log = folder + '/log'


def program(name, status=0):
    with open(f'{folder}/{name}', 'w') as f:
        f.write(f'#!/bin/sh\necho "{name}" "$@" >> {log}\nexit {status}\n')
    os.chmod(f'{folder}/{name}', 0o755)


for name in ('firefox', 'elinks', 'lynx', 'konqueror', 'kfm', 'epiphany', 'chromium', 'mine'):
    program(name)
program('opera', 3)
program('broken', 1)
os.environ['PATH'] = folder + ':/bin:/usr/bin'
os.environ['DISPLAY'], os.environ['TERM'] = ':77', 'dumb'
for name in ('BROWSER', 'XDG_CURRENT_DESKTOP', 'GNOME_DESKTOP_SESSION_ID', 'KDE_FULL_SESSION'):
    os.environ.pop(name, None)
import webbrowser

print(webbrowser.__all__, issubclass(webbrowser.Error, Exception))


def done(*results):
    time.sleep(0.05)
    try:
        with open(log) as f:
            print(*results, [line.rstrip() for line in f])
        os.remove(log)
    except OSError:
        print(*results)


def t(call, *args, **kw):
    try:
        print(call(*args, **kw))
    except Exception as error:
        print(type(error).__name__, error)


t(webbrowser.get, 'none-such')
known = [name for name in webbrowser._tryorder if name in ('firefox', 'elinks', 'lynx', 'konqueror', 'kfm', 'epiphany', 'chromium', 'opera')]
print(known)
for name in known:
    found = webbrowser.get(name.upper())
    print(type(found).__name__, found.name, found.basename, found is webbrowser.get(name))
for name in ('firefox', 'epiphany', 'chromium', 'elinks'):
    browser = webbrowser.get(name)
    done(name, browser.open('http://x/?a=%s'), browser.open_new('http://y/'), browser.open_new_tab('http://z/'), browser.open('http://w', autoraise=False))
done(webbrowser.get('lynx').open('http://lynx'))
t(webbrowser.get('firefox').open, 'u', 3)
generic = webbrowser.get('mine -v %s --end')
done(type(generic).__name__, generic.name, generic.args, generic.open('http://a b'))
done(type(webbrowser.get('mine %s &')).__name__)
print(webbrowser.get('missing-program %s').open('u'), webbrowser.get('broken %s').open('u'), webbrowser.GenericBrowser('mine').args)
done()
path = webbrowser.get(folder + '/firefox')
print(type(path).__name__, path.name.replace(folder, 'FOLDER'), path.basename)
t(webbrowser.get, folder + '/mine')


class Own(webbrowser.BaseBrowser):
    def open(self, url, new=0, autoraise=True):
        print('own', self.name, url, new, autoraise)
        return new != 1


webbrowser.register('Own', Own, preferred=True)
print(webbrowser._tryorder[0], type(webbrowser.get()).__name__, webbrowser.get('own') is webbrowser.get('own'))
print(webbrowser.open('http://q'), webbrowser.open_new_tab('http://r', ))
webbrowser.register('second', None, Own('second'))
print(webbrowser._tryorder[-1], webbrowser.get('second').open_new('s'))
t(webbrowser.BaseBrowser('n').open, 'u')
text = 'import webbrowser; print(webbrowser._tryorder, webbrowser.get().name, webbrowser._tryorder[:2]); print(webbrowser.open("http://env"))'
os.environ['BROWSER'] = 'mine %s:firefox'
done(*subprocess.run([sys.executable, '-c', text], capture_output=True, text=True).stdout.splitlines()[1:])
del os.environ['DISPLAY'], os.environ['TERM']
os.environ['BROWSER'] = 'mine'
done(*subprocess.run([sys.executable, '-c', text], capture_output=True, text=True).stdout.splitlines())
done(repr(subprocess.run([sys.executable, '-m', 'webbrowser', '-t', 'http://cmd'], capture_output=True, text=True).stdout))
del os.environ['BROWSER']
print(subprocess.run([sys.executable, '-c', 'import webbrowser; print(webbrowser.open("x")); webbrowser.get()'], capture_output=True, text=True).stderr.splitlines()[-1])
