// ERROR: two_tensors|baked<.*is not a constant expression
// NOTE: two_tensors
// BYTES: 3000
#include "embedded_file.hpp"

#ifdef MUST_NOT_COMPILE
constexpr auto bytes = embedded_file::with(
    "{\"layers.0.weight\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},\"layers.0.weight\":{"
    "\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},\"layers.0.bias\":{\"dtype\":\"F32\","
    "\"shape\":[1],\"data_offsets\":[8,12]}}");
#else
constexpr auto bytes = embedded_file::right;
#endif

const ctnn::Parameters<embedded_file::Net> parameters = ctnn::baked<embedded_file::Net>(bytes);
