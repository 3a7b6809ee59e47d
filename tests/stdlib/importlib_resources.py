# importlib.resources and importlib.metadata over folders.
import importlib.metadata as metadata
import importlib.resources as resources
import os
import sys

os.makedirs('pkg/sub')
os.makedirs('space')
os.makedirs('demo-1.2.dist-info')
for name, text in (('pkg/__init__.py', ''), ('pkg/data.txt', 'some data\n'), ('pkg/sub/more.txt', 'more \xe9\n'),
                   ('space/part.txt', 'in a namespace\n'), ('demo.py', ''),
                   ('demo-1.2.dist-info/METADATA', 'Metadata-Version: 2.1\nName: demo\nVersion: 1.2\nSummary: A demo\n'
                    'Requires-Python: >=3.8\nRequires-Dist: other>=1\nRequires-Dist: extra; extra == "x"\n\nLong text\n'),
                   ('demo-1.2.dist-info/RECORD', 'demo.py,,\ndemo-1.2.dist-info/METADATA,sha256=abc,10\n'),
                   ('demo-1.2.dist-info/top_level.txt', 'demo\n'),
                   ('demo-1.2.dist-info/entry_points.txt', '[console_scripts]\ndemo = demo:main\n[things]\na = demo:A\nb = demo.x:B.c [x]\n')):
    with open(name, 'w', encoding='utf-8') as file:
        file.write(text)
sys.path.insert(0, os.getcwd())

files = resources.files('pkg')
print(sorted(entry.name for entry in files.iterdir() if entry.name != '__pycache__'))
print(files.joinpath('data.txt').read_text(), (files / 'sub' / 'more.txt').read_text(encoding='utf-8'), files.joinpath('data.txt').read_bytes())
print((files / 'data.txt').is_file(), (files / 'sub').is_dir(), (files / 'nosuch').is_file(), files.name)
with resources.as_file(files / 'data.txt') as path:
    print(path.name, path.exists())
with (files / 'data.txt').open() as file:
    print(file.read())
print(resources.read_text('pkg', 'data.txt'), resources.read_binary('pkg', 'data.txt'), resources.is_resource('pkg', 'data.txt'), resources.is_resource('pkg', 'sub'))
with resources.open_text('pkg', 'data.txt') as file:
    print(file.read())
with resources.path('pkg', 'data.txt') as path:
    print(path.name)
print([entry.name for entry in resources.files('space').iterdir()], (resources.files('space') / 'part.txt').read_text())
for call in (lambda: resources.read_text('pkg', 'nosuch'), lambda: resources.files('nosuch'), lambda: resources.files('demo').joinpath('demo.py').is_file()):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, str(error).replace(os.getcwd(), ''))

print(metadata.version('demo'), metadata.metadata('demo')['Summary'], metadata.requires('demo'))
dist = metadata.distribution('demo')
print(dist.name, dist.version, dist.read_text('top_level.txt'), dist.read_text('nosuch'))
print([(str(f), f.size, f.hash and f.hash.mode) for f in dist.files], [f.locate().name for f in dist.files])
print(sorted((e.group, e.name, e.value) for e in dist.entry_points))
points = metadata.entry_points(group='things')
print(sorted(points.names), points['a'].module, points['a'].attr, points['b'].extras, points['b'].attr, points['a'])
print(metadata.entry_points(group='things', name='a'))
print('demo' in [d.name for d in metadata.distributions()], metadata.packages_distributions().get('demo'))
try:
    metadata.version('nosuch-package')
except metadata.PackageNotFoundError as error:
    print(error, error.name)
