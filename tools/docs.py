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

def render():
    "Process the notebooks and render them, with Quarto where it is installed, else with smalldocs"
    shutil.rmtree('_proc', ignore_errors=True) # a page made with older modules would be taken from here
    proc = proc_nbs()
    for p in proc.rglob('*.ipynb'): tidy(p, Path('nbs')/p.relative_to(proc))
    quarto = shutil.which('quarto')
    if not quarto or version(subprocess.check_output([quarto, '--version'], text=True))>=(1, 9): # older ones refuse what they do not know
        add_llms_txt(proc/'_quarto.yml')
    if quarto:
        render_quarto(proc, proc/site.name)
        _fix_quarto_nav(proc/site.name)
    elif find_spec('smalldocs'): subprocess.run([sys.executable, '-m', 'smalldocs.cli', 'render', '--quiet', proc], check=True)
    else: sys.exit('The site needs Quarto, or smalldocs (`pip install smalldocs`, Python 3.11 or later)')
    shutil.rmtree(site, ignore_errors=True)
    shutil.move(proc/site.name, site)
    for p in site.rglob('*.css'): keep_home(p)

def version(text): return tuple(map(int, re.findall(r'\d+', text)[:2]))

def add_llms_txt(
    path:Path, # the processed `_quarto.yml`
):
    "Ask for `llms.txt`, and each page in Markdown"
    config = yaml.safe_load(path.read_text(encoding='utf-8'))
    config['website']['llms-txt'] = True
    path.write_text(yaml.safe_dump(config, sort_keys=False), encoding='utf-8')

def keep_home(
    path:Path, # a stylesheet
):
    "Drop the web fonts that the themes would fetch from a server elsewhere; the fonts of the reader's system take their place"
    css = path.read_text(encoding='utf-8')
    own = re.sub(r'@import\s*(url\(["\']?https?:[^)]*\)|["\']https?:[^"\']*["\'])\s*;', '', css)
    if own!=css: path.write_text(own, encoding='utf-8')

def sources(
    path:Path, # a notebook
)->dict[str,str]: # by the names that `show_doc` is called with
    "The source of each function and class that a notebook exports"
    res = {}
    for c in read_nb(path).cells:
        if c.cell_type!='code' or not re.match(r'#\s*\|\s*export', c.source): continue
        code = re.sub(r'\A(#\s*\|.*\n)+', '', c.source)
        for o in ast.parse(code).body:
            if not isinstance(o, (ast.FunctionDef, ast.ClassDef)): continue
            patched = any(getattr(d, 'id', '')=='patch' for d in o.decorator_list)
            start = min([o.lineno, *[d.lineno for d in o.decorator_list]])
            res[f'{ast.unparse(o.args.args[0].annotation)}.{o.name}' if patched else o.name] = '\n'.join(code.splitlines()[start-1:o.end_lineno])
    return res

def tidy(
    path:Path, # a processed notebook
    original:Path, # what it was made of
):
    "Drop what leads nowhere or would be printed as it stands, and put the source under each signature"
    nb,source = read_nb(path),sources(original)
    fold = any(c.cell_type=='raw' and 'code-fold: true' in c.source for c in nb.cells)
    for c in nb.cells:
        if fold and c.cell_type=='code': c.source = f'#| code-fold: true\n{c.source}' # smalldocs asks each cell
        if c.cell_type=='markdown':
            c.source = re.sub(r'\A(#\|.*\n?)+', '', c.source) # directives, which Quarto drops and smalldocs prints
            c.source = re.sub(r'\[(`_\w+`)\]\([^)]*#_\w+\)', r'\1', c.source) # nbdev links private names, which have no entry
        for o in c.get('outputs', []):
            md = o.get('data', {}).get('text/markdown')
            # without a repository URL, nbdev's links to the source are only a path
            if not md: continue
            md = re.sub(r'^\[source\]\(/blob/.*\n', '', ''.join(md), flags=re.M)
            shown = re.search(r'^show_doc\(([\w.]+)', c.source, re.M)
            if shown and shown[1] in source: md += f'\n\n<details class="code-fold">\n<summary>Source</summary>\n\n```python\n{source[shown[1]]}\n```\n\n</details>\n'
            o['data']['text/markdown'] = md
    write_nb(nb, path)

class Page(HTMLParser):
    "The link targets (`ids`) and the links of an HTML page"
    def __init__(self, text:str):
        super().__init__()
        self.ids,self.links = set(),set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids |= {attrs.get('id'), attrs.get('name')}
        self.links |= {attrs[o] for o in ('href','src') if attrs.get(o)}

def broken_links(
    site:Path, # folder of a built site
)->list[str]: # `page: link` of each internal link whose file or anchor is missing
    "Find the internal links of `site` that lead nowhere"
    pages = {p: Page(p.read_text(encoding='utf-8')) for p in sorted(site.rglob('*.html'))}
    res = []
    for p,page in pages.items():
        for link in sorted(page.links):
            u = urlsplit(link)
            if u.scheme or u.netloc: continue
            to = site/u.path.lstrip('/') if u.path.startswith('/') else p.parent/unquote(u.path) if u.path else p
            to = Path(os.path.normpath(to))
            if to.is_dir(): to /= 'index.html'
            if site not in to.parents or not to.exists() or (u.fragment and to in pages and unquote(u.fragment) not in pages[to].ids):
                res.append(f'{p.relative_to(site)}: {link}')
    return res

def sidebar_files(
    item, # the sidebar of `_quarto.yml`, or a part of it
)->list[str]: # the pages it names
    "List the source files of a sidebar"
    if isinstance(item, str): return [item]
    if isinstance(item, list): return sum(map(sidebar_files, item), [])
    return sidebar_files([o for k in ('href','file','contents') if (o := item.get(k))])

def missing_pages(
    site:Path, # folder of a built site
)->list[str]: # each sidebar entry without a page, and each page without a sidebar entry
    "Compare the sidebar with the pages; Quarto says nothing when they differ"
    sidebar = yaml.safe_load(Path('_quarto.yml').read_text(encoding='utf-8'))['website']['sidebar']
    want = {Path(o).with_suffix('.html').as_posix() for o in sidebar_files(sidebar)}
    have = {p.relative_to(site).as_posix() for p in site.rglob('*.html') if 'site_libs' not in p.parts}
    return [f'_quarto.yml: the sidebar names {o}, which was not built' for o in sorted(want-have)] + [
        f'_quarto.yml: the sidebar lacks {o}' for o in sorted(have-want)]

def main():
    os.chdir(Path(__file__).resolve().parents[1])
    render()
    bad = missing_pages(site) or broken_links(site) # each page links to the whole sidebar
    print(*bad, sep='\n', end='\n' if bad else '')
    n = len(list(site.rglob('*.html')))
    print(f'{n} pages in {site}/, {len(bad)} problems')
    sys.exit(bool(bad))

if __name__ == '__main__': main()
