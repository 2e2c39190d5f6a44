#pragma once

#include "formats/keras_config.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// Adds what a layer of Keras becomes: nothing of one that only trains, several of one that ctnn has in
/// parts.
void add_keras_layer(Model& model, const KerasLayer& layer);

/// x * times + plus, as a BatchNorm that divides by the root of 0 + 1.
void add_affine(Model& model, KerasArrays& arrays, double times, double plus);
/// The same with numbers for each channel.
void add_affine(Model& model, KerasArrays& arrays, Values times, Values plus);

/// Each tries: false if the kind is none of its own. Windows that go over images and sequences; cells, and
/// layers that hold others.
bool add_keras_window(Model& model, const KerasLayer& layer);
bool add_keras_recurrent(Model& model, const KerasLayer& layer);

}  // namespace ctnn_tool
