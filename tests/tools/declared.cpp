// What writer/ wrote, read by the compiler: networks are as they are declared, and compute what the program
// did.

#include "amplifier.hpp"
#include "begun.hpp"
#include "begun_gru.hpp"
#include "blocks.hpp"
#include "bordered.hpp"
#include "both_ways.hpp"
#include "causal.hpp"
#include "cells.hpp"
#include "conv_net.hpp"
#include "convolved.hpp"
#include "gated.hpp"
#include "images.hpp"
#include "keras_gated.hpp"
#include "keras_gru.hpp"
#include "keras_images.hpp"
#include "keras_reset_before.hpp"
#include "keras_sequence.hpp"
#include "last_of_rnn.hpp"
#include "last_step.hpp"
#include "lengthened.hpp"
#include "painted.hpp"
#include "pooled.hpp"
#include "recurrent.hpp"
#include "reshaped.hpp"
#include "sequence.hpp"
#include "words.hpp"

#include <testing.hpp>
#include <tools/whole.hpp>

static_assert(images::self_test() && reshaped::self_test() && amplifier::self_test());
static_assert(ctnn::Stream<amplifier::Network>::delay == 0 && ctnn::Stream<causal::Network>::delay == 0);

TEST_CASE("declared: the headers and the files of values are whole", "[tools]") {
    require_whole(amplifier::parameters, amplifier::saved, "amplifier");
    require_whole(begun::parameters, begun::saved, "begun");
    require_whole(begun_gru::parameters, begun_gru::saved, "begun_gru");
    require_whole(blocks::parameters, blocks::saved, "blocks");
    require_whole(bordered::parameters, bordered::saved, "bordered");
    require_whole(painted::parameters, painted::saved, "painted");
    require_whole(lengthened::parameters, lengthened::saved, "lengthened");
    require_whole(words::parameters, words::saved, "words");
    require_whole(both_ways::parameters, both_ways::saved, "both_ways");
    require_whole(gated::parameters, gated::saved, "gated");
    require_whole(causal::parameters, causal::saved, "causal");
    require_whole(cells::parameters, cells::saved, "cells");
    require_whole(conv_net::parameters, conv_net::saved, "conv_net");
    require_whole(convolved::parameters, convolved::saved, "convolved");
    require_whole(images::parameters, images::saved, "images");
    require_whole(keras_gated::parameters, keras_gated::saved, "keras_gated");
    require_whole(keras_gru::parameters, keras_gru::saved, "keras_gru");
    require_whole(keras_images::parameters, keras_images::saved, "keras_images");
    require_whole(keras_reset_before::parameters, keras_reset_before::saved, "keras_reset_before");
    require_whole(keras_sequence::parameters, keras_sequence::saved, "keras_sequence");
    require_whole(last_of_rnn::parameters, last_of_rnn::saved, "last_of_rnn");
    require_whole(last_step::parameters, last_step::saved, "last_step");
    require_whole(pooled::parameters, pooled::saved, "pooled");
    require_whole(recurrent::parameters, recurrent::saved, "recurrent");
    require_whole(reshaped::parameters, reshaped::saved, "reshaped");
    require_whole(sequence::parameters, sequence::saved, "sequence");
}
