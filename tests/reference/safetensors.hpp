#pragma once

#include <array>
#include <cstddef>

// Written by safetensors.py with PyTorch 1.13.0a0. Do not edit.
// clang-format off
namespace reference {

struct PositiveValues {
    std::size_t first = 0, count = 0;
};

/// A safetensors file: its header, how many counters of 64 bits come first, how many floats behind them,
/// which of these are one more than the formula says; and what the model answers.
struct ForeignFile {
    const char* header;
    std::size_t counters, floats;
    std::array<PositiveValues, 4> positive;
    std::array<double, 16> answer;
};

inline constexpr ForeignFile dense{
    R"({"0.bias":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"0.weight":{"dtype":"F32","sha)"
    R"(pe":[4,5],"data_offsets":[16,96]},"2.bias":{"dtype":"F32","shape":[3],"data_offsets":[96,1)"
    R"(08]},"2.weight":{"dtype":"F32","shape":[3,4],"data_offsets":[108,156]}}     )",
    0, 39,
    {{}},
    {0.0394535523, -0.448376879, -0.15910888}};
inline constexpr ForeignFile wrapped{
    R"({"model.0.bias":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"model.0.weight":{"dtype)"
    R"(":"F32","shape":[4,5],"data_offsets":[16,96]},"model.2.weight":{"dtype":"F32","shape":[3,4)"
    R"(],"data_offsets":[96,144]},"unused.bias":{"dtype":"F32","shape":[2],"data_offsets":[144,15)"
    R"(2]},"unused.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[152,168]}}       )",
    0, 42,
    {{}},
    {-0.17724278, 0.358375951, -0.164867713}};
inline constexpr ForeignFile images{
    R"({"1.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"7.num_batches_tr)"
    R"(acked":{"dtype":"I64","shape":[],"data_offsets":[8,16]},"0.bias":{"dtype":"F32","shape":[6)"
    R"(],"data_offsets":[16,40]},"0.weight":{"dtype":"F32","shape":[6,2,3,3],"data_offsets":[40,4)"
    R"(72]},"1.bias":{"dtype":"F32","shape":[6],"data_offsets":[472,496]},"1.running_mean":{"dtyp)"
    R"(e":"F32","shape":[6],"data_offsets":[496,520]},"1.running_var":{"dtype":"F32","shape":[6],)"
    R"("data_offsets":[520,544]},"1.weight":{"dtype":"F32","shape":[6],"data_offsets":[544,568]},)"
    R"("4.weight":{"dtype":"F32","shape":[6,2,2,1],"data_offsets":[568,664]},"7.bias":{"dtype":"F)"
    R"(32","shape":[54],"data_offsets":[664,880]},"7.running_mean":{"dtype":"F32","shape":[54],"d)"
    R"(ata_offsets":[880,1096]},"7.running_var":{"dtype":"F32","shape":[54],"data_offsets":[1096,)"
    R"(1312]},"7.weight":{"dtype":"F32","shape":[54],"data_offsets":[1312,1528]},"8.bias":{"dtype)"
    R"(":"F32","shape":[3],"data_offsets":[1528,1540]},"8.weight":{"dtype":"F32","shape":[3,54],")"
    R"(data_offsets":[1540,2188]}}       )",
    2, 543,
    {{{126, 6}, {270, 54}}},
    {0.0315984534, 3.00805865, -0.475207002}};
inline constexpr ForeignFile upwards{
    R"({"0.bias":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"0.weight":{"dtype":"F32","sha)"
    R"(pe":[2,3,3,2],"data_offsets":[12,156]},"2.bias":{"dtype":"F32","shape":[2],"data_offsets":)"
    R"([156,164]},"2.weight":{"dtype":"F32","shape":[2,168],"data_offsets":[164,1508]}}    )",
    0, 377,
    {{}},
    {0.143310547, -0.637020111}};
inline constexpr ForeignFile sequence{
    R"({"0.bias":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"0.weight":{"dtype":"F32","sha)"
    R"(pe":[4,2,3],"data_offsets":[16,112]},"3.bias":{"dtype":"F32","shape":[3],"data_offsets":[1)"
    R"(12,124]},"3.weight":{"dtype":"F32","shape":[3,24],"data_offsets":[124,412]}})",
    0, 103,
    {{}},
    {-0.212551117, 0.13892746, 0.369041443}};
inline constexpr ForeignFile lstm{
    R"({"head.bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"head.weight":{"dtype":"F32")"
    R"(,"shape":[2,4],"data_offsets":[8,40]},"rnn.bias_hh_l0":{"dtype":"F32","shape":[16],"data_o)"
    R"(ffsets":[40,104]},"rnn.bias_hh_l1":{"dtype":"F32","shape":[16],"data_offsets":[104,168]},")"
    R"(rnn.bias_ih_l0":{"dtype":"F32","shape":[16],"data_offsets":[168,232]},"rnn.bias_ih_l1":{"d)"
    R"(type":"F32","shape":[16],"data_offsets":[232,296]},"rnn.weight_hh_l0":{"dtype":"F32","shap)"
    R"(e":[16,4],"data_offsets":[296,552]},"rnn.weight_hh_l1":{"dtype":"F32","shape":[16,4],"data)"
    R"(_offsets":[552,808]},"rnn.weight_ih_l0":{"dtype":"F32","shape":[16,3],"data_offsets":[808,)"
    R"(1000]},"rnn.weight_ih_l1":{"dtype":"F32","shape":[16,4],"data_offsets":[1000,1256]}}      )",
    0, 314,
    {{}},
    {-0.457807277, -0.0388348755}};
inline constexpr ForeignFile both_ways{
    R"({"head.bias":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"head.weight":{"dtype":"F32)"
    R"(","shape":[3,4],"data_offsets":[12,60]},"rnn.bias_hh_l0":{"dtype":"F32","shape":[8],"data_)"
    R"(offsets":[60,92]},"rnn.bias_hh_l0_reverse":{"dtype":"F32","shape":[8],"data_offsets":[92,1)"
    R"(24]},"rnn.bias_hh_l1":{"dtype":"F32","shape":[8],"data_offsets":[124,156]},"rnn.bias_hh_l1)"
    R"(_reverse":{"dtype":"F32","shape":[8],"data_offsets":[156,188]},"rnn.bias_ih_l0":{"dtype":")"
    R"(F32","shape":[8],"data_offsets":[188,220]},"rnn.bias_ih_l0_reverse":{"dtype":"F32","shape")"
    R"(:[8],"data_offsets":[220,252]},"rnn.bias_ih_l1":{"dtype":"F32","shape":[8],"data_offsets":)"
    R"([252,284]},"rnn.bias_ih_l1_reverse":{"dtype":"F32","shape":[8],"data_offsets":[284,316]},")"
    R"(rnn.weight_hh_l0":{"dtype":"F32","shape":[8,2],"data_offsets":[316,380]},"rnn.weight_hh_l0)"
    R"(_reverse":{"dtype":"F32","shape":[8,2],"data_offsets":[380,444]},"rnn.weight_hh_l1":{"dtyp)"
    R"(e":"F32","shape":[8,2],"data_offsets":[444,508]},"rnn.weight_hh_l1_reverse":{"dtype":"F32")"
    R"(,"shape":[8,2],"data_offsets":[508,572]},"rnn.weight_ih_l0":{"dtype":"F32","shape":[8,3],")"
    R"(data_offsets":[572,668]},"rnn.weight_ih_l0_reverse":{"dtype":"F32","shape":[8,3],"data_off)"
    R"(sets":[668,764]},"rnn.weight_ih_l1":{"dtype":"F32","shape":[8,4],"data_offsets":[764,892]})"
    R"(,"rnn.weight_ih_l1_reverse":{"dtype":"F32","shape":[8,4],"data_offsets":[892,1020]}})",
    0, 255,
    {{}},
    {-0.424805306, -0.105541467, 0.145550498}};
inline constexpr ForeignFile gru{
    R"({"head.bias":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"head.weight":{"dtype":"F32)"
    R"(","shape":[3,4],"data_offsets":[12,60]},"rnn.bias_hh_l0":{"dtype":"F32","shape":[12],"data)"
    R"(_offsets":[60,108]},"rnn.bias_ih_l0":{"dtype":"F32","shape":[12],"data_offsets":[108,156]})"
    R"(,"rnn.weight_hh_l0":{"dtype":"F32","shape":[12,4],"data_offsets":[156,348]},"rnn.weight_ih)"
    R"(_l0":{"dtype":"F32","shape":[12,3],"data_offsets":[348,492]}}   )",
    0, 123,
    {{}},
    {-0.462971573, -0.116942548, 0.127390239, -0.471384768, -0.134505359, 0.126945359,
     -0.538542732, -0.0477050853, 0.00412201002, -0.511462597, -0.091775128, 0.066317717,
     -0.556833063, -0.028979819, -0.0198993778}};
inline constexpr ForeignFile rnn{
    R"({"head.bias":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"head.weight":{"dtype":"F32)"
    R"(","shape":[3,4],"data_offsets":[12,60]},"rnn.bias_hh_l0":{"dtype":"F32","shape":[4],"data_)"
    R"(offsets":[60,76]},"rnn.bias_ih_l0":{"dtype":"F32","shape":[4],"data_offsets":[76,92]},"rnn)"
    R"(.weight_hh_l0":{"dtype":"F32","shape":[4,4],"data_offsets":[92,156]},"rnn.weight_ih_l0":{")"
    R"(dtype":"F32","shape":[4,3],"data_offsets":[156,204]}}   )",
    0, 51,
    {{}},
    {-0.41345985, -0.0840789575, 0.204626423}};
inline constexpr ForeignFile words{
    R"({"encoder.weight":{"dtype":"F32","shape":[7,3],"data_offsets":[0,84]},"gru.bias_hh_l0":{"d)"
    R"(type":"F32","shape":[12],"data_offsets":[84,132]},"gru.bias_ih_l0":{"dtype":"F32","shape":)"
    R"([12],"data_offsets":[132,180]},"gru.weight_hh_l0":{"dtype":"F32","shape":[12,4],"data_offs)"
    R"(ets":[180,372]},"gru.weight_ih_l0":{"dtype":"F32","shape":[12,3],"data_offsets":[372,516]})"
    R"(,"norm.bias":{"dtype":"F32","shape":[4],"data_offsets":[516,532]},"norm.weight":{"dtype":")"
    R"(F32","shape":[4],"data_offsets":[532,548]},"out.bias":{"dtype":"F32","shape":[2],"data_off)"
    R"(sets":[548,556]},"out.weight":{"dtype":"F32","shape":[2,4],"data_offsets":[556,588]}}     )"
    R"(  )",
    0, 147,
    {{}},
    {-0.225174239, -0.0127966117}};

}  // namespace reference
