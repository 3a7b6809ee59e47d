# Words of one to nine letters as the last of a source without a newline: keywords, soft keywords and names.
import keyword

for word in keyword.kwlist + keyword.softkwlist:
    for text in (word, 'x ' + word, word + '_', '_' + word, word[:-1], word + word[-1], word.upper(), word * 3):
        try:
            code = compile(text, '<w>', 'exec')
        except SyntaxError as e:
            print(repr(text), type(e).__name__, e.msg, e.offset, e.end_offset)
        else:
            print(repr(text), code.co_names)
names = ['a', 'ab', 'abc', 'abcd', 'abcde', 'abcdef', 'abcdefg', 'abcdefgh', 'abcdefghi', 'abcdefghij',
         'aab', 'aba', 'baa', 'aabb', 'abab', 'aaabaaa', 'aaaabaaa', 'aaaaabaaa', 'abcdefgh1', 'abcdefgh2',
         'abcdefghabcdefgh', 'abcdefghbcdefgh', 'bcdefghbcdefghi', 'x' * 15, 'x' * 16, 'x' * 17, 'é', 'éa', 'éab']
namespace = {}
for i, name in enumerate(names):
    exec(f'{name} = {i}', namespace)
print(*(eval(name, namespace) for name in names))
exec('\n'.join(f'{name} += 1' for name in names), namespace)
print(*(namespace[name] for name in names))
