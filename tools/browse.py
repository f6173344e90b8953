"Opens every page of the built site in Chromium and looks at it as a reader would: `python -m tools.browse`"
import shutil, sys, threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from fastcore.script import call_parse
from playwright.sync_api import sync_playwright

from tools.docs import site

sizes = dict(desktop=(1280, 900), phone=(390, 844)) # width and height of the window, in pixels

class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args): pass

def serve(folder):
    "A server for `folder` on a port of its own"
    server = ThreadingHTTPServer(('127.0.0.1', 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server

def look(page, url, name):
    "What is wrong with a page: errors of its scripts, requests that leave the machine, a width that has to be scrolled"
    bad = []
    def said(o):
        if o.type=='error': bad.append(f'console: {o.text}')
    def asked(o):
        if not o.url.startswith((url, 'data:', 'blob:')): bad.append(f'asks for {o.url}')
    listeners = dict(console=said, request=asked, pageerror=lambda e: bad.append(f'error: {e}'))
    for k,f in listeners.items(): page.on(k, f)
    page.goto(f'{url}/{name}', wait_until='networkidle')
    width = page.evaluate('document.documentElement.scrollWidth-window.innerWidth')
    if width>0: bad.append(f'is {width} pixels wider than the window')
    for k,f in listeners.items(): page.remove_listener(k, f)
    return bad

def accessible(page):
    "What axe-core finds against WCAG A and AA, and headings that skip a level"
    options = {'runOnly': ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], 'rules': {'heading-order': {'enabled': True}}}
    found = Axe().run(page, options=options).response['violations']
    return [f"{o['id']}: {o['help']} ({len(o['nodes'])} times, such as {o['nodes'][0]['html'][:120]})" for o in found]

def search(page, url, word):
    "Does the search of the site find `word`?"
    page.goto(f'{url}/index.html', wait_until='networkidle')
    page.keyboard.press('/')
    page.keyboard.type(word, delay=10)
    page.wait_for_timeout(500)
    return [] if page.get_by_text(word).filter(visible=True).count() else [f'the search does not find {word}']

# What is typed, chosen and ticked on the page, and what is asked of `find_backbones`
questions = [({'strides': '8, 16, 32', 'params': '5M'}, dict(strides=(8, 16, 32), max_params='5M')), ({'search': 'resnet'}, dict(pattern='*resnet*')),
             ({'macs': '1G', 'strides': '4'}, dict(strides=(4,), max_macs='1G')), ({'strides': '14'}, dict(strides=(14,))), ({'license': 'mit'}, dict(licenses='mit')),
             ({'family': 'convnext', 'params': '30M'}, dict(family='convnext', max_params='30M')), ({'any_size': True, 'search': 'vit'}, dict(pattern='*vit*', any_size=True)),
             ({'weights': True, 'params': '1M'}, dict(pretrained=True, max_params='1M'))]

def filters(page, url):
    "Does the table of all backbones show what `find_backbones` gives?"
    from autotimm import find_backbones
    bad = []
    page.goto(f'{url}/choosing.html', wait_until='networkidle')
    for typed,kw in questions:
        for k,v in typed.items():
            field = page.locator(f'#choosing [name={k}]')
            if v is True: field.check()
            elif field.evaluate('o => o.tagName')=='SELECT': field.select_option(v)
            else: field.fill(v)
        shown,want = page.get_attribute('#choosing', 'data-found').split(),{o.name.partition('.')[0] for o in find_backbones(**kw)}
        rows = page.locator('#choosing tbody tr').count()
        if set(shown)!=want or rows!=min(100, len(want)): bad.append(f'choosing.html shows {len(shown)} for {typed}, where find_backbones gives {len(want)}')
        page.click('#choosing [type=reset]')
        page.wait_for_timeout(50)
    page.click('#choosing thead button >> text=multiply-adds')
    first,every = page.locator('#choosing tbody tr th').first.inner_text(),find_backbones(sort='macs')
    if first not in [o.name for o in every if o.macs==every[0].macs]: bad.append(f'choosing.html sorts {first} first by multiply-adds')
    dot = page.locator(f'#choosing circle[data-name="{first}"]')
    dot.hover(force=True)
    if not page.locator('#choosing .tip').inner_text().startswith(f'{first}:'): bad.append(f'choosing.html does not say what the dot of {first} is')
    return bad

@call_parse
def main(
    pictures:str=None, # Folder for a picture of each page, at each width, light and dark
):
    "Look at every page of `_docs/`, at the width of a desktop and of a phone"
    chromium = next((o for o in map(shutil.which, ('chromium', 'chromium-browser', 'google-chrome')) if o), None)
    if not chromium: sys.exit('Looking at the site needs Chromium or Chrome.')
    names,bad = [o.relative_to(site).as_posix() for o in sorted(site.rglob('*.html')) if 'site_libs' not in o.parts],[]
    server = serve(site)
    url = f'http://127.0.0.1:{server.server_address[1]}'
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium, args=['--no-sandbox', '--disable-gpu', '--disable-quic'])
        for size,(w,h) in sizes.items():
            page = browser.new_page(viewport=dict(width=w, height=h))
            for o in names:
                bad += [f'{o}, {size}: {b}' for b in look(page, url, o)]
                for scheme in ('dark', 'light'):
                    page.emulate_media(color_scheme=scheme)
                    page.wait_for_timeout(200) # colours fade into each other
                    bad += [f'{o}, {size}, {scheme}: {b}' for b in accessible(page)]
                    if pictures:
                        path = Path(pictures)/size/scheme/o.replace('/', '-')
                        path.parent.mkdir(parents=True, exist_ok=True)
                        page.screenshot(path=path.with_suffix('.png'), full_page=True)
            page.close()
        page = browser.new_page(viewport=dict(zip(('width', 'height'), sizes['desktop'])))
        bad += search(page, url, 'create_feature_backbone')+filters(page, url)
        browser.close()
    print(*bad, sep='\n', end='\n' if bad else '')
    print(f'{len(names)} pages looked at, {len(bad)} problems')
    sys.exit(bool(bad))
