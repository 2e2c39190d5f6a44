#pragma once

#include <dlib/dnn.h>

#include <cstddef>
#include <type_traits>
#include <vector>

#include "../models.hpp"

// A network in dlib, whose networks are types too; its weights are loaded once it has seen a sample.

namespace bench {

template <Act A, class Below>
struct DlibAct;
template <class Below>
struct DlibAct<Act::relu, Below> : std::type_identity<dlib::relu<Below>> {};
template <class Below>
struct DlibAct<Act::sigmoid, Below> : std::type_identity<dlib::sig<Below>> {};
template <class Below>
struct DlibAct<Act::tanh, Below> : std::type_identity<dlib::htan<Below>> {};
template <class Below>
struct DlibAct<Act::softmax, Below> : std::type_identity<dlib::softmax<Below>> {};

template <class Below, class... Ls>
struct DlibOn : std::type_identity<Below> {};
template <class Below, class L, class... Ls>
struct DlibOn<Below, L, Ls...> : DlibOn<typename DlibAct<L::act, dlib::fc<L::out, Below>>::type, Ls...> {};

template <class M>
struct DlibNetwork;
template <class... Ls>
struct DlibNetwork<Layers<Ls...>> : DlibOn<dlib::input<dlib::matrix<float>>, Ls...> {};

template <class M>
class DlibMlp {
  public:
    DlibMlp(const Model& model, std::size_t batch) : inputs_(batch, dlib::matrix<float>(long(M::in), 1)) {
        net_.to_tensor(inputs_.begin(), inputs_.end(), x_);
        net_.forward(x_);
        load<0>(model);
    }

    /// The outputs stay until the next call.
    const float* operator()(const float* x) {
        for (std::size_t s = 0; s < inputs_.size(); ++s)
            std::copy_n(x + s * M::in, M::in, inputs_[s].begin());
        net_.to_tensor(inputs_.begin(), inputs_.end(), x_);
        return net_.forward(x_).host();
    }

  private:
    /// Layer 0 is the last activation, then come the last fully connected layer, the activation before it,
    /// and so on.
    template <std::size_t FromEnd>
    void load(const Model& model) {
        if constexpr (FromEnd < M::count) {
            const LayerValues& from = model[M::count - 1 - FromEnd];
            float* const to = dlib::layer<2 * FromEnd + 1>(net_).layer_details().get_layer_params().host();
            std::copy_n(from.weight, from.in * from.out, to);
            std::copy_n(from.bias, from.out, to + from.in * from.out);
            load<FromEnd + 1>(model);
        }
    }

    typename DlibNetwork<typename M::layers>::type net_;
    std::vector<dlib::matrix<float>> inputs_;
    dlib::resizable_tensor x_;
};

}  // namespace bench
