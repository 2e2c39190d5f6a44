// ERROR: these_are<256U?L?>::layers_in_a_row_so_group_them_in_Sequentials_of_at_most<255U?L?>
// BYTES: 6144, because the compilers write all the layers
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#define TWO nn::Flatten, nn::Flatten
#define EIGHT TWO, TWO, TWO, TWO
#define SIXTY_FOUR EIGHT, EIGHT, EIGHT, EIGHT, EIGHT, EIGHT, EIGHT, EIGHT

#ifndef MUST_NOT_COMPILE
using Half = nn::Sequential<SIXTY_FOUR, SIXTY_FOUR>;
using Net = nn::Network<nn::Input<4>, Half, Half>;
#else
using Net = nn::Network<nn::Input<4>, SIXTY_FOUR, SIXTY_FOUR, SIXTY_FOUR, SIXTY_FOUR>;
#endif

static_assert(Net::layer_count > 0);
