#include "formats/torch_file.hpp"

#include <zlib.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>

#include <ctnn/ctnn.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/safetensors.hpp>
#include <ctnn/io/zip_file.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <reference/torch_file.hpp>
#include <testing.hpp>

#include "formats/read_model.hpp"
#include "model/refusal.hpp"
#include "write/tensors.hpp"

using namespace ctnn_tool;

namespace {

std::string refusal(const std::string& content) {
    const ScratchFile file(content, ".pt");
    try {
        read_torch_file(file.path());
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "nothing was thrown";
}

template <class T>
std::vector<T> numbers(const RawTensor& tensor) {
    std::vector<T> values(tensor.bytes.size() / sizeof(T));
    std::memcpy(values.data(), tensor.bytes.data(), tensor.bytes.size());
    return values;
}

/// The file with another pickle as long as its own, and the checksum of that.
class Repickled {
  public:
    explicit Repickled(const std::string& content) : content_(content) {
        const ScratchFile file(content, ".pt");
        const ctnn::detail::ZipFile zip(file.path());
        for (const auto& entry : zip.entries())
            if (entry.name.ends_with("data.pkl"))
                first_ = entry.first, size_ = entry.size, name_ = entry.name;
        listed_ = content_.rfind(name_) - 46;  // where the list of entries says the checksum
    }
    std::string pickle() const { return content_.substr(first_, size_); }
    std::string with(const std::string& pickle) const {
        std::string made = content_;
        made.replace(first_, size_, pickle);
        const auto checksum = static_cast<std::uint32_t>(
            crc32_z(0, reinterpret_cast<const Bytef*>(pickle.data()), pickle.size()));
        std::memcpy(made.data() + listed_ + 16, &checksum, 4);
        return made;
    }

  private:
    std::string content_, name_{};
    std::size_t first_ = 0, size_ = 0, listed_ = 0;
};

}  // namespace

TEST_CASE("torch_file: a state_dict as safetensors, by its own names", "[tools]") {
    const ScratchFile file(golden::state_dict, ".pt");
    const auto tensors = read_torch_file(file.path());
    REQUIRE(tensors.size() == 8);
    CHECK(tensors[0].name == "first.weight");
    CHECK(tensors[6].name == "norm.num_batches_tracked");
    const ScratchFile values(safetensors_of(tensors, "a test"), ".safetensors");
    using Net = ctnn::Network<ctnn::Input<2>, ctnn::Dense<3, ctnn::ReLU>, ctnn::BatchNorm<>, ctnn::Dense<1>>;
    const auto parameters = ctnn::read_safetensors<Net>(values.path(), {.layout = ctnn::from_pytorch});
    CHECK(parameters.layer<0>().weight[1] == 0.5f);  // input 0 to unit 1
    CHECK(parameters.layer<0>().bias[1] == -1);
    CHECK(parameters.layer<2>().weight[2] == -1);
    CHECK(table_of(read_tensors(values.path(), true).value()) == table_of(tensors));
    CHECK(table_of(tensors).ends_with("last.weight               F32   1 x 3\n8 tensors, 25 values\n"));

    const Model model = read_model(file.path(), {.activations = {"relu", "linear"}});
    CHECK(model.declaration() ==
          "ctnn::Network<ctnn::Input<2>, ctnn::Dense<3, ctnn::ReLU>, ctnn::BatchNorm<"
          "std::ratio<1, 10>, std::ratio<1, 100000>>, ctnn::NoBias<ctnn::Dense<1>>>");
    CHECK(model.run({1, 2})[0] == Approx(-0.5 / std::sqrt(1.00001)));
}

TEST_CASE("torch_file: modules of a safetensors file come by their numbers", "[tools]") {
    const auto* const type = ctnn::detail::stored_type("F32");
    const auto weight = [&](const std::string& name, std::size_t outputs, std::size_t inputs) {
        return RawTensor{name, type, {outputs, inputs}, std::string(4 * outputs * inputs, '\0')};
    };
    const ScratchFile file(safetensors_of({weight("m.10.weight", 1, 2), weight("m.2.k.weight", 3, 2),
                                           weight("m.2.weight", 2, 3)},
                                          "a test"),
                           ".safetensors");
    CHECK(read_model(file.path(), {}).declaration() ==
          "ctnn::Network<ctnn::Input<2>, ctnn::NoBias<ctnn::Dense<3>>, "
          "ctnn::NoBias<ctnn::Dense<2>>, ctnn::NoBias<ctnn::Dense<1>>>");
}

TEST_CASE("torch_file: numbers of every kind, wherever they lie in their storage", "[tools]") {
    const ScratchFile file(golden::kinds, ".pt");
    const auto tensors = read_torch_file(file.path());
    REQUIRE(tensors.size() == 9);
    CHECK(tensors[0].shape == Shape{3, 2});
    CHECK(numbers<float>(tensors[0]) == std::vector<float>{0, 3, 1, 4, 2, 5});
    CHECK(numbers<float>(tensors[1]) == std::vector<float>{3, 4, 5});
    CHECK(tensors[2].type->name == "F16");
    CHECK(tensors[3].type->name == "BF16");
    CHECK(numbers<double>(tensors[4]) == std::vector<double>{0.1});
    CHECK(tensors[4].shape.empty());
    CHECK(numbers<std::int64_t>(tensors[5]) == std::vector<std::int64_t>{-1, 5});
    CHECK(tensors[6].bytes.empty());
    CHECK(numbers<float>(tensors[8]) == std::vector<float>{7});
    const auto named = named_tensors(tensors);
    REQUIRE(named.size() == 6);
    CHECK(named[2].tensor.values == Values{0.5, -2});
    CHECK(named[3].tensor.values == Values{3});
}

TEST_CASE("torch_file: the state_dict of a checkpoint", "[tools]") {
    const ScratchFile file(golden::checkpoint, ".pt");
    const auto tensors = read_torch_file(file.path());
    REQUIRE(tensors.size() == 1);
    CHECK((tensors[0].name == "w" && numbers<float>(tensors[0])[0] == 4));
}

TEST_CASE("torch_file: what is no state_dict", "[tools]") {
    CHECK(refusal(golden::calls) ==
          "data.pkl: byte 169: it names \"__builtin__.eval\", which no state_dict needs");
    CHECK(refusal(golden::whole_module) ==
          "data.pkl: byte 2: it names \"torch.nn.modules.activation.PReLU\", which no state_dict needs");
    const ScratchFile old(golden::old, ".pt");
    CHECK(message_of<ctnn::FileError>([&] { read_model(old.path(), {}); }) ==
          old.path() + ": it is a pickle and no zip file, as PyTorch before 1.6 wrote: torch.save it again");
}

TEST_CASE("torch_file: a file that ends anywhere is refused", "[tools]") {
    for (std::size_t size = 0; size < golden::checkpoint.size(); size += 7)
        REQUIRE(refusal(golden::checkpoint.substr(0, size)) != "nothing was thrown");
    std::string damaged = golden::checkpoint;
    damaged[damaged.find("\x80\x40", damaged.find("data/0"))] ^= 1;  // 4.0f
    CHECK_THAT(refusal(damaged), Catch::Contains("expected the checksum that the list of entries says"));
}

TEST_CASE("torch_file: any byte of the pickle another, and what it says of sizes is not believed",
          "[tools]") {
    const Repickled file(golden::kinds);
    const std::string pickle = file.pickle();
    REQUIRE(refusal(file.with(pickle)) == "nothing was thrown");
    for (std::size_t at = 0; at < pickle.size(); ++at) {
        std::string changed = pickle;
        changed[at] = static_cast<char>(changed[at] + (at % 3 == 0 ? 1 : at % 3 == 1 ? 0x80 : -1));
        REQUIRE(refusal(file.with(changed)).size() > 10);
    }
    // (3, 2) with strides (1, 3)
    const std::size_t at = pickle.find(std::string("K\x03K\x02\x86", 5));
    REQUIRE(at != pickle.npos);
    std::string wide = pickle;
    wide[at + 1] = 4;
    CHECK(refusal(file.with(wide)) == "\"turned\": 4 x 2 do not lie within a storage of 6");
    std::string beyond = pickle;
    beyond[at + 3] = 1, beyond[at + 1] = 6;  // 6 x 1 by strides of 1 from 0 on
    CHECK(refusal(file.with(beyond)) == "nothing was thrown");
    beyond[at + 1] = 7;
    CHECK(refusal(file.with(beyond)) == "\"turned\": 7 x 1 do not lie within a storage of 6");
}
