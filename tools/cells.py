"Reads the cells of a notebook, and finds the problems that are not in its code"
import re

from fastcore.nbio import read_nb

directive = re.compile(r'#\s*\|\s*([\w-]+):?\s*(.*)')

def cell_kind(source):
    "Say what becomes of a code cell: is it exported to a module, shown on the page or hidden?"
    directives = {m[1]: m[2] for line in source.splitlines() if (m := directive.match(line))}
    if directives.keys()&{'export', 'exporti', 'exports'}: return 'export'
    off = 'false' in (directives.get('echo'), directives.get('include'))
    return 'hidden' if off or directives.keys()&{'hide', 'hide_input', 'default_exp'} else 'shown'

def lost_introduction(path):
    "Find what the site drops of a notebook: what follows title, description and settings in the same cell"
    title = next((cell.source for cell in read_nb(path).cells if cell.source.startswith('# ')), '')
    rest = [line for line in title.splitlines()[1:] if not re.match(r'> |- [\w-]+: |\s*$', line)]
    return [f'{path}: the site drops {rest[0][:40]!r}: give it a cell of its own'] if rest else []

def private_examples(path):
    "Find a public page whose first example uses a private name"
    if path.parent.name!='nbs': return []
    cells = read_nb(path).cells
    shown = [cell.source for cell in cells if cell.cell_type=='code' and cell_kind(cell.source)=='shown']
    examples = [source for source in shown if not re.fullmatch(r'(?s)(\s*(#.*|import .*|from .*)\n?)*', source)]
    is_private = re.search(r'(?<![\w.])_[a-z]\w*\(', ''.join(examples[:1]))
    return [f'{path}: its first example uses a private name'] if is_private else []

# Paths outside of the project, addresses of objects, progress bars, and lines of a log with their times
places = r'(?<![\w./])/(?:tmp|home|root|Users|private|var|mnt|opt|usr)/'
unstable = re.compile(places+r'|\bat 0x[0-9a-f]{6,}|\d(?:it/s|s/it)\b|\b[VIWE]\d{4} \d\d:\d\d:')

def stored_texts(cell):
    "Give the texts of the stored outputs of a cell"
    for output in cell.get('outputs', ()):
        texts = [text for kind,text in output.get('data', {}).items() if not kind.startswith('image/')]
        yield from map(''.join, [output.get('text', ()), *texts])

def unstable_outputs(path):
    "Find stored outputs that name a path or an object of one machine, progress bars, and lines of a log"
    found = [(cell.id, unstable.search(text)) for cell in read_nb(path).cells for text in stored_texts(cell)]
    return [f'{path}:cell[{place}]: another run would not store {m[0]!r} again' for place,m in found if m]
