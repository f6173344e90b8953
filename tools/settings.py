"Reads `settings.ini` with nothing but the standard library, for `.ci/run` too: `python -m tools.settings NAME`"
import sys
from configparser import ConfigParser
from pathlib import Path

def read_settings():
    "Read the settings of the project, by name"
    config = ConfigParser(delimiters=['='], interpolation=None)
    with open(Path(__file__).resolve().parents[1]/'settings.ini', encoding='utf-8') as file: config.read_file(file)
    return config['DEFAULT']

def command_line(
    name:str, # `demo` or `test`
)->str: # a line for a shell
    "Give the line that the front page shows: it installs what a command needs, and runs the command"
    settings = read_settings()
    extra = settings[f'{name}_extra']
    return f"pip install -e '.[{extra}]' && {settings[f'{name}_command']}"

if __name__ == '__main__': print(read_settings()[sys.argv[1]])
