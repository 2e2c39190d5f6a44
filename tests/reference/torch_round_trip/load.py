"""python3 load.py FOLDER: has PyTorch load, strictly, what networks.cpp wrote, compares what its modules answer, and
writes their state_dicts again. safetensors' own package is not asked: it is no Debian package."""
import json
import pathlib
import sys

import numpy
import torch
from torch import nn


class Steps(nn.Module):
    """Recurrent modules one after the other, of which the last gives its last output; channels last."""

    def __init__(self, **modules):
        super().__init__()
        for name, module in modules.items():
            setattr(self, name, module)

    def forward(self, x):
        for name, module in self.named_children():
            if isinstance(module, nn.Embedding):
                x = module(x.round().long())
            elif isinstance(module, nn.RNNBase):
                y, units = module(x)[0], module.hidden_size
                last = torch.cat([y[:, -1, :units], y[:, 0, units:]], 1)  # of both ways, if there are two
                x = last if name in ("rnn", "second") else y
            else:
                x = module(x)
        return x


class Heads(nn.Module):
    def __init__(self):
        super().__init__()
        self.words, self.places = nn.Embedding(9, 4), nn.Embedding(6, 4)
        self.block = nn.TransformerEncoderLayer(4, 2, 6, 0, "gelu", batch_first=True, norm_first=True)
        self.attention = nn.MultiheadAttention(4, 1, bias=False, batch_first=True)
        self.norm, self.head = nn.LayerNorm(4), nn.Linear(4, 3)

    def forward(self, x):
        x = self.block(self.words(x.round().long()) + self.places.weight, torch.triu(torch.full((6, 6), -torch.inf), 1))
        return self.head(self.norm(self.attention(x, x, x)[0]))


# Each with its input's shape here, channels last, and whether PyTorch has the channels first.
MODELS = {
    "classifier": (nn.Sequential(nn.Linear(7, 5), nn.ReLU(), nn.Dropout(), nn.Linear(5, 4, bias=False), nn.Tanh(),
                                 nn.LayerNorm(4), nn.Linear(4, 3), nn.Softmax(-1)), (7,), False),
    "images": (nn.Sequential(nn.Conv2d(2, 6, (3, 2), stride=2, groups=2), nn.ReLU(), nn.BatchNorm2d(6), nn.MaxPool2d(2),
                             nn.Conv2d(6, 5, 1), nn.Flatten(), nn.Linear(20, 4), nn.Sigmoid()), (9, 8, 2), True),
    "upwards": (nn.Sequential(nn.ConvTranspose2d(3, 4, (3, 2)), nn.GELU(), nn.ConvTranspose2d(4, 2, 4, 2, 1),
                              nn.Flatten(), nn.Linear(200, 2)), (3, 4, 3), True),
    "sequence": (nn.Sequential(nn.Conv1d(3, 6, 3, groups=3), nn.SiLU(), nn.ConvTranspose1d(6, 4, 2, 2), nn.Flatten(),
                               nn.Linear(48, 3)), (8, 3), True),
    "long": (Steps(rnn=nn.LSTM(3, 4, 2, batch_first=True), head=nn.Linear(4, 2)), (6, 3), False),
    "both": (Steps(first=nn.LSTM(3, 3, batch_first=True, bidirectional=True),
                   second=nn.GRU(6, 2, batch_first=True, bidirectional=True), head=nn.Linear(4, 2)), (6, 3), False),
    "gated": (Steps(words=nn.Embedding(9, 3), gru=nn.GRU(3, 5, batch_first=True), rnn=nn.RNN(5, 4, batch_first=True),
                    slopes=nn.PReLU(4), head=nn.Linear(4, 2)), (6,), False),
    "heads": (Heads(), (6,), False),
    "unbiased": (Steps(rnn=nn.GRU(3, 4, batch_first=True, bias=False), head=nn.Linear(4, 2)), (6, 3), False),
}


def load_file(path):
    content = path.read_bytes()
    size = int.from_bytes(content[:8], "little")
    header = json.loads(content[8:8 + size])
    assert header.pop("__metadata__") == {"format": "pt"}
    tensors = {}
    for name, one in header.items():
        begin, end = one["data_offsets"]
        values = numpy.frombuffer(content[8 + size + begin:8 + size + end], "<f4")
        tensors[name] = torch.tensor(values.reshape(one["shape"]))
    return tensors


def save_file(tensors, path):
    header, values, end = {}, [], 0
    for name, tensor in tensors.items():
        array = tensor.numpy()
        kind = {"float32": "F32", "int64": "I64"}[str(array.dtype)]
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [end, end + array.nbytes]}
        values.append(array.tobytes())
        end += array.nbytes
    text = json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + b"".join(values))


def main(folder):
    folder, worst = pathlib.Path(folder), 0
    for name, (model, shape, channels_first) in MODELS.items():
        model.load_state_dict(load_file(folder / f"{name}.safetensors"), strict=True)
        model.eval()
        numbers = numpy.fromfile(folder / f"{name}.values", "<f4")
        count = int(numpy.prod(shape))
        x = torch.tensor(numbers[:count]).reshape(1, *shape)
        with torch.no_grad():
            y = model(x.movedim(-1, 1) if channels_first else x).numpy().ravel()
        off = numpy.abs(y - numbers[count:]).max() / numpy.abs(y).max()
        worst = max(worst, off)
        print(f"{name:12} {off:.1e}")
        save_file(model.state_dict(), folder / f"{name}.back.safetensors")
    sys.exit(0 if worst < 1e-5 else "the answers differ")


main(*sys.argv[1:])
