#pragma once

#include <cstdint>
#include <ctnn/io/idx.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "models.hpp"

// MNIST where there is one, else random bytes of the same size.

namespace bench {

/// The file in the folder, gzip or raw; empty when there is neither.
inline std::string mnist_file(const std::string& folder, const std::string& name) {
    for (const std::string& path : {folder + "/" + name + ".gz", folder + "/" + name})
        if (!folder.empty() && std::filesystem::exists(path)) return path;
    return "";
}

inline bool has_mnist(const std::string& folder) {
    return mnist_file(folder, "train-images-idx3-ubyte") != "" &&
           mnist_file(folder, "train-labels-idx1-ubyte") != "" &&
           mnist_file(folder, "t10k-images-idx3-ubyte") != "" &&
           mnist_file(folder, "t10k-labels-idx1-ubyte") != "";
}

template <class Net>
nn::Dataset<Net> random_digits(std::size_t count) {
    nn::Random random{4};
    std::vector<std::uint8_t> pixels(count * 784);
    std::vector<std::uint32_t> classes(count);
    for (auto& pixel : pixels)  // a fifth of them is not zero, as in MNIST
        if (const std::uint64_t bits = random(); bits % 5 == 0) pixel = static_cast<std::uint8_t>(bits >> 32);
    for (auto& c : classes) c = static_cast<std::uint32_t>(random.below(10));
    return nn::Dataset<Net>(std::move(pixels), std::move(classes));
}

/// The 60,000 digits to train on, or the 10,000 to test with.
template <class Net>
nn::Dataset<Net> digits_of_mnist(const std::string& folder, bool train) {
    const std::string set = train ? "train" : "t10k";
    if (!has_mnist(folder)) return random_digits<Net>(train ? 60'000 : 10'000);
    return nn::read_idx<Net>(mnist_file(folder, set + "-images-idx3-ubyte"),
                             mnist_file(folder, set + "-labels-idx1-ubyte"));
}

}  // namespace bench
