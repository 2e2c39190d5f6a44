#pragma once

#include "architectures.hpp"

// Networks of several layers that go along a sequence step by step.

namespace bench {

/// Two layers of LSTM.
template <std::size_t In, std::size_t Units>
struct TwoLstms {
    using First = Lstm<In, Units>;
    using Second = Lstm<Units, Units>;
    static constexpr std::size_t in = In, out = Units, units = Units;
    static constexpr std::size_t parameters = First::parameters + Second::parameters,
                                 multiply_adds = First::multiply_adds + Second::multiply_adds;

    using Network =
        nn::Network<nn::Input<steps_in_turn, In>, nn::LSTM<Units, nn::Returns::sequence>, nn::LSTM<Units>>;
    static std::string name() { return First::name() + ">" + std::to_string(Units); }
    static std::vector<float> weights() { return drawn({{parameters, bound_of(Units)}}); }
};

/// The policy that flies quadrotors (Eschmann, Albani, Loianno: RAPTOR, 2025): dense, GRU, dense.
struct Raptor {
    using Cell = Gru<16, 16>;
    static constexpr std::size_t in = 22, out = 4, units = 16, first = in * units, last = units * out;
    static constexpr std::size_t parameters = first + units + Cell::parameters + last + out,
                                 multiply_adds = first + Cell::multiply_adds + last;

    using Network = nn::Network<nn::Input<steps_in_turn, in>, nn::TimeDistributed<nn::Dense<units, nn::ReLU>>,
                                nn::GRU<units, nn::Returns::sequence>, nn::TimeDistributed<nn::Dense<out>>>;
    static std::string name() { return "RAPTOR, 22-16-GRU 16-4"; }
    static std::vector<float> weights() { return drawn({{parameters, bound_of(units)}}); }
};

}  // namespace bench
