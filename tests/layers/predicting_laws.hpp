#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/kernels/dense/lanes.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <limits>
#include <type_traits>
#include <vector>

#include <layers/bench.hpp>

// What a layer promises that predicts: every way it offers gives for a sample what `predict` of that sample
// alone gives; and a chain, what its layers do one after the other.

namespace laws {

/// How far ways may lie apart that need not add in the same order.
template <class T>
constexpr double rounding = ctnn::reproducible ? 0
                            : sizeof(T) == 4   ? 2e-5
                                               : 1e-12;

/// One sample through a layer; x becomes what it gives.
template <class L, class T>
void one_sample(const T* w, const T* state, std::vector<T>& x) {
    constexpr std::size_t in = L::input::size, out = L::output::size;
    constexpr T nan = std::numeric_limits<T>::quiet_NaN();
    std::vector<T> y(out, nan), scratch(L::scratch, nan);
    L::template predict<1, T>(ctnn::View<T, L::parameters>(w, L::parameters),
                              ctnn::View<T, L::state>(state, L::state), ctnn::View<T, in>(x.data(), in),
                              ctnn::Slot<T, out>(y.data(), out),
                              ctnn::Slot<T, L::scratch>(scratch.data(), L::scratch));
    x = y;
}

template <class L>
struct LayerByLayer {
    template <class T>
    static void predict(const T* w, const T* state, std::vector<T>& x) {
        one_sample<L>(w, state, x);
    }
};
template <class In, class... Layers>
struct LayerByLayer<ctnn::detail::Chain<In, Layers...>> {
    template <class T>
    static void predict(const T* w, const T* state, std::vector<T>& x) {
        ((one_sample<Layers>(w, state, x), w += Layers::parameters, state += Layers::state), ...);
    }
};

/// The outputs of a bench's samples, one at a time and, of a chain, layer by layer.
template <class L, std::size_t B, class T>
std::vector<T> one_by_one(Bench<L, B, T>& bench) {
    constexpr std::size_t in = L::input::size;
    std::vector<T> all;
    for (std::size_t s = 0; s < B; ++s) {
        std::vector<T> sample(bench.x.data() + s * in, bench.x.data() + (s + 1) * in);
        LayerByLayer<L>::predict(bench.w.data(), bench.state.data(), sample);
        all.insert(all.end(), sample.begin(), sample.end());
    }
    return all;
}

template <class L, std::size_t B, class T>
Finding a_batch_predicts_as_its_samples() {
    Bench<L, B, T> bench;
    Finding finding;
    bench.predict();
    finding.close("y", bench.y.values(), one_by_one(bench), rounding<T>);
    finding.holds("nothing else is written", bench.intact());
    return finding;
}

template <class L, std::size_t B>
Finding forward_is_predict() {
    Bench<L, B, float> bench;
    Finding finding;
    bench.predict();
    const auto predicted = bench.y.values();
    bench.forward();
    finding.close("y", bench.y.values(), predicted, 1e-6);
    return finding;
}

#ifndef CTNN_NO_SIMD
/// From memory and from registers, of which the lanes behind the last value hold anything.
template <class L, class T>
Finding a_row_is_predict() {
    using namespace ctnn::kernels;
    using Read = Row<T, L::input::size>;
    constexpr T nan = std::numeric_limits<T>::quiet_NaN();
    Bench<L, 1, T> bench;
    Finding finding;
    const auto wanted = one_by_one(bench);
    predict_row<L>(static_cast<const T*>(bench.w.data()), static_cast<const T*>(bench.x.data()),
                   bench.y.data());
    finding.close("y", bench.y.values(), wanted, rounding<T>);

    std::vector<T> padded(Read::count * Read::width, nan);
    std::copy_n(bench.x.data(), Read::size, padded.data());
    Read row;
    for (std::size_t j = 0; j < Read::count; ++j)
        row.vectors[j] =
            ctnn::simd::load<Read::width>(static_cast<const T*>(padded.data()) + j * Read::width);
    std::fill_n(bench.y.data(), bench.y.size(), nan);
    store(bench.y.data(), L::template predict_row<T>(static_cast<const T*>(bench.w.data()), row));
    finding.close("y of a row", bench.y.values(), wanted, rounding<T>);
    finding.holds("nothing else is written", bench.intact());
    return finding;
}

template <class L, class T>
Finding lanes_are_predict() {
    constexpr std::size_t in = L::input::size, out = L::output::size, W = ctnn::simd::native<T>;
    using V = ctnn::kernels::LanesOf<T>;
    Bench<L, W, T> bench;
    Finding finding;
    V x[in], y[out];
    for (std::size_t i = 0; i < in; ++i) {
        T lanes[W];
        for (std::size_t s = 0; s < W; ++s) lanes[s] = bench.x[s * in + i];
        x[i] = ctnn::simd::load<W>(static_cast<const T*>(lanes));
    }
    L::predict_lanes(static_cast<const T*>(bench.w.data()), static_cast<const V*>(x), y);
    for (std::size_t o = 0; o < out; ++o) {
        T lanes[W];
        ctnn::simd::store(lanes, y[o]);
        for (std::size_t s = 0; s < W; ++s) bench.y[s * out + o] = lanes[s];
    }
    finding.close("y", bench.y.values(), one_by_one(bench), rounding<T>);
    return finding;
}
#endif

/// Adds the laws of rows and lanes where the layer knows them.
template <class L, class T>
void add_laws_of_registers([[maybe_unused]] std::vector<Law>& laws) {
#ifndef CTNN_NO_SIMD
    if constexpr (ctnn::kernels::TakesRows<L, T>)
        laws.push_back({"predict_row is predict", a_row_is_predict<L, T>});
    if constexpr (ctnn::kernels::TakesLanes<L, T>)
        laws.push_back({"predict_lanes is predict", lanes_are_predict<L, T>});
#endif
}

/// A layer on inputs that it searches for zeros gives what it gives on others, however many zeros there are.
template <class Sparse, class Dense, std::size_t B, class T>
Finding sparse_is_dense() {
    constexpr std::size_t count = B * Sparse::input::size;
    Finding finding;
    for (const std::size_t period :
         {0u, 1u, 2u, 3u, 7u}) {  // one value of so many is not zero; of 0, none is
        Bench<Sparse, B, T> sparse;
        Bench<Dense, B, T> dense;
        fill_random(sparse.x.data(), count, 11);
        for (std::size_t i = 0; i < count; ++i)
            if (period == 0 || (i * i + i / 5) % period != 0) sparse.x[i] = 0;
        std::copy_n(sparse.x.data(), count, dense.x.data());
        std::copy_n(sparse.w.data(), Sparse::parameters, dense.w.data());
        sparse.predict();
        dense.predict();
        finding.close("y", sparse.y.values(), dense.y.values(), rounding<T>);
        sparse.forward();
        dense.forward();
        finding.close("y of forward", sparse.y.values(), dense.y.values(), rounding<T>);
        sparse.backward();
        dense.backward();
        finding.close("dw", sparse.dw.values(), dense.dw.values(), rounding<T> * double(B));
        finding.close("dx", sparse.dx.values(), dense.dx.values(), rounding<T>);
        finding.holds("nothing else is written", sparse.intact());
    }
    return finding;
}

}  // namespace laws
