#include <ctnn/io/npy_array.hpp>

#include <ctnn/core/shape.hpp>
#include <ctnn/io/file_bytes.hpp>
#include <ctnn/io/plain_source.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <string>

#include <testing.hpp>

using namespace ctnn;

namespace {

struct Net {
    using input = Shape<2>;
    static constexpr std::size_t input_size = 2, output_size = 4;
};

/// What `use` says of an array of bytes.
template <class Use>
std::string message(const std::string& order, const std::string& shape, Use use) {
    std::string header = "{'descr': '|u1', 'fortran_order': " + order + ", 'shape': " + shape + "}\n";
    const ScratchFile text(std::string("\x93NUMPY\x01\x00", 8) + char(header.size()) + '\0' + header);
    detail::FileBytes file(text.path());
    detail::PlainSource source(file);
    const detail::NpyArray<detail::PlainSource> array(source);
    return message_of<FileError>([&] { use(array); });
}

}  // namespace

TEST_CASE("npy_array: the order of its elements", "[io]") {
    const auto in_order = [](const auto& array) { array.require_row_major(); };
    CHECK(message("True", "(3, 1)", in_order) == "nothing was thrown");
    CHECK(message("False", "(3, 2)", in_order) == "nothing was thrown");
    CHECK_THAT(message("True", "(3, 2)", in_order), Catch::EndsWith("found True"));
}

TEST_CASE("npy_array: inputs and targets by their shape", "[io]") {
    const auto inputs = [](const auto& array) { detail::require_npy_inputs<Net>(array); };
    CHECK(message("False", "(3, 2)", inputs) == "nothing was thrown");
    CHECK_THAT(message("False", "(3, 3)", inputs), Catch::EndsWith("expected samples of 2 values, found 3"));
    bool classes = false;
    const auto targets = [&](const auto& array) { classes = detail::npy_targets_are_classes<Net>(array, 3); };
    CHECK(message("False", "(3,)", targets) == "nothing was thrown");
    CHECK(classes);
    CHECK(message("False", "(3, 2, 2)", targets) == "nothing was thrown");
    CHECK_FALSE(classes);
    CHECK_THAT(message("False", "(2,)", targets), Catch::Contains("targets of 3 samples"));
    CHECK_THAT(message("False", "(3, 2)", targets), Catch::Contains("a class or 4 values"));
}
