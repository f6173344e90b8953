"""Mistakes that a type checker finds: `python -m tools.types` fails when mypy or pyright misses one

Each line is a mistake, with the rule of mypy and the rule of pyright that it breaks. The script is not run."""
from torch import Tensor, nn

import autotimm as at
from autotimm import Backbone, BackboneConfig, FeatureBackbone, FeatureBackboneConfig

def make_mistakes(backbone:Backbone, features:FeatureBackbone, x:Tensor)->None:
    "Make mistakes in arguments, attributes and results"
    at.create_backbone(3) # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    at.create_backbone('resnet50', pretraned=False) # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    at.create_backbone('resnet50', out_strides=(8,)) # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    at.create_feature_backbone('vgg11', out_indices='1') # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    FeatureBackboneConfig(out_indices=['1']) # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    BackboneConfig(out_indices=[1]) # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    print(backbone.num_feature+1) # type: ignore[operator] # pyright: ignore[reportOperatorIssue]
    nn.Linear(features.num_feature, 1) # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    features.channels = [1] # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
    backbone('photo.jpg') # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    features(x).shape # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
    backbone(x)['last'] # type: ignore[index] # pyright: ignore[reportArgumentType]
    at.list_backbones(3) # type: ignore[call-overload] # pyright: ignore[reportCallIssue, reportArgumentType]
    at.list_backbones()[0].source # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
    at.find_backbones(strides='8') # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    at.find_backbones()[0].top_1 # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
    at.param_groups(backbone) # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    at.freeze(backbone)[0].number_of # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
    at.with_fpn(backbone) # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    at.show_maps(features, side='640') # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    at.embed('cats', 'vgg11', 'out').vectors # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
    at.Embedder('resnet50')(x).nope # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
    at.export_onnx(features, 3) # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    at.create_bakbone # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
