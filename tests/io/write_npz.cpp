#include <ctnn/io/write_npz.hpp>

#include <cstring>
#include <string>

#include <ctnn/ctnn.hpp>
#include <ctnn/io/npz_parameters.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<4, 3>, Conv1D<2, 2, Tanh>, GRU<2>, Dense<3>>;

}  // namespace

TEST_CASE("write_npz: back again, bit for bit", "[io]") {
    Parameters<Net> parameters, back;
    initialize(parameters, 3);
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters.data()[i] += float(i % 7) / 8;
    const ScratchFile file("", ".npz");
    for (const TensorLayout layout : {for_pytorch, for_keras}) {
        write_npz(file.path(), parameters, {.layout = layout, .prefix = "model."});
        read_npz(file.path(), back, {.layout = layout, .prefix = "model."});
        CHECK(std::memcmp(parameters.data(), back.data(), parameters.size() * sizeof(float)) == 0);
    }
    detail::NpzTensors tensors(file.path());
    CHECK(tensors.tensors()[0].name == "model.0.kernel");
    CHECK(tensors.tensors()[0].shape == std::vector<std::uint64_t>{2, 3, 2});
    write_npz(file.path(), parameters, {.numbers = StoredAs::f16});
    read_npz(file.path(), back);
    CHECK(back.data()[5] == Approx(parameters.data()[5]).epsilon(1e-3));
}

TEST_CASE("write_npz: what NumPy writes", "[io]") {
    const auto header = [](const std::vector<std::size_t>& extents) {
        return detail::npy_header_of({"x", &detail::stored_type(StoredAs::f64), extents, 1}).substr(10);
    };
    CHECK(header({}) ==
          "{'descr': '<f8', 'fortran_order': False, 'shape': (), }" + std::string(62, ' ') + "\n");
    CHECK(header({3}).starts_with("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }  "));
    CHECK(header({3, 12}).starts_with("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 12), }  "));
    CHECK(header({100, 200, 300}).size() == 118);
    const Parameters<Net> parameters;
    const ScratchFile file("as it was", ".npz");
    const auto refusal = [&](const WriteOptions& options) {
        return message_of<FileError>([&] { write_npz(file.path(), parameters, options); });
    };
    CHECK(refusal({.numbers = StoredAs::bf16}) ==
          file.path() + ": NumPy has no numbers of BF16: nothing was written");
    CHECK(refusal({.prefix = "\xFF"}) ==
          file.path() + ": WriteOptions has a name that is not UTF-8: nothing was written");
    CHECK(refusal({.prefix = std::string(65536, 'a')}) ==
          file.path() + ": WriteOptions has a name of more than 64 KB: nothing was written");
    CHECK(file.content() == "as it was");
}
