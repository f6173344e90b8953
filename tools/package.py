"Builds the package as it is published and tries it in an environment of its own, away from the repository: `python -m tools.package`"
import os, shutil, subprocess, sys, venv
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

most = 2e6 # bytes of the wheel

# What somebody who installed the wheel can reach, run outside the repository
tries = '''
import importlib, pkgutil, sys
import autotimm
assert autotimm.__file__.startswith(sys.prefix), autotimm.__file__
names = [getattr(autotimm, o) for o in autotimm.__all__]
for o in pkgutil.iter_modules(autotimm.__path__):
    module = importlib.import_module(f'autotimm.{o.name}')
    names += [getattr(module, k) for k in getattr(module, '__all__', [])]
print(len(names), 'public names imported')
'''

def run(*args, **kw): return subprocess.run([*map(str, args)], check=True, **kw)

def contents(
    wheel:Path, # a built wheel
)->dict[str,str]: # the SHA-256 of each file in it
    "What is in a wheel"
    with ZipFile(wheel) as z: return {o: sha256(z.read(o)).hexdigest() for o in z.namelist()}

def build(
    out:Path, # an empty folder
)->Path: # the wheel
    "Build the source distribution and the wheel of it, which must be that of the repository, small, and fit for PyPI"
    run(sys.executable, '-m', 'build', '-o', out, stdout=subprocess.DEVNULL) # the wheel is made of the source distribution
    shutil.rmtree('build', ignore_errors=True) # setuptools would take old files from there
    run(sys.executable, '-m', 'build', '--wheel', '-o', out/'direct', stdout=subprocess.DEVNULL)
    (wheel,),(direct,) = out.glob('*.whl'),(out/'direct').glob('*.whl')
    a,b = contents(wheel),contents(direct)
    if differ := sorted(o for o in {*a, *b} if a.get(o)!=b.get(o)): raise SystemExit(f'The source distribution builds another wheel than the repository; these files differ: {differ}')
    size = wheel.stat().st_size
    if size>most: raise SystemExit(f'{wheel.name} has {size:,} bytes, more than {most:,.0f}')
    run(sys.executable, '-m', 'twine', 'check', '--strict', wheel, *out.glob('*.tar.gz'))
    print(f'{wheel.name}: {size:,} bytes, {len(a)} files')
    return wheel

def use(
    wheel:Path, # the wheel
    folder:Path, # an empty folder
):
    "Install the wheel in a new environment, import all it has, and run the demo"
    venv.create(folder/'venv', with_pip=True)
    scripts = folder/'venv'/('Scripts' if os.name=='nt' else 'bin')
    env = {k:v for k,v in os.environ.items() if k not in ('PYTHONPATH', 'VIRTUAL_ENV')} | {'XDG_CACHE_HOME': str(folder/'cache')}
    run(scripts/'python', '-m', 'pip', 'install', '-q', f'{wheel}[demo]', cwd=folder, env=env)
    run(scripts/'python', '-m', 'pip', 'check', cwd=folder, env=env)
    run(scripts/'python', '-c', tries, cwd=folder, env=env)
    run(scripts/'autotimm', 'demo', cwd=folder, env=env)

def main():
    os.chdir(Path(__file__).resolve().parents[1])
    with TemporaryDirectory() as d:
        for o in ('dist', 'use'): (Path(d)/o).mkdir()
        use(build(Path(d)/'dist'), Path(d)/'use')

if __name__ == '__main__': main()
