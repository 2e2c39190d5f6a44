#pragma once

#include <cstddef>
#include <dnnl.hpp>
#include <unordered_map>
#include <utility>
#include <vector>

#include "../models.hpp"

// A network in oneDNN: its primitives made once, activations as post-operations, weights in the layout it
// asks for.

namespace bench {

/// One primitive after the other.
class OnednnNet {
  public:
    void operator()(const float* x, float* y) {
        input_.set_data_handle(const_cast<float*>(x));
        output_.set_data_handle(y);
        for (auto& [primitive, arguments] : steps_) primitive.execute(stream_, arguments);
        stream_.wait();
    }

  protected:
    using Tag = dnnl::memory::format_tag;
    using Dims = dnnl::memory::dims;
    using Arguments = std::unordered_map<int, dnnl::memory>;
    static constexpr auto f32 = dnnl::memory::data_type::f32;
    static constexpr auto inference = dnnl::prop_kind::forward_inference;

    explicit OnednnNet(std::size_t batch) : batch_(size(batch)) {}

    static dnnl::memory::dim size(std::size_t n) { return static_cast<dnnl::memory::dim>(n); }

    static dnnl::primitive_attr post_operation(Act act) {
        dnnl::post_ops after;
        if (act == Act::relu) after.append_eltwise(1, dnnl::algorithm::eltwise_relu, 0, 0);
        if (act == Act::sigmoid) after.append_eltwise(1, dnnl::algorithm::eltwise_logistic, 0, 0);
        if (act == Act::tanh) after.append_eltwise(1, dnnl::algorithm::eltwise_tanh, 0, 0);
        dnnl::primitive_attr attributes;
        attributes.set_post_ops(after);
        return attributes;
    }

    /// In the layout that a primitive asks for.
    dnnl::memory packed(const dnnl::memory::desc& plain_desc, const float* values,
                        const dnnl::memory::desc& wanted) {
        dnnl::memory plain(plain_desc, engine_, const_cast<float*>(values)), memory(wanted, engine_);
        dnnl::reorder(plain, memory).execute(stream_, plain, memory);
        stream_.wait();
        return memory;
    }

    /// On a vector or an image for each sample.
    dnnl::memory add_dense(const LayerValues& layer, const dnnl::memory& from, bool last) {
        Dims weight_dims = from.get_desc().dims();
        weight_dims[0] = size(layer.out);
        const Dims bias_dims{size(layer.out)}, to_dims{batch_, size(layer.out)};
        const dnnl::inner_product_forward::desc wanted(inference, from.get_desc(),
                                                       {weight_dims, f32, Tag::any}, {bias_dims, f32, Tag::a},
                                                       {to_dims, f32, last ? Tag::nc : Tag::any});
        const dnnl::inner_product_forward::primitive_desc chosen(wanted, post_operation(layer.act), engine_);

        const auto plain = weight_dims.size() == 2 ? Tag::io : Tag::hwio;
        const auto weight = packed({weight_dims, f32, plain}, layer.weight, chosen.weights_desc()),
                   bias = packed({bias_dims, f32, Tag::a}, layer.bias, chosen.bias_desc());
        dnnl::memory to = last ? dnnl::memory(chosen.dst_desc(), engine_, nullptr)
                               : dnnl::memory(chosen.dst_desc(), engine_);
        steps_.emplace_back(
            dnnl::inner_product_forward(chosen),
            Arguments{
                {DNNL_ARG_SRC, from}, {DNNL_ARG_WEIGHTS, weight}, {DNNL_ARG_BIAS, bias}, {DNNL_ARG_DST, to}});
        if (layer.act == Act::softmax) {
            const dnnl::softmax_forward::desc softmax(inference, to.get_desc(), 1);
            steps_.emplace_back(dnnl::softmax_forward({softmax, engine_}),
                                Arguments{{DNNL_ARG_SRC, to}, {DNNL_ARG_DST, to}});
        }
        return to;
    }

    dnnl::memory::dim batch_;
    dnnl::engine engine_{dnnl::engine::kind::cpu, 0};
    dnnl::stream stream_{engine_};
    std::vector<std::pair<dnnl::primitive, Arguments>> steps_;
    dnnl::memory input_, output_;
};

class OnednnMlp : public OnednnNet {
  public:
    OnednnMlp(const Model& model, std::size_t batch) : OnednnNet(batch) {
        dnnl::memory from({{batch_, size(model.front().in)}, f32, Tag::nc}, engine_, nullptr);
        input_ = from;
        for (std::size_t i = 0; i < model.size(); ++i)
            from = add_dense(model[i], from, i + 1 == model.size());
        output_ = from;
    }
};

}  // namespace bench
