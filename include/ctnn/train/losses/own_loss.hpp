#pragma once

namespace ctnn {

/// In a loss's place: the program's loop has a loss of its own, of a whole batch, and gives the learner its
/// gradient by the outputs. For networks that train one another, as the generator of a GAN and its judge or
/// the halves of a variational autoencoder; for losses of pairs of samples, physics, rewards.
///
///     Learner<Net, OwnLoss, Adam, 64> learner{{.learning_rate = 1e-3f}, /*seed*/ 1};
///     learner.forward(inputs, outputs);
///     ...                                // slopes[i] = d loss / d outputs[i]
///     learner.backward(inputs, slopes);  // or (inputs, slopes, dx): dx[i] = d loss / d inputs[i]
///     learner.update();
///
/// PyTorch: `outputs.backward(slopes)`. Keras: a `GradientTape` with `output_gradients`.
/// What goes wrong: functions that take targets, and the Trainer, refuse it with a sentence.
struct OwnLoss {};

}  // namespace ctnn
