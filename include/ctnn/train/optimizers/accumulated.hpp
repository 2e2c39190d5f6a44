#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/optimizers/averaged.hpp>

namespace ctnn {

/// An optimizer that steps by the mean gradient of several batches, as if they were one: `Accumulated<Adam>`
/// of a trainer with batches of 64 and `every` 4 learns as Adam does with batches of 256, in the memory
/// of 64. The sum so far is one more moment, so a checkpoint has it.
///
///     Trainer<Net, CrossEntropy, Accumulated<Adam>, 64> trainer{{{.learning_rate = 1e-3f}, 4}, seed};
///
/// Cost: one moment.
/// PyTorch: backward() several times before step(). Keras: gradient_accumulation_steps=every.
/// What goes wrong: penalties and clipping are of each batch's gradient, and schedules count all batches.
/// BatchNorm sees the small batches.
template <class Of>
struct Accumulated : Of {
    std::uint32_t every = 4;  ///< batches to a step, 1 or more

    static constexpr std::size_t moments = Of::moments + 1;

    CTNN_MEMBER constexpr auto settings() const noexcept {
        constexpr ValueRange from_1{.least = 1, .words = "1 or more"};
        return detail::settings_and<Of>(*this, Setting("every", static_cast<double>(every), from_1));
    }

    template <class T, class Own>
    struct Rule {
        static constexpr bool in_lanes = requires { requires Own::in_lanes; };
        Own own;
        T share;
        bool is_due;

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, moments>& m) const noexcept {
            V& sum = m[Of::moments];
            sum = sum + V(share) * g;
            if (!is_due) return w;
            const V mean = sum;
            sum = V(T(0));
            return detail::with_first<Of::moments>(own, w, mean, m);
        }
    };

    template <class T>
    CTNN_MEMBER constexpr auto rule(std::uint64_t step, T rate) const noexcept {
        const std::uint64_t batches = every == 0 ? 1 : every, done = (step + batches - 1) / batches;
        const auto own = Of::template rule<T>(done, rate);
        return Rule<T, decltype(own)>{own, T(1) / static_cast<T>(batches), step % batches == 0};
    }
};

}  // namespace ctnn
