from .backbone import (
    Backbone as Backbone,
    count_parameters as count_parameters,
    create_backbone as create_backbone,
    get_backbone_out_features as get_backbone_out_features,
    load_report as load_report,
)
from .features import (
    FeatureBackbone as FeatureBackbone,
    create_feature_backbone as create_feature_backbone,
    get_feature_channels as get_feature_channels,
    get_feature_info as get_feature_info,
    get_feature_strides as get_feature_strides,
)
from .transforms import (
    create_dense_transform as create_dense_transform,
    create_transform as create_transform,
    denormalize as denormalize,
    get_data_config as get_data_config,
)
from .finetune import (
    freeze as freeze,
    get_stages as get_stages,
    param_groups as param_groups,
    unfreeze as unfreeze,
)
from .heads import (
    as_fastai as as_fastai,
    as_smp_encoder as as_smp_encoder,
    as_torchvision as as_torchvision,
    as_transformers as as_transformers,
    with_fpn as with_fpn,
    with_smp as with_smp,
)
from .export import export_onnx as export_onnx, export_program as export_program
from .embeddings import (
    EmbedResult as EmbedResult,
    embed as embed,
    iter_embeddings as iter_embeddings,
    read_embeddings as read_embeddings,
)
from .embedder import Embedder as Embedder
from .discovery import (
    describe_backbone as describe_backbone,
    find_backbones as find_backbones,
    list_backbones as list_backbones,
    list_hf_hub_backbones as list_hf_hub_backbones,
)
from .recommendations import recommend as recommend
from .info import BackboneInfo as BackboneInfo
from .weights import WeightsInfo as WeightsInfo, describe_weights as describe_weights
from .config import BackboneConfig as BackboneConfig, FeatureBackboneConfig as FeatureBackboneConfig
from .names import ModelSource as ModelSource, get_model_source as get_model_source
from .hub import HubError as HubError
from .pyramid import SimpleFeaturePyramid as SimpleFeaturePyramid, pad_to_multiple as pad_to_multiple
from .pictures import show_maps as show_maps

__version__: str
