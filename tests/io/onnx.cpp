#include <ctnn/io/onnx.hpp>

#include <array>
#include <ctnn/ctnn.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <fstream>
#include <io/onnx_shown.hpp>
#include <iterator>
#include <layers/scaled.hpp>
#include <ratio>
#include <reference/saved_onnx.hpp>
#include <string>
#include <type_traits>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;
using Catch::Contains;
using Catch::StartsWith;

namespace {

using Net = Network<Input<2, 2>, Permute<1, 0>, Dense<2, LeakyReLUOf<std::ratio<1, 4>>>>;

template <class T>
Parameters<Net, T> golden_parameters() {
    return Parameters<Net, T>(std::array<T, 10>{T(0.5), -1, 2, T(0.25), -3, 0, 1, 8, T(-0.125), 4});
}

std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct MyTanh : Tanh {};

template <class Mistake>
inline constexpr bool is_none = std::is_void_v<Mistake>;

}  // namespace

static_assert(is_none<OnnxMistake<Net>>);
static_assert(!is_none<OnnxMistake<Network<Input<4>, Scaled>>>);
static_assert(
    !is_none<OnnxMistake<Network<Input<4>, Dense<2>, Residual<Sequential<Dense<2, Tanh>, Scaled>>>>>);
static_assert(!is_none<OnnxMistake<Network<Input<4>, Concat<Dense<2>, Dense<2, MyTanh>>>>>);
static_assert(!is_none<OnnxMistake<Network<Input<4, 4>, TimeDistributed<Activation<MyTanh>>>>>);
static_assert(!is_none<OnnxMistake<Network<Input<4, 4>, Conv1D<2, 2, MyTanh>>>>);
static_assert(
    !is_none<OnnxMistake<Network<Input<4, 4>, Bidirectional<GRU<2, Returns::last, Tanh, MyTanh>>>>>);
static_assert(!is_none<OnnxMistake<Network<Input<4, 4>, LSTM<2, Returns::last, GELU>>>>);  // in a cell only

TEST_CASE("onnx: the bytes that ONNX's own package writes", "[io]") {
    const ScratchFile file("", ".onnx");
    save_onnx(file.path(), golden_parameters<float>());
    REQUIRE(content(file.path()) == golden::onnx_floats);
    save_onnx(file.path(), golden_parameters<double>());
    REQUIRE(content(file.path()) == golden::onnx_doubles);
}

TEST_CASE("onnx: constants are named as parts", "[io]") {
    using Named = Network<Input<6, 2>, Residual<TimeDistributed<Sequential<Dense<2>, BatchNorm<>>>>,
                          Concat<Conv1D<3, 1>, Sequential<LayerNorm<>, PReLU<>>>, LSTM<2>>;
    const std::string model = shown::model<Named>();
    for_each_part<Named>([&](std::string_view path, const Part& part, std::size_t) {
        INFO(path);
        const std::size_t times = part.name == "bias" && path.starts_with("layers.2") ? 2 : 1;
        REQUIRE(shown::constant(model, path).values.size() == times * part.size());
    });
}

TEST_CASE("onnx: a file that cannot be written is left alone", "[io]") {
    const std::string found =
        message_of<FileError>([] { save_onnx("no such folder/net.onnx", golden_parameters<float>()); });
    REQUIRE_THAT(found, StartsWith("no such folder/net.onnx") && Contains("written"));
}
