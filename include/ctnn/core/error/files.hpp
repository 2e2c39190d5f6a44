#pragma once

// Of files: what their functions take.

namespace ctnn::error {

struct the_path_of_a_file_goes_before_the_parameters;

struct the_network_goes_in_angle_brackets_before_the_path;

template <class Network>
struct the_Parameters_to_fill_go_after_the_path_as_in_load_path_parameters_of;

struct the_path_of_a_file_goes_before_the_trainer;

}  // namespace ctnn::error
