#pragma once

#include <ctnn/ctnn.hpp>
#include <ctnn/io/c_source.hpp>
#include <ctnn/io/checkpoint.hpp>
#include <ctnn/io/cifar.hpp>
#include <ctnn/io/csv.hpp>
#include <ctnn/io/header.hpp>
#include <ctnn/io/idx.hpp>
#include <ctnn/io/npz.hpp>
#include <ctnn/io/onnx.hpp>
#include <ctnn/io/report.hpp>
#include <ctnn/io/safetensors.hpp>
#include <ctnn/train.hpp>
#include <type_traits>

using Xor = ctnn::Network<ctnn::Input<2>, ctnn::Dense<3, ctnn::Tanh>, ctnn::Dense<1, ctnn::Sigmoid>>;

/// What one file of the program sees: the parts that must be one and the same in all of them.
struct Sight {
    float prediction;
    float cost;
    const int* version;
};

Sight first_sight(const ctnn::Parameters<Xor>& parameters);
Sight second_sight(const ctnn::Parameters<Xor>& parameters);

inline Sight sight(const ctnn::Parameters<Xor>& parameters) {
    const std::array<float, 2> x{0, 1};
    const std::array<float, 1> target{1};
    ctnn::Parameters<Xor> sum{};
    return {ctnn::predict(parameters, x)[0],
            ctnn::gradient<ctnn::BinaryCrossEntropy>(parameters, x, target, sum), &ctnn::version_major};
}
