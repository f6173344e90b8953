"Builds the package as it is published and tries it in a new environment: `python -m tools.package`"
import os, shlex, shutil, subprocess, sys, venv
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from tools.settings import read_settings

max_bytes = 2_000_000 # of the wheel
quiet = dict(stdout=subprocess.DEVNULL)

# Run outside the repository, with the wheel installed: import every module and every public name
import_all = '''
import importlib, pkgutil, sys
import autotimm
assert autotimm.__file__.startswith(sys.prefix), autotimm.__file__
names = [getattr(autotimm, name) for name in autotimm.__all__]
modules = [importlib.import_module(found.name) for found in pkgutil.walk_packages(autotimm.__path__, 'autotimm.')]
for module in modules: names += [getattr(module, name) for name in getattr(module, '__all__', [])]
print(f'{len(names)} public names of {len(modules)} modules imported')
'''

def run(*args, **kwargs): return subprocess.run([*map(str, args)], check=True, **kwargs)

def contents(
    wheel:Path, # a built wheel
)->dict[str,str]: # the SHA-256 of each file in it
    "List what is in a wheel"
    with ZipFile(wheel) as z: return {name: sha256(z.read(name)).hexdigest() for name in z.namelist()}

def check_same(
    wheel:Path, # built from the source distribution
    direct:Path, # built from the repository
):
    "Check that the source distribution leaves nothing out. Raises `SystemExit` otherwise"
    a,b = contents(wheel),contents(direct)
    differ = sorted(name for name in {*a, *b} if a.get(name)!=b.get(name))
    if differ: raise SystemExit(f'The source distribution builds another wheel than the repository: {differ}')

def build(
    out:Path, # an empty folder
)->Path: # the wheel
    "Build the source distribution and the wheel, and check both. Raises `SystemExit` for a wheel that is too large"
    run(sys.executable, '-m', 'build', '-o', out, **quiet) # builds the wheel from the source distribution
    shutil.rmtree('build', ignore_errors=True) # setuptools would take old files from there
    run(sys.executable, '-m', 'build', '--wheel', '-o', out/'direct', **quiet)
    wheel = next(out.glob('*.whl'))
    check_same(wheel, next((out/'direct').glob('*.whl')))
    size = wheel.stat().st_size
    if size>max_bytes: raise SystemExit(f'{wheel.name} has {size:,} bytes, more than {max_bytes:,}')
    run(sys.executable, '-m', 'twine', 'check', '--strict', wheel, *out.glob('*.tar.gz'))
    print(f'{wheel.name}: {size:,} bytes, {len(contents(wheel))} files')
    return wheel

def clean_environment(
    folder:Path, # for caches
)->dict[str,str]: # environment variables
    "Give the environment of somebody who has neither the repository nor a cache"
    env = {k: v for k,v in os.environ.items() if k not in ('PYTHONPATH', 'MYPYPATH', 'VIRTUAL_ENV')}
    return {**env, 'XDG_CACHE_HOME': str(folder/'cache')}

def use(
    wheel:Path, # the wheel
    folder:Path, # an empty folder
):
    "Install the wheel in a new environment, import everything in it, and run the demo"
    settings = read_settings()
    venv.create(folder/'venv', with_pip=True)
    scripts = folder/'venv'/('Scripts' if os.name=='nt' else 'bin')
    outside = dict(cwd=folder, env=clean_environment(folder))
    run(scripts/'python', '-m', 'pip', 'install', '-q', f"{wheel}[{settings['demo_extra']}]", **outside)
    run(scripts/'python', '-m', 'pip', 'check', **outside)
    run(scripts/'python', '-c', import_all, **outside)
    program,*args = shlex.split(settings['demo_command'])
    run(scripts/program, *args, **outside)

def main():
    os.chdir(Path(__file__).resolve().parents[1])
    with TemporaryDirectory() as tmp:
        dist,outside = Path(tmp)/'dist',Path(tmp)/'outside'
        dist.mkdir()
        outside.mkdir()
        use(build(dist), outside)

if __name__ == '__main__': main()
