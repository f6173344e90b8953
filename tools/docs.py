"Builds the site into `_docs/` and checks its links: `python -m tools.docs`"
import os, re, shutil, subprocess, sys
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml
from nbdev.quarto import _fix_quarto_nav
from nbdev.quarto_render import render_quarto
from nbdev.serve import proc_nbs

site = Path('_docs')
smalldocs = [sys.executable, '-m', 'smalldocs.cli', 'render', '--quiet']

def render():
    "Process the notebooks and render them, with Quarto where it is installed, else with smalldocs"
    shutil.rmtree('_proc', ignore_errors=True) # a page that was made with older modules would be taken from here
    proc = proc_nbs()
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
