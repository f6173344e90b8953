"""Uses every public name as a user's script would: `python -m tools.types` checks its types, and runs it

`assert_type` names the type that the type checkers must find."""
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from PIL.Image import Image, open as open_image
from torch import Tensor, nn
from torch.utils.data import Dataset
from typing_extensions import assert_type

import autotimm as at
from autotimm import Backbone, BackboneConfig, FeatureBackbone, FeatureBackboneConfig
from autotimm.pictures import demo_photo
from autotimm.testing import LocalHub

class Classifier(nn.Module):
    "A headless backbone with a linear layer"
    def __init__(self, backbone:Backbone, classes:int)->None:
        super().__init__()
        self.backbone = backbone
        self.weight = nn.Parameter(torch.zeros(classes, backbone.num_features))

    def forward(self, images:Tensor)->Tensor: return nn.functional.linear(self.backbone(images), self.weight)

class Segmenter(nn.Module):
    "A feature backbone with a layer for each level"
    def __init__(self, backbone:FeatureBackbone, classes:int)->None:
        super().__init__()
        self.backbone = backbone
        self.layers = nn.ModuleList(nn.Conv2d(channels, classes, 1) for channels in backbone.channels)

    def forward(self, images:Tensor)->list[Tensor]:
        levels = self.backbone(images)
        return [layer(level) for layer,level in zip(self.layers, levels)]

class Photos(Dataset[Tensor]):
    "Pictures as a backbone expects them"
    def __init__(self, files:list[Path], transform:Callable[[Image], Tensor])->None:
        self.files = files
        self.transform = transform

    def __getitem__(self, i:int)->Tensor: return self.transform(open_image(self.files[i]).convert('RGB'))

    def __len__(self)->int: return len(self.files)

def use_names()->list[Backbone]:
    "List backbones, and make them"
    names = at.list_backbones('test_r*', exclude=['*_x'])
    assert_type(names, list[str])
    assert_type(at.list_backbones(['test_*'], pretrained_only=True), list[str])
    for name,source in at.list_backbones('test_r*', with_source=True):
        assert_type(name, str)
        assert_type(source, at.ModelSource)
    pairs = [at.list_backbones('test_r*', with_source=flag) for flag in (False, True)]
    assert_type(pairs, list[list[str] | list[tuple[str, at.ModelSource]]])
    assert_type(at.get_model_source(names[0]), at.ModelSource)
    return [at.create_backbone(name, pretrained=False) for name in names]

def use_hub()->list[str]:
    "Search the Hub"
    try: names = at.list_hf_hub_backbones(model_name='test_resnet', limit=3, params=(None, '25M'))
    except at.HubError as e: raise SystemExit(str(e)) from e
    for name,source in at.list_hf_hub_backbones(limit=2, with_source=True): print(name.upper(), source.value)
    at.create_backbone(names[0])
    return names

def use_search()->FeatureBackbone:
    "Find backbones by what they can do"
    cheap = ['params', 'macs']
    found = at.find_backbones(exclude=(), strides=[4, 8, 16, 32], max_params='1M', any_size=True, pareto=cheap)
    assert_type(found[0], at.BackboneInfo)
    assert_type(found[:3][0].num_features, int)
    for info in found: print(f'{info.name:20}{info.params/1e6:.1f}M', *info.strides, info.license or 'no licence')
    assert_type([info.top1 for info in found], list[float | None])
    print(found.summary(), at.describe_backbone(found[0].name).input_size[1])
    best = at.recommend('detect', budget='laptop', limit=1)
    assert_type(best[0].info, at.BackboneInfo)
    print(best[0].reason.upper(), best.text(80))
    return at.create_feature_backbone(found[-1].name, pretrained=False, out_strides=[8, 16])

def use_backbone(backbone:Backbone)->None:
    "Use a headless backbone"
    assert_type(backbone.num_features, int)
    assert_type(backbone(torch.zeros(1, 3, 64, 64)), Tensor)
    tokens = backbone.forward_features(torch.zeros(1, 3, 64, 64))
    assert_type(backbone.forward_head(tokens, pre_logits=True), Tensor)
    backbone.set_grad_checkpointing()
    device = next(backbone.eval().to('cpu').parameters()).device
    print(device, backbone.data_config['mean'], at.count_parameters(backbone, trainable_only=False))
    assert_type(at.get_backbone_out_features(backbone), int)
    backbone.reset_classifier(10)

def use_configs(folder:Path)->list[Tensor]:
    "Make backbones from configs, and from the user's own weights"
    config = BackboneConfig('test_resnet', pretrained=False, img_size=[64, 64], extra_kwargs={'in_chans': 3})
    config.drop_rate = .1
    made = at.create_backbone(config, num_classes=2)
    file = folder/'weights.pt'
    torch.save(made.state_dict(), file)
    loaded = at.create_backbone('test_resnet', num_classes=2, weights=file)
    report = at.load_report(loaded)
    if report is not None: print(report.loaded+1, ' '.join(report.left_out))
    info = at.describe_weights(file, 'test_resnet')
    print(info.size/2**20, info.fits[0].name, at.WeightsInfo)
    levels = FeatureBackboneConfig('test_resnet', pretrained=False, out_indices=[1, 2])
    assert_type(FeatureBackboneConfig.from_dict(levels.to_dict()), FeatureBackboneConfig)
    return at.create_feature_backbone(levels)(torch.zeros(1, 3, 64, 64))

def use_features(backbone:FeatureBackbone)->nn.Module:
    "Use a feature backbone, and put heads on it"
    images,(height,width) = at.pad_to_multiple(torch.zeros(1, 3, 61, 64), backbone.size_divisibility)
    assert_type(backbone(images), list[Tensor])
    assert_type(backbone.channels, list[int])
    assert_type(backbone.strides, list[int])
    assert_type(backbone.num_features, int)
    print(height+width, sum(at.get_feature_channels(backbone)), max(at.get_feature_strides(backbone)))
    print(at.get_feature_info(backbone)[0]['module'], backbone.data_config['std'], backbone.sizes.native[0])
    pyramid = at.SimpleFeaturePyramid(backbone.channels[-1], 32, strides=[8, 16, 32], in_stride=16)
    assert_type(pyramid(backbone(images)[-1]), list[Tensor])
    fpn = at.with_fpn(backbone, out_channels=32)
    assert_type(fpn(images), OrderedDict[str, Tensor])
    print(fpn.out_channels+1, fpn.image_stats['image_mean'])
    assert_type(at.as_torchvision(backbone, names=['aux', 'out'])(images)['out'], Tensor)
    return at.as_fastai(backbone)

def use_other_heads(backbone:FeatureBackbone)->nn.Module:
    "Put the heads of other libraries on a backbone. It is not run, because it needs these libraries"
    encoder = at.as_smp_encoder(backbone)
    assert_type(encoder(torch.zeros(1, 3, 64, 64)), list[Tensor])
    at.as_transformers(backbone)
    return at.with_smp(backbone, nn.Sequential, classes=3)

def use_training(backbone:Backbone, photo:Path)->Tensor:
    "Freeze some stages, and train the rest"
    frozen = at.freeze(backbone, stages=[0, 1])
    assert_type([stage.params for stage in frozen], list[int])
    at.unfreeze(backbone, 1)
    for stage in at.get_stages(backbone): print(stage.number+1, *stage.modules)
    model = Classifier(backbone, 2)
    optimizer = torch.optim.AdamW(at.param_groups(model, lr=1e-3, layer_decay=.75, no_decay=['*.bias']))
    photos = Photos([photo], at.create_transform(backbone, is_training=True))
    loss = nn.functional.cross_entropy(model(photos[0][None]), torch.tensor([1]))
    loss.backward() # type: ignore[no-untyped-call]
    optimizer.step()
    return loss

def use_pictures(backbone:FeatureBackbone, photo:Path)->Image:
    "Prepare a picture, and look at the maps"
    prepare = at.create_dense_transform(backbone, min_size=128, max_size=256)
    x,(scale_x,scale_y) = prepare(open_image(photo))
    assert_type(x, Tensor)
    print(scale_x+scale_y, at.denormalize(x, backbone).shape, at.get_data_config(backbone)['crop_pct'])
    at.show_maps('test_resnet', photo, side=64).save(photo.parent.with_suffix('.png'))
    return at.show_maps(backbone, side=64)

def use_embeddings(backbone:Backbone, photos:Path)->None:
    "Embed pictures"
    embedder = at.Embedder(backbone, batch_size=2)
    vector = embedder(open_image(next(photos.iterdir())))
    print(embedder.width+1, vector.mean(), len(vector), embedder.describe()['versions'])
    for batch in at.iter_embeddings(photos, embedder, workers=0): print(batch.paths[0].upper(), batch.embeddings.shape)
    result = at.embed(photos, backbone, photos.with_suffix('.parquet'), workers=0, progress=False)
    assert_type(result, at.EmbedResult)
    names,vectors = at.read_embeddings(result.path)
    print(names[0].upper(), vectors.shape, result.embedded+result.rejected)

def use_export(backbone:FeatureBackbone, folder:Path)->None:
    "Export a backbone"
    program = at.export_program(backbone, folder/'backbone.pt2', img_size=(64, 64), dynamic=['batch'])
    print(program.module()(torch.zeros(2, 3, 64, 64))[0].shape)
    report = at.export_onnx(backbone, str(folder/'backbone.onnx'), img_size=64)
    print(report.outputs[0].upper(), at.__version__.split('.'))

def main()->None:
    "Run the examples with random weights and a Hub on this machine"
    with TemporaryDirectory() as tmp, LocalHub():
        folder = Path(tmp)/'photos'
        folder.mkdir()
        photo = folder/'photo.png'
        open_image(demo_photo()).resize((64, 64)).save(photo)
        backbone,*_ = use_names()
        use_hub()
        features = use_search()
        use_configs(Path(tmp))
        use_features(features)
        print(Segmenter(features, 2)(torch.zeros(1, 3, 64, 64))[0].shape, use_training(backbone, photo))
        use_pictures(features, photo)
        use_embeddings(backbone, folder)
        use_backbone(backbone)
        use_export(features, Path(tmp))

if __name__ == '__main__': main()
