"Builds the site into `_docs/` and checks its links: `python -m tools.docs`"
import os, re, shutil, subprocess, sys
from collections import Counter
from html.parser import HTMLParser
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml
from fastcore.nbio import read_nb
from nbdev.quarto import _fix_quarto_nav
from nbdev.quarto_render import render_quarto
from nbdev.serve import proc_nbs

from tools.settings import read_settings

site = Path('_docs')
file_name = re.compile(r'[\w/-]+\.(?:html|ipynb|qmd)')
loads = dict(script='src', link='href', img='src', iframe='src') # attributes that a browser follows by itself
smalldocs = [sys.executable, '-m', 'smalldocs.cli', 'render', '--quiet']

def render():
    "Process the notebooks and render them, with Quarto where it is installed, else with smalldocs"
    shutil.rmtree('_proc', ignore_errors=True) # a page that was made with older modules would be taken from here
    proc = proc_nbs()
    quarto = shutil.which('quarto')
    # An older Quarto stops at a key that it does not know
    complete_config(proc/'_quarto.yml', llms=not quarto or quarto_version(quarto)>=(1, 9))
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

def footer()->dict: # for Quarto's `page-footer`
    "Name version and licence; with a public repository, link to it and to its issues"
    settings = read_settings()
    address = settings['repository'].rstrip('/')
    links = dict(Source=address, Issues=f'{address}/issues') if address else {}
    entries = [dict(text=text, href=href) for text,href in links.items()]
    about = dict(left=f'autotimm {version("autotimm")} · {settings["license"]}')
    return about|(dict(right=entries) if entries else {})

def complete_config(
    path:Path, # the processed `_quarto.yml`
    llms:bool, # ask for `llms.txt`, and for each page in Markdown?
):
    "Add what is known only now"
    config = yaml.safe_load(path.read_text(encoding='utf-8'))
    config['website'] |= {'page-footer': footer(), **({'llms-txt': True} if llms else {})}
    path.write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), encoding='utf-8')

def drop_web_fonts(
    path:Path, # a stylesheet
):
    "Drop the fonts that a theme would fetch from another server; the reader's system has fonts, too"
    css = path.read_text(encoding='utf-8')
    local = re.sub(r'@import\s*(url\(["\']?https?:[^)]*\)|["\']https?:[^"\']*["\'])\s*;', '', css)
    if local!=css: path.write_text(local, encoding='utf-8')

class Page(HTMLParser):
    "The link targets (`ids`), the links and the `faults` of an HTML page, which a browser would find much later"
    def __init__(self, text:str):
        super().__init__()
        self.ids,self.links,self.faults,self.tags = set(),set(),[],Counter()
        self.level = 1 # of the heading before
        self.title,self.within = '',''
        self.feed(text)

    def handle_data(self, data):
        if self.within=='title': self.title += data
        text = data.strip()
        if self.within=='a' and file_name.fullmatch(text): self.faults.append(f'the link `{text}` shows a file')

    def handle_endtag(self, tag): self.within = ''

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags[tag] += 1
        self.within = tag
        if tag=='img' and 'alt' not in attrs: self.faults.append('a picture without `fig-alt`')
        if tag in loads and urlsplit(attrs.get(loads[tag]) or '').netloc and attrs.get('rel')!='canonical':
            self.faults.append(f'asks for {attrs[loads[tag]]}')
        if 'anchored' in (attrs.get('class') or ''): self.find_skip(int(tag[1]), attrs.get('id'))
        self.ids |= {attrs.get('id'), attrs.get('name')}
        self.links |= {attrs[name] for name in ('href','src') if attrs.get(name)}

    def find_skip(self, level, name):
        if level>self.level+1: self.faults.append(f'the heading `{name}` skips a level')
        self.level = level

def expected_tags(
    path:Path, # a processed notebook
)->Counter: # how many scripts and table rows its outputs have
    "Count what a renderer may lose without a word"
    outputs = [output for cell in read_nb(path).cells for output in cell.get('outputs', [])]
    texts = [''.join(output.get('data', {}).get('text/markdown', '')) for output in outputs]
    rows = sum(len(re.findall(r'^\|(?!\s*:?-)(?=.*\w)', text, re.M)) for text in texts) # Quarto drops an empty head
    return Counter(script=''.join(texts).count('<script'), tr=rows+''.join(texts).count('<tr'))

def lost_parts(
    path:Path, # a page
    page:Page, # what is on it
)->list[str]: # what is not on it
    "Compare a page with the outputs of its notebook"
    notebook = Path('_proc')/path.relative_to(site).with_suffix('.ipynb')
    if not notebook.exists(): return []
    wanted = expected_tags(notebook)
    return [f'has {page.tags[tag]} `<{tag}>` of {n} in its outputs' for tag,n in wanted.items() if page.tags[tag]<n]

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
        faults = page.faults+lost_parts(path, page)
        if page.title.startswith(f'{path.stem} – '): faults.append('its title is the name of a file')
        bad += [f'{path.relative_to(site)}: {fault}' for fault in faults]
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
