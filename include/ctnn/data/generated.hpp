#pragma once

#include <algorithm>
#include <atomic>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctnn/core/anything.hpp>
#include <ctnn/core/config.hpp>
#include <ctnn/core/error/data.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/distant_rows.hpp>
#include <ctnn/data/number_text.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

/// What a function makes of a sample beside its inputs: values of all outputs, one value, a class; or nothing
/// more.
enum class Makes { values, value, one_class, inputs };

template <class Net>
using InputsToMake = std::span<float, Net::input_size>;
template <class Net>
using TargetsToMake = std::span<float, Net::output_size>;

/// What F makes, called with `First` before them; else the sentence.
template <class Net, class First, class F>
consteval auto generator_mistake() {
    using X = InputsToMake<Net>;
    using T = TargetsToMake<Net>;
    using Unsuited = std::type_identity<
        error::generated_takes_a_function_that_writes_inputs_and_targets_or_returns_the_class_not<F>>;
    if constexpr (std::invocable<const F&, First, X, T>) {
        return std::integral_constant<Makes, Makes::values>{};
    } else if constexpr (std::invocable<const F&, First, X>) {
        using Made = std::invoke_result_t<const F&, First, X>;
        if constexpr (std::is_void_v<Made> && Net::input_size != Net::output_size)
            return own_targets_mistake<Net::input_size, Net::output_size>();
        else if constexpr (std::is_void_v<Made>)
            return std::integral_constant<Makes, Makes::inputs>{};
        else if constexpr (std::floating_point<Made> && Net::output_size == 1)
            return std::integral_constant<Makes, Makes::value>{};
        else if constexpr (AClass<Made> && Dataset<Net>::places == 1)
            return std::integral_constant<Makes, Makes::one_class>{};
        else
            return Unsuited{};
    } else if constexpr (std::invocable<F&, First, X, T> || std::invocable<F&, First, X>) {
        return std::type_identity<
            error::several_threads_call_the_function_of_generated_so_not_a_mutable<F>>{};
    } else {
        return Unsuited{};
    }
}
template <class Net, class First, class F>
concept Generates = requires { generator_mistake<Net, First, F>().value; };

/// In the place of a function that does not generate: says why. All that is said of a lambda is defined, or
/// g++ would say that it is not, too.
template <class Net, class First>
struct NoGenerator {
    template <class F>
    NoGenerator(F&&,
                decltype(error::sentence(generator_mistake<Net, First, std::remove_cvref_t<F>>())) = {}) {}
};

/// A sample, as it was made last by this thread.
struct LastMade {
    std::uint64_t by = 0;
    std::size_t row = 0;
    std::vector<float> x{}, t{};
    std::uint32_t label = 0;
};

inline std::atomic<std::uint64_t> generators{0};

/// Makes the samples: `call(row, x, t)` returns a class, if it makes one. Of each thread it remembers the
/// last sample, as inputs and targets are asked for one after the other.
template <class Net, class Call>
class Generator {
  public:
    explicit Generator(Call call) : call_(std::move(call)) {}

    const LastMade& sample(std::size_t row) const {
        thread_local LastMade last;
        if (last.by == number_ && last.row == row) return last;
        LastMade made = std::exchange(last, LastMade{});  // the function may ask for samples such as these
        made.x.assign(Net::input_size, 0.0f);
        made.t.assign(Net::output_size, 0.0f);
        made.label = call_(row, InputsToMake<Net>(made.x), TargetsToMake<Net>(made.t));
        require_numbers(made.x, row, "input");
        require_numbers(made.t, row, "target");
        if (made.label >= Dataset<Net>::class_count)
            throw DataError("generated sample " + std::to_string(row),
                            "a class of 0 to " + std::to_string(Dataset<Net>::class_count - 1),
                            std::to_string(made.label));
        made.by = number_;
        made.row = row;
        return last = std::move(made);
    }

  private:
    static void require_numbers(const std::vector<float>& values, std::size_t row, const char* noun) {
        for (std::size_t k = 0; k < values.size(); ++k)
            if (!is_finite(values[k]))
                throw DataError(
                    "generated sample " + std::to_string(row) + ", " + noun + ' ' + std::to_string(k),
                    "a finite number", number_text(values[k]));
    }

    Call call_;
    std::uint64_t number_ = ++generators;
};

template <class Net, class Call>
class GeneratedRows final : public RowSource {
  public:
    GeneratedRows(std::shared_ptr<const Generator<Net, Call>> generator, std::size_t size, std::size_t width,
                  std::vector<float> LastMade::*part, bool classes)
        : RowSource(size, width), generator_(std::move(generator)), part_(part), classes_(classes) {}

    bool has_classes() const noexcept override { return classes_; }
    std::uint32_t class_at(std::size_t row, std::size_t) const override {
        return generator_->sample(row).label;
    }
    void read(std::size_t row, std::size_t first, std::size_t count, float* to) const override {
        take(row, first, count, to);
    }
    void read(std::size_t row, std::size_t first, std::size_t count, double* to) const override {
        take(row, first, count, to);
    }

  private:
    template <class T>
    void take(std::size_t row, std::size_t first, std::size_t count, T* to) const {
        const float* const from = (generator_->sample(row).*part_).data() + first;
        for (std::size_t k = 0; k < count; ++k) to[k] = static_cast<T>(from[k]);
    }

    std::shared_ptr<const Generator<Net, Call>> generator_;
    std::vector<float> LastMade::*part_;
    bool classes_;
};

/// A data set of what F makes, called with first(row) before the rest.
template <class Net, class First, class F, class FirstOf>
Dataset<Net> generated_by(std::size_t count, F f, FirstOf first) {
    constexpr Makes makes = generator_mistake<Net, First, F>().value;
    const auto call = [f = std::move(f), first](std::size_t row, InputsToMake<Net> x,
                                                [[maybe_unused]] TargetsToMake<Net> t) -> std::uint32_t {
        auto&& before = first(row);
        if constexpr (makes == Makes::values)
            f(static_cast<First>(before), x, t);
        else if constexpr (makes == Makes::value)
            t[0] = static_cast<float>(f(static_cast<First>(before), x));
        else if constexpr (makes == Makes::one_class)
            return class_from(f(static_cast<First>(before), x), row, Dataset<Net>::class_count);
        else
            f(static_cast<First>(before), x);
        return 0;
    };
    using Call = std::remove_const_t<decltype(call)>;
    const auto generator = std::make_shared<const Generator<Net, Call>>(call);
    const auto rows = [&](std::size_t width, std::vector<float> LastMade::*part, bool classes) {
        return DistantRows(
            std::make_shared<const GeneratedRows<Net, Call>>(generator, count, width, part, classes));
    };
    DatasetInputs inputs = rows(Net::input_size, &LastMade::x, false);
    if constexpr (makes == Makes::inputs)
        return Dataset<Net>(std::move(inputs), DatasetTargets(InputsAsTargets{}));
    constexpr bool classes = makes == Makes::one_class;
    return Dataset<Net>(std::move(inputs),
                        DatasetTargets(rows(classes ? 1 : Net::output_size, &LastMade::t, classes)));
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// A data set of `count` samples that a function makes when they are taken: simulations, sounds, mixtures, of
/// which there is no end, and of which none is kept.
///
///     const auto data = generated<Net>(10'000, /*seed*/ 1, [](Random& random, auto x, auto t) {
///         x[0] = random.uniform<float>();
///         t[0] = std::sin(6 * x[0]);
///     });
///
/// The function writes the inputs and the targets, spans of float, all 0 before; or it writes the inputs and
/// returns the class, of a network with one output the value; or nothing, where each sample is its own
/// target. Its random numbers come from the seed and the sample's index: sample 7 is the same whenever it is
/// taken, in any order, on any thread, after a checkpoint. Another seed gives other samples: to validate by,
/// or in each epoch, as `fit(generated<Net>(count, seed + n, f), {.epochs = n, .first_epoch = n})`.
///
/// It is called as samples are taken: by `fit` once for each sample in each epoch, from FitOptions::threads
/// at a time, so it may read what is shared, but not change it; by `evaluate` and metrics some two times for
/// each sample. Splits and subsets keep 8 bytes a sample. What it throws ends `fit`, which leaves what was
/// trained before that epoch; so does DataError of NaN, infinity, a class that there is not, `ignored` too.
/// Keras: `PyDataset`. PyTorch: a `Dataset` with `__getitem__`.
/// Goes wrong with another function, or one that is `mutable`: a sentence.
template <class Net, class F>
    requires detail::Generates<Net, Random&, F>
Dataset<Net> generated(std::size_t count, std::uint64_t seed, F f) {
    // A seed's samples lie nowhere near the next seed's.
    return detail::generated_by<Net, Random&>(count, std::move(f), [start = Random{seed}()](std::size_t row) {
        return Random{Random{start + row}()};
    });
}
template <class Net>
void generated(std::size_t, std::uint64_t, detail::NoGenerator<Net, Random&>) {}

/// The same without a seed, of a function that takes the index: `[](std::size_t i, auto x, auto t) {...}`.
/// For rows that something else holds, as a database, and for what is made of another data set:
/// `data.input(i, x)`.
template <class Net, class F>
    requires(detail::Generates<Net, std::size_t, F> && !std::integral<F>)
Dataset<Net> generated(std::size_t count, F f) {
    return detail::generated_by<Net, std::size_t>(count, std::move(f), [](std::size_t row) { return row; });
}
template <class Net>
void generated(std::size_t, detail::NoGenerator<Net, std::size_t>) {}

template <detail::NoArgument...>
error::the_network_goes_in_angle_brackets_before_the_count generated(...);

}  // namespace CTNN_CODE
}  // namespace ctnn
