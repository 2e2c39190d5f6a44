// ERROR: nothing|baked<.*is not a constant expression
// NOTE: nothing
// BYTES: 3000
#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/baked.hpp>

constexpr auto file(const auto& header) {
    std::array<unsigned char, 8 + sizeof(header) - 1 + 12> bytes{
        static_cast<unsigned char>(sizeof(header) - 1)};
    for (unsigned i = 0; i + 1 < sizeof(header); ++i) bytes[8 + i] = static_cast<unsigned char>(header[i]);
    return bytes;
}

#ifdef MUST_NOT_COMPILE
constexpr auto bytes = file("{\"layers.0.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}");
#else
constexpr auto bytes = file(
    "{\"layers.0.weight\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
    "\"layers.0.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}");
#endif

using Net = ctnn::Network<ctnn::Input<2>, ctnn::Dense<1>>;
const ctnn::Parameters<Net> parameters = ctnn::baked<Net>(bytes);
