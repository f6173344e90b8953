"Reads the package's metadata from settings.ini and the version from autotimm/__init__.py; pyproject.toml has the rest."
import re
from configparser import ConfigParser
from pathlib import Path
from setuptools import setup, find_packages

config = ConfigParser(delimiters=['='], interpolation=None)
config.read('settings.ini', encoding='utf-8')
settings = config['DEFAULT']

def read(path): return Path(path).read_text(encoding='utf-8')

def lines(key): return [line for line in settings[key].splitlines() if line.strip()]

extras = {name: lines(f'{name}_requirements') for name in ('demo', 'onnx', 'embed', 'ray')}
extras['ray'] = extras['embed']+extras['ray']
extras['dev'] = sum(extras.values(), [])+lines('dev_requirements')
address = settings['repository'].rstrip('/')
urls = dict(Source=address, Issues=f'{address}/issues') if address else {}
topic = 'Topic :: Scientific/Engineering'
classifiers = [f'Development Status :: {settings["status"]}', 'Intended Audience :: Developers',
    'Intended Audience :: Science/Research', 'Programming Language :: Python :: 3 :: Only',
    f'{topic} :: Artificial Intelligence', f'{topic} :: Image Recognition', 'Typing :: Typed']

setup(version=re.search(r'__version__ = "(.+)"', read('autotimm/__init__.py'))[1], classifiers=classifiers,
    license_expression=settings['license'], author=settings['author'], keywords=settings['keywords'].split(),
    project_urls=urls, long_description=read('README.md'), long_description_content_type='text/markdown',
    # Named, so that an editable install is a path, which type checkers follow, and not an import hook
    package_dir={'': '.'}, packages=find_packages(include=['autotimm', 'autotimm.*']),
    package_data={'autotimm': ['*.jpg', '*.json', '*.pyi', 'py.typed']},
    install_requires=lines('requirements'), extras_require=extras,
    # Other projects' nbdev finds our documentation by the second entry point
    entry_points={'console_scripts': lines('console_scripts'), 'nbdev': ['autotimm=autotimm._modidx:d']})
