# What site adds to the builtins, in scripts too.
import builtins

print(help)
for name in ('exit', 'quit', 'help', 'copyright', 'credits', 'license'):
    print(name, callable(getattr(builtins, name)), isinstance(repr(getattr(builtins, name)), str))
