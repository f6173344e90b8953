"Checks a change and counts what ran; `.ci/run` calls it in a fresh environment: `python -m tools.ci`"
import csv, os, re, shutil, subprocess, sys, time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from fastcore.script import call_parse

looked_at = Path('nbs/data/_ran.csv') # a row for each model that the conformance notebook has looked at
ran = {}    # each notebook and model that ran -> whether it passed every time
failed = [] # the steps that failed

@contextmanager
def step(title:str):
    "Announce a step and time it; when it fails, note that and go on with the next"
    print(f'\n==> {title}', flush=True)
    start,res = time.time(),'ok'
    try: yield
    except (Exception, SystemExit) as e:
        failed.append(title)
        res = f'FAILED: {e}'
    print(f'<== {res}, {time.time()-start:.0f} s', flush=True)

def run(cmd, **kw): return subprocess.run(cmd, shell=True, check=True, **kw)
def git(args): return run(f'git {args}', capture_output=True, text=True).stdout

def count(name, ok): ran[name] = ran.get(name, True) and ok

def test_notebooks(
    cmd:str, # an `nbdev-test` command
):
    "Run `cmd` and read off its output which notebooks ran, and how each did"
    start,end,bad = {},{},set()
    env = {**os.environ, 'PYTHONUNBUFFERED': '1'}
    with subprocess.Popen(f'{cmd} --do-print', shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env) as p:
        for line in p.stdout:
            print(line, end='', flush=True)
            # workers share the pipe, so that two of these can stand on one line
            for o in re.findall(r'Starting (.+?\.ipynb)', line): start[o] = time.time()
            for o in re.findall(r'- Completed (.+?\.ipynb)', line): end[o] = time.time()
            # the header of a traceback: nbdev's own list of failures does not come when a worker dies
            for o in re.findall(r'\w in (/.+\.ipynb):$', line): bad.add(o)
    for o in sorted(start):
        ok = o in end and o not in bad # one whose worker died never completes
        print(f"{'ok' if ok else 'FAILED':<8}{os.path.relpath(o, 'nbs')}" + (f', {end[o]-start[o]:.0f} s' if o in end else ''))
        count(os.path.relpath(o, 'nbs'), ok)
    if p.returncode: raise RuntimeError(f'`{cmd}` exited with {p.returncode}')
    if not start: raise RuntimeError(f'`{cmd}` ran no notebook')

def test_models(
    cmd:str, # the `nbdev-test` command
    flags:str, # `ci` for what every change must pass, `full` for all there is
):
    "Run the conformance notebook on every model, and count the rows that this very run wrote"
    looked_at.unlink(missing_ok=True) # a row of an earlier run must not count
    try: test_notebooks(f'{cmd} nbs/conformance.ipynb --flags {flags}')
    finally:
        rows = list(csv.DictReader(looked_at.read_text().splitlines())) if looked_at.exists() else []
        for r in rows: count(r['name'], r['ok']=='True')
        for r in rows:
            if r['ok']!='True': print(f"FAILED  {r['name']}")
        print(f"{sum(r['ok']=='True' for r in rows)} of {len(rows)} models conform")
    if not rows: raise RuntimeError(f'the run wrote no {looked_at}')
    if not all(r['ok']=='True' for r in rows): raise RuntimeError('a model does not conform')
    if changed := git('status --porcelain -- nbs/data'): raise RuntimeError(f"the run changed its tables; commit them if they are right\n{changed}{git('diff --stat -- nbs/data')}")

def in_step():
    "Modules, notebooks and README must be what the tools make of the notebooks"
    run('nbdev-export')
    run('nbdev-clean')
    changed = git('status --porcelain -- nbs autotimm pyproject.toml')
    if changed: raise RuntimeError(f"not in step after nbdev-export and nbdev-clean:\n{changed}{git('diff --stat')}")

def demo(cmd):
    "Run the README's demo as a newcomer would, in an empty folder and with an empty cache"
    with TemporaryDirectory() as d:
        run(cmd, cwd=d, env={**os.environ, 'XDG_CACHE_HOME': f'{d}/cache'})

@call_parse
def main(
    test:str='nbdev-test', # The README's test command
    demo_cmd:str='autotimm demo', # The README's demo command
    models:str='ci', # `ci`: each model at two sizes, a quarter at all; `full`: all that there is, and the table anew
):
    "Run every check, and print what passed and failed"
    os.chdir(Path(__file__).resolve().parents[1])
    with step('notebooks, modules and README in step'):
        in_step()
        run(f'{sys.executable} -m tools.readme --check')
    with step(test): test_notebooks(test)
    with step(demo_cmd): demo(demo_cmd)
    with step('conformance of every model'): test_models(test, models)
    with step('loading, family by family'): test_notebooks(f'{test} nbs/loading.ipynb --flags {models}')
    with step('the catalog, measured anew'): test_notebooks(f'{test} nbs/catalog.ipynb --flags {models}')
    with step('what is found, looked at'): test_notebooks(f'{test} nbs/discovery.ipynb --flags {models}')
    with step('package, as it is published'): run(f'{sys.executable} -m tools.package')
    if shutil.which('quarto') or find_spec('smalldocs'):
        with step('site'): run(f'{sys.executable} -m tools.docs')
        with step('site, looked at'): run(f'{sys.executable} -m tools.browse')
    else: print('\n==> site: left out, since neither quarto nor smalldocs (Python 3.11 or later) is installed')
    if failed: print('\nFailed steps:', *failed, sep='\n    ')
    print(f'{sum(ran.values())} passed, {len(ran)-sum(ran.values())} failed')
    sys.exit(bool(failed) or not all(ran.values()))
