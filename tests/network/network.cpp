#include <boost/hana/for_each.hpp>
#include <ctnn/ctnn.hpp>
#include <type_traits>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

using Digits = Network<Input<784>, Dense<128, ReLU>, Dense<10, Softmax>>;
static_assert(sizeof(Digits) == 1 && std::is_empty_v<Digits>);
static_assert(std::is_same_v<Digits::input, Shape<784>> && std::is_same_v<Digits::output, Shape<10>>);
static_assert(Digits::input_size == 784 && Digits::output_size == 10 && Digits::layer_count == 2);
static_assert(Digits::parameter_count == 101'770 && Digits::state_count == 0);
static_assert(Digits::multiply_adds == 784 * 128 + 128 * 10);
static_assert(Digits::workspace_size == 128, "one hidden layer, handed over once");
static_assert(Network<Input<784>, Dense<16, Sigmoid>, Dense<16, Sigmoid>, Dense<10>>::parameter_count ==
              13'002);
static_assert(Network<Input<28, 28, 1>, Flatten, Dense<10>>::input_size == 784);

using Sparse = Network<SparseInput<28, 28, 1>, Flatten, Dense<16, ReLU>, Dense<10, Softmax>>;
static_assert(std::is_same_v<Sparse::input, Shape<28, 28, 1>> &&
              Sparse::parameter_count == 784 * 16 + 16 + 170);
static_assert(Sparse::body::layer<1>::input::is_sparse && !Sparse::body::layer<2>::input::is_sparse);

TEST_CASE("network: SparseInput gives what Input gives, but for rounding", "[network]") {
    using Plain = Network<Input<28, 28, 1>, Flatten, Dense<16, ReLU>, Dense<10, Softmax>>;
    static Parameters<Sparse> sparse;
    initialize(sparse, 3);
    static const Parameters<Plain> plain{
        std::span<const float, Plain::parameter_count>(sparse.values, Plain::parameter_count)};
    std::array<float, 784> image{};
    for (std::size_t i = 200; i < 400; i += 3) image[i] = 0.5f;
    const auto a = predict(sparse, image), b = predict(plain, image);
    for (std::size_t i = 0; i < 10; ++i) REQUIRE(a[i] == Approx(b[i]).epsilon(1e-5));
}

TEST_CASE("network: its layers are a hana tuple of types", "[network]") {
    std::vector<std::size_t> parameters;
    boost::hana::for_each(Digits::layers,
                          [&](auto layer) { parameters.push_back(decltype(layer)::type::parameters); });
    REQUIRE(parameters == std::vector<std::size_t>{100'480, 1'290});
}
