"""nn.Sequential of PyTorch for ctnn: Linear layers and activations between them.

    from from_torch import save
    print(save(model, "model.safetensors"))   # ctnn::Network<ctnn::Input<4>, ctnn::Dense<16, ctnn::ReLU>, ...>

and in the program, with that type as Net:

    auto parameters = ctnn::read_safetensors<Net>("model.safetensors");

Files of other modules are written alike, by the state_dict alone; their network is yours to declare, or `ctnn import`
writes it from the model's ONNX file.
"""

import torch

import safetensors_file

ACTIVATIONS = {
    torch.nn.ReLU: "ReLU", torch.nn.Sigmoid: "Sigmoid", torch.nn.Tanh: "Tanh", torch.nn.Softmax: "Softmax",
    torch.nn.GELU: "GELU", torch.nn.SiLU: "SiLU", torch.nn.Mish: "Mish", torch.nn.ReLU6: "ReLU6",
    torch.nn.Hardswish: "HardSwish", torch.nn.Hardsigmoid: "HardSigmoid", torch.nn.Softsign: "Softsign",
    torch.nn.SELU: "SELU",
}


def declaration(model):
    """The network of a Sequential; an error names the module that is none of these."""
    layers, inputs = [], None
    for name, module in model.named_children():
        if isinstance(module, torch.nn.Linear):
            inputs = inputs or module.in_features
            layers.append({"units": module.out_features, "activation": None, "bias": module.bias is not None})
        elif type(module) in ACTIVATIONS and getattr(module, "approximate", "none") == "none":
            activation = f"ctnn::{ACTIVATIONS[type(module)]}"
            if layers and layers[-1].get("units") and not layers[-1]["activation"]:
                layers[-1]["activation"] = activation
            else:
                layers.append({"activation": activation})
        elif not isinstance(module, (torch.nn.Dropout, torch.nn.Identity)):
            raise ValueError(f"{name}: {module} is no Linear and none of the activations here")
    return f"ctnn::Network<ctnn::Input<{inputs}>, {', '.join(map(spelt, layers))}>"


def spelt(layer):
    if "units" not in layer:
        return f"ctnn::Activation<{layer['activation']}>"
    dense = f"ctnn::Dense<{', '.join(filter(None, (str(layer['units']), layer['activation'])))}>"
    return dense if layer["bias"] else f"ctnn::NoBias<{dense}>"


def save(model, path):
    """Writes the state_dict by its own names, and returns the declaration of the network that it is for."""
    network = declaration(model)
    tensors = {name: tensor.detach().cpu().numpy() for name, tensor in model.state_dict().items()}
    safetensors_file.write(path, tensors, {"format": "pt"})
    return network
