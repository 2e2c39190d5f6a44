/// All that trains a network and measures it. Generated: edit nothing here.
#pragma once

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#include <ctnn/ctnn.hpp>
#include <ctnn/data/confusion_matrix.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/file_system.hpp>
#include <ctnn/data/fold.hpp>
#include <ctnn/data/metrics.hpp>
#include <ctnn/data/polynomial_features.hpp>
#include <ctnn/data/samples.hpp>
#include <ctnn/data/scaling.hpp>
#include <ctnn/data/shuffle.hpp>
#include <ctnn/data/split.hpp>
#include <ctnn/data/target_values.hpp>
#include <ctnn/data/write_file.hpp>
#include <ctnn/train/batch_order.hpp>
#include <ctnn/train/batch_values.hpp>
#include <ctnn/train/concepts.hpp>
#include <ctnn/train/evaluation.hpp>
#include <ctnn/train/fit_options.hpp>
#include <ctnn/train/gradient.hpp>
#include <ctnn/train/history.hpp>
#include <ctnn/train/layer_norms.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/learner_mistake.hpp>
#include <ctnn/train/losses/binary_cross_entropy.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/losses/huber.hpp>
#include <ctnn/train/losses/kl_divergence.hpp>
#include <ctnn/train/losses/log_softmax.hpp>
#include <ctnn/train/losses/mean.hpp>
#include <ctnn/train/losses/mean_absolute_error.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/losses/own_loss.hpp>
#include <ctnn/train/losses/perceptron.hpp>
#include <ctnn/train/objective.hpp>
#include <ctnn/train/optimizers/adagrad.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <ctnn/train/optimizers/adamw.hpp>
#include <ctnn/train/optimizers/momentum.hpp>
#include <ctnn/train/optimizers/nesterov.hpp>
#include <ctnn/train/optimizers/power.hpp>
#include <ctnn/train/optimizers/rmsprop.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
#include <ctnn/train/progress.hpp>
#include <ctnn/train/recipe.hpp>
#include <ctnn/train/schedule.hpp>
#include <ctnn/train/stages.hpp>
#include <ctnn/train/trained_at_compile_time.hpp>
#include <ctnn/train/trainer.hpp>
#include <ctnn/train/training_error.hpp>
#include <ctnn/train/workers.hpp>
#pragma GCC diagnostic pop
