"Every timm model as a backbone, behind one contract that is measured"

__version__ = "0.1.0"

import contextlib,sys,lazy_loader

_find, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

def __getattr__(name):
    "Import a name when it is first used. PyTorch 2.6 can't be imported in full inside `with torch.device('meta')`"
    torch = sys.modules.get('torch')
    with torch.device('cpu') if torch else contextlib.nullcontext(): return _find(name)

# Checkpoints that hold configs load with `weights_only=True`; PyTorch is not imported for it
from .internals.safeglobals import register_configs as _register_configs
_register_configs()
