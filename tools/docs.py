"Builds the site into `_docs/` and checks its links: `python -m tools.docs`"
import ast, os, re, shutil, subprocess, sys
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml
from fastcore.nbio import read_nb, write_nb
from nbdev.quarto import _fix_quarto_nav
from nbdev.quarto_render import render_quarto
from nbdev.serve import proc_nbs

site = Path('_docs')
smalldocs = [sys.executable, '-m', 'smalldocs.cli', 'render', '--quiet']

def render():
    "Process the notebooks and render them, with Quarto where it is installed, else with smalldocs"
    shutil.rmtree('_proc', ignore_errors=True) # a page that was made with older modules would be taken from here
    proc = proc_nbs()
    for path in proc.rglob('*.ipynb'): tidy(path, Path('nbs')/path.relative_to(proc))
    quarto = shutil.which('quarto')
    # An older Quarto stops at a key that it does not know
    if not quarto or quarto_version(quarto)>=(1, 9): add_llms_txt(proc/'_quarto.yml')
    if quarto:
        render_quarto(proc, proc/site.name)
        _fix_quarto_nav(proc/site.name)
    elif find_spec('smalldocs'): subprocess.run([*smalldocs, proc], check=True)
    else: sys.exit('The site needs Quarto, or smalldocs (`pip install smalldocs`, Python 3.11 or later)')
    shutil.rmtree(site, ignore_errors=True)
    shutil.move(proc/site.name, site)
    for path in site.rglob('*.css'): drop_web_fonts(path)

def quarto_version(
    quarto:str, # path of the program
)->tuple[int, ...]: # its two first numbers
    "Ask Quarto for its version"
    text = subprocess.check_output([quarto, '--version'], text=True)
    return tuple(map(int, re.findall(r'\d+', text)[:2]))

def add_llms_txt(
    path:Path, # the processed `_quarto.yml`
):
    "Ask for `llms.txt`, and for each page in Markdown"
    config = yaml.safe_load(path.read_text(encoding='utf-8'))
    config['website']['llms-txt'] = True
    path.write_text(yaml.safe_dump(config, sort_keys=False), encoding='utf-8')

def drop_web_fonts(
    path:Path, # a stylesheet
):
    "Drop the fonts that a theme would fetch from another server; the reader's system has fonts, too"
    css = path.read_text(encoding='utf-8')
    local = re.sub(r'@import\s*(url\(["\']?https?:[^)]*\)|["\']https?:[^"\']*["\'])\s*;', '', css)
    if local!=css: path.write_text(local, encoding='utf-8')

def documented_name(
    node:ast.AST, # a function or a class
)->str: # such as `Backbone.forward` for a method that `@patch` adds
    "Give the name with which `show_doc` is called"
    patched = any(getattr(decorator, 'id', '')=='patch' for decorator in node.decorator_list)
    return f'{ast.unparse(node.args.args[0].annotation)}.{node.name}' if patched else node.name

def cell_sources(
    source:str, # an exported cell
)->dict[str,str]: # by name, as `show_doc` is called
    "Take the source of each function and class out of a cell"
    code = re.sub(r'\A(#\s*\|.*\n)+', '', source)
    found = {}
    for node in ast.parse(code).body:
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)): continue
        start = min([node.lineno, *[decorator.lineno for decorator in node.decorator_list]])
        found[documented_name(node)] = '\n'.join(code.splitlines()[start-1:node.end_lineno])
    return found

def sources(
    path:Path, # a notebook
)->dict[str,str]: # by name, as `show_doc` is called
    "Collect the source of each function and class that a notebook exports"
    found = {}
    for cell in read_nb(path).cells:
        if cell.cell_type=='code' and re.match(r'#\s*\|\s*export', cell.source): found |= cell_sources(cell.source)
    return found

folded_source = '''

<details class="code-fold">
<summary>Source</summary>

```python
{}
```

</details>
'''

def tidy_output(
    md:str, # the Markdown of an output
    cell, # the cell that it belongs to
    found:dict[str,str], # the sources of the notebook
)->str: # Markdown
    "Drop the link to the source, a path without a repository's address, and add the source to a signature"
    md = re.sub(r'^\[source\]\(/blob/.*\n', '', md, flags=re.M)
    shown = re.search(r'^show_doc\(([\w.]+)', cell.source, re.M)
    return md+folded_source.format(found[shown[1]]) if shown and shown[1] in found else md

def tidy(
    path:Path, # a processed notebook
    original:Path, # the notebook from which it was made
):
    "Remove links and directives that the page cannot use, and put the source under each signature"
    nb = read_nb(path)
    found = sources(original)
    fold = any(cell.cell_type=='raw' and 'code-fold: true' in cell.source for cell in nb.cells)
    level = '#' # of the headings so far
    for cell in nb.cells:
        if cell.cell_type=='markdown' and re.search('^## ', cell.source, re.M): level = '##'
        if fold and cell.cell_type=='code':
            cell.source = f'#| code-fold: true\n{cell.source}' # smalldocs asks each cell
        if cell.cell_type=='markdown':
            cell.source = re.sub(r'\A(#\|.*\n?)+', '', cell.source) # Quarto drops directives, smalldocs prints them
            # nbdev links private names, which have no entry
            cell.source = re.sub(r'\[(`_\w+`)\]\([^)]*#_\w+\)', r'\1', cell.source)
        for output in cell.get('outputs', []):
            md = ''.join(output.get('data', {}).get('text/markdown', ''))
            if not md: continue
            md = re.sub('^###(?= )', f'{level}#', md, flags=re.M) # `show_doc` writes `###`, under whatever heading
            output['data']['text/markdown'] = tidy_output(md, cell, found)
    write_nb(nb, path)

class Page(HTMLParser):
    "The link targets (`ids`), the links and the `faults` of an HTML page, which a browser would find much later"
    def __init__(self, text:str):
        super().__init__()
        self.ids,self.links,self.faults = set(),set(),[]
        self.level = 1 # of the heading before
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag=='img' and 'alt' not in attrs: self.faults.append('a picture without `fig-alt`')
        if 'anchored' in (attrs.get('class') or ''): self.find_skip(int(tag[1]), attrs.get('id'))
        self.ids |= {attrs.get('id'), attrs.get('name')}
        self.links |= {attrs[name] for name in ('href','src') if attrs.get(name)}

    def find_skip(self, level, name):
        if level>self.level+1: self.faults.append(f'the heading `{name}` skips a level')
        self.level = level

def link_target(
    url, # a link, split
    page:Path, # the page that it is on
)->Path: # the file that it leads to
    "Find the file of an internal link"
    target = page
    if url.path: target = page.parent/unquote(url.path)
    if url.path.startswith('/'): target = site/url.path.lstrip('/')
    target = Path(os.path.normpath(target))
    return target/'index.html' if target.is_dir() else target

def bad_pages()->list[str]: # `page: fault`, or `page: link` of an internal link whose file or anchor is missing
    "Find the internal links of the site that lead nowhere, and what is wrong with its pages"
    pages = {path: Page(path.read_text(encoding='utf-8')) for path in sorted(site.rglob('*.html'))}
    bad = []
    for path,page in pages.items():
        bad += [f'{path.relative_to(site)}: {fault}' for fault in page.faults]
        for link in sorted(page.links):
            url = urlsplit(link)
            if url.scheme or url.netloc: continue
            target = link_target(url, path)
            missing = site not in target.parents or not target.exists()
            no_anchor = url.fragment and target in pages and unquote(url.fragment) not in pages[target].ids
            if missing or no_anchor: bad.append(f'{path.relative_to(site)}: {link}')
    return bad

def sidebar_files(
    item, # the sidebar of `_quarto.yml`, or a part of it
)->list[str]: # the pages that it names
    "List the source files of a sidebar"
    if isinstance(item, str): return [item]
    if isinstance(item, list): return sum(map(sidebar_files, item), [])
    return sidebar_files([item[key] for key in ('href','file','contents') if item.get(key)])

def missing_pages()->list[str]: # each sidebar entry without a page, and each page without a sidebar entry
    "Compare the sidebar with the pages; Quarto says nothing when they differ"
    sidebar = yaml.safe_load(Path('_quarto.yml').read_text(encoding='utf-8'))['website']['sidebar']
    named = {Path(file).with_suffix('.html').as_posix() for file in sidebar_files(sidebar)}
    built = {path.relative_to(site).as_posix() for path in site.rglob('*.html') if 'site_libs' not in path.parts}
    return [f'_quarto.yml: the sidebar names {page}, which was not built' for page in sorted(named-built)] + [
        f'_quarto.yml: the sidebar lacks {page}' for page in sorted(built-named)]

def main():
    os.chdir(Path(__file__).resolve().parents[1])
    render()
    bad = missing_pages() or bad_pages() # each page links to the whole sidebar
    print(*bad, sep='\n', end='\n' if bad else '')
    print(f"{len(list(site.rglob('*.html')))} pages in {site}/, {len(bad)} problems")
    sys.exit(bool(bad))

if __name__ == '__main__': main()
