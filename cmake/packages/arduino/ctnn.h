// ctnn for boards: predicts, streams, and trains step by step (Learner). What trains from data sets on files, and what
// reads them, is for computers.
#pragma once

#include <ctnn/ctnn.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/losses/binary_cross_entropy.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <ctnn/train/optimizers/momentum.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
