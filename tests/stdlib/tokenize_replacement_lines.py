# Lines inside a replacement of an f-string have no indentation of their own.
import io
import tokenize

for source in ("f'''__{\n    x:a\n}__'''\n", "f'''a{\n\n  # why\n    x\n  }b'''\ny = 1\n",
               "if x:\n    f'''{\n  a !r\n:>{\n w}}'''\n    b\n"):
    for tok in tokenize.generate_tokens(io.StringIO(source).readline):
        print(tokenize.tok_name[tok.type], repr(tok.string), tok.start, tok.end)
    print('-')
