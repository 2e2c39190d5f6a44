// ERROR: this_file_holds_what_is_no_part_of_the_network|baked<.*is not a constant expression
// NOTE: this_file_holds_what_is_no_part_of_the_network
// BYTES: 3000
#include "embedded_file.hpp"

#ifdef MUST_NOT_COMPILE
constexpr auto bytes = embedded_file::with(
    "{\"layers.0.weight\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},\"layers.0.bios\":{"
    "\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}");
#else
constexpr auto bytes = embedded_file::right;
#endif

const ctnn::Parameters<embedded_file::Net> parameters = ctnn::baked<embedded_file::Net>(bytes);
