#pragma once

#include <zlib.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include <testing.hpp>

/// A file with this content, gone with the object.
class ScratchFile {
  public:
    explicit ScratchFile(std::string_view content, const std::string& extension = ".txt") {
        static std::random_device device;
        path_ = (std::filesystem::temp_directory_path() / ("ctnn_" + std::to_string(device()) + extension))
                    .string();
        write(content);
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    ~ScratchFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

    const std::string& path() const { return path_; }

    std::string content() const {
        std::ifstream in(path_, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    }

    void write(std::string_view content) const {
        std::ofstream file(path_, std::ios::binary);
        file.write(content.data(), static_cast<std::streamsize>(content.size()));
        REQUIRE(file.good());
    }

  private:
    std::string path_;
};

/// The content, packed by gzip.
inline std::string gzipped(std::string_view content) {
    const ScratchFile file("", ".gz");
    gzFile out = gzopen(file.path().c_str(), "wb");
    REQUIRE(out != nullptr);
    REQUIRE(gzwrite(out, content.data(), static_cast<unsigned>(content.size())) ==
            static_cast<int>(content.size()));
    REQUIRE(gzclose(out) == Z_OK);
    std::ifstream in(file.path(), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}
