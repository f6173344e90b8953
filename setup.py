"Reads the package's metadata from settings.ini and the version from autotimm/__init__.py; pyproject.toml has the rest."
import re
from configparser import ConfigParser
from pathlib import Path
from setuptools import setup, find_packages

cfg = ConfigParser(delimiters=['='], interpolation=None)
cfg.read('settings.ini', encoding='utf-8')
cfg = cfg['DEFAULT']
def lines(key): return [o for o in cfg[key].splitlines() if o.strip()]

demo = lines('demo_requirements')
setup(
    version=re.search(r'__version__ = "(.+)"', Path('autotimm/__init__.py').read_text(encoding='utf-8'))[1],
    license_expression=cfg['license'], author=cfg['author'], keywords=cfg['keywords'].split(),
    classifiers=[f'Development Status :: {cfg["status"]}', 'Intended Audience :: Developers', 'Intended Audience :: Science/Research',
                 'Programming Language :: Python :: 3 :: Only', 'Topic :: Scientific/Engineering :: Artificial Intelligence',
                 'Topic :: Scientific/Engineering :: Image Recognition', 'Typing :: Typed'],
    long_description=Path('README.md').read_text(encoding='utf-8'), long_description_content_type='text/markdown',
    packages=find_packages(include=['autotimm*']), package_data={'autotimm': ['*.jpg', '*.json', '*.pyi', 'py.typed']},
    install_requires=lines('requirements'), extras_require={'demo': demo, 'dev': demo+lines('dev_requirements')},
    entry_points={'console_scripts': lines('console_scripts'), 'nbdev': ['autotimm=autotimm._modidx:d']})
