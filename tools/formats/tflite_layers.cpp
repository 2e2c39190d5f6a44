#include "formats/tflite_layers.hpp"

#include <algorithm>
#include <ctnn/data/number_text.hpp>
#include <memory>
#include <utility>

#include "formats/tflite_windows.hpp"
#include "model/norms.hpp"
#include "model/plain_layers.hpp"
#include "model/pooling.hpp"
#include "model/rearranged.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

void reshape(Model& model, const Shape& to) {
    if (model.output() != to) model.add(std::make_unique<Reshape>(model.output(), to));
}

const Shape& shape_of_output(const TfliteFile& file, const TfliteOperator& its) {
    return file.tensor(its.result()).shape;
}

/// `weight` (units, inputs). Of more values than it takes, each row of them.
void add_fully_connected(Model& model, TfliteFile& file, const TfliteOperator& its) {
    if (its.option<std::int8_t>(1, 0) != 0) throw Refusal("weights in a shuffled order are not translated");
    Tensor weight = file.values(its.operand(1));
    if (weight.shape.size() != 2 || size_of(weight.shape) == 0)
        throw Refusal("the weight is " + text_of(weight.shape));
    weight = permuted(weight, {1, 0});
    const std::size_t inputs = weight.shape[0];
    if (size_of(model.output()) == inputs) reshape(model, {inputs});
    const Shape& input = model.output();
    model.add(on_steps(
        input, std::make_unique<Dense>(Shape{input.back()}, tflite_activation(its.option<std::int8_t>(0, 0)),
                                       std::move(weight), tflite_bias(file, its))));
}

void add_softmax(Model& model, const TfliteOperator& its) {
    if (const float beta = its.option<float>(0, 0); beta != 1)
        throw Refusal("a softmax of " + ctnn::detail::number_text(beta) +
                      " times its values is not translated");
    add_tflite_activation(model, *activation_named("softmax"));
}

void add_prelu(Model& model, TfliteFile& file, const TfliteOperator& its) {
    Tensor slope = file.values(its.operand(1));
    model.add(std::make_unique<PReLU>(model.output(), std::move(slope)));
}

/// Means over some axes, of which those of an image or a sequence are its global pooling.
void add_mean(Model& model, TfliteFile& file, const TfliteOperator& its) {
    const auto rank = static_cast<std::int64_t>(model.output().size());
    std::vector<std::size_t> axes;
    for (std::int64_t axis : file.whole_numbers(its.operand(1))) {
        if (axis < 0) axis += rank + 1;
        if (axis < 1 || axis > rank) throw Refusal("a mean over the axis of the batch is not translated");
        axes.push_back(static_cast<std::size_t>(axis) - 1);
    }
    std::sort(axes.begin(), axes.end());
    axes.erase(std::unique(axes.begin(), axes.end()), axes.end());
    const bool all_but_channels =
        rank > 1 && axes.size() + 1 == model.output().size() && axes.back() + 1 < model.output().size();
    if (all_but_channels)
        model.add(std::make_unique<GlobalPooling>(model.output(), true));
    else
        for (std::size_t i = axes.size(); i-- > 0;)
            model.add(std::make_unique<JoinedAxis>(model.output(), axes[i], JoinedAxis::Join::mean));
    reshape(model, tflite_sample(shape_of_output(file, its)));
}

void add_transpose(Model& model, TfliteFile& file, const TfliteOperator& its) {
    const std::vector<std::int64_t> order = file.whole_numbers(its.operand(1));
    const std::size_t rank = model.output().size();
    std::vector<std::size_t> own, sorted;
    for (std::size_t i = 1; i < order.size(); ++i)
        own.push_back(order[i] > 0 ? static_cast<std::size_t>(order[i]) - 1 : rank);
    sorted = own;
    std::sort(sorted.begin(), sorted.end());
    bool is_order = order.size() == rank + 1 && order[0] == 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) is_order = is_order && sorted[i] == i;
    if (!is_order) throw Refusal("its order of axes is none, or moves that of the batch: not translated");
    model.add(std::make_unique<Permute>(model.output(), own));
}

/// Those without options or constants.
const Activation* activation_of(const TfliteOperator& its) {
    switch (its.code) {
        case 14:
            return activation_named("sigmoid");
        case 19:
            return activation_named("relu");
        case 21:
            return activation_named("relu6");
        case 28:
            return activation_named("tanh");
        case 111:
            return activation_named("elu");
        case 117:
            return activation_named("hard_swish");
        default:
            return nullptr;
    }
}

/// A constant as numbers for each channel.
Values by_channel(const Tensor& constant, const Shape& to) {
    const std::size_t channels = to.back();
    if (constant.values.size() == 1) return Values(channels, constant.values[0]);
    if (constant.values.size() != channels || constant.shape.back() != channels)
        throw Refusal("a constant of " + text_of(constant.shape) + " for " + text_of(to) +
                      " is not translated");
    return constant.values;
}

}  // namespace

Shape tflite_sample(const Shape& shape) {
    if (shape.size() < 2 || shape[0] != 1)
        throw Refusal("it takes or gives " + text_of(shape) + ", which is no batch of one sample");
    return {shape.begin() + 1, shape.end()};
}

const Activation& tflite_activation(int number) {
    switch (number) {
        case 0:
            return *activation_named("");
        case 1:
            return *activation_named("relu");
        case 3:
            return *activation_named("relu6");
        case 4:
            return *activation_named("tanh");
        default:
            throw Refusal("activation " + std::to_string(number) + " of TFLite's is not translated");
    }
}

void add_tflite_activation(Model& model, const Activation& activation) {
    if (!activation.is_linear()) model.add(activation_on(model.output(), activation));
}

Tensor tflite_bias(TfliteFile& file, const TfliteOperator& its) {
    return its.inputs.size() > 2 && its.inputs[2] >= 0 ? file.values(its.inputs[2]) : Tensor{};
}

void add_tflite_layer(Model& model, TfliteFile& file, const TfliteOperator& its) {
    if (const Activation* const activation = activation_of(its))
        return add_tflite_activation(model, *activation);
    switch (its.code) {
        case 9:
            return add_fully_connected(model, file, its);
        case 25:
            return add_softmax(model, its);
        case 39:
            return add_transpose(model, file, its);
        case 40:
            return add_mean(model, file, its);
        case 54:
            return add_prelu(model, file, its);
        case 98:
            return model.add(std::make_unique<PReLU>(model.output(), Tensor{{1}, {its.option<float>(0, 0)}}));
        case 22:  // RESHAPE, SQUEEZE, EXPAND_DIMS
        case 43:
        case 70:
            return reshape(model, tflite_sample(shape_of_output(file, its)));
        case 6:  // DEQUANTIZE and QUANTIZE: other bytes for the same numbers
        case 114:
            return;
        default:
            if (!add_tflite_window(model, file, its)) throw Refusal("it is not translated");
    }
}

bool is_tflite_arithmetic(const TfliteOperator& its) {
    return its.code == 0 || its.code == 18 || its.code == 41 || its.code == 42;
}

void add_tflite_arithmetic(Model& model, TfliteFile& file, const TfliteOperator& its, std::size_t constant) {
    Values own = by_channel(file.values(its.operand(constant)), model.output());
    const Values ones(own.size(), 1), zeros(own.size(), 0), minus(own.size(), -1);
    const auto with = [&](Values times, Values plus) {
        model.add(affine(model.output(), std::move(times), std::move(plus)));
    };
    const auto each = [&](const auto& change) {
        std::transform(own.begin(), own.end(), own.begin(), change);
    };
    if (its.code == 0) {
        with(ones, own);
    } else if (its.code == 18) {
        with(own, zeros);
    } else if (its.code == 41 && constant == 0) {
        with(minus, own);
    } else if (its.code == 41) {
        each([](double value) { return -value; });
        with(ones, own);
    } else {
        if (constant == 0) throw Refusal("a constant divided by what is computed is not translated");
        each([](double value) { return 1 / value; });
        with(own, zeros);
    }
}

}  // namespace ctnn_tool
