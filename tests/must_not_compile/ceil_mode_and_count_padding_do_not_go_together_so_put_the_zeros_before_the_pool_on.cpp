// ERROR: ceil_mode_and_count_padding_do_not_go_together_so_put_the_zeros_before_the_pool_on<
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<6, 6, 1>, nn::ZeroPad2D<nn::pad(1)>,
                        nn::AvgPool2D<3, nn::PoolOptions{.stride = 2, .ceil_mode = true}>>;
#else
using Net = nn::Network<
    nn::Input<6, 6, 1>,
    nn::AvgPool2D<3, nn::PoolOptions{
                         .stride = 2, .padding = nn::pad(1), .count_padding = true, .ceil_mode = true}>>;
#endif

static_assert(Net::output_size > 0);
