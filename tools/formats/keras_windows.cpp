#include <algorithm>
#include <ctnn/core/sizes.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <memory>
#include <optional>
#include <utility>

#include "formats/keras_layers.hpp"
#include "model/convolution.hpp"
#include "model/pooling.hpp"
#include "model/rearranged.hpp"
#include "model/refusal.hpp"
#include "model/transposed.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

ctnn::Padding padding_of(const KerasLayer& layer) {
    const std::string told = layer.text("padding", "valid");
    if (told == "valid") return ctnn::valid;
    if (told == "same") return ctnn::same;
    if (told == "causal") return ctnn::causal;
    throw Refusal("padding " + in_quotes(told) + " is not translated");
}

void require_axes(const Model& model, std::size_t axes) {
    if (model.output().size() != axes)
        throw Refusal(std::string("it takes ") +
                      (axes == 2 ? "steps x features" : "height x width x channels") +
                      ", but the layer before it gives " + text_of(model.output()));
}

ConvolutionOptions options_of(const KerasLayer& layer) {
    layer.require_channels_last();
    ConvolutionOptions options;
    options.stride = layer.size("strides", 1);
    options.dilation = layer.size("dilation_rate", 1);
    options.padding = padding_of(layer);
    const std::vector<std::size_t> groups = layer.counts("groups");
    if (!groups.empty()) options.groups = groups[0];
    return options;
}

/// A kernel of one place reaches nowhere: of it a dilation and a causal padding say nothing.
void simplify(ConvolutionOptions& options, const Shape& kernel) {
    if (kernel.size() == 3 && kernel[0] == 1) {
        options.dilation = 1;
        if (options.padding == ctnn::causal) options.padding = ctnn::valid;
    }
}

void add_convolution(Model& model, const KerasLayer& layer, std::size_t axes) {
    require_axes(model, axes);
    ConvolutionOptions options = options_of(layer);
    Tensor weight = layer.arrays().next("kernel");
    simplify(options, weight.shape);
    model.add(std::make_unique<Convolution>(model.output(), layer.activation(), options, std::move(weight),
                                            layer.bias()));
}

/// (kernel, channels, multiplier), which is (kernel, 1, channels * multiplier) of a convolution by groups.
Tensor by_channels(Tensor weight, const Shape& input) {
    const std::size_t rank = weight.shape.size();
    if (rank != input.size() + 1 || weight.shape[rank - 2] != input.back())
        throw Refusal("the kernel is " + text_of(weight.shape) + ", but the layer before it gives " +
                      text_of(input));
    weight.shape[rank - 1] = ctnn::detail::size_product(weight.shape[rank - 2], weight.shape[rank - 1]);
    weight.shape[rank - 2] = 1;
    return weight;
}

void add_depthwise(Model& model, const KerasLayer& layer, std::size_t axes) {
    require_axes(model, axes);
    ConvolutionOptions options = options_of(layer);
    options.groups = model.output().back();
    Tensor weight = by_channels(layer.arrays().next("depthwise_kernel"), model.output());
    simplify(options, weight.shape);
    const bool separable = layer.kind().starts_with("Separable");
    const Activation& own = separable ? *activation_named("linear") : layer.activation();
    Tensor bias = separable ? Tensor{} : layer.bias();
    Tensor points = separable ? layer.arrays().next("pointwise_kernel") : Tensor{};
    model.add(
        std::make_unique<Convolution>(model.output(), own, options, std::move(weight), std::move(bias)));
    if (!separable) return;
    model.add(std::make_unique<Convolution>(model.output(), layer.activation(), ConvolutionOptions{},
                                            std::move(points), layer.bias()));
}

/// Of one axis: what is cut off before and behind, and what is appended.
struct Cut {
    std::size_t before = 0, after = 0, more = 0;
};
Cut cut_of(bool same, std::size_t window, std::size_t stride, std::size_t dilation) {
    const std::size_t reach = ctnn::detail::size_product(window - 1, dilation) + 1;
    if (reach < stride) return {0, 0, stride - reach};
    const std::size_t all = same ? reach - stride : 0;
    return {all / 2, all - all / 2, 0};
}

/// Keras makes `stride` outputs of each input with "same", and with "valid" as many more as the kernel is
/// longer. Source: keras/src/backend/common/backend_utils.py.
void add_transposed(Model& model, const KerasLayer& layer, std::size_t axes) {
    require_axes(model, axes);
    if (layer.find("output_padding")) throw Refusal("an \"output_padding\" is not translated");
    ConvolutionOptions options = options_of(layer);
    const bool same = options.padding == ctnn::same;
    if (options.padding == ctnn::causal) throw Refusal("padding \"causal\" is not translated");
    Tensor weight = layer.arrays().next("kernel");
    if (weight.shape.size() != axes + 1 || size_of(weight.shape) == 0)
        throw Refusal("the kernel is " + text_of(weight.shape));
    const Cut down = axes == 3 ? cut_of(same, weight.shape[0], options.stride.height, options.dilation.height)
                               : Cut{},
              along = cut_of(same, weight.shape[axes - 2], options.stride.width, options.dilation.width);
    options.padding = {ctnn::Padding::Kind::given, down.before, down.after, along.before, along.after};
    model.add(std::make_unique<TransposedConvolution>(model.output(), layer.activation(), options,
                                                      ctnn::Size2D{down.more, along.more}, std::move(weight),
                                                      layer.bias()));
}

void add_pooling(Model& model, const KerasLayer& layer, bool averages, std::size_t axes) {
    require_axes(model, axes);
    layer.require_channels_last();
    PoolingOptions options;
    options.averages = averages;
    options.window = layer.size("pool_size", 2);
    options.stride = layer.size("strides", options.window);
    options.padding = padding_of(layer);
    model.add(std::make_unique<Pooling>(model.output(), options));
}

void add_global_pooling(Model& model, const KerasLayer& layer, bool averages, std::size_t axes) {
    require_axes(model, axes);
    layer.require_channels_last();
    model.add(std::make_unique<GlobalPooling>(model.output(), averages));
    if (!layer.flag("keepdims", false)) return;
    Shape kept(axes, 1);
    kept.back() = model.output()[0];
    model.add(std::make_unique<Reshape>(model.output(), kept));
}

/// Of "padding" and "cropping": a number, one for each axis, or two for each.
ctnn::Padding border_of(const KerasLayer& layer, const char* name, std::size_t axes) {
    const Json* const told = layer.find(name);
    std::vector<std::size_t> sides;
    if (told && told->is_list() && !told->content->items.empty()) {
        for (const Json& axis : told->content->items) {
            if (!axis.is_list() || axis.content->numbers.size() != 2)
                throw Refusal(in_quotes(name) + " is no list of pairs");
            for (const double side : axis.content->numbers) {
                Json one;
                one.kind = Json::Kind::number;
                one.number = side;
                sides.push_back(count_of("", name, one));
            }
        }
    } else {
        sides = layer.counts(name);
        if (sides.empty()) sides.assign(1, 1);
        if (axes == 3) {
            const std::size_t down = sides.front(), along = sides.back();
            sides = {down, down, along, along};
        } else if (sides.size() == 1) {
            sides.push_back(sides[0]);
        }
    }
    if (sides.size() != 2 * (axes - 1)) throw Refusal(in_quotes(name) + " is of other axes");
    if (axes == 2) return {ctnn::Padding::Kind::given, 0, 0, sides[0], sides[1]};
    return {ctnn::Padding::Kind::given, sides[0], sides[1], sides[2], sides[3]};
}

/// A layer that ctnn has of images, on a sequence as an image one column wide.
template <class Layer, class... Arguments>
void add_as_image(Model& model, const Arguments&... arguments) {
    const Shape input = model.output();
    model.add(std::make_unique<Reshape>(input, Shape{input[0], 1, input[1]}));
    model.add(std::make_unique<Layer>(model.output(), arguments...));
    const Shape& image = model.output();
    model.add(std::make_unique<Reshape>(image, Shape{image[0], image[2]}));
}

bool add_border(Model& model, const KerasLayer& layer) {
    const std::string& kind = layer.kind();
    const bool along_sequence = kind.ends_with("1D");
    const std::size_t axes = along_sequence ? 2 : 3;
    if (kind == "ZeroPadding1D" || kind == "ZeroPadding2D") {
        require_axes(model, axes);
        layer.require_channels_last();
        const ctnn::Padding zeros = border_of(layer, "padding", axes);
        if (!along_sequence) return model.add(std::make_unique<Edges>(model.output(), true, zeros)), true;
        const ctnn::Padding down{ctnn::Padding::Kind::given, zeros.left, zeros.right, 0, 0};
        add_as_image<Edges>(model, true, down);
    } else if (kind == "Cropping1D" || kind == "Cropping2D") {
        require_axes(model, axes);
        layer.require_channels_last();
        model.add(std::make_unique<Edges>(model.output(), false, border_of(layer, "cropping", axes)));
    } else if (kind == "UpSampling1D" || kind == "UpSampling2D") {
        require_axes(model, axes);
        layer.require_channels_last();
        const std::string how = layer.text("interpolation", "nearest");
        if (how != "nearest" && (how != "bilinear" || along_sequence))
            throw Refusal("an interpolation other than \"nearest\" and \"bilinear\" is not translated");
        const ctnn::Size2D factor = layer.size("size", 2);
        const auto mode = how == "nearest" ? ctnn::Interpolation::nearest : ctnn::Interpolation::bilinear;
        if (!along_sequence) return model.add(std::make_unique<Upsample>(model.output(), factor, mode)), true;
        add_as_image<Upsample>(model, ctnn::Size2D{factor.height, 1});
    } else {
        return false;
    }
    return true;
}

}  // namespace

bool add_keras_window(Model& model, const KerasLayer& layer) {
    const std::string& kind = layer.kind();
    const std::size_t axes = kind.find("1D") != kind.npos ? 2 : 3;
    const auto is = [&](const char* name) { return kind == std::string(name) + (axes == 2 ? "1D" : "2D"); };
    if (is("Conv")) return add_convolution(model, layer, axes), true;
    if (is("DepthwiseConv") || is("SeparableConv")) return add_depthwise(model, layer, axes), true;
    if (kind == "Conv1DTranspose" || kind == "Conv2DTranspose")
        return add_transposed(model, layer, axes), true;
    if (is("MaxPooling")) return add_pooling(model, layer, false, axes), true;
    if (is("AveragePooling")) return add_pooling(model, layer, true, axes), true;
    if (is("GlobalMaxPooling")) return add_global_pooling(model, layer, false, axes), true;
    if (is("GlobalAveragePooling")) return add_global_pooling(model, layer, true, axes), true;
    return add_border(model, layer);
}

}  // namespace ctnn_tool
