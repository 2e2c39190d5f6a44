#pragma once

// For cross compilers that have no zlib: what of its interface the library uses, for files that are not
// packed.

#include <cerrno>
#include <cstdio>

struct PlainFile {
    std::FILE* file;
    bool failed;
};
using gzFile = PlainFile*;
inline constexpr int Z_OK = 0, Z_STREAM_END = 1, Z_ERRNO = -1;

inline gzFile gzopen(const char* path, const char* mode) {
    std::FILE* const file = std::fopen(path, mode);
    return file ? new PlainFile{file, false} : nullptr;
}
inline int gzbuffer(gzFile, unsigned) { return 0; }
inline int gzread(gzFile from, void* to, unsigned size) {
    const std::size_t got = std::fread(to, 1, size, from->file);
    from->failed = std::ferror(from->file) != 0;
    return from->failed ? -1 : static_cast<int>(got);
}
inline int gzdirect(gzFile) { return 1; }
inline long gzoffset(gzFile from) { return std::ftell(from->file); }
inline const char* gzerror(gzFile from, int* status) {
    *status = from->failed ? Z_ERRNO : Z_OK;
    return "";
}
inline int gzclose(gzFile from) {
    std::fclose(from->file);
    delete from;
    return Z_OK;
}
