# SPDX-License-Identifier: MIT
# difflib: every name, random sequences in all formats, HTML with and without context, errors.
import difflib, random
print(sorted(difflib.__all__), difflib.Match._fields)
def attempt(call, *args, **kw):
    try:
        print(call(*args, **kw))
    except Exception as error:
        print(type(error).__name__, error)
s = difflib.SequenceMatcher(lambda c: c == ' ', 'private Thread currentThread;', 'private volatile Thread currentThread;')
print(round(s.ratio(), 3), s.quick_ratio(), s.real_quick_ratio(), s.get_matching_blocks(), s.get_opcodes(), s.find_longest_match(0, 5, 2, 9), s.find_longest_match())
print(s.bjunk, s.bpopular, len(s.b2j), difflib.SequenceMatcher[str])
s.set_seq1('abcd'); s.set_seq2('bcde'); s.set_seqs('abcdxy', 'abcxyz')
print(s.get_opcodes(), list(s.get_grouped_opcodes(1)), difflib.SequenceMatcher(None, '', '').ratio(), list(difflib.SequenceMatcher(None, '', '').get_grouped_opcodes()))
long = difflib.SequenceMatcher(None, 'a' * 250 + 'b', 'b' + 'a' * 250)
print(long.bpopular, long.ratio(), difflib.SequenceMatcher(None, 'a' * 250 + 'b', 'b' + 'a' * 250, autojunk=False).ratio())
print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy']), difflib.get_close_matches('wheel', ['while', 'heel', 'eel', 'wheal'], 2, 0.5), difflib.get_close_matches('x', []))
attempt(difflib.get_close_matches, 'a', [], 0); attempt(difflib.get_close_matches, 'a', [], 1, 2.0)
print([difflib.IS_LINE_JUNK(x) for x in ('\n', '  #   \n', 'hello\n', '##')], [difflib.IS_CHARACTER_JUNK(x) for x in ' \t\nx'])
one, two = 'one\ntwo\nthree\nsame\n\tabcDefghiJkl\n'.splitlines(True), 'ore\ntree\nemu\nsame\n\tabcdefGhijkl\n'.splitlines(True)
diff = list(difflib.ndiff(one, two))
print(''.join(diff), ''.join(difflib.restore(diff, 1)) == ''.join(one), ''.join(difflib.restore(diff, 2)) == ''.join(two))
attempt(lambda: list(difflib.restore(diff, 3)))
print(''.join(difflib.Differ(difflib.IS_LINE_JUNK, difflib.IS_CHARACTER_JUNK).compare(['a b\n', '\n', '#\n', 'c\n'], ['a  b\n', '#\n', '\n', 'c\n'])))
for f in difflib.unified_diff, difflib.context_diff:
    print(''.join(f(one, two, 'before', 'after', 'date 1', 'date 2', n=1)))
    print('|'.join(f(list('abcdefghijklmnop'), list('abXdefghijklmnoq'), lineterm='')), '|'.join(f([], ['x'], lineterm='')), list(f(one, one)))
    attempt(lambda: list(f('abc', ['x']))); attempt(lambda: list(f([b'x'], ['y']))); attempt(lambda: list(f(['x'], ['y'], b'f')))
print(list(difflib.diff_bytes(difflib.unified_diff, [b'a\xff\n'], [b'b\n'], b'f', b't')))
attempt(lambda: list(difflib.diff_bytes(difflib.unified_diff, ['a'], [b'b'])))
random.seed(5)
def text(n):
    return [' '.join(random.choice(['alpha', 'beta', 'gamma', 'delta', 'x']) for _ in range(random.randrange(1, 4))) + '\n' for _ in range(n)]
def changed(lines):
    out = []
    for line in lines:
        k = random.random()
        if k < .6: out.append(line)
        elif k < .75: out.append(line.replace('a', random.choice('aeb'), 1))
        elif k < .9: out += [line] + text(random.randrange(3))
    return out
html = difflib.HtmlDiff()
for n in range(30):
    a = text(random.randrange(12)); b = changed(a)
    print(''.join(difflib.ndiff(a, b)), ''.join(difflib.unified_diff(a, b, n=n % 4)), ''.join(difflib.context_diff(a, b, n=n % 3)))
    print(html.make_table(a, b, 'from' * (n % 2), '', n % 2 == 1, n % 4))
wrap = difflib.HtmlDiff(tabsize=4, wrapcolumn=20, charjunk=None)
print(wrap.make_file(['a\tb c & <d> ' * 4 + '\n', 'same\n'], ['a    b c & <e> ' * 4 + 'é\n', 'same\n', 'new\n'], 'A', 'B', charset='ascii'))
print(html.make_table([], []), html.make_table(['a\n'] * 9 + ['b\n'] + ['a\n'] * 9 + ['c\n'], ['a\n'] * 9 + ['B\n'] + ['a\n'] * 9 + ['C\n', 'd\n'], context=True, numlines=2))
