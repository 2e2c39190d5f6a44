/// All that makes a network of eight bits and predicts with it; where there are no exceptions, what predicts.
#pragma once

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#include <ctnn/quantized/predict.hpp>
#ifdef __cpp_exceptions
#include <ctnn/quantized/calibrate.hpp>
#include <ctnn/quantized/quantize.hpp>
#endif
#pragma GCC diagnostic pop
