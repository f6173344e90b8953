"""Checks the types that users get, with mypy and pyright: `python -m tools.types`

The package is installed in a new environment, once as a wheel and once as an editable install, because a type checker
finds these in different ways. The scripts of a user are checked there, outside the repository."""
import json, os, re, shutil, subprocess, sys, venv
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.package import clean_environment, run

scripts = 'typed_use.py','typed_mistakes.py'
sources = 'autotimm','LICENSE','MANIFEST.in','README.md','pyproject.toml','settings.ini','setup.py'

# pyright reads mypy's comments as its own unless told otherwise
pyright_settings = dict(include=[*scripts], enableTypeIgnoreComments=False, reportUnnecessaryTypeIgnoreComment='error')

def check_names():
    "Check that the first script uses each public name. Raises `SystemExit` otherwise"
    stub,script = [Path(path).read_text(encoding='utf-8') for path in ('autotimm/__init__.pyi', 'tools/typed_use.py')]
    names = re.findall(r'(\w+) as \1\b', stub)
    unused = [name for name in names if not re.search(rf'\b{name}\b', script)]
    if unused: raise SystemExit(f'tools/typed_use.py does not use {", ".join(unused)}')

def make_environment(
    folder:Path, # a new folder
)->Path: # its Python
    "Make an environment that borrows the packages of this one, which are large; but not an editable install of ours"
    venv.create(folder)
    python = folder/('Scripts' if os.name=='nt' else 'bin')/'python'
    borrowed = [path for path in sys.path if Path(path).name in ('site-packages', 'dist-packages')]
    for packages in folder.rglob('site-packages'): (packages/'borrowed.pth').write_text('\n'.join(borrowed))
    return python

# pyright asks no server for a newer release
pyright_variables = {'PYRIGHT_PYTHON_GLOBAL_NODE': '0', 'PYRIGHT_PYTHON_IGNORE_WARNINGS': '1'}

def check_types(
    python:Path, # Python of the environment with the package
    folder:Path, # Folder with the scripts
):
    "Run both type checkers, and raise `CalledProcessError` if one finds a problem or misses a mistake"
    options = dict(cwd=folder, env=clean_environment(folder)|pyright_variables)
    run(sys.executable, '-m', 'mypy', '--strict', '--python-executable', python, *scripts, **options)
    run(sys.executable, '-m', 'pyright', '--pythonpath', python, **options)

def main():
    os.chdir(Path(__file__).resolve().parents[1])
    check_names()
    with TemporaryDirectory() as tmp:
        source,user = Path(tmp)/'source',Path(tmp)/'user'
        for folder in (source, user): folder.mkdir()
        for name in sources: (shutil.copytree if Path(name).is_dir() else shutil.copy)(name, source/name)
        for name in scripts: shutil.copy(Path('tools')/name, user)
        (user/'pyrightconfig.json').write_text(json.dumps(pyright_settings))
        for kind,install in (('wheel', [source]), ('editable install', ['-e', source])):
            print(f'{kind}:', flush=True)
            python = make_environment(Path(tmp)/kind.split()[0])
            run(sys.executable, '-m', 'pip', '--python', python, 'install', '-q', '--no-deps', *install)
            check_types(python, user)
        run(python, scripts[0], cwd=user, env=clean_environment(user), stdout=subprocess.DEVNULL)

if __name__ == '__main__': main()
