"Every timm model as a backbone, behind one contract that is measured"

__version__ = "0.1.0"

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

# Checkpoints that hold configs load with `weights_only=True`; PyTorch is not imported for it
from .internals.safeglobals import register_configs as _register_configs
_register_configs()
