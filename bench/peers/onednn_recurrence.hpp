#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <dnnl.hpp>
#include <unordered_map>
#include <utility>
#include <vector>

#include "../architectures.hpp"
#include "onednn_mlp.hpp"

// LSTM and GRU in oneDNN: its primitive for whole sequences, made once, over one step or many; weights in the
// layout that it asks for. Its gates are in Keras's order.

namespace bench {

class OnednnRecurrence {
    using Tag = dnnl::memory::format_tag;
    using Memory = dnnl::memory;
    using Size = dnnl::memory::dim;
    static constexpr auto f32 = dnnl::memory::data_type::f32;

  public:
    enum class State { carried, zero };  ///< from call to call, or at each call's beginning

    template <std::size_t In, std::size_t Units>
    OnednnRecurrence(Lstm<In, Units>, const float* weights, std::size_t steps, std::size_t batch, State state)
        : OnednnRecurrence({Size(In), Size(Units), 4, true}, weights, Size(steps), Size(batch), state) {}
    template <std::size_t In, std::size_t Units>
    OnednnRecurrence(Gru<In, Units>, const float* weights, std::size_t steps, std::size_t batch, State state)
        : OnednnRecurrence({Size(In), Size(Units), 3, false}, weights, Size(steps), Size(batch), state) {}

    void reset() {
        for (const Memory& state : states_)
            std::memset(state.get_data_handle(), 0, state.get_desc().get_size());
    }

    /// Takes (steps, batch, in); the last step's (batch, units) stays until the next call.
    const float* operator()(const float* x) {
        input_.set_data_handle(const_cast<float*>(x));
        auto& [primitive, arguments] = turns_[turn_];
        primitive.execute(stream_, arguments);
        stream_.wait();
        turn_ = 1 - turn_;
        return static_cast<const float*>(states_[turn_].get_data_handle());
    }

  private:
    struct Kind {
        Size in, units, gates;
        bool is_lstm;
    };

    OnednnRecurrence(Kind kind, const float* weights, Size steps, Size batch, State initial)
        : input_({{steps, batch, kind.in}, f32, Tag::tnc}, engine_, nullptr) {
        const Memory::desc state({1, 1, batch, kind.units}, f32, Tag::ldnc),
            before = initial == State::carried ? state : Memory::desc(), source = input_.get_desc(),
            target({steps, batch, kind.units}, f32, Tag::any),
            kernel({1, 1, kind.in, kind.gates, kind.units}, f32, Tag::any),
            recurrent({1, 1, kind.units, kind.gates, kind.units}, f32, Tag::any),
            bias({1, 1, 4, kind.units}, f32, Tag::ldgo);
        for (Memory& memory : states_) memory = Memory(state, engine_);
        reset();
        constexpr auto inference = dnnl::prop_kind::forward_inference;
        constexpr auto forwards = dnnl::rnn_direction::unidirectional_left2right;
        if (kind.is_lstm) {
            using Lstm = dnnl::lstm_forward;
            const Lstm::primitive_desc chosen(
                {inference, forwards, source, before, before, kernel, recurrent, bias, target, state, state},
                engine_);
            prepare(kind, weights, initial, chosen, Lstm(chosen));
        } else {
            using Gru = dnnl::lbr_gru_forward;
            const Gru::primitive_desc chosen(
                {inference, forwards, source, before, kernel, recurrent, bias, target, state}, engine_);
            prepare(kind, weights, initial, chosen, Gru(chosen));
        }
    }

    template <class Chosen>
    void prepare(const Kind& kind, const float* weights, State initial, const Chosen& chosen,
                 const dnnl::primitive& primitive) {
        Pieces next{weights};
        const Memory kernel = packed(kind, next, chosen.weights_layer_desc(), kind.in),
                     recurrent = packed(kind, next, chosen.weights_iter_desc(), kind.units),
                     bias(chosen.bias_desc(), engine_), target(chosen.dst_layer_desc(), engine_);
        load_bias(kind, next.at, static_cast<float*>(bias.get_data_handle()));
        for (std::size_t turn = 0; turn < 2; ++turn) {
            Arguments arguments{{DNNL_ARG_SRC_LAYER, input_},       {DNNL_ARG_WEIGHTS_LAYER, kernel},
                                {DNNL_ARG_WEIGHTS_ITER, recurrent}, {DNNL_ARG_BIAS, bias},
                                {DNNL_ARG_DST_LAYER, target},       {DNNL_ARG_DST_ITER, states_[1 - turn]}};
            if (kind.is_lstm) arguments.insert({DNNL_ARG_DST_ITER_C, states_[3 - turn]});
            if (initial == State::carried) {
                arguments.insert({DNNL_ARG_SRC_ITER, states_[turn]});
                if (kind.is_lstm) arguments.insert({DNNL_ARG_SRC_ITER_C, states_[2 + turn]});
            }
            turns_[turn] = {primitive, std::move(arguments)};
        }
    }

    Memory packed(const Kind& kind, Pieces& next, const Memory::desc& to, Size rows) {
        const auto count = static_cast<std::size_t>(rows * kind.gates * kind.units);
        Memory plain({{1, 1, rows, kind.gates, kind.units}, f32, Tag::ldigo}, engine_,
                     const_cast<float*>(next(count)));
        Memory memory(to, engine_);
        dnnl::reorder(plain, memory).execute(stream_, plain, memory);
        stream_.wait();
        return memory;
    }

    /// A GRU of oneDNN has one bias for each of the first two gates, and two for the candidate.
    static void load_bias(const Kind& kind, const float* from, float* to) {
        const Size units = kind.units, all = 3 * units;
        for (Size i = 0; i < 4 * units; ++i) {
            if (kind.is_lstm || (i >= 2 * units && i < all))
                to[i] = from[i];
            else
                to[i] = i < 2 * units ? from[i] + from[all + i] : from[all + i - units];
        }
    }

    using Arguments = std::unordered_map<int, Memory>;

    dnnl::engine engine_{dnnl::engine::kind::cpu, 0};
    dnnl::stream stream_{engine_};
    Memory input_;
    std::array<Memory, 4> states_;  ///< two of the output, and two of an LSTM's cell
    std::size_t turn_ = 0;          ///< which of the two is read; the other is written
    std::array<std::pair<dnnl::primitive, Arguments>, 2> turns_;
};

/// Digits row by row: the LSTM's last output into a dense layer with softmax.
class OnednnDigitRows {
    using M = DigitRows;

  public:
    OnednnDigitRows(const float* weights, std::size_t batch)
        : batch_(batch),
          rows_(batch * M::in),
          recurrence_(M::Recurrent{}, weights, M::steps, batch, OnednnRecurrence::State::zero),
          dense_({{M::units, M::out, Act::softmax, weights + M::Recurrent::parameters,
                   weights + M::Recurrent::parameters + M::dense}},
                 batch) {}

    void operator()(const float* x, float* y) {
        if (batch_ > 1) {  // it wants all first rows, then all second ones
            for (std::size_t row = 0; row < M::steps; ++row)
                for (std::size_t s = 0; s < batch_; ++s)
                    std::memcpy(rows_.data() + (row * batch_ + s) * M::features,
                                x + s * M::in + row * M::features, M::features * sizeof(float));
            x = rows_.data();
        }
        dense_(recurrence_(x), y);
    }

  private:
    std::size_t batch_;
    std::vector<float> rows_;
    OnednnRecurrence recurrence_;
    OnednnMlp dense_;
};

}  // namespace bench
