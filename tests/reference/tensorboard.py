#!/usr/bin/env python3
"""Writes tensorboard.hpp: records of events that Google's protobuf and a CRC-32C of others make, or reads a file.

python3 tensorboard.py > tensorboard.hpp      (Debian: python3-protobuf, python3-crc32c)
python3 tensorboard.py FILE                   says what a file of events holds, and fails if it is not whole

The fields are those of TensorFlow's event.proto, summary.proto and histogram.proto.
"""
import struct
import sys

import crc32c
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from golden_bytes import show

FIELD = descriptor_pb2.FieldDescriptorProto
DOUBLE, FLOAT, INT64, INT32 = FIELD.TYPE_DOUBLE, FIELD.TYPE_FLOAT, FIELD.TYPE_INT64, FIELD.TYPE_INT32
STRING, BYTES = FIELD.TYPE_STRING, FIELD.TYPE_BYTES
# name, number, type or message, whether it is repeated
MESSAGES = {
    "HistogramProto": [("min", 1, DOUBLE), ("max", 2, DOUBLE), ("num", 3, DOUBLE), ("sum", 4, DOUBLE),
                       ("sum_squares", 5, DOUBLE), ("bucket_limit", 6, DOUBLE, True), ("bucket", 7, DOUBLE, True)],
    "Image": [("height", 1, INT32), ("width", 2, INT32), ("colorspace", 3, INT32), ("encoded_image_string", 4, BYTES)],
    "Value": [("tag", 1, STRING), ("simple_value", 2, FLOAT), ("image", 4, "Image"), ("histo", 5, "HistogramProto")],
    "Summary": [("value", 1, "Value", True)],
    "Event": [("wall_time", 1, DOUBLE), ("step", 2, INT64), ("file_version", 3, STRING), ("summary", 5, "Summary")],
}


def event_type():
    file = descriptor_pb2.FileDescriptorProto(name="event.proto", package="events", syntax="proto3")
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for field_name, number, kind, *repeated in fields:
            label = FIELD.LABEL_REPEATED if repeated else FIELD.LABEL_OPTIONAL
            field = message.field.add(name=field_name, number=number, label=label)
            if isinstance(kind, str):
                field.type, field.type_name = FIELD.TYPE_MESSAGE, ".events." + kind
            else:
                field.type = kind
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.MessageFactory(pool).GetPrototype(pool.FindMessageTypeByName("events.Event"))


Event = event_type()


def masked(data):
    crc = crc32c.crc32c(data)
    return struct.pack("<I", ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF)


def record(event):
    data = event.SerializeToString()
    length = struct.pack("<Q", len(data))
    return length + masked(length) + data + masked(data)


def events():
    yield Event(wall_time=1.5, file_version="brain.Event:2")
    yield Event(wall_time=1.5, step=300, summary={"value": [{"tag": "loss/training", "simple_value": 0.25}]})
    values = [-1.0, 0.5, 1.0]
    limits = [-1 + 2 * i / 40 for i in range(1, 41)]
    counts = [0.0] * 40
    for value in values:
        counts[min(39, int((value + 1) / 2 * 40))] += 1
    yield Event(wall_time=1.5, summary={"value": [{"tag": "w", "histo": {
        "min": -1, "max": 1, "num": 3, "sum": 0.5, "sum_squares": 2.25, "bucket_limit": limits, "bucket": counts}}]})


def read(path):
    content, at = open(path, "rb").read(), 0
    while at < len(content):
        length, = struct.unpack("<Q", content[at:at + 8])
        assert content[at + 8:at + 12] == masked(content[at:at + 8]), f"byte {at}: the length's checksum"
        data = content[at + 12:at + 12 + length]
        assert content[at + 12 + length:at + 16 + length] == masked(data), f"byte {at}: the data's checksum"
        at += 16 + length
        event = Event.FromString(data)
        if event.file_version:
            print(event.file_version)
        for value in event.summary.value:
            kind = "histogram" if value.HasField("histo") else "image" if value.HasField("image") else "scalar"
            print(event.step, value.tag, kind, value.simple_value if kind == "scalar" else "")


if len(sys.argv) > 1:
    read(sys.argv[1])
    sys.exit()
print("""#pragma once

// Written by tensorboard.py with protobuf 3.21.12 and crc32c 2.3.

#include <cstdint>
#include <string>
#include <vector>

// clang-format off
namespace golden {

inline std::string from_bytes(const std::vector<std::uint8_t>& bytes) {
    return std::string(bytes.begin(), bytes.end());
}
""")
for name, event in zip(("first_event", "scalar_event", "histogram_event"), events()):
    show(name, record(event))
print("}  // namespace golden")
