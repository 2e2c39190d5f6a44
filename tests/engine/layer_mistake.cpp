#include <concepts>
#include <cstddef>
#include <ctnn/engine/layer_mistake.hpp>
#include <type_traits>

#include <layers/scaled.hpp>

using namespace ctnn;

namespace mistakes {

using In = Shape<4>;
template <class L>
using Found = detail::LayerMistake<Scaled, L, In>;
using lacks = error::this_layer_lacks<Scaled>;
using has = error::this_layer_has<Scaled>;

using Sound = Scaled::on<In>;
static_assert(std::is_void_v<Found<Sound>>);

// Beside the role a name that looks like it is nobody's business.
struct Both : Sound {
    static constexpr std::size_t params = 1, in = 4;
    static constexpr void init() {}
    static constexpr void gradient(auto...) {}
};
static_assert(std::is_void_v<Found<Both>>);

// Each name that looks like a role that is missing.
struct In1 {
    using in = In;
};
struct In2 {
    using inputs = In;
};
static_assert(std::same_as<Found<In1>, has::in_did_you_mean_input>);
static_assert(std::same_as<Found<In2>, has::inputs_did_you_mean_input>);
struct Input {
    using input = In;
};
struct Out1 : Input {
    static constexpr std::size_t out = 4;
};
struct Out2 : Input {
    using outputs = In;
};
static_assert(std::same_as<Found<Out1>, has::out_did_you_mean_output>);
static_assert(std::same_as<Found<Out2>, has::outputs_did_you_mean_output>);
static_assert(std::same_as<Found<Input>, lacks::output>);
struct Shapes : Input {
    using output = In;
};
struct Parameters1 : Shapes {
    static constexpr std::size_t parameter = 4;
};
struct Parameters2 : Shapes {
    static constexpr std::size_t paramters = 4;
};
struct Parameters3 : Shapes {
    static constexpr std::size_t params = 4;
};
struct Parameters4 : Shapes {
    static constexpr std::size_t parameter_count = 4;
};
static_assert(std::same_as<Found<Parameters1>, has::parameter_did_you_mean_parameters>);
static_assert(std::same_as<Found<Parameters2>, has::paramters_did_you_mean_parameters>);
static_assert(std::same_as<Found<Parameters3>, has::params_did_you_mean_parameters>);
static_assert(std::same_as<Found<Parameters4>, has::parameter_count_did_you_mean_parameters>);
static_assert(std::same_as<Found<Shapes>, lacks::parameters>);
struct Facts : Shapes {
    static constexpr std::size_t parameters = 4;
};
struct Predict1 : Facts {
    static constexpr void predicts(auto...) {}
};
struct Predict2 : Facts {
    static void apply(int);
};
struct Predict3 : Facts {
    template <class T>
    static void evaluate(T);
};
static_assert(std::same_as<Found<Predict1>, has::predicts_did_you_mean_predict>);
static_assert(std::same_as<Found<Predict2>, has::apply_did_you_mean_predict>);
static_assert(std::same_as<Found<Predict3>, has::evaluate_did_you_mean_predict>);
static_assert(std::same_as<Found<Facts>, lacks::predict>);
struct Predicts : Facts {
    static constexpr void predict(auto, auto, auto) {}
};
struct Backward1 : Predicts {
    static constexpr void backwards(auto...) {}
};
struct Backward2 : Predicts {
    static constexpr void backprop(auto...) {}
};
struct Backward3 : Predicts {
    static constexpr void gradient(auto...) {}
};
static_assert(std::same_as<Found<Backward1>, has::backwards_did_you_mean_backward>);
static_assert(std::same_as<Found<Backward2>, has::backprop_did_you_mean_backward>);
static_assert(std::same_as<Found<Backward3>, has::gradient_did_you_mean_backward>);
static_assert(std::same_as<Found<Predicts>, lacks::backward>);
struct Backwards : Predicts {
    static constexpr void backward(auto, auto, auto, auto, auto, auto) {}
};
struct Initialize1 : Backwards {
    static constexpr void initialise(auto...) {}
};
struct Initialize2 : Backwards {
    static constexpr void initalize(auto...) {}
};
struct Initialize3 : Backwards {
    static constexpr void init(auto...) {}
};
static_assert(std::same_as<Found<Initialize1>, has::initialise_did_you_mean_initialize>);
static_assert(std::same_as<Found<Initialize2>, has::initalize_did_you_mean_initialize>);
static_assert(std::same_as<Found<Initialize3>, has::init_did_you_mean_initialize>);
static_assert(std::same_as<Found<Backwards>, lacks::initialize>);

// The same of what may be left out.
struct Cost1 : Sound {
    static constexpr std::size_t multiply_add = 4;
};
struct Cost2 : Sound {
    static constexpr std::size_t mult_adds = 4;
};
struct Batch : Sound {
    static constexpr std::size_t min_batch = 4;
};
struct Couples : Sound {
    static constexpr bool couple_samples = true;
};
struct Scratch : Sound {
    static constexpr std::size_t backwards_scratch = 4;
};
struct Weights : Sound {
    static constexpr void each_weight(auto...) {}
};
struct Streams : Sound {
    struct streams;
};
struct Logit : Sound {
    using logit = int;
};
static_assert(std::same_as<Found<Cost1>, has::multiply_add_did_you_mean_multiply_adds>);
static_assert(std::same_as<Found<Cost2>, has::mult_adds_did_you_mean_multiply_adds>);
static_assert(std::same_as<Found<Batch>, has::min_batch_did_you_mean_least_batch>);
static_assert(std::same_as<Found<Couples>, has::couple_samples_did_you_mean_couples_samples>);
static_assert(std::same_as<Found<Scratch>, has::backwards_scratch_did_you_mean_backward_scratch>);
static_assert(std::same_as<Found<Weights>, has::each_weight_did_you_mean_each_weights>);
static_assert(std::same_as<Found<Streams>, has::streams_did_you_mean_stream>);
static_assert(std::same_as<Found<Logit>, has::logit_did_you_mean_logits>);

// Functions of other arguments, and what only a layer of batches can keep.
struct Short : Sound {
    static constexpr void predict(auto, auto) {}
};
struct Kept : Sound {
    static constexpr std::size_t state = 1;
};
struct Empty : Sound {
    static constexpr std::size_t state = 0, tape = 0, scratch = 0;
};
struct Taped : Empty {
    static constexpr std::size_t tape = 1;
};
struct Worked : Empty {
    static constexpr std::size_t scratch = 1;
};
static_assert(std::same_as<Found<Short>, error::this_layer_does_not_take<Scaled>::the_arguments_of_predict>);
static_assert(std::same_as<Found<Kept>, error::a_layer_that_knows_one_sample_has_no<Scaled>::state>);
static_assert(std::same_as<Found<Taped>, error::a_layer_that_knows_one_sample_has_no<Scaled>::tape>);
static_assert(std::same_as<Found<Worked>, error::a_layer_that_knows_one_sample_has_no<Scaled>::scratch>);
static_assert(std::is_void_v<Found<Empty>>);

// What is no layer at all.
struct Last final : Sound {};
struct LastShort final : Short {};
struct Full : Sound {
    int value;
};
static_assert(std::is_void_v<Found<Last>>);
static_assert(std::same_as<Found<LastShort>, error::is_not_a_layer<Scaled>::that_has_a_template_on>);
static_assert(std::same_as<Found<int>, error::is_not_a_layer<Scaled>::that_has_a_template_on>);
static_assert(std::same_as<Found<Full>, error::a_placed_layer_holds_no_values_but_this_one_does<Scaled>>);
static_assert(std::same_as<detail::LayerMistake<Scaled, Sound, Shape<2, 3>>,
                           error::this_layer_is_placed_on<Shape<2, 3>>::but_takes<In>>);

}  // namespace mistakes
