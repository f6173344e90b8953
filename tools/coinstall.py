"""Asks uv which other packages can be installed beside this one, and writes the answers: `python -m tools.coinstall`

It needs `uv`, from PyPI, which knows the answer for each Python, also for those that are not installed here."""
import csv, re, subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

from fastcore.script import call_parse
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tools.settings import read_settings

table = Path('nbs/data/coinstall.csv')
pythons = '3.10', '3.11', '3.12', '3.13', '3.14'
others = { # title -> requirement. Packages that people use beside timm, and older releases that many still pin
    'transformers 5': 'transformers>=5', 'transformers 4.57': 'transformers==4.57.*', 'diffusers': 'diffusers',
    'datasets': 'datasets', 'accelerate': 'accelerate', 'peft': 'peft', 'fastai': 'fastai',
    'segmentation-models-pytorch': 'segmentation-models-pytorch', 'lightning': 'lightning',
    'ultralytics': 'ultralytics', 'anomalib': 'anomalib', 'lightly-train': 'lightly-train',
    'open_clip_torch': 'open_clip_torch', 'sentence-transformers 5': 'sentence-transformers==5.*',
    'numpy 1.26': 'numpy==1.26.*'}
shown = 'torch', 'timm', 'huggingface-hub' # whose releases the table has

def resolve(
    requirements:list[str], # as in settings.ini
    python:str, # such as `3.10`
)->dict|None: # version of each package; `None` if there is no solution
    "Ask uv which releases would be installed. Raises `RuntimeError` when it can't answer"
    args = ['uv', 'pip', 'compile', '-', '--python-version', python, '--python-platform', 'x86_64-manylinux_2_28']
    # what is asked for must have a wheel: few people would build numpy 1.26 for a newer Python
    for requirement in requirements: args += ['--only-binary', Requirement(requirement).name]
    run = subprocess.run([*args, '--no-header', '--no-annotate'], input='\n'.join(requirements),
        capture_output=True, text=True)
    if not run.returncode: return dict(re.findall(r'^([\w.-]+)==([^\s;]+)', run.stdout, re.M))
    if 'No solution found' in run.stderr: return None
    raise RuntimeError(run.stderr)

def lowered(
    together:dict, # version of each package
    alone:dict, # the same, without the other requirements
)->str: # such as `typer 0.29.1 for 0.29.2`
    "List the packages that are older together than alone"
    older = [name for name in together if name in alone and Version(together[name])<Version(alone[name])]
    return ', '.join(f'{name} {together[name]} for {alone[name]}' for name in older)

def row(title, python, ours, our_alone):
    "Resolve another package on one Python, alone and together with our requirements"
    requirement = others[title]
    alone = resolve([requirement], python)
    together = alone and resolve([*ours, requirement], python)
    name = canonicalize_name(Requirement(requirement).name)
    facts = dict(package=title, python=python, alone=alone is not None, together=bool(together))
    if not together: return facts
    versions = {key.replace('-', '_'):together[key] for key in shown}
    return dict(facts, version=together[name], **versions, other_older=lowered(together, alone),
        ours_older=lowered(together, our_alone))

@call_parse
def main():
    "Resolve each package on each Python, write the table, and end with status 1 if a conflict is ours"
    ours = [line for line in read_settings()['requirements'].splitlines() if line.strip()]
    rows = []
    for python in pythons:
        our_alone = resolve(ours, python)
        if our_alone is None: raise RuntimeError(f'our own requirements have no solution on Python {python}')
        with ThreadPoolExecutor(8) as pool: # uv waits for the registry most of the time
            rows += pool.map(lambda title: row(title, python, ours, our_alone), others)
        print(f'Python {python}: {sum(o["together"] for o in rows if o["python"]==python)} of {len(others)}')
    rows.sort(key=lambda o: list(others).index(o['package']))
    date = datetime.now(timezone.utc).date().isoformat()
    fields = 'package python alone together version torch timm huggingface_hub other_older ours_older date'.split()
    with open(table, 'w', newline='') as file:
        writer = csv.DictWriter(file, fields, lineterminator='\n')
        writer.writeheader()
        writer.writerows(dict(o, date=date) for o in rows)
    conflicts = [f"{o['package']} on Python {o['python']}" for o in rows if o['alone'] and not o['together']]
    for conflict in conflicts: print(f'Conflict: {conflict}')
    raise SystemExit(bool(conflicts))
