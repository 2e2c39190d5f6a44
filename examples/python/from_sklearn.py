"""MLPClassifier and MLPRegressor of scikit-learn for ctnn.

    from from_sklearn import save
    print(save(model, "model.safetensors"))   # ctnn::Network<ctnn::Input<4>, ctnn::Dense<16, ctnn::ReLU>, ...>

and in the program, with that type as Net:

    ctnn::Parameters<Net> parameters;
    ctnn::load("model.safetensors", parameters);

Both lay weights out by inputs and outputs, so they go over as they are. A classifier of two classes has one output,
the probability of the second; what a scaler does before the model, the program must do too.
"""

import numpy

import safetensors_file

ACTIVATIONS = {"identity": "Linear", "logistic": "Sigmoid", "tanh": "Tanh", "relu": "ReLU", "softmax": "Softmax"}


def save(model, path, numbers=numpy.float32):
    """Writes a fitted model's weights, and returns the declaration of the network that they are for."""
    tensors, layers = {}, [f"ctnn::Input<{model.n_features_in_}>"]
    last = len(model.coefs_) - 1
    for i, (weight, bias) in enumerate(zip(model.coefs_, model.intercepts_)):
        activation = ACTIVATIONS[model.out_activation_ if i == last else model.activation]
        end = "" if activation == "Linear" else f", ctnn::{activation}"
        layers.append(f"ctnn::Dense<{weight.shape[1]}{end}>")
        tensors[f"layers.{i}.weight"] = weight.astype(numbers)
        tensors[f"layers.{i}.bias"] = bias.astype(numbers)
    safetensors_file.write(path, tensors, {"origin": f"scikit-learn's {type(model).__name__}"})
    return f"ctnn::Network<{', '.join(layers)}>"
