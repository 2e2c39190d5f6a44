#pragma once

#include "formats/tflite_file.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// A shape without the batch's axis, which must be 1.
Shape tflite_sample(const Shape& shape);

/// Adds what an operator on one value and constants becomes. Throws a Refusal.
void add_tflite_layer(Model& model, TfliteFile& file, const TfliteOperator& its);

/// The activation that an operator ends in, by the schema's number of it.
const Activation& tflite_activation(int number);
void add_tflite_activation(Model& model, const Activation& activation);

/// Of an operator whose third operand it is, or nothing.
Tensor tflite_bias(TfliteFile& file, const TfliteOperator& its);

/// Whether it is a product, a sum or a difference of two values, of which one may be a constant.
bool is_tflite_arithmetic(const TfliteOperator& its);

/// Adds such an operator of what the model gives and a constant, which is its operand `constant`.
void add_tflite_arithmetic(Model& model, TfliteFile& file, const TfliteOperator& its, std::size_t constant);

}  // namespace ctnn_tool
