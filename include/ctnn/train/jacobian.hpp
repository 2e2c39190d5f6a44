#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/dual.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/folding.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/engine/parts.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/network/arguments.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/predict.hpp>
#include <ctnn/network/trained_part.hpp>
#include <ctnn/train/losses/own_loss.hpp>
#include <ctnn/train/objective.hpp>
#include <span>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Whether it computes in training what it predicts: nothing is dropped, no statistics are a batch's.
template <class Body>
consteval bool learns_as_it_predicts() {
    bool same = !Broken<Body>;
    each_layer<Body>(LayerPlace{}, [&same]<class L>(std::type_identity<L>, const LayerPlace&) {
        same = same && !only_trains<L>() && !couples_samples<L>();
    });
    return same;
}

/// Row by row, backward from one output after the other.
template <class Net, class T>
struct JacobianBackward {
    using Goal = Objective<OwnLoss, Net>;
    static constexpr std::size_t in = Net::input_size, out = Net::output_size;

    alignas(64) T work[Goal::workspace];
    T state[Net::state_count + 1];
    Gradient<Net, T> unwanted;  // the gradient by the parameters

    constexpr void run(const Parameters<Net, T>& parameters, const T* x,
                       std::array<std::array<T, in>, out>& rows) noexcept {
        Random random;
        for (std::size_t i = 0; i < Net::state_count; ++i) state[i] = parameters.state()[i];
        Goal::template run<1>(parameters.data(), state, x, work, random);
        T* const slopes = Goal::template slopes_in<1>(work);
        for (std::size_t o = 0; o < out; ++o) {
            kernels::fill<out>(T(0), slopes);
            kernels::fill<Net::parameter_count>(T(0), unwanted.data());
            slopes[o] = 1;
            Goal::template back<1, in>(parameters.data(), parameters.state().data(), x, rows[o].data(),
                                       unwanted.data(), work);
        }
    }
};

/// Column by column, forward from one input after the other, in dual numbers.
template <class Net, class T>
struct JacobianForward {
    static constexpr std::size_t in = Net::input_size, out = Net::output_size;

    Parameters<Net, Dual<T>> lifted;
    Dual<T> at[in], y[out];

    constexpr void run(const Parameters<Net, T>& parameters, const T* x,
                       std::array<std::array<T, in>, out>& rows) noexcept {
        for (std::size_t i = 0; i < parameters.size(); ++i) lifted.values[i] = parameters.values[i];
        for (std::size_t i = 0; i < in; ++i) at[i] = x[i];
        for (std::size_t i = 0; i < in; ++i) {
            at[i].slope = 1;
            predict_block<typename Net::body, 1>(lifted.data(), lifted.state().data(),
                                                 static_cast<const Dual<T>*>(at), y);
            at[i].slope = 0;
            for (std::size_t o = 0; o < out; ++o) rows[o][i] = y[o].slope;
        }
    }
};

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// What `jacobian` works in, for a network that is too big for the stack: some more values than it has
/// parameters.
template <class Net, class T = float>
struct JacobianWorkspace
    : std::conditional_t<detail::learns_as_it_predicts<typename Net::body>(),
                         detail::JacobianBackward<Net, T>, detail::JacobianForward<Net, T>> {};

/// The derivatives of what `predict` gives by its input: row o, column i has d y[o] / d x[i].
///
///     const auto slopes = jacobian(parameters, x);  // slopes[o][i]
///
/// Shapes: Net::output_size rows of Net::input_size values.
/// Cost: a backward pass for each output. Of a network with Dropout, GaussianNoise or BatchNorm, which train
/// otherwise than they predict, a `predict` in dual numbers for each input, without vectors. On the stack are
/// some more values than the network has parameters, or they are in the workspace.
/// PyTorch: `torch.func.jacrev(net)(x)`, of one sample. Goes wrong as `predict` does: a sentence.
template <class Net, class T, class X>
    requires std::is_void_v<detail::InputMistake<Net, T, X>>
constexpr std::array<std::array<T, Net::input_size>, Net::output_size> jacobian(
    const Parameters<Net, T>& parameters, const X& x,
    JacobianWorkspace<Net, std::type_identity_t<T>>& workspace) noexcept {
    std::array<std::array<T, Net::input_size>, Net::output_size> rows{};
    workspace.run(parameters, std::span<const T, Net::input_size>(x).data(), rows);
    return rows;
}

/// The same in a workspace of its own, on the stack.
template <class Net, class T, class X>
    requires std::is_void_v<detail::InputMistake<Net, T, X>>
constexpr std::array<std::array<T, Net::input_size>, Net::output_size> jacobian(
    const Parameters<Net, T>& parameters, const X& x) noexcept {
    JacobianWorkspace<Net, T> workspace{};
    return jacobian(parameters, x, workspace);
}

template <class Net, class T, class X, class... Workspace>
    requires(!std::is_void_v<detail::InputMistake<Net, T, X>>)
decltype(error::sentence(detail::input_mistake_of<Net, T, X>())) jacobian(const Parameters<Net, T>&, const X&,
                                                                          Workspace&...);
template <class P, class... Rest>
    requires detail::InPlaceOfParameters<P, Rest...>
decltype(error::sentence(detail::no_parameters_mistake<P>())) jacobian(const P&, const Rest&...);

}  // namespace CTNN_CODE
}  // namespace ctnn
