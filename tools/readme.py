"Writes README.md from `nbs/index.ipynb`: `python -m tools.readme`; with `--check`, only says whether it is in step"
import os, posixpath, re
from pathlib import Path

import nbformat
from fastcore.nbio import nb2str
from fastcore.script import call_parse
from nbconvert import MarkdownExporter
from nbdev.process import NBProcessor
from nbdev.processors import clean_magics, hide_, hide_line, rm_export, strip_ansi

nbs,images = Path('nbs'),Path('nbs/images')

def hide(cell):
    "Do what Quarto's `include`, `echo` and `output` directives ask for, and drop raw cells"
    off = {k for k in ('include', 'echo', 'output') if cell.directives_.get(k)=='false'}
    if 'include' in off or cell.cell_type=='raw': del cell['source']
    if 'echo' in off: cell.metadata['transient'] = {'remove_source': True}
    if 'output' in off: cell['outputs'] = []

def from_root(
    md:str, # Markdown whose links are relative to `nbs/`
)->str: # the same, with links relative to the repository's root
    "Make the relative links of `md` work on the repository's front page"
    def link(m):
        pre,to = m.groups()
        return m[0] if re.match(r'[a-z]+:|[/#]', to) else pre+posixpath.normpath(posixpath.join(nbs.name, to))
    parts = re.split(r'(^```.*?^```|`[^`\n]+`)', md, flags=re.M|re.S) # odd parts are code
    parts[::2] = [re.sub(r'(\]\(|(?:src|href)=")([^)"\s]+)', link, o) for o in parts[::2]]
    return ''.join(parts)

def readme(
    path:Path=nbs/'index.ipynb', # the notebook
)->tuple[str, dict[Path,bytes]]: # Markdown, and the pictures that it shows
    "Convert a notebook to the README"
    nb = NBProcessor(path, procs=[strip_ansi, hide_line, hide, rm_export, clean_magics, hide_])
    nb.process()
    alts = [c.directives_.get('fig-alt', 'picture') for c in nb.nb.cells if any('image/png' in o.get('data', {}) for o in c.get('outputs', []))]
    nb = nbformat.reads(nb2str(nb.nb), as_version=4)
    nb.metadata['language_info'] = {'name': 'python'}
    for c in nb.cells:
        if c.cell_type=='markdown': c.source = from_root(c.source)
    md,res = MarkdownExporter().from_notebook_node(nb, {'unique_key': path.stem, 'output_files_dir': str(images)})
    for o in alts: md = md.replace('![png]', f'![{o}]', 1) # the exporter knows of no alternative text
    md = re.sub(r'[ \t]+$', '', md, flags=re.M)
    return re.sub(r'\n{3,}', '\n\n', md).strip()+'\n', {Path(k):v for k,v in res['outputs'].items()}

@call_parse
def main(
    check:bool=False, # Change nothing; exit with 1 when README.md or one of its pictures is out of step
):
    "Write README.md from nbs/index.ipynb"
    os.chdir(Path(__file__).resolve().parents[1])
    md,pics = readme()
    files = {Path('README.md'): md.encode(), **pics}
    stale = [p for p in images.glob('index_*') if p not in files]
    if check:
        old = stale + [p for p,b in files.items() if not p.exists() or p.read_bytes()!=b]
        if old: raise SystemExit(f"Out of step with nbs/index.ipynb: {', '.join(map(str, old))}. Run `python -m tools.readme`")
        return
    for p in stale: p.unlink()
    for p,b in files.items(): p.write_bytes(b)
