#include "formats/onnx_window_layers.hpp"

#include <algorithm>
#include <cmath>
#include <ctnn/core/sizes.hpp>
#include <utility>

#include "formats/onnx_windows.hpp"
#include "model/pooling.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

/// One for each filter, of a kernel of so many axes.
void add_filter_bias(OnnxBranch& branch, const OnnxInputs& in, std::size_t rank) {
    if (!in.has(2)) return;
    OnnxConstant bias = in.constant(2);
    const std::size_t filters = branch.chain.shape()[1];
    if (bias.shape != Shape{filters})
        throw Refusal("a bias of " + text_of(bias.shape) + " for " + std::to_string(filters) + " filters");
    for (std::size_t axis = 2; axis < rank; ++axis) bias.shape.push_back(1);
    branch.chain.shift(bias);
}

/// Zeros that the Conv or average behind it takes for its own.
void add_pad(OnnxBranch& branch, const OnnxInputs& in) {
    const std::string_view mode = in.node.text("mode", "constant");
    if (mode != "constant" && mode != "reflect" && mode != "edge")
        throw Refusal("a Pad by other values is not translated");
    const bool told = in.has(1);
    const std::vector<std::int64_t> pads = told ? in.constant(1).integers() : in.node.integers("pads", {});
    const bool has_value = in.has(2) && !in.constant(2).values->empty();
    const double value = has_value ? in.constant(2).values->front() : in.node.real("value", 0);
    if (std::all_of(pads.begin(), pads.end(), [](std::int64_t pad) { return pad == 0; })) return;
    const std::size_t half = pads.size() / 2;
    if (half < 3 || value != 0 || pads[0] != 0 || pads[1] != 0 || pads[half] != 0 || pads[half + 1] != 0)
        throw Refusal("a Pad of the batch or the channels, or by other values than 0, is not translated");
    std::vector<std::size_t> around;
    for (std::size_t i = 0; i < pads.size(); ++i)
        if (i % half >= 2) around.push_back(positive(pads[i], "pads"));
    if (mode == "constant")
        branch.pads = std::move(around);
    else
        branch.chain.border(mode == "reflect", padding_of({}, 0, around));
}

/// What is cut off a ConvTranspose so that it gives a shape that a node tells, or stride times what it takes.
void cut_to_shape(const OnnxNode& node, const OnnxConstant& weight, const Shape& input,
                  ConvolutionOptions& options, ctnn::Size2D& output_padding) {
    const std::vector<std::int64_t> told = node.integers("output_shape", {});
    const bool upper = node.text("auto_pad", "NOTSET") == "SAME_UPPER";
    const std::size_t axes = input.size() - 1;
    if (!told.empty() && told.size() != axes && told.size() != axes + 2)
        throw Refusal("an \"output_shape\" of another number of axes");
    const auto cut = [&](std::size_t axis, std::size_t stride, std::size_t dilation, std::size_t& more,
                         std::size_t& before, std::size_t& after) {
        const std::size_t reach = ctnn::detail::size_product(dilation, weight.shape[axis + 2] - 1);
        const std::size_t painted =
            ctnn::detail::size_sum(ctnn::detail::size_product(stride, input[axis] - 1), reach + 1 + more);
        const std::size_t wanted = told.empty() ? ctnn::detail::size_product(stride, input[axis])
                                                : positive(told[told.size() - axes + axis], "output_shape");
        if (wanted > painted) more += wanted - painted;
        const std::size_t all = wanted > painted ? 0 : painted - wanted;
        before = upper ? all / 2 : all - all / 2;
        after = all - before;
    };
    ctnn::Padding& p = options.padding;
    p = {ctnn::Padding::Kind::given, 0, 0, 0, 0};
    if (axes == 2)
        cut(0, options.stride.height, options.dilation.height, output_padding.height, p.top, p.bottom);
    cut(axes - 1, options.stride.width, options.dilation.width, output_padding.width, p.left, p.right);
}

void add_transposed(OnnxBranch& branch, const OnnxInputs& in) {
    const OnnxConstant& weight = in.constant(1);
    const Shape& input = branch.chain.ours();
    if (weight.shape.size() < 3 || weight.shape.size() > 4 || size_of(weight.shape) == 0)
        throw Refusal("a ConvTranspose with a weight of " + text_of(weight.shape) + " is not translated");
    ConvolutionOptions options;
    options.stride = size_of_attribute(in.node, "strides", 1);
    options.dilation = size_of_attribute(in.node, "dilations", 1);
    options.groups = positive(in.node.integer("group", 1), "group");
    ctnn::Size2D output_padding = size_of_attribute(in.node, "output_padding", 0);
    const std::string_view how = in.node.text("auto_pad", "NOTSET");
    if (in.node.attributes.contains("output_shape") || how == "SAME_UPPER" || how == "SAME_LOWER") {
        if (input.size() + 1 != weight.shape.size())
            throw Refusal("a weight of " + text_of(weight.shape) + " for " + text_of(input));
        cut_to_shape(in.node, weight, branch.chain.pixels(), options, output_padding);
    } else {
        options.padding = padding_of(in.node, 0, {});
    }
    branch.chain.transposed(weight, options, output_padding);
    add_filter_bias(branch, in, weight.shape.size());
}

void add_convolution(OnnxBranch& branch, const OnnxInputs& in) {
    const OnnxConstant& weight = in.constant(1);
    if (weight.shape.size() < 3 || weight.shape.size() > 4)
        throw Refusal("a Conv with a weight of " + text_of(weight.shape) + " is not translated");
    ConvolutionOptions options;
    options.stride = size_of_attribute(in.node, "strides", 1);
    options.dilation = size_of_attribute(in.node, "dilations", 1);
    options.groups = positive(in.node.integer("group", 1), "group");
    const auto reach = [&](std::size_t dilation, std::size_t extent) {
        return ctnn::detail::size_product(dilation, extent - (extent > 0)) + 1;
    };
    const ctnn::Size2D window{reach(options.dilation.height, weight.shape[weight.shape.size() - 2]),
                              reach(options.dilation.width, weight.shape.back())};
    if (in.node.text("auto_pad", "NOTSET") == "SAME_LOWER" && branch.pads.empty())
        options.padding = padding_below(branch.chain.pixels(), window, options.stride);
    else
        options.padding = padding_of(in.node, window.width, std::exchange(branch.pads, {}));
    branch.chain.convolution(weight, options);
    add_filter_bias(branch, in, weight.shape.size());
}

void add_pooling(OnnxBranch& branch, const OnnxInputs& in) {
    PoolingOptions options;
    options.averages = in.node.operation == "AveragePool";
    const ctnn::Size2D dilation = size_of_attribute(in.node, "dilations", 1);
    if (dilation.height != 1 || dilation.width != 1) throw Refusal("a pool with dilations is not translated");
    options.window = size_of_attribute(in.node, "kernel_shape", 0);
    options.stride = size_of_attribute(in.node, "strides", 1);
    const bool is_padded = !branch.pads.empty();  // with zeros, which an average then counts
    const bool counts = in.node.integer("count_include_pad", 0) != 0;
    if (is_padded && !counts && padding_of(in.node, 0, {}) != ctnn::valid)
        throw Refusal("a pool that counts some of its padding is not translated");
    if (in.node.text("auto_pad", "NOTSET") == "SAME_LOWER" && !is_padded)
        options.padding = padding_below(branch.chain.pixels(), options.window, options.stride);
    else
        options.padding = padding_of(in.node, 0, std::exchange(branch.pads, {}));
    options.counts_padding = (is_padded || counts) && options.padding != ctnn::valid;
    if (in.node.integer("ceil_mode", 0) != 0) {
        const ctnn::Padding own = std::exchange(
            options.padding,
            padding_to_end(branch.chain.pixels(), options.window, options.stride, options.padding));
        if (options.counts_padding && own != options.padding)
            throw Refusal("a pool with ceil_mode that counts its padding is not translated");
    }
    branch.chain.pooling(options);
}

/// Pixels several times, as a nearest neighbour's are whose factors are whole, or what lies between them.
void add_resize(OnnxBranch& branch, const OnnxInputs& in) {
    const std::string_view mode = in.node.text("mode", "nearest"),
                           from = in.node.text("coordinate_transformation_mode", "half_pixel"),
                           to = in.node.text("nearest_mode", "round_prefer_floor");
    const bool centred = from == "half_pixel" || from == "pytorch_half_pixel";
    const bool is_upsample = in.node.operation == "Upsample";
    const bool is_linear = mode == "linear" && !is_upsample && in.node.integer("antialias", 0) == 0 &&
                           (centred || from == "align_corners");
    if (!is_linear &&
        (mode != "nearest" || (!is_upsample && !(from == "asymmetric" && to == "floor") &&
                               !(centred && (to == "round_prefer_floor" || to == "round_prefer_ceil")))))
        throw Refusal("a Resize that is more than pixels several times is not translated");
    const Shape shape = branch.chain.shape();
    const bool by_extents = !is_upsample && in.has(3);
    Values factors = *in.constant(is_upsample ? 1 : by_extents ? 3 : 2).values;
    if (factors.size() != shape.size() || shape.size() != 4)
        throw Refusal("a Resize of what is no image is not translated");
    if (by_extents)
        for (std::size_t axis = 0; axis < 4; ++axis) factors[axis] /= static_cast<double>(shape[axis]);
    for (const double factor : factors)
        if (!(factor >= 1 && factor <= 4096) || factor != std::floor(factor))
            throw Refusal("a Resize by what is no whole number is not translated");
    if (factors[0] != 1 || factors[1] != 1)
        throw Refusal("a Resize of the batch or the channels is not translated");
    branch.chain.upsample({static_cast<std::size_t>(factors[2]), static_cast<std::size_t>(factors[3])},
                          !is_linear ? ctnn::Interpolation::nearest
                          : centred  ? ctnn::Interpolation::bilinear
                                     : ctnn::Interpolation::bilinear_corners);
}

}  // namespace

bool add_onnx_window(OnnxBranch& branch, const OnnxInputs& in) {
    const std::string_view operation = in.node.operation;
    if (operation == "Conv") return add_convolution(branch, in), true;
    if (operation == "ConvTranspose") return add_transposed(branch, in), true;
    if (operation == "MaxPool" || operation == "AveragePool") return add_pooling(branch, in), true;
    if (operation == "Pad") return add_pad(branch, in), true;
    if (operation == "DepthToSpace")
        return branch.chain.depth_to_space(positive(in.node.integer("blocksize", 1), "blocksize"),
                                           in.node.text("mode", "DCR") == "DCR"),
               true;
    if (operation == "Resize" || operation == "Upsample") return add_resize(branch, in), true;
    return false;
}

}  // namespace ctnn_tool
