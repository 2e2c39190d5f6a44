// The network that reads drawn digits as a WebAssembly module of its own, with its weights.

#include "digit_reader.hpp"
#include "exports.hpp"

static constinit playground::DigitReader reader;

EXPORT(image) float* image() { return reader.image().data(); }
EXPORT(read) const float* read() { return reader.read().data(); }
EXPORT(strokes) const float* strokes() { return reader.strokes().data(); }
