// ERROR: a_checkpoint_is_of_a_Trainer_or_a_Learner_and_save_is_for_Parameters_not_for
#include <ctnn/io/checkpoint.hpp>
#include <ctnn/train.hpp>

using Net = ctnn::Network<ctnn::Input<2>, ctnn::Dense<1>>;

void keep(const ctnn::Trainer<Net, ctnn::MeanSquaredError>& trainer) {
#ifdef MUST_NOT_COMPILE
    ctnn::save_checkpoint("training", trainer.parameters);
#else
    ctnn::save_checkpoint("training", trainer);
#endif
}
