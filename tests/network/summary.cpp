#include <ctnn/ctnn.hpp>
#include <string>

#include <testing.hpp>

using namespace ctnn;

using Digits = Network<Input<28, 28, 1>, Flatten, Dense<128, ReLU>, Dense<10, Softmax>>;

TEST_CASE("summary: a row for each layer, and the sums", "[network]") {
    std::string table;
    summary_lines<Digits>([&](std::string_view line) { table += std::string(line) + '\n'; });
    INFO(table);
    const auto row = [&](const std::string& start) {
        const std::size_t at = table.find(start);
        REQUIRE(at != std::string::npos);
        return table.substr(at, table.find('\n', at) - at);
    };
    REQUIRE_THAT(row("Input "), Catch::Contains("(28, 28, 1)"));
    REQUIRE_THAT(row("Flatten"), Catch::Contains("(784)"));
    REQUIRE_THAT(row("Dense<128, ReLU"), Catch::Contains("(128)") && Catch::Contains("100,480") &&
                                             Catch::Contains("100,352") && Catch::Contains("401,920"));
    REQUIRE_THAT(row("Dense<10, Softmax"), Catch::Contains("1,290"));
    REQUIRE_THAT(row("in all"),
                 Catch::Contains("101,770") && Catch::Contains("101,632") && Catch::Contains("407,080"));
    REQUIRE_THAT(row("trained 101,770"), Catch::Contains("kept 0"));
    REQUIRE(table.find("ctnn::") == std::string::npos);
}

namespace {

/// The rows of the table of kernels, from the first column of kernels on.
template <class Net>
std::string kernels_of() {
    std::string table;
    bool began = false;
    summary_lines<Net>(
        [&](std::string_view line) {
            began = began || line.starts_with("kernels ");
            if (began && !line.starts_with("compiled for ")) table += std::string(line.substr(44)) + '\n';
        },
        {.kernels = true});
    return table;
}

}  // namespace

TEST_CASE("summary: which kernel computes each layer", "[network]") {
    using Net = Network<Input<16, 16, 1>, Conv2D<6, 5, ReLU, ConvOptions{.padding = same}>, MaxPool2D<2>,
                        Flatten, Dense<128, ReLU>, LayerNorm<>, Activation<Tanh>, Dense<10, Softmax>>;
    constexpr simd::Target on = simd::target<float>;
    if (!on.has_vectors())
        REQUIRE(kernels_of<Net>() ==
                "one sample              64 samples, 8 at once\n"
                "plain                   plain\n"
                "unrolled                unrolled\n"
                "plain                   plain\n"
                "memory                  memory\n"
                "plain                   plain\n");
    else if (on.reproducible)
        REQUIRE(kernels_of<Net>() ==
                "one sample              64 samples, 8 at once\n"
                "filters                 filters\n"
                "unrolled                unrolled\n"
                "panels                  tiles\n"
                "memory                  memory\n"
                "panels                  tiles\n");
    else if (on.bytes == 64)
        REQUIRE(kernels_of<Net>() ==
                "one sample              64 samples, 8 at once\n"
                "planes                  planes\n"
                "unrolled                unrolled\n"
                "panels                  tiles\n"
                "registers               registers\n"
                "stream                  tiles\n");
    else
        REQUIRE(kernels_of<Net>() ==
                "one sample              64 samples, 8 at once\n"
                "filters                 filters\n"
                "unrolled                unrolled\n"
                "panels                  tiles\n"
                "memory                  memory\n"
                "stream                  tiles\n");
}

TEST_CASE("summary: kernels of layers in layers, of zeros, and of what goes in lanes", "[network]") {
    constexpr bool vectors = simd::target<float>.has_vectors();
    using Tiny = Network<Input<2>, Dense<2, Sigmoid>, Dense<1, Sigmoid>>;
    REQUIRE(kernels_of<Tiny>() == (vectors ? "one sample              64 samples\n"
                                             "row                     lanes\n"
                                             "row                     lanes\n"
                                           : "one sample              64 samples\n"
                                             "plain                   plain\n"
                                             "plain                   plain\n"));
    using Sparse = Network<SparseInput<784>, Residual<Dense<20, ReLU>, Dense<32>, Dense<784>>>;
    REQUIRE(kernels_of<Sparse>() == (vectors ? "one sample              64 samples\n"
                                               "listed rows, panels     marked rows, tiles\n"
                                             : "one sample              64 samples\n"
                                               "plain                   plain\n"));
}

TEST_CASE("summary: the table of kernels says what the program is compiled for", "[network]") {
    constexpr simd::Target on = simd::target<double>;
    std::string last;
    summary_lines<Digits, double>([&](std::string_view line) { last = line; }, {.kernels = true});
    REQUIRE(last == (on.has_vectors() ? "compiled for " + std::to_string(on.registers) + " registers of " +
                                            std::to_string(on.bytes) + " bytes"
                                      : "compiled for plain loops"));
    summary_lines<Digits>([&](std::string_view line) { last = line; }, {});
    REQUIRE_THAT(last, Catch::StartsWith("trained "));
}
