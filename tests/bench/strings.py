# SPDX-License-Identifier: MIT
# Strings: building, splitting, joining, formatting, searching.
words = [f'word{i % 97}' for i in range(20_000)]
text = ' '.join(words)
count = {}
for _ in range(8):
    for word in text.split():
        count[word] = count.get(word, 0) + 1
out = ''
for i in range(60_000):
    out += chr(97 + i % 26)
line = 0
for i in range(60_000):
    line += len(f'{i:05d} {i / 7:.3f} {"x" * (i % 5)!r}')
print(len(count), len(out), line, text.count('word9'), text.replace('word', 'w').upper()[:20], out.find('xyzab', 50_000))
