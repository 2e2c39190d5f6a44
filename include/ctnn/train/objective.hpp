#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/engine/backward.hpp>
#include <ctnn/engine/with_activation.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/train/batch_weights.hpp>
#include <ctnn/train/concepts.hpp>
#include <ctnn/train/heads_goal.hpp>
#include <ctnn/train/losses/loss_traits.hpp>
#include <ctnn/train/losses/own_loss.hpp>
#include <type_traits>
#include <utility>

// Where a loss and a network's last activation meet: what is run, and on what the loss works.

namespace ctnn::detail::inline CTNN_CODE {

/// The activation that another one, Fast<Softmax> for instance, stands for.
template <class Act>
struct ExactOf : std::type_identity<Act> {};
template <class Act>
    requires requires { typename Act::exact; }
struct ExactOf<Act> : std::type_identity<typename Act::exact> {};

/// Whether the network ends in an activation of each step's or pixel's values apart, as Conv2D in Softmax.
template <class Net>
consteval bool ends_at_each_place() {
    if constexpr (requires { typename Net::body::activation; })
        return is_each_place<typename Net::body::activation>;
    else
        return false;
}

template <class Loss, class Net>
consteval bool ends_in_what_the_loss_takes() {
    if constexpr (!TakesLogits<Loss>)
        return true;
    else if constexpr (requires { typename Net::body::activation; })
        return std::same_as<typename ExactOf<typename OfPlace<typename Net::body::activation>::type>::type,
                            typename Loss::last_activation>;
    else
        return false;
}

/// Whether the network ends in one softmax of several values at each of several places, and the loss takes
/// one class for them all. Whoever means that can say it by Flatten; who does not, and means a class for each
/// place, lets a Conv2D or TimeDistributed<Dense> end in Softmax.
template <class Loss, class Net>
consteval bool joins_places() {
    return TakesClassIndex<Loss> && !ends_at_each_place<Net>() && places_of<Net>() > 1 &&
           places_of<Net>() < Net::output_size;
}

/// void when the loss can judge the network's outputs, else the sentence.
template <class Loss, class Net>
consteval auto objective_mistake() {
    if constexpr (Broken<typename Net::body>)
        return std::type_identity<void>{};
    else if constexpr (std::same_as<Loss, OwnLoss>)
        return std::type_identity<
            error::OwnLoss_takes_no_targets_so_call_forward_and_backward_of_a_Learner_of<Net>>{};
    else if constexpr (is_losses<Loss>)
        return Loss::template of<Net>::mistake();
    else if constexpr (HeadsOf<Net>::count != 0)
        return std::type_identity<typename error::the_network_ends_in<
            HeadsOf<Net>::count>::template heads_so_give_Losses_of_one_for_each_not<Loss>>{};
    else if constexpr (!ALoss<Loss> && requires(float y) { Loss::formula(y, y); })
        return std::type_identity<error::the_loss_has_a_formula_so_let_it_derive_from_ByFormula_of<Loss>>{};
    else if constexpr (!ALoss<Loss>)
        return std::type_identity<
            typename error::is_not_a_loss<Loss>::that_has_value_of_y_target_and_slope_of_y_target_dy>{};
    else if constexpr (!std::is_void_v<typename OwnMistake<Loss, typename Net::output>::type>)
        return OwnMistake<Loss, typename Net::output>{};
    else if constexpr (!ends_in_what_the_loss_takes<Loss, Net>())
        return WrongEnd<Loss, typename LastLayer<Net>::type>{};
    else if constexpr (joins_places<Loss, Net>())
        return std::type_identity<
            typename error::Softmax_joins_all_steps_or_pixels_of<typename Net::output>::
                so_put_Flatten_before_it_for_one_class_or_end_Conv_or_TimeDistributed_in_it>{};
    else
        return std::type_identity<void>{};
}

/// The network with the loss behind it: both run on B samples.
///
/// A loss that names its last activation works on the logits, so that nothing overflows and no logarithm of
/// zero is taken; any other on the outputs, through the activation's whole Jacobian.
template <class Loss, class Net>
struct Objective {
    static consteval auto choose_body() {
        if constexpr (is_losses<Loss>)
            return std::type_identity<typename Loss::template of<Net>::Body>{};
        else if constexpr (TakesLogits<Loss> && requires { typename Net::body::logits; })
            return std::type_identity<typename Net::body::logits>{};
        else
            return std::type_identity<typename Net::body>{};
    }
    using Body = typename decltype(choose_body())::type;

    static constexpr std::size_t in = Net::input_size, out = Net::output_size;
    static constexpr std::size_t parameters = Net::parameter_count, state = Net::state_count;

    /// The steps or pixels of which the loss is the mean, and which may weigh differently.
    static constexpr bool at_each_place = TakesLogits<Loss> && ends_at_each_place<Net>();
    static constexpr std::size_t places = at_each_place || MeanOverOutputs<Loss> ? places_of<Net>() : 1;

    /// Those that a sample's sequence has; `ends` where there may be fewer.
    using Real = RealPlaces<Net, places>;
    static constexpr bool ends = Real::ends;

    /// Values that a call needs for each sample: outputs, tape, scratch; to go backward also the outputs'
    /// gradient.
    static constexpr std::size_t forward_workspace = out + Body::tape + Body::scratch;
    static constexpr std::size_t workspace =
        2 * out + Body::tape + std::max(Body::scratch, Body::backward_scratch);

    template <class T>
    static constexpr T value(const T* y, const T* target) {
        if constexpr (!at_each_place) return value_of<out>(y, target);
        T sum = 0;
        for (std::size_t i = 0; i < out; i += width) sum += value_of<width>(y + i, target + i);
        return sum / static_cast<T>(places);
    }

    /// The same where places weigh differently; what weighs nothing costs nothing, whatever it is.
    template <class T>
    static constexpr T value(const T* y, const T* target, const T* weights) {
        T sum = 0;
        for (std::size_t p = 0; p < places; ++p)
            if (weights[p] != 0) sum += weights[p] * value_of<width>(y + p * width, target + p * width);
        return sum / static_cast<T>(places);
    }

    /// That of sample x.
    template <class T>
    static constexpr T value_of_sample([[maybe_unused]] const T* x, const T* y, const T* target) {
        if constexpr (ends)
            return Real::mean(
                x, [&](std::size_t p) { return value_of<width>(y + p * width, target + p * width); });
        else
            return value(y, target);
    }

    template <class T>
    static constexpr void slope(const T* y, const T* target, T* dy) {
        if constexpr (at_each_place) {
            for (std::size_t i = 0; i < out; i += width)
                Loss::template slope_of_logits<width>(y + i, target + i, dy + i);
            for (std::size_t i = 0; i < out; ++i) dy[i] /= static_cast<T>(places);
        } else if constexpr (is_losses<Loss>) {
            Loss::template of<Net>::slope(y, target, dy);
        } else if constexpr (TakesLogits<Loss>) {
            Loss::template slope_of_logits<out>(y, target, dy);
        } else if constexpr (ALoss<Loss>) {
            Loss::template slope<out>(y, target, dy);
        }
    }

    /// Runs B samples forward as in training: the outputs are then the first of `work`.
    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void run(const T* w, T* state_values, const T* x, T* work, Random& random) {
        T* const y = work;
        T* const tape = y + B * out;
        Body::template forward<B, T>(View<T, parameters>(w, parameters), Slot<T, state>(state_values, state),
                                     View<T, B * in>(x, B * in), Slot<T, B * out>(y, B * out),
                                     Slot<T, B * Body::tape>(tape, B * Body::tape),
                                     Slot<T, B * Body::scratch>(tape + B * Body::tape, B * Body::scratch),
                                     random);
    }

    /// The same; returns the sum of the first `count` losses.
    template <std::size_t B, class T>
    CTNN_INLINE static constexpr T forward(const T* w, T* state_values, const T* x, const T* targets,
                                           std::size_t count, T* work, Random& random) {
        run<B>(w, state_values, x, work, random);
        T total = 0;
        for (std::size_t s = 0; s < count; ++s)
            total += value_of_sample(x + s * in, work + s * out, targets + s * out);
        return total;
    }

    /// Where in `work` the outputs' gradient goes: behind the scratch.
    template <std::size_t B, class T>
    static constexpr T* slopes_in(T* work) {
        return work + B * (out + Body::tape + std::max(Body::scratch, Body::backward_scratch));
    }

    /// Runs B samples back, once they have run forward and `slopes_in(work)` are there. Their gradient goes
    /// `into` an Update of w, or is ADDED to the values of a pointer. OVERWRITES dx (skipped when D is 0,
    /// else B * in values).
    template <std::size_t B, std::size_t D, class T, class Into>
    CTNN_INLINE static constexpr void back(const T* w, const T* state_values, const T* x, T* dx, Into into,
                                           T* work) {
        const T* const y = work;
        T* const tape = work + B * out;
        T* const scratch = tape + B * Body::tape;
        detail::backward<Body, B, T, D>(
            View<T, parameters>(w, parameters), View<T, B * in>(x, B * in), View<T, B * out>(y, B * out),
            View<T, B * Body::tape>(tape, B * Body::tape), View<T, B * out>(slopes_in<B>(work), B * out),
            Slot<T, D>(dx, D), into, Slot<T, B * Body::backward_scratch>(scratch, B * Body::backward_scratch),
            state_values);
    }

    /// Runs B samples forward and back, of which the losses of the first `count` matter. The sum of their
    /// gradients, times `factor`, goes `into` an Update of w, or is ADDED to the values of a pointer.
    /// OVERWRITES dx (skipped when D is 0, else B * in values); returns the sum of the losses. With
    /// BatchWeights that have values, both sums are weighted.
    template <std::size_t B, std::size_t D, class T, class Into, class W = Unweighted>
    CTNN_INLINE static constexpr T gradient(const T* w, T* state_values, const T* x, const T* targets,
                                            std::size_t count, T factor, T* dx, Into into, T* work,
                                            Random& random, W weights = {}) {
        const T total = judge<B>(w, state_values, x, targets, count, factor, work, random, weights);
        back<B, D>(w, state_values, x, dx, into, work);
        return total;
    }

    /// What `Body` gives, made into what the network gives, in place.
    template <class T>
    static constexpr void finish(T* y) {
        if constexpr (at_each_place)
            kernels::activate<typename Loss::last_activation, places, width>(static_cast<const T*>(y), y);
        else if constexpr (is_losses<Loss>)
            Loss::template of<Net>::finish(y);
        else if constexpr (TakesLogits<Loss>)
            kernels::activate<typename Loss::last_activation, 1, out>(static_cast<const T*>(y), y);
    }

  private:
    static constexpr std::size_t width = out / places;

    template <std::size_t N, class T>
    static constexpr T value_of(const T* y, const T* target) {
        if constexpr (is_losses<Loss>)
            return Loss::template of<Net>::value(y, target);
        else if constexpr (TakesLogits<Loss>)
            return Loss::template value_of_logits<N>(y, target);
        else if constexpr (ALoss<Loss>)
            return Loss::template value<N>(y, target);
        else
            return 0;  // OwnLoss: who gives it targets reads one sentence, not what follows from it
    }

    /// The first half of `gradient`: forward, and the outputs' gradient. A function of its own, because it is
    /// compiled once for all that the second half is compiled for.
    template <std::size_t B, class T, class W>
    static constexpr T judge(const T* w, T* state_values, const T* x, const T* targets, std::size_t count,
                             T factor, T* work, Random& random, [[maybe_unused]] W weights) {
        T total = forward<B>(w, state_values, x, targets, count, work, random);
        const T* const y = work;
        T* const dy = slopes_in<B>(work);
        for (std::size_t s = 0; s < count; ++s) slope(y + s * out, targets + s * out, dy + s * out);
        for (std::size_t i = 0; i < count * out; ++i) dy[i] *= factor;
        for (std::size_t i = count * out; i < B * out; ++i) dy[i] = 0;
        if constexpr (!std::same_as<W, Unweighted>)
            if (weights.values) total = weigh(y, targets, weights.values, count, dy);
        if constexpr (ends)
            if (!weights.has_values())
                for (std::size_t s = 0; s < count; ++s) Real::weigh(x + s * in, dy + s * out);
        return rest_are_numbers<B>(x, y, count) ? total : not_a_number<T>;
    }

    /// Weighs the outputs' gradient; returns the weighted sum of the losses.
    template <class T>
    static constexpr T weigh(const T* y, const T* targets, const T* weights, std::size_t count, T* dy) {
        T total = 0;
        for (std::size_t s = 0; s < count; ++s)
            total += value(y + s * out, targets + s * out, weights + s * places);
        for (std::size_t i = 0; i < count * out; ++i) {
            const T weight = weights[i / width];
            dy[i] = weight == 0 ? T(0) : dy[i] * weight;
        }
        return total;
    }

    /// Whether the samples from `count` on, whose losses do not matter, leave the gradient alone: infinity
    /// and NaN in them become NaN there, though the outputs' gradient is 0.
    template <std::size_t B, class T>
    static constexpr bool rest_are_numbers(const T* x, const T* y, std::size_t count) {
        const auto are = [](const T* from, std::size_t values) {
            for (std::size_t i = 0; i < values; ++i)
                if (!is_finite(from[i])) return false;
            return true;
        };
        const std::size_t rest = B - std::min(count, B);
        return rest == 0 || (are(x + count * in, rest * in) && are(y + count * out, rest * out));
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
