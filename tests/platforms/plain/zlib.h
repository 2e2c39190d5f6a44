#pragma once

// For cross compilers that have no zlib: what of its interface the library uses to read files, of which none
// that is packed is given here.

using Bytef = unsigned char;
using uInt = unsigned;
inline constexpr int Z_OK = 0, Z_STREAM_END = 1, Z_MEM_ERROR = -4, Z_NO_FLUSH = 0, MAX_WBITS = 15;

struct z_stream {
    Bytef *next_in, *next_out;
    uInt avail_in, avail_out;
    const char* msg;
};

inline int inflateInit2(z_stream*, int) { return Z_MEM_ERROR; }
inline int inflate(z_stream*, int) { return Z_MEM_ERROR; }
inline int inflateReset(z_stream*) { return Z_OK; }
inline int inflateEnd(z_stream*) { return Z_OK; }
