#include <ctnn/io/tensor_values.hpp>

#include <array>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <string>
#include <testing.hpp>

using namespace ctnn;

namespace {

/// A file of one tensor of three numbers.
ScratchFile three(StoredAs number, const std::array<double, 3>& values) {
    const detail::StoredType& type = detail::stored_type(number);
    const std::size_t width = type.bits / 8;
    const std::string header = "{\"x\":{\"dtype\":\"" + std::string(type.name) +
                               "\",\"shape\":[3],\"data_offsets\":[0," + std::to_string(3 * width) + "]}}";
    std::string bytes(8 + 3 * width, '\0');
    detail::put_little_endian(std::uint64_t{header.size()}, bytes.data());
    for (std::size_t i = 0; i < 3; ++i) detail::number_to(bytes.data() + 8 + i * width, values[i], number);
    return ScratchFile(bytes.insert(8, header), ".safetensors");
}

}  // namespace

TEST_CASE("tensor_values: of each type of number, wherever they lie", "[io]") {
    for (const StoredAs number : {StoredAs::f64, StoredAs::f32, StoredAs::f16, StoredAs::bf16}) {
        const ScratchFile content = three(number, {1, -0.5, 3});
        detail::SafetensorsFile file(content.path());
        const detail::StoredTensor& tensor = file.tensors()[0];
        detail::require_numbers(file, tensor);
        detail::require_values<float>(file, tensor);
        std::array<float, 3> floats{};
        std::array<double, 3> doubles{};
        detail::read_values(file, tensor, floats.data());
        detail::read_values(file, tensor, doubles.data());
        REQUIRE(floats == std::array<float, 3>{1, -0.5f, 3});
        REQUIRE(doubles == std::array<double, 3>{1, -0.5, 3});
        std::string all;
        detail::each_value<float>(file, tensor, [&](std::size_t i, float value) {
            all += std::to_string(i) + ':' + std::to_string(int(2 * value)) + ' ';
        });
        REQUIRE(all == "0:2 1:-1 2:6 ");
    }
}

TEST_CASE("tensor_values: beyond the largest float", "[io]") {
    const ScratchFile content = three(StoredAs::f64, {1, -1e39, 3});
    detail::SafetensorsFile file(content.path());
    REQUIRE_THROWS_WITH(detail::require_values<float>(file, file.tensors()[0]),
                        content.path() + ": \"x\" holds -1e+39, which is beyond float");
    detail::require_values<double>(file, file.tensors()[0]);
}
