#pragma once

#include "../stacks.hpp"
#include "plain.hpp"

// Plain loops for stacks of layers, step by step.

namespace bench {

template <std::size_t In, std::size_t Units>
class PlainCell<TwoLstms<In, Units>> {
    using M = TwoLstms<In, Units>;

  public:
    explicit PlainCell(const float* w) : first_(w), second_(w + M::First::parameters) {}

    const PlainValues& operator()(const float* x) {
        const PlainValues& h = first_(x);
        const std::vector<float> values(h.begin(), h.end());
        return second_(values.data());
    }

  private:
    PlainCell<typename M::First> first_;
    PlainCell<typename M::Second> second_;
};

template <>
class PlainCell<Raptor> {
  public:
    explicit PlainCell(const float* w) : first_(w), cell_(w + Raptor::first + Raptor::units) {}

    const PlainValues& operator()(const float* x) {
        PlainValues hidden =
            plain_dense(PlainValues(x, x + Raptor::in), first_, first_ + Raptor::first, Raptor::units);
        plain_relu(hidden);
        const std::vector<float> values(hidden.begin(), hidden.end());
        const float* const last = first_ + Raptor::first + Raptor::units + Raptor::Cell::parameters;
        return y_ = plain_dense(cell_(values.data()), last, last + Raptor::last, Raptor::out);
    }

  private:
    const float* first_;
    PlainCell<Raptor::Cell> cell_;
    PlainValues y_;
};

}  // namespace bench
