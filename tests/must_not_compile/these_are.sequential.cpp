// ERROR: these_are<256U?L?>::layers_in_a_row_so_group_them_in_Sequentials_of_at_most<255U?L?>
// BYTES: 16384, because the compilers write all the layers
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#define TWO nn::Flatten, nn::Flatten
#define EIGHT TWO, TWO, TWO, TWO
#define SIXTY_FOUR EIGHT, EIGHT, EIGHT, EIGHT, EIGHT, EIGHT, EIGHT, EIGHT

#ifndef MUST_NOT_COMPILE
using Deep = nn::Sequential<SIXTY_FOUR, SIXTY_FOUR>;
#else
using Deep = nn::Sequential<SIXTY_FOUR, SIXTY_FOUR, SIXTY_FOUR, SIXTY_FOUR>;
#endif

using Net = nn::Network<nn::Input<4>, nn::Residual<Deep>, nn::Dense<3>>;

static nn::Parameters<Net> parameters;
