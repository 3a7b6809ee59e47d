# A text with lone surrogates whose UTF-8 has been asked for, in a cycle that the collector searches.
import gc
import os


class Node:
    pass


for text in ('a\ud800', '\udcff' * 5, 'ж\udfff'):
    node = Node()
    node.itself, node.text, node.table = node, text, {text: [text]}
    try:
        text.encode()
    except UnicodeEncodeError as error:
        print(error)
    print(os.path.exists('/nowhere/' + text.encode('utf-8', 'surrogatepass').decode('utf-8', 'surrogatepass')[:1]))
    try:
        print(compile(text, text, 'eval'))
    except (SyntaxError, UnicodeError) as error:
        print(type(error).__name__)
    try:
        os.stat(text)
    except (OSError, UnicodeError) as error:
        print(type(error).__name__)
    print(gc.collect() >= 0)
    del node
    print(gc.collect() > 0, ascii(text))
