#include "formats/tflite_windows.hpp"

#include <memory>
#include <utility>

#include "formats/tflite_layers.hpp"
#include "model/convolution.hpp"
#include "model/pooling.hpp"
#include "model/rearranged.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

void require_image(const Model& model) {
    if (model.output().size() != 3)
        throw Refusal("it takes height x width x channels, but is given " + text_of(model.output()));
}

std::size_t count_of(const TfliteOperator& its, unsigned field, std::int32_t otherwise, const char* what) {
    const auto number = its.option<std::int32_t>(field, otherwise);
    if (number < 1) throw Refusal(std::string("a ") + what + " of " + std::to_string(number));
    return static_cast<std::size_t>(number);
}

ctnn::Size2D stride_of(const TfliteOperator& its) {
    return {count_of(its, 2, 0, "stride"), count_of(its, 1, 0, "stride")};
}

ctnn::Padding padding_of(const TfliteOperator& its) {
    return its.option<std::int8_t>(0, 0) == 0 ? ctnn::same : ctnn::valid;
}

/// `weight` (filters, rows, columns, channels of a group), or of a depthwise one (1, rows, columns, filters).
void add_convolution(Model& model, TfliteFile& file, const TfliteOperator& its, bool depthwise) {
    require_image(model);
    const unsigned dilation = depthwise ? 5 : 4;
    ConvolutionOptions options{
        .stride = stride_of(its),
        .dilation = {count_of(its, dilation + 1, 1, "dilation"), count_of(its, dilation, 1, "dilation")},
        .padding = padding_of(its)};
    Tensor weight = file.values(its.operand(1));
    if (weight.shape.size() != 4 || size_of(weight.shape) == 0)
        throw Refusal("the weight is " + text_of(weight.shape));
    const std::size_t channels = model.output().back();
    if (depthwise) {
        weight.shape = {weight.shape[1], weight.shape[2], 1, weight.shape[3]};
        options.groups = channels;
    } else {
        weight = permuted(weight, {1, 2, 3, 0});
        options.groups = channels % weight.shape[2] == 0 ? channels / weight.shape[2] : 1;
    }
    if (weight.shape[0] == 1 && weight.shape[1] == 1) options.dilation = 1;
    model.add(std::make_unique<Convolution>(model.output(),
                                            tflite_activation(its.option<std::int8_t>(depthwise ? 4 : 3, 0)),
                                            options, std::move(weight), tflite_bias(file, its)));
}

void add_pooling(Model& model, const TfliteOperator& its, bool averages) {
    require_image(model);
    model.add(std::make_unique<Pooling>(
        model.output(),
        PoolingOptions{.averages = averages,
                       .window = {count_of(its, 4, 0, "window"), count_of(its, 3, 0, "window")},
                       .stride = stride_of(its),
                       .padding = padding_of(its)}));
    add_tflite_activation(model, tflite_activation(its.option<std::int8_t>(5, 0)));
}

/// Zeros around an image, or before and behind a sequence.
void add_zeros(Model& model, TfliteFile& file, const TfliteOperator& its) {
    const std::vector<std::int64_t> sides = file.whole_numbers(its.operand(1));
    const Shape input = model.output();
    if ((input.size() != 2 && input.size() != 3) || sides.size() != 2 * (input.size() + 1))
        throw Refusal("zeros around " + text_of(input) + " are not translated");
    std::vector<std::size_t> around;
    for (const std::int64_t side : sides) {
        if (side < 0 || side > 0xFFFFFFFF) throw Refusal(std::to_string(side) + " zeros");
        around.push_back(static_cast<std::size_t>(side));
    }
    if (around[0] + around[1] + around[around.size() - 2] + around.back() != 0)
        throw Refusal("zeros beside channels or samples are not translated");
    const bool along_sequence = input.size() == 2;
    if (along_sequence) model.add(std::make_unique<Reshape>(input, Shape{input[0], 1, input[1]}));
    model.add(std::make_unique<Edges>(
        model.output(), true,
        ctnn::Padding{ctnn::Padding::Kind::given, around[2], around[3], around[4], around[5]}));
    if (along_sequence) {
        const Shape image = model.output();
        model.add(std::make_unique<Reshape>(image, Shape{image[0], image[2]}));
    }
}

}  // namespace

bool add_tflite_window(Model& model, TfliteFile& file, const TfliteOperator& its) {
    switch (its.code) {
        case 1:
        case 17:
            return add_pooling(model, its, its.code == 1), true;
        case 3:
        case 4:
            return add_convolution(model, file, its, its.code == 4), true;
        case 34:
            return add_zeros(model, file, its), true;
        default:
            return false;
    }
}

}  // namespace ctnn_tool
