#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/spelling.hpp>
#include <ratio>
#include <string>
#include <type_traits>

#include <testing.hpp>

using namespace ctnn;

namespace own {

enum class Kind { first, second };
template <Kind>
struct Chosen {};
struct Options {
    int a;
};
template <Options>
struct Told {};
struct Layer {};
struct lambda_layer {};
struct unnamed {};
struct anonymous {};

}  // namespace own

namespace {

struct Hidden {};

}  // namespace

TEST_CASE("spelling: default arguments are left out, others stay", "[io]") {
    using Net = Network<Input<28, 28, 1>, Flatten, Dense<4>, Dense<4, Linear, Zeros>, Dense<3, ReLU>,
                        Dense<3, ReLU, GlorotUniform>, Dropout<std::ratio<1, 5>>, Dense<2, Fast<Softmax>>>;
    REQUIRE(detail::spelling<Net>() ==
            "ctnn::Network<ctnn::Input<28, 28, 1>, ctnn::Flatten, ctnn::Dense<4>, "
            "ctnn::Dense<4, ctnn::Linear, ctnn::Zeros>, ctnn::Dense<3, ctnn::ReLU>, "
            "ctnn::Dense<3, ctnn::ReLU, ctnn::GlorotUniform>, ctnn::Dropout<std::ratio<1, 5>>, "
            "ctnn::Dense<2, ctnn::Fast<ctnn::Softmax>>>");
}

TEST_CASE("spelling: an activation with an argument", "[io]") {
    REQUIRE(detail::spelling<
                Network<Input<2>, Dense<3, LeakyReLUOf<std::ratio<3, 10>>>, Dense<1, LeakyReLU>>>() ==
            "ctnn::Network<ctnn::Input<2>, ctnn::Dense<3, ctnn::LeakyReLUOf<std::ratio<3, 10>>>, "
            "ctnn::Dense<1, ctnn::LeakyReLU>>");
    REQUIRE(detail::spelling<Dense<3, HardTanhOf<std::ratio<-1, 2>, std::ratio<20>>>>() ==
            "ctnn::Dense<3, ctnn::HardTanhOf<std::ratio<-1, 2>, std::ratio<20>>>");
    REQUIRE(detail::spelling<Dense<3, Swish>>() == "ctnn::Dense<3, ctnn::SiLU>");
}

TEST_CASE("spelling: layers within layers", "[io]") {
    REQUIRE(detail::spelling<Residual<Dense<8, Tanh>>>() == "ctnn::Residual<ctnn::Dense<8, ctnn::Tanh>>");
    REQUIRE(detail::spelling<Concat<Dense<1>, Sequential<Dense<2>, Activation<ELU>>>>() ==
            "ctnn::Concat<ctnn::Dense<1>, ctnn::Sequential<ctnn::Dense<2>, ctnn::Activation<ctnn::ELU>>>");
    REQUIRE(detail::spelling<Sequential<NoBias<Dense<3, ReLU>>, Bidirectional<NoBias<LSTM<2>>>>>() ==
            "ctnn::Sequential<ctnn::NoBias<ctnn::Dense<3, ctnn::ReLU>>, "
            "ctnn::Bidirectional<ctnn::NoBias<ctnn::LSTM<2>>>>");
    REQUIRE(detail::spelling<
                Sequential<WithInitialState<NoBias<GRU<2>>>, WithInitialState<LSTM<2>, Initial::given>>>() ==
            "ctnn::Sequential<ctnn::WithInitialState<ctnn::NoBias<ctnn::GRU<2>>>, "
            "ctnn::WithInitialState<ctnn::LSTM<2>, ctnn::Initial::given>>");
    REQUIRE(detail::spelling<Sequential<
                Conv1DTranspose<3, 4, Linear, Conv1DTransposeOptions{.stride = 2, .padding = causal}>>>() ==
            "ctnn::Sequential<ctnn::Conv1DTranspose<3, 4, ctnn::Linear, "
            "ctnn::Conv1DTransposeOptions{.stride = 2, .padding = ctnn::causal}>>");
    REQUIRE(detail::spelling<Sequential<ReflectionPad2D<pad(1)>, Cropping1D<pad(0, 0, 4, 0)>>>() ==
            "ctnn::Sequential<ctnn::ReflectionPad2D<ctnn::pad(1, 1, 1, 1)>, "
            "ctnn::Cropping1D<ctnn::pad(0, 0, 4, 0)>>");
    REQUIRE(detail::spelling<Sequential<PositionalEncoding, PositionEmbedding<>,
                                        MultiHeadAttention<2, 4, AllSteps, HeNormal>>>() ==
            "ctnn::Sequential<ctnn::PositionalEncoding, ctnn::PositionEmbedding<>, "
            "ctnn::MultiHeadAttention<2, 4, ctnn::AllSteps, ctnn::HeNormal>>");
    REQUIRE(detail::spelling<TransformerBlock<2, 4, 8, Causal>>().find(
                "ctnn::MultiHeadAttention<2, 4, ctnn::Causal>>, ctnn::Residual<ctnn::LayerNorm<") !=
            std::string::npos);
    REQUIRE(detail::spelling<Residual<own::Layer>>() == "ctnn::Residual<own::Layer>");
    REQUIRE(detail::spelling<Sequential<PReLU<>, PReLU<Slopes::by_channel>>>() ==
            "ctnn::Sequential<ctnn::PReLU<>, ctnn::PReLU<ctnn::Slopes::by_channel>>");
}

TEST_CASE("spelling: types that no other file can name are known by their spelling", "[io]") {
    struct Local {};
    const auto nothing = [] {};
    const auto unnameable = []<class X>(std::type_identity<X>) {
        return detail::has_unnameable(detail::spelling<Residual<X>>());
    };
    REQUIRE(unnameable(std::type_identity<Hidden>{}));
    REQUIRE(unnameable(std::type_identity<std::remove_const_t<decltype(nothing)>>{}));
    REQUIRE_FALSE(unnameable(std::type_identity<own::Layer>{}));
    REQUIRE_FALSE(unnameable(std::type_identity<own::lambda_layer>{}));
    REQUIRE_FALSE(unnameable(std::type_identity<own::unnamed>{}));
    REQUIRE_FALSE(unnameable(std::type_identity<own::anonymous>{}));
    REQUIRE_FALSE(unnameable(std::type_identity<own::Chosen<own::Kind::second>>{}));
    // Of a value clang may leave out the class.
    const std::string told = detail::spelling<own::Told<own::Options{1}>>();
    REQUIRE(detail::has_unnameable(told) == (told != "own::Told<own::Options{1}>"));
    // clang writes no more of it than its name, which is then foreign.
    REQUIRE((unnameable(std::type_identity<Local>{}) ||
             detail::first_foreign_name(detail::spelling<Residual<Local>>()) == "Local"));
}

TEST_CASE("spelling: names that are not ours", "[io]") {
    REQUIRE(detail::first_foreign_name(
                "ctnn::Dense<4, ctnn::Act<true, 3u, unsigned int, std::ratio<1, 5>>>") == "");
    REQUIRE(detail::first_foreign_name("ctnn::Residual<own::Layer, Other>") == "own::Layer");
    REQUIRE(detail::first_foreign_name("ctnn::Residual<_x1>") == "_x1");
    REQUIRE(detail::first_foreign_name("ctnn::L<ctnn::O{.stride = 2, .padding = ctnn::same}, x>") == "x");
    REQUIRE(detail::first_foreign_name("ctnn::Dense<4, ctnnoise::Act>") == "ctnnoise::Act");
}

namespace {

template <class X>
std::string nameable() {
    const std::string text = detail::spelling<X>();
    const bool foreign = !detail::first_foreign_name(text).empty();
    return detail::has_unnameable(text) || foreign ? "not nameable: " + text : text;
}

// What is spelt so is the source of the type.
#define IS_SPELT_SO(...) REQUIRE(nameable<__VA_ARGS__>() == #__VA_ARGS__)

}  // namespace

namespace own {

enum class Side { left, right };
struct Limits {
    int low = 0, high = 1;
    Size2D size = 2;
    constexpr void each_member(auto&& visit) const {
        visit("low", low), visit("high", high), visit("size", size);
    }
};
struct Pair {
    unsigned long long first;
    bool second;
    constexpr void spell(auto& out) const { out.call("own::pair", first, second); }
};
constexpr Pair pair(unsigned long long first, bool second) { return {first, second}; }

template <Limits L, class Act = Linear, Side S = Side::left>
struct Bounded : Tanh {
    static constexpr void spell(std::type_identity<Bounded> self, auto& out) {
        out(self, L, or_default<Act, Linear>, OrDefault{S, Side::left});
    }
};
template <Pair P, Limits L = Limits{}>
struct Paired {
    static constexpr void spell(std::type_identity<Paired> self, auto& out) {
        out(self, P, OrDefault{L, Limits{}});
    }
};
struct Derived : Bounded<Limits{.low = -1}> {};

/// Which say nothing.
struct Silent {
    int a = 0;
};
template <Silent S>
struct Told2 {
    static constexpr void spell(std::type_identity<Told2> self, auto& out) { out(self, S); }
};

}  // namespace own

TEST_CASE("spelling: what one's own types say of themselves", "[io]") {
    const auto is = []<class X>(std::type_identity<X>, const std::string& wanted) {
        REQUIRE(detail::spelling<X>() == wanted);
        REQUIRE_FALSE(detail::has_unnameable(wanted));
    };
    using own::Bounded, own::Limits, own::Paired, own::Side;
    is(std::type_identity<Bounded<Limits{}>>{}, "own::Bounded<own::Limits{}>");
    is(std::type_identity<Bounded<Limits{.high = 3}, Tanh>>{},
       "own::Bounded<own::Limits{.high = 3}, ctnn::Tanh>");
    is(std::type_identity<Bounded<Limits{-1, 2, {3, 4}}, Linear, Side::right>>{},
       "own::Bounded<own::Limits{.low = -1, .high = 2, .size = ctnn::Size2D{3, 4}}, ctnn::Linear, "
       "own::Side(1)>");
    is(std::type_identity<Paired<own::pair(7, true)>>{}, "own::Paired<own::pair(7, true)>");
    is(std::type_identity<Paired<own::pair(7, true), Limits{.low = 1}>>{},
       "own::Paired<own::pair(7, true), own::Limits{.low = 1}>");
    is(std::type_identity<own::Derived>{}, "own::Derived");

    // Within the library's own layers and the other way round.
    is(std::type_identity<TimeDistributed<Dense<3, Bounded<Limits{.low = 2}>, Zeros>>>{},
       "ctnn::TimeDistributed<ctnn::Dense<3, own::Bounded<own::Limits{.low = 2}>, ctnn::Zeros>>");
    is(std::type_identity<Bidirectional<GRU<2, Returns::sequence, Bounded<Limits{.low = 2}>>>>{},
       "ctnn::Bidirectional<ctnn::GRU<2, ctnn::Returns::sequence, own::Bounded<own::Limits{.low = 2}>>>");
    is(std::type_identity<Bounded<Limits{}, Dense<1>>>{}, "own::Bounded<own::Limits{}, ctnn::Dense<1>>");
    REQUIRE(detail::spelling<own::Told2<own::Silent{}>>() == "own::Told2<own::Silent{?}>");
}

TEST_CASE("spelling: what stands before the arguments of a template", "[io]") {
    REQUIRE(detail::name_of("a::B<C<1>, 2>") == "a::B");
    REQUIRE(detail::name_of("a::B<C<1> >::D<E<2> >") == "a::B<C<1> >::D");
    REQUIRE(detail::name_of("a::B") == "a::B");
}

// clang-format off
TEST_CASE("spelling: convolutions", "[io]") {
    IS_SPELT_SO(ctnn::Conv1D<3, 2>);
    IS_SPELT_SO(ctnn::Conv1D<3, 2, ctnn::ReLU, ctnn::Conv1DOptions{.padding = ctnn::causal, .dilation = 4}>);
    IS_SPELT_SO(ctnn::Conv2D<6, 5, ctnn::ReLU>);
    IS_SPELT_SO(ctnn::Conv2D<6, ctnn::Size2D{3, 5}, ctnn::Linear, ctnn::ConvOptions{.stride = ctnn::Size2D{2, 1}, .groups = 3}>);
    IS_SPELT_SO(ctnn::Conv2D<6, 5, ctnn::Linear, ctnn::ConvOptions{.padding = ctnn::pad(1, 2, 0, 3)}>);
    IS_SPELT_SO(ctnn::Conv2D<6, 5, ctnn::ReLU, ctnn::ConvOptions{}, ctnn::Zeros>);
    IS_SPELT_SO(ctnn::Conv2D<6, 5, ctnn::ReLU, ctnn::ConvOptions{.padding = ctnn::same}, ctnn::Zeros>);
    IS_SPELT_SO(ctnn::Conv2DTranspose<3, 3>);
    IS_SPELT_SO(ctnn::Conv2DTranspose<3, 3, ctnn::Tanh, ctnn::ConvTransposeOptions{.stride = 2, .output_padding = 1, .dilation = 3}>);
}

TEST_CASE("spelling: pools and what else changes images", "[io]") {
    IS_SPELT_SO(ctnn::MaxPool1D<2>);
    IS_SPELT_SO(ctnn::AvgPool1D<3, ctnn::Pool1DOptions{.stride = 1, .padding = ctnn::causal, .count_padding = true}>);
    IS_SPELT_SO(ctnn::MaxPool2D<2>);
    IS_SPELT_SO(ctnn::AvgPool2D<ctnn::Size2D{1, 2}, ctnn::PoolOptions{.padding = ctnn::same}>);
    IS_SPELT_SO(ctnn::Upsample2D<2>);
    IS_SPELT_SO(ctnn::Upsample2D<ctnn::Size2D{1, 2}>);
    IS_SPELT_SO(ctnn::ZeroPad2D<ctnn::pad(1, 1, 2, 2)>);
}

TEST_CASE("spelling: recurrent layers", "[io]") {
    IS_SPELT_SO(ctnn::SimpleRNN<4, ctnn::Returns::last, ctnn::ReLU>);
    IS_SPELT_SO(ctnn::LSTM<4, ctnn::Returns::sequence>);
    IS_SPELT_SO(ctnn::LSTM<4, ctnn::Returns::last, ctnn::ReLU>);
    IS_SPELT_SO(ctnn::GRU<4>);
    IS_SPELT_SO(ctnn::GRU<4, ctnn::Returns::last, ctnn::Tanh, ctnn::Sigmoid, ctnn::Resets::before>);
}

TEST_CASE("spelling: within other layers", "[io]") {
    IS_SPELT_SO(ctnn::Network<ctnn::Input<8, 8, 1>, ctnn::Residual<ctnn::Conv2D<1, 3, ctnn::Linear, ctnn::ConvOptions{.padding = ctnn::same}>>, ctnn::MaxPool2D<2>, ctnn::Flatten>);
}

TEST_CASE("spelling: norms of groups, gated units, what works along an axis", "[io]") {
    IS_SPELT_SO(ctnn::GroupNorm<4>);
    IS_SPELT_SO(ctnn::NoAffine<ctnn::InstanceNorm<std::ratio<1, 1000>>>);
    IS_SPELT_SO(ctnn::GLU<ctnn::Sigmoid>);
    IS_SPELT_SO(ctnn::GLU<ctnn::SiLU>);
    IS_SPELT_SO(ctnn::Upsample2D<2>);
    IS_SPELT_SO(ctnn::Upsample2D<2, ctnn::Interpolation::bilinear>);
    IS_SPELT_SO(ctnn::AdaptiveAvgPool2D<3, 2>);
    IS_SPELT_SO(ctnn::AdaptiveMaxPool1D<4>);
    IS_SPELT_SO(ctnn::MaxPool2D<2, ctnn::PoolOptions{.ceil_mode = true}>);
    IS_SPELT_SO(ctnn::Slice<0, 1, 4>);
    IS_SPELT_SO(ctnn::MeanOver<1>);
    IS_SPELT_SO(ctnn::Scale<std::ratio<1, 255>>);
}
