#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/network/network.hpp>
#include <span>

namespace ctnn::detail::inline CTNN_CODE {

/// What the samples of a batch weigh in its mean: all alike.
struct Unweighted {
    template <class T>
    static constexpr T factor(std::size_t count) noexcept {
        return T(1) / static_cast<T>(std::max<std::size_t>(count, 1));
    }
    constexpr Unweighted from(std::size_t) const noexcept { return {}; }
    static constexpr bool has_values() noexcept { return false; }
};

/// Each place of each sample what `values` say, and the loss is divided by their sum; all alike where there
/// are none.
template <class T>
struct BatchWeights {
    const T* values = nullptr;
    T inverse = 0;  // 1 / the weights' sum over the samples, each the mean of its places

    template <class>
    constexpr T factor(std::size_t count) const noexcept {
        return values ? inverse : Unweighted::factor<T>(count);
    }
    /// Those from place `first` on.
    constexpr BatchWeights from(std::size_t first) const noexcept {
        return {values ? values + first : nullptr, inverse};
    }
    constexpr bool has_values() const noexcept { return values != nullptr; }
};

/// The weights of a batch of samples of `Places`. Where they are all 0, there is no loss, and no gradient.
template <std::size_t Places, class T>
constexpr BatchWeights<T> batch_weights(std::span<const T> values) noexcept {
    T sum = 0;
    for (const T value : values) sum += value;
    return {values.data(), sum > 0 ? static_cast<T>(Places) / sum : T(0)};
}

/// The steps or pixels of which a sample's loss is the mean: where its sequence has a length, those before
/// the end.
template <class Net, std::size_t Places>
struct RealPlaces {
    static constexpr bool ends = [] {
        if constexpr (TakesLengths<Net>)
            return Net::body::gives_steps && Places > 1;
        else
            return false;
    }();

    /// Of sample x; 0 where it says no length.
    template <class T>
    static constexpr std::size_t of(const T* x) noexcept {
        return Net::body::real_places(x, Places);
    }

    /// The mean of value(place) over those of sample x.
    template <class T, class Value>
    static constexpr T mean(const T* x, Value value) {
        const std::size_t real = of(x);
        T sum = real == 0 ? not_a_number<T> : T(0);
        for (std::size_t p = 0; p < real; ++p) sum += value(p);
        return sum / static_cast<T>(real);
    }

    /// The gradient of the outputs of sample x, of a mean over all places, becomes that of a mean over those.
    template <class T>
    static constexpr void weigh(const T* x, T* dy) noexcept {
        const std::size_t real = of(x), width = Net::output_size / Places;
        for (std::size_t i = 0; i < Net::output_size; ++i)
            dy[i] = i < real * width ? dy[i] * (static_cast<T>(Places) / static_cast<T>(real)) : T(0);
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
