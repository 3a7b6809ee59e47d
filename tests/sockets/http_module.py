# python -m http.server as a process of its own, asked by curl where there is one, else by http.client.
import http.client, os, re, shutil, signal, subprocess, sys, tempfile
signal.signal(signal.SIGINT, signal.default_int_handler)    # it may be ignored in the background
top = tempfile.mkdtemp()
with open(top + '/hello.txt', 'w') as f: f.write('hello from a file\n' * 3)
os.mkdir(top + '/sub')
p = subprocess.Popen([sys.executable, '-u', '-m', 'http.server', '0', '--bind', '127.0.0.1', '--directory', top, '--protocol', 'HTTP/1.1'], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
line = p.stdout.readline(); port = int(re.search(r'port (\d+)', line)[1]); print(line.replace(str(port), 'PORT'), end='')
curl = shutil.which('curl')
def ask(path, *options):
    if curl:
        r = subprocess.run([curl, '-s', '--noproxy', '*', '-w', '|%{http_code}|%{content_type}', *options, f'http://127.0.0.1:{port}{path}'], capture_output=True, text=True, timeout=30)
        return r.returncode, r.stdout
    c = http.client.HTTPConnection('127.0.0.1', port, timeout=30); c.request('HEAD' if '-I' in options else 'GET', path); r = c.getresponse(); body = r.read().decode(); c.close()
    if '-o' in options: body = ''
    return 0, f'{body}|{r.status}|{r.getheader("Content-Type", "")}'
print(ask('/hello.txt')); print(ask('/sub')[1].split('|')[1]); print(ask('/nope', '-o', os.devnull)); print(ask('/'))
p.send_signal(signal.SIGINT); out, err = p.communicate(timeout=30); print(repr(out), p.returncode); print(re.sub(r'\[.*?\]', '[TIME]', err)); shutil.rmtree(top)
print(subprocess.run([sys.executable, '-m', 'http.server', '-h'], capture_output=True, text=True, env={**os.environ, 'COLUMNS': '80'}).stdout[:60])
