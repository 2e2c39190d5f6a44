#include <ctnn/io/mapped.hpp>

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <utility>

#include <ctnn/ctnn.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<5>, Dense<7, Tanh>, BatchNorm<>, Dense<3>>;

template <class T>
bool equal_bits(const Parameters<Net, T>& a, const Parameters<Net, T>& b) {
    return std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

#if defined(_WIN32) || defined(__wasi__)
constexpr bool maps = false;
#else
constexpr bool maps = std::endian::native == std::endian::little;
#endif

}  // namespace

TEST_CASE("mapped: what save wrote is used where it lies", "[io]") {
    Parameters<Net> parameters;
    initialize(parameters, 5);
    const ScratchFile file("", ".safetensors");
    save(file.path(), parameters);
    MappedParameters<Net> mapped(file.path());
    CHECK(mapped.is_mapped() == maps);
    CHECK(reinterpret_cast<std::uintptr_t>(mapped->data()) % alignof(Parameters<Net>) == 0);
    CHECK(equal_bits(*mapped, parameters));
    constexpr std::array x{0.5f, -1.f, 2.f, 0.f, 1.f};
    CHECK(predict(*mapped, x) == predict(parameters, x));

    const auto before = parameters;
    initialize(parameters, 6);
    save(file.path(), parameters);  // another file of that name
    CHECK(equal_bits(*mapped, before));
    const MappedParameters<Net> moved = std::move(mapped);
    CHECK(equal_bits(*moved, before));
    mapped = MappedParameters<Net>(file.path());
    CHECK(equal_bits(*mapped, parameters));
}

TEST_CASE("mapped: what lies otherwise is read", "[io]") {
    Parameters<Net> parameters;
    initialize(parameters, 5);
    for (float& value : std::span(parameters.data(), parameters.size())) value = float(int(64 * value)) / 64;
    const ScratchFile file("", ".safetensors");
    save(file.path(), parameters, {.numbers = StoredAs::f16});
    const MappedParameters<Net> halves(file.path());
    CHECK_FALSE(halves.is_mapped());
    CHECK(equal_bits(*halves, parameters));
    save(file.path(), parameters);
    CHECK_FALSE(MappedParameters<Net, double>(file.path()).is_mapped());

    std::string unaligned = file.content();
    const auto size = detail::little_endian<std::uint64_t>(unaligned.data());
    unaligned.insert(8 + size, 4, ' ');
    detail::put_little_endian(size + 4, unaligned.data());
    file.write(unaligned);
    const MappedParameters<Net> shifted(file.path());
    CHECK_FALSE(shifted.is_mapped());
    CHECK(equal_bits(*shifted, parameters));

    // By the names of this library, but in another order.
    file.write("");
    Parameters<Network<Input<2>, Dense<2>>> small;
    initialize(small, 1);
    save(file.path(), small);
    std::string turned = file.content();
    const std::size_t weight = turned.find("[0,16]"), bias = turned.find("[16,24]");
    REQUIRE((weight != turned.npos && bias != turned.npos));
    turned.replace(bias, 7, "[0, 8 ]"), turned.replace(weight, 6, "[8,24]");
    file.write(turned);
    CHECK_FALSE(MappedParameters<Network<Input<2>, Dense<2>>>(file.path()).is_mapped());
}

TEST_CASE("mapped: what load refuses", "[io]") {
    Parameters<Net> parameters;
    const ScratchFile file("", ".safetensors");
    save(file.path(), parameters);
    using Other = Network<Input<5>, Dense<7, ReLU>, BatchNorm<>, Dense<3>>;
    CHECK_THAT(message_of<FileError>([&] { MappedParameters<Other>{file.path()}; }),
               Catch::Contains("it is of "));
    CHECK(MappedParameters<Other>(file.path(), {.same_network = false}).is_mapped() == maps);
    file.write(file.content() + "more");
    CHECK_THAT(message_of<FileError>([&] { MappedParameters<Net>{file.path()}; }),
               Catch::Contains("belong to no tensor"));
}
