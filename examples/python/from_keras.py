"""Models of Keras 2 and 3 for ctnn, of which a program has the network's type.

    from from_keras import save
    print(save(model, "model.safetensors"))   # ctnn::Network<ctnn::Input<4>, ctnn::Dense<16, ctnn::ReLU>, ...>

and in the program, with that type as Net:

    auto parameters = ctnn::read_safetensors<Net>("model.safetensors", {.layout = ctnn::from_keras});

The declaration is of Sequential models of Dense, Flatten, Dropout and activations; of other layers `write` writes the
weights, and the network is yours to declare, or `ctnn import model.keras` writes it. Nothing of Keras is imported: any
object with these attributes will do.
"""

import safetensors_file

ACTIVATIONS = {
    "linear": None, "relu": "ReLU", "sigmoid": "Sigmoid", "tanh": "Tanh", "softmax": "Softmax", "elu": "ELU",
    "selu": "SELU", "softplus": "Softplus", "softsign": "Softsign", "exponential": "Exponential", "silu": "SiLU",
    "swish": "SiLU", "mish": "Mish", "gelu": "GELU", "relu6": "ReLU6", "hard_silu": "HardSwish",
}


def activation_of(layer):
    name = layer.activation.__name__
    if name not in ACTIVATIONS:
        raise ValueError(f"{layer.name}: {name} is none of the activations here")
    return ACTIVATIONS[name] and f"ctnn::{ACTIVATIONS[name]}"


def declaration(model):
    """The network of a Sequential; an error names the layer that is none of these."""
    shape = model.input_shape[1:]
    if None in shape:
        raise ValueError(f"an input of {shape} has no size")
    layers, is_row = [f"ctnn::Input<{', '.join(map(str, shape))}>"], len(shape) == 1
    for layer in model.layers:
        kind = type(layer).__name__
        if not is_row and (kind == "Dense" or kind == "Activation" and activation_of(layer) == "ctnn::Softmax"):
            raise ValueError(f"{layer.name}: {kind} along the last of several axes is none of the layers here")
        if kind == "Dense":
            dense = f"ctnn::Dense<{', '.join(filter(None, (str(layer.units), activation_of(layer))))}>"
            layers.append(dense if layer.use_bias else f"ctnn::NoBias<{dense}>")
        elif kind == "Activation":
            layers.append(f"ctnn::Activation<{activation_of(layer) or 'ctnn::Linear'}>")
        elif kind == "Flatten":
            if layer.data_format != "channels_last":
                raise ValueError(f"{layer.name}: {layer.data_format} is not the order of images here")
            layers.append("ctnn::Flatten")
            is_row = True
        elif kind not in ("Dropout", "InputLayer"):
            raise ValueError(f"{layer.name}: a {kind} is none of the layers here; ctnn import reads a .keras file")
    return f"ctnn::Network<{', '.join(layers)}>"


def tensors_of(model):
    """Weights by names in the order of the layers: "3.0.kernel"; both ways of a Bidirectional are 0 and 1.backward_."""
    tensors = {}
    for i, layer in enumerate(model.layers):
        parts = []
        for weight in layer.weights:
            path = getattr(weight, "path", weight.name).split(":")[0]
            part, _, name = path.rpartition("/")
            if part not in parts:
                parts.append(part)
            way = ".backward_" if "backward_" in part else ""
            tensors[f"{i}.{parts.index(part)}{way}.{name}"] = weight.numpy()
    return tensors


def write(model, path):
    """Writes the weights of any model whose layers follow each other."""
    safetensors_file.write(path, tensors_of(model), {"origin": "Keras"})


def save(model, path):
    """Writes the weights, and returns the declaration of the network that they are for."""
    network = declaration(model)
    write(model, path)
    return network
