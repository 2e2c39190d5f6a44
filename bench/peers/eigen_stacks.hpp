#pragma once

#include "../stacks.hpp"
#include "eigen_recurrence.hpp"

// Stacks of layers by hand in Eigen, step by step.

namespace bench {

template <std::size_t In, std::size_t Units, EigenProduct How>
class EigenCell<TwoLstms<In, Units>, How> {
    using M = TwoLstms<In, Units>;

  public:
    explicit EigenCell(const float* weights) : first_(weights), second_(weights + M::First::parameters) {}

    void reset() {
        first_.reset();
        second_.reset();
    }

    [[gnu::always_inline]] const float* operator()(const float* x) { return second_(first_(x)); }

  private:
    EigenCell<typename M::First, How> first_;
    EigenCell<typename M::Second, How> second_;
};

template <EigenProduct How>
class EigenCell<Raptor, How> {
  public:
    explicit EigenCell(const float* weights) : cell_(weights + Raptor::first + Raptor::units) {
        Pieces next{weights};
        first_ = Eigen::Map<const decltype(first_)>(next(Raptor::first));
        first_bias_ = Eigen::Map<const decltype(first_bias_)>(next(Raptor::units));
        next(Raptor::Cell::parameters);
        last_ = Eigen::Map<const decltype(last_)>(next(Raptor::last));
        last_bias_ = Eigen::Map<const decltype(last_bias_)>(next(Raptor::out));
    }

    void reset() { cell_.reset(); }

    [[gnu::always_inline]] const float* operator()(const float* x) {
        EigenMatrix<Raptor::units, 1> hidden = first_bias_;
        eigen_multiply<How>(first_, Eigen::Map<const EigenMatrix<Raptor::in, 1>>(x), hidden);
        hidden = hidden.cwiseMax(0.0f);
        const Eigen::Map<const EigenMatrix<Raptor::units, 1>> h(cell_(hidden.data()));
        y_ = last_bias_;
        eigen_multiply<How>(last_, h, y_);
        return y_.data();
    }

  private:
    EigenMatrix<Raptor::units, Raptor::in> first_;
    EigenMatrix<Raptor::units, 1> first_bias_;
    EigenCell<Raptor::Cell, How> cell_;
    EigenMatrix<Raptor::out, Raptor::units> last_;
    EigenMatrix<Raptor::out, 1> last_bias_, y_;
};

}  // namespace bench
