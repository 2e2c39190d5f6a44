#pragma once

#include "measure.hpp"
#include "models.hpp"

// The groups of cases, in the order of the table.

namespace bench {

void add_one_sample(Suite& suite);
void add_odd_sizes(Suite& suite);
void add_widths(Suite& suite);
void add_fields(Suite& suite);
void add_batch(Suite& suite);
void add_few_samples(Suite& suite);
void add_counts(Suite& suite);
void add_recurrence(Suite& suite);
void add_silence(Suite& suite);
void add_silence_sse2(Suite& suite);
void add_convolution(Suite& suite);
void add_images(Suite& suite);
void add_filters(Suite& suite);
void add_training(Suite& suite);
void add_image_training(Suite& suite);
void add_small_training(Suite& suite);
void add_latency(Suite& suite);
void add_reproducible(Suite& suite);
void add_learning(Suite& suite);
void add_compiling(Suite& suite);
void add_code_size(Suite& suite);

}  // namespace bench
