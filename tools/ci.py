"Checks a change and counts what ran; `.ci/run` calls it in a fresh environment: `python -m tools.ci`"
import csv, os, re, shlex, shutil, subprocess, sys, time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from fastcore.nbio import read_nb
from fastcore.script import call_parse

from tools.settings import read_settings

models_csv = Path('nbs/data/_ran.csv') # the conformance notebook writes a row for each model that it has checked
passed = {} # each notebook and model that ran -> whether it passed every time
failed_steps = []

@contextmanager
def step(title:str):
    "Announce a step and time it. When it fails, note that and go on with the next"
    print(f'\n==> {title}', flush=True)
    start = time.time()
    result = 'ok'
    try: yield
    except (Exception, SystemExit) as e:
        failed_steps.append(title)
        result = f'FAILED: {e}'
    print(f'<== {result}, {time.time()-start:.0f} s', flush=True)

def run(*args, **kwargs): return subprocess.run(args, check=True, **kwargs)

def tool(name, *args): run(sys.executable, '-m', f'tools.{name}', *args)

def git(*args): return run('git', *args, capture_output=True, text=True).stdout

def count(name, ok): passed[name] = passed.get(name, True) and ok

class Progress:
    "What the output of `nbdev-test --do-print` says about each notebook"
    def __init__(self):
        self.start,self.end = {},{} # seconds, by path
        self.failed = set()

    def read(self, line):
        "Note what a line says; several workers share the pipe, so one line can say two things"
        for path in re.findall(r'Starting (.+?\.ipynb)', line): self.start[path] = time.time()
        for path in re.findall(r'- Completed (.+?\.ipynb)', line): self.end[path] = time.time()
        # The header of a traceback. nbdev's own list of failures is missing when a worker dies
        self.failed |= set(re.findall(r'\w in (/.+\.ipynb):$', line))

    def report(self):
        "Print and count how each notebook did"
        for path,start in sorted(self.start.items()):
            name = os.path.relpath(path, 'nbs')
            ok = path in self.end and path not in self.failed # a notebook whose worker died is never completed
            seconds = f', {self.end[path]-start:.0f} s' if path in self.end else ''
            print(f"{'ok' if ok else 'FAILED':<8}{name}{seconds}")
            count(name, ok)

def test_notebooks(
    command:str, # an `nbdev-test` command
):
    "Run `command`, and read off its output which notebooks ran and how each did. Raises `RuntimeError` when one failed"
    progress = Progress()
    env = {**os.environ, 'PYTHONUNBUFFERED': '1', 'OMP_NUM_THREADS': '1'} # notebooks run side by side
    output = dict(stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    with subprocess.Popen([*shlex.split(command), '--do-print'], env=env, **output) as process:
        for line in process.stdout:
            print(line, end='', flush=True)
            progress.read(line)
    progress.report()
    if process.returncode: raise RuntimeError(f'`{command}` exited with {process.returncode}')
    if not progress.start: raise RuntimeError(f'`{command}` ran no notebook')

def count_models():
    "Count the rows that the conformance notebook wrote. Raises `RuntimeError` when there is none or a model failed"
    if not models_csv.exists(): raise RuntimeError(f'the run wrote no {models_csv}')
    rows = list(csv.DictReader(models_csv.read_text().splitlines()))
    failed = [row['name'] for row in rows if row['ok']!='True']
    for row in rows: count(row['name'], row['ok']=='True')
    for name in failed: print(f'FAILED  {name}')
    print(f'{len(rows)-len(failed)} of {len(rows)} models conform')
    if failed or not rows: raise RuntimeError('a model does not conform' if failed else f'{models_csv} is empty')

def test_models(
    command:str, # the `nbdev-test` command
    flag:str, # `ci` or `full`, as for `main`
):
    """Run the conformance notebook on every model

    Raises `RuntimeError`:
    - when a model does not conform, or none was checked
    - when the run changes the published tables"""
    models_csv.unlink(missing_ok=True) # a row of an earlier run must not count
    try: test_notebooks(f'{command} nbs/conformance.ipynb --flags {flag}')
    finally: count_models()
    changed = git('status', '--porcelain', '--', 'nbs/data')
    if not changed: return
    changes = git('diff', '--stat', '--', 'nbs/data')
    raise RuntimeError(f'the run changed its tables; commit them if they are right\n{changed}{changes}')

def has_cells(
    path:Path, # a notebook
    flag:str, # as in `#| ci`
)->bool: # whether it has cells that run only with this flag
    "Look for cells that a plain `nbdev-test` skips"
    return any(cell.source.startswith(f'#| {flag}\n') for cell in read_nb(path).cells)

def test_longer(
    command:str, # the `nbdev-test` command
    flag:str, # `ci` or `full`, as for `main`
):
    "Run the other notebooks that check more with `flag`, side by side. Raises `RuntimeError` when one failed"
    names = [path.stem for path in Path('nbs').rglob('*.ipynb') if has_cells(path, flag)]
    others = '|'.join(name for name in names if name!='conformance')
    test_notebooks(f"{command} --file-re '^({others})[.]ipynb$' --flags {flag}")

def check_in_step():
    "Check that modules and README are made from the notebooks as they are. Raises `RuntimeError` otherwise"
    run('nbdev-export')
    run('nbdev-clean')
    changed = git('status', '--porcelain', '--', 'nbs', 'autotimm', 'pyproject.toml')
    if changed: raise RuntimeError(f"not in step after nbdev-export and nbdev-clean:\n{changed}{git('diff', '--stat')}")
    tool('readme', '--check')

def run_demo(
    command:str, # the demo of the front page
):
    "Run the demo as a newcomer would, in an empty folder and with an empty cache"
    with TemporaryDirectory() as tmp:
        env = {**os.environ, 'XDG_CACHE_HOME': f'{tmp}/cache'}
        run(*shlex.split(command), cwd=tmp, env=env)

def check_site():
    "Build the site and look at it, where there is something to build it with"
    if not (shutil.which('quarto') or find_spec('smalldocs')):
        return print('\n==> site: left out. It needs quarto, or smalldocs (Python 3.11 or later)')
    with step('site'): tool('docs')
    with step('site, in a browser'): tool('browse')

@call_parse
def main(
    models:str='ci', # `ci`: each model at two sizes, a quarter at all; `full`: everything, and write the table
):
    "Run every check, and print what passed and failed"
    os.chdir(Path(__file__).resolve().parents[1])
    settings = read_settings()
    test,demo = settings['test_command'],settings['demo_command']
    with step('notebooks, modules and README in step'): check_in_step()
    with step('style'): tool('style')
    with step(test): test_notebooks(test)
    with step(demo): run_demo(demo)
    with step('conformance of every model'): test_models(test, models)
    with step('what takes longer in the other notebooks'): test_longer(test, models)
    with step('package, as it is published'): tool('package')
    with step('types, as a user gets them'): tool('types')
    check_site()
    if failed_steps: print('\nFailed steps:', *failed_steps, sep='\n    ')
    failures = list(passed.values()).count(False)
    print(f'{len(passed)-failures} passed, {failures} failed')
    sys.exit(bool(failed_steps or failures))
