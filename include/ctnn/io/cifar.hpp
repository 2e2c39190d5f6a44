#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/data.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/shape.hpp>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctnn/data/dataset.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/axes.hpp>
#include <ctnn/io/byte_source.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// Which labels the binary files of CIFAR hold, and of two which is wanted.
enum class CifarLabels {
    ten,     ///< CIFAR-10: a byte before each image.
    coarse,  ///< CIFAR-100, the first of two bytes: its 20 superclasses.
    fine     ///< CIFAR-100, the second: its 100 classes.
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

struct CifarImages {
    static constexpr std::size_t pixels = 32 * 32, size = 3 * pixels;
    static constexpr std::array<std::size_t, 3> extents{32, 32, 3};

    std::vector<std::uint8_t> bytes;
    std::vector<std::uint32_t> classes;

    // One image, whose planes of red, green and blue follow each other in the file: pixel after pixel.
    void add(const std::uint8_t* planes, std::uint32_t label) {
        for (std::size_t pixel = 0; pixel < pixels; ++pixel)
            for (std::size_t color = 0; color < 3; ++color) bytes.push_back(planes[color * pixels + pixel]);
        classes.push_back(label);
    }
};

inline void read_cifar_file(const std::string& path, CifarLabels labels, std::size_t classes,
                            CifarImages& images) {
    const std::size_t label_bytes = labels == CifarLabels::ten ? 1 : 2;
    const std::size_t size = label_bytes + CifarImages::size;
    std::vector<std::uint8_t> image(size);
    ByteSource file(path);
    const auto fail = [&](std::uint64_t at, const std::string& expected, const std::string& found) {
        throw FileError(file.path(), "byte " + std::to_string(at), expected, found);
    };
    while (const std::size_t got = file.read(image.data(), size)) {
        if (file.bloated()) fail(file.position(), ByteSource::not_bloated, ByteSource::bloat);
        const std::uint64_t start = file.position() - got;
        if (got < size) fail(file.position(), std::to_string(start + size) + " bytes", "the end of the file");
        const std::size_t place = labels == CifarLabels::fine ? 1 : 0;
        if (image[place] >= classes)
            fail(start + place, "a class of 0 to " + std::to_string(classes - 1),
                 std::to_string(image[place]));
        images.add(image.data() + label_bytes, image[place]);
    }
    if (file.position() == 0) fail(0, std::to_string(size) + " bytes", "the end of the file");
}

/// void where the images fit, else the sentence.
template <class Net>
consteval auto cifar_mistake() {
    if constexpr (axes_agree(CifarImages::extents, Net::input::extents) && Net::input::size == 3072)
        return std::type_identity<void>{};
    else
        return std::type_identity<
            error::an_image_of_CIFAR_is_32_x_32_x_3_but_the_network_takes<typename Net::input>>{};
}

template <class Net>
concept TakesCifar = std::is_void_v<typename decltype(cifar_mistake<Net>())::type>;

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Reads the binary version of CIFAR-10, each file plain or gzip:
/// `read_cifar<Net>({"data_batch_1.bin", "data_batch_2.bin"})`; or of CIFAR-100:
/// `read_cifar<Net>({"train.bin"}, CifarLabels::fine)`.
///
/// Shapes: images of 32 x 32 x 3, or as many values without axes; a label of 0 to `Net::output_size` - 1
/// each. Bytes stay bytes and count as b / 255. The files hold an image's three colours one after the other;
/// here they are pixel by pixel, as convolutions take them.
/// Source: A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009. Links zlib.
/// PyTorch: `torchvision.datasets.CIFAR10`. Keras: `keras.datasets.cifar10.load_data()`.
/// What goes wrong: no files, a file that is absent, empty or ends within an image, a label beyond the
/// classes (as where CIFAR-100 is read as CIFAR-10): `FileError`. A network of another input: a sentence.
template <class Net>
    requires detail::TakesCifar<Net>
Dataset<Net> read_cifar(const std::vector<std::string>& files, CifarLabels labels = CifarLabels::ten) {
    if (files.empty()) throw FileError("CIFAR", "files", "at least 1", "0");
    detail::CifarImages images;
    for (const std::string& file : files)
        detail::read_cifar_file(file, labels, Dataset<Net>::class_count, images);
    return Dataset<Net>(std::move(images.bytes), std::move(images.classes));
}

template <class Net>
    requires(!detail::TakesCifar<Net>)
decltype(error::sentence(detail::cifar_mistake<Net>())) read_cifar(const std::vector<std::string>& files,
                                                                   CifarLabels labels = CifarLabels::ten);
template <detail::NoArgument...>
error::the_network_goes_in_angle_brackets_before_the_path read_cifar(const std::vector<std::string>&,
                                                                     CifarLabels = CifarLabels::ten);

}  // namespace CTNN_CODE
}  // namespace ctnn
