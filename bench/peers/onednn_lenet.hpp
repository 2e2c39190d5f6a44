#pragma once

#include "../architectures.hpp"
#include "onednn_mlp.hpp"

// LeNet-5 in oneDNN: convolutions with ReLU as a post-operation, layouts as it asks for from layer to layer.

namespace bench {

class OnednnLenet : public OnednnNet {
  public:
    OnednnLenet(const float* weights, std::size_t batch) : OnednnNet(batch) {
        Pieces next{weights};
        input_ = dnnl::memory({{batch_, 1, 28, 28}, f32, Tag::nchw}, engine_, nullptr);
        dnnl::memory at = add_pooling(add_filters(input_, next, 6, 28, 2));
        at = add_pooling(add_filters(at, next, 16, 10, 0));
        std::size_t in = 400;
        for (const std::size_t out : {120u, 84u, 10u}) {
            const Act act = out == 10 ? Act::softmax : Act::relu;
            const float* const weight = next(in * out);
            at = add_dense({in, out, act, weight, next(out)}, at, out == 10);
            in = out;
        }
        output_ = at;
    }

  private:
    using Size = dnnl::memory::dim;

    dnnl::memory add_filters(const dnnl::memory& from, Pieces& next, Size filters, Size out, Size zeros) {
        const Dims strides{1, 1}, around{zeros, zeros};
        const Size in = from.get_desc().dims()[1];
        const dnnl::memory::desc kernel({filters, in, 5, 5}, f32, Tag::any), bias({filters}, f32, Tag::a),
            to({batch_, filters, out, out}, f32, Tag::any), source(from.get_desc().dims(), f32, Tag::any);
        const dnnl::convolution_forward::desc wanted(inference, dnnl::algorithm::convolution_auto, source,
                                                     kernel, bias, to, strides, around, around);
        const dnnl::convolution_forward::primitive_desc chosen(wanted, post_operation(Act::relu), engine_);
        dnnl::memory taken = from;
        if (from.get_desc() != chosen.src_desc()) {
            taken = dnnl::memory(chosen.src_desc(), engine_);
            steps_.emplace_back(dnnl::reorder(from, taken),
                                Arguments{{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, taken}});
        }
        const auto values = [&](Size count) { return next(static_cast<std::size_t>(count)); };
        const dnnl::memory result(chosen.dst_desc(), engine_),
            packed_kernel = packed({{filters, in, 5, 5}, f32, Tag::hwio}, values(25 * in * filters),
                                   chosen.weights_desc()),
            packed_bias = packed(bias, values(filters), chosen.bias_desc());
        steps_.emplace_back(dnnl::convolution_forward(chosen), Arguments{{DNNL_ARG_SRC, taken},
                                                                         {DNNL_ARG_WEIGHTS, packed_kernel},
                                                                         {DNNL_ARG_BIAS, packed_bias},
                                                                         {DNNL_ARG_DST, result}});
        return result;
    }

    /// The greatest of each 2 x 2.
    dnnl::memory add_pooling(const dnnl::memory& from) {
        const Dims two{2, 2}, none{0, 0};
        Dims dims = from.get_desc().dims();
        dims[2] /= 2, dims[3] /= 2;
        const dnnl::pooling_v2_forward::desc wanted(inference, dnnl::algorithm::pooling_max, from.get_desc(),
                                                    {dims, f32, Tag::any}, two, two, none, none, none);
        const dnnl::pooling_v2_forward::primitive_desc chosen(wanted, engine_);
        const dnnl::memory result(chosen.dst_desc(), engine_);
        steps_.emplace_back(dnnl::pooling_v2_forward(chosen),
                            Arguments{{DNNL_ARG_SRC, from}, {DNNL_ARG_DST, result}});
        return result;
    }
};

}  // namespace bench
