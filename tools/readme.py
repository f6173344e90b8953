"Writes README.md from `nbs/index.ipynb`: `python -m tools.readme`; with `--check`, only says whether it is in step"
import os, posixpath, re
from pathlib import Path

import nbformat
from fastcore.nbio import nb2str
from fastcore.script import call_parse
from nbconvert import MarkdownExporter
from nbdev.process import NBProcessor
from nbdev.processors import clean_magics, hide_, hide_line, rm_export, strip_ansi

from tools.settings import command_line

nbs = Path('nbs')
images = nbs/'images'

def hide(cell):
    "Follow Quarto's `include`, `echo` and `output` directives, and drop raw cells"
    off = {name for name in ('include', 'echo', 'output') if cell.directives_.get(name)=='false'}
    if 'include' in off or cell.cell_type=='raw': del cell['source']
    if 'echo' in off: cell.metadata['transient'] = {'remove_source': True}
    if 'output' in off: cell['outputs'] = []

def from_root(
    md:str, # Markdown whose links are relative to `nbs/`
)->str: # the same, with links relative to the repository's root
    "Make the relative links of `md` work on the repository's front page"
    def link(match):
        before,target = match.groups()
        if re.match(r'[a-z]+:|[/#]', target): return match[0]
        return before+posixpath.normpath(posixpath.join(nbs.name, target))
    parts = re.split(r'(^```.*?^```|`[^`\n]+`)', md, flags=re.M|re.S) # odd parts are code
    parts[::2] = [re.sub(r'(\]\(|(?:src|href)=")([^)"\s]+)', link, part) for part in parts[::2]]
    return ''.join(parts)

def shows_picture(cell): return any('image/png' in output.get('data', {}) for output in cell.get('outputs', []))

def readme(
    path:Path=nbs/'index.ipynb', # the notebook
)->tuple[str, dict]: # Markdown, and the pictures that it shows: bytes by path
    "Convert a notebook to the README"
    processor = NBProcessor(path, procs=[strip_ansi, hide_line, hide, rm_export, clean_magics, hide_])
    processor.process()
    alts = [cell.directives_.get('fig-alt', 'picture') for cell in processor.nb.cells if shows_picture(cell)]
    nb = nbformat.reads(nb2str(processor.nb), as_version=4)
    nb.metadata['language_info'] = {'name': 'python'}
    for cell in nb.cells:
        # the page of changes only includes the file
        md = cell.source.replace('(changelog.qmd)', '(../CHANGELOG.md)')
        if cell.cell_type=='markdown': cell.source = from_root(md)
        # a reader of the front page starts in the root
        else: cell.source = cell.source.replace("'images/", f"'{nbs.name}/images/")
    folders = {'unique_key': path.stem, 'output_files_dir': str(images)}
    md,resources = MarkdownExporter().from_notebook_node(nb, folders)
    for alt in alts: md = md.replace('![png]', f'![{alt}]', 1) # the exporter ignores the alternative text
    md = re.sub(r'[ \t]+$', '', md, flags=re.M)
    md = re.sub(r'\n{3,}', '\n\n', md).strip()+'\n'
    return md,{Path(name): data for name,data in resources['outputs'].items()}

def check_commands():
    "Check that the commands are shown as settings.ini names them. Raises `SystemExit` otherwise"
    for path in ('README.md', 'CONTRIBUTING.md'):
        shown = Path(path).read_text(encoding='utf-8').splitlines()
        missing = [line for line in map(command_line, ('demo', 'test')) if line not in shown]
        if missing: raise SystemExit(f"{path} does not show what settings.ini names: {' and '.join(missing)}")

def check_files(
    files:dict[Path,bytes], # what README.md and its pictures have to be
    stale:list[Path], # pictures that README.md does not show
):
    "Check that README.md and its pictures are in step. Raises `SystemExit` otherwise"
    changed = [path for path,data in files.items() if not path.exists() or path.read_bytes()!=data]
    paths = ', '.join(map(str, stale+changed))
    if paths: raise SystemExit(f'Out of step with nbs/index.ipynb: {paths}. Run `python -m tools.readme`')

@call_parse
def main(
    check:bool=False, # Change nothing; exit with 1 when README.md, a picture or a command is out of step
):
    "Write README.md from nbs/index.ipynb"
    os.chdir(Path(__file__).resolve().parents[1])
    md,pictures = readme()
    files = {Path('README.md'): md.encode(), **pictures}
    stale = [path for path in images.glob('index_*') if path not in files]
    if check: check_files(files, stale)
    else:
        for path in stale: path.unlink()
        for path,data in files.items(): path.write_bytes(data)
    check_commands()
