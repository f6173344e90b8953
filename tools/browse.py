"Opens every page of the built site in Chromium, as a reader would see it: `python -m tools.browse`"
import shutil, sys, threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from fastcore.script import call_parse
from playwright.sync_api import Error, sync_playwright

from tools.choosing import check_choosing
from tools.docs import site

sizes = dict(desktop=dict(width=1280, height=900), phone=dict(width=390, height=844)) # of the window, in pixels
schemes = 'light','dark'
flags = ['--no-sandbox', '--disable-gpu', '--disable-quic'] # of Chromium

class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *args): pass

def serve(folder):
    "Serve `folder` on a free port, and give the address"
    server = ThreadingHTTPServer(('127.0.0.1', 0), partial(QuietHandler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f'http://127.0.0.1:{server.server_address[1]}'

def load(page, url, name):
    "Open a page, and find errors of its scripts, requests that leave the machine, and a width that has to be scrolled"
    bad = []
    def on_console(message):
        if message.type=='error': bad.append(f'console: {message.text}')
    def on_request(request):
        if not request.url.startswith((url, 'data:', 'blob:')): bad.append(f'asks for {request.url}')
    listeners = dict(console=on_console, request=on_request, pageerror=lambda error: bad.append(f'error: {error}'))
    for event,listener in listeners.items(): page.on(event, listener)
    page.goto(f'{url}/{name}', wait_until='networkidle')
    width = page.evaluate('document.documentElement.scrollWidth-window.innerWidth')
    if width>0: bad.append(f'is {width} pixels wider than the window')
    for event,listener in listeners.items(): page.remove_listener(event, listener)
    return bad

# The brightness of a colour from 0 to 255, as the browser computes it
brightness = '''() => {
  const rgb = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).slice(0, 3).map(Number)
  return rgb[0]*0.3 + rgb[1]*0.59 + rgb[2]*0.11
}'''

def in_scheme(page, scheme):
    "Check that a page follows the reader's choice of light or dark"
    value = page.evaluate(brightness)
    return [] if (value<128)==(scheme=='dark') else [f'has a background of brightness {value:.0f}']

def accessible(page):
    "Find what axe-core has to say about WCAG A and AA, and headings that skip a level"
    levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']
    options = {'runOnly': levels, 'rules': {'heading-order': {'enabled': True}}}
    bad = []
    for found in Axe().run(page, options=options).response['violations']:
        nodes = found['nodes']
        bad.append(f"{found['id']}: {found['help']} ({len(nodes)} times, such as {nodes[0]['html'][:120]})")
    return bad

def keep_picture(page, path):
    "Write a picture of the whole page"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True)

def check_page(
    page, # of the browser
    url:str, # address of the site
    name:str, # path of the page
    size:str, # `desktop` or `phone`
    scheme:str, # `light` or `dark`
    pictures:str|None, # folder for pictures
)->list[str]: # problems
    "Look at one page"
    page.emulate_media(color_scheme=scheme)
    try: bad = load(page, url, name)+in_scheme(page, scheme)+accessible(page)
    except Error as e: bad = [dead(e)]
    if pictures: keep_picture(page, Path(pictures)/size/scheme/name.replace('/', '-').replace('.html', '.png'))
    return [f'{name}, {size}, {scheme}: {problem}' for problem in bad]

def dead(e):
    "Describe an error of the browser, such as an element that is not there, in one line"
    return f'is dead: {e.message.splitlines()[0]}'

def check_search(page, url, word):
    "Check that the search of the site finds `word`"
    page.goto(f'{url}/index.html', wait_until='networkidle')
    page.keyboard.press('/')
    page.keyboard.type(word, delay=10)
    page.wait_for_timeout(500)
    return [] if page.get_by_text(word).filter(visible=True).count() else [f'the search does not find {word}']

def check_pages(page, size, url, names, pictures):
    """Look at every page in one size, light and dark in turns

    What is dark on a desktop is light on a phone, so that each page is seen in both, and what all share in all four."""
    turn = list(sizes).index(size)
    return sum([check_page(page, url, name, size, schemes[(turn+i)%2], pictures) for i,name in enumerate(names)], [])

def check_uses(page, size, url):
    "Use the search, the table and the plot"
    page.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    bad = check_search(page, url, 'create_feature_backbone')
    page.goto(f'{url}/choosing.html', wait_until='networkidle')
    page.set_default_timeout(10_000) # milliseconds; what a script makes is there by now
    try: bad += check_choosing(page)
    except Error as e: bad.append(f'choosing.html {dead(e)}')
    return [f'{size}: {problem}' for problem in bad]

def in_browser(
    chromium:str, # path of the program
    size:str, # `desktop` or `phone`
    check, # Function of a page
    *args, # of `check`, after the page
):
    "Call `check` with an empty page of a browser of its own; Playwright wants one for each thread"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        bad = check(browser.new_page(viewport=sizes[size]), *args)
        browser.close()
    return bad

def check_site(
    chromium:str, # path of the program
    url:str, # address of the site
    names:list[str], # paths of the pages
    pictures:str|None, # folder for pictures
)->list[str]: # problems
    "Look at every page in each size, side by side, and use the search and the table"
    with ThreadPoolExecutor() as pool:
        looks = [pool.submit(in_browser, chromium, size, check_pages, size, url, names, pictures) for size in sizes]
        looks += [pool.submit(in_browser, chromium, size, check_uses, size, url) for size in sizes]
        return sum([look.result() for look in looks], [])

@call_parse
def main(
    pictures:str=None, # Folder for a picture of each page at each width, light or dark
):
    "Look at every page of `_docs/` at the widths of a desktop and a phone, one of them light and the other dark"
    programs = map(shutil.which, ('chromium', 'chromium-browser', 'google-chrome'))
    chromium = next((path for path in programs if path), None)
    if not chromium: sys.exit('Looking at the site needs Chromium or Chrome.')
    pages = [path.relative_to(site) for path in sorted(site.rglob('*.html'))]
    names = [path.as_posix() for path in pages if 'site_libs' not in path.parts]
    bad = check_site(chromium, serve(site), names, pictures)
    print(*bad, sep='\n', end='\n' if bad else '')
    print(f'{len(names)} pages looked at, {len(bad)} problems')
    sys.exit(bool(bad))
