// ERROR: numbers_of_another_type_than_F64_F32_F16_or_BF16|baked<.*is not a constant expression
// NOTE: numbers_of_another_type_than_F64_F32_F16_or_BF16
// BYTES: 3000
#include "embedded_file.hpp"

#ifdef MUST_NOT_COMPILE
constexpr auto bytes = embedded_file::with(
    "{\"layers.0.weight\":{\"dtype\":\"I32\",\"shape\":[2,1],\"data_offsets\":[0,8]},\"layers.0.bias\":{"
    "\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}");
#else
constexpr auto bytes = embedded_file::right;
#endif

const ctnn::Parameters<embedded_file::Net> parameters = ctnn::baked<embedded_file::Net>(bytes);
