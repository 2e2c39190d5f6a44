#pragma once

#include <cstddef>
#include <ctnn/activations/relu.hpp>
#include <ctnn/kernels/dense/dense.hpp>
#include <vector>

#include <kernels/dense/block.hpp>
#include <testing.hpp>

// What a dense layer gives, by whichever kernel.

/// At one size, against plain loops in double.
struct IsPlainLoops {
    template <class T, std::size_t B, std::size_t In, std::size_t Out>
    void operator()() const {
        CAPTURE(B, In, Out);
        const auto w = noise(In * Out, 1), b = noise(Out, 2), x = noise(B * In, 3);
        std::vector<double> wanted(B * Out);
        for (std::size_t s = 0; s < B; ++s)
            for (std::size_t o = 0; o < Out; ++o) {
                double z = b[o];
                for (std::size_t i = 0; i < In; ++i) z += x[s * In + i] * w[i * Out + o];
                wanted[s * Out + o] = z > 0 ? z : 0;
            }
        Block<T> tw(w, 1), tb(b, 3), tx(x, 2), ty(std::vector<double>(B * Out), 7);
        const T *pw = tw.data(), *pb = tb.data(), *px = tx.data();
        ctnn::kernels::dense<B, In, Out, ctnn::ReLU>(pw, pb, px, ty.data());
        require_equal(ty, wanted);
    }
};
